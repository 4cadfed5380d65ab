// SPDX-License-Identifier: Apache-2.0
// What stands around every view: the name, the tabs, the corridor, the
// scenario, the language and the theme.
import { h } from "../base/dom";
import type { CorridorList, ScenarioList } from "./api/client";
import { language, languages, own_name, say, type Language } from "./i18n";
import type { Store } from "./state/store";
import { format_url, views, type ViewName } from "./state/url";
import { choose_theme, theme, themes, type Theme } from "./theme";
import { inner_link } from "./ui/inner_link";
import { live_region } from "./ui/live_region";
import { title_of } from "./view";

export interface Shell {
  root: HTMLElement;
  content: HTMLElement;
  show_state: () => void;
  show_corridors: (list: CorridorList) => void;
  show_scenarios: (list: ScenarioList) => void;
}

interface Acts {
  store: Store;
  speak: (code: Language) => void;
}

function tab_of(store: Store, view: ViewName): HTMLAnchorElement {
  const go = () => store.go(store.state_of(view));
  return inner_link("?", go, { "data-view": view }, title_of(view));
}

function picker(label: string, name: string): HTMLSelectElement {
  return h("select", { "aria-label": label, title: label, class: name });
}

function option(value: string, text: string, selected: boolean) {
  return h("option", { value, selected }, text);
}

function corridor_picker(store: Store) {
  const picked = picker(say.shell.corridor, "corridor-picker");
  picked.addEventListener("change", () =>
    store.go({ corridor: picked.value, scenarios: [], params: {} }),
  );
  return picked;
}

function scenario_picker(store: Store) {
  const picked = picker(say.corridor.scenario, "scenario-picker");
  picked.append(option("", say.corridor.base, true));
  picked.addEventListener("change", () =>
    store.go({ scenarios: picked.value ? picked.value.split("+") : [] }),
  );
  return picked;
}

function language_picker({ speak }: Acts) {
  const picked = picker(say.shell.language, "language-picker");
  for (const code of languages)
    picked.append(option(code, own_name[code], code === language));
  picked.addEventListener("change", () => speak(picked.value as Language));
  return picked;
}

function theme_picker() {
  const picked = picker(say.shell.theme, "theme-picker");
  const names: Record<Theme, string> = {
    auto: say.shell.theme_auto,
    light: say.shell.theme_light,
    dark: say.shell.theme_dark,
  };
  for (const one of themes)
    picked.append(option(one, names[one], one === theme()));
  picked.addEventListener("change", () => choose_theme(picked.value as Theme));
  return picked;
}

export function build_shell(acts: Acts): Shell {
  const { store } = acts;
  const tabs = views.map((view) => tab_of(store, view));
  const content = h("main", { id: "content", tabindex: -1 });
  const corridors = corridor_picker(store);
  const scenarios = scenario_picker(store);
  const skip = h("a", { class: "skip", href: "#content" }, say.shell.skip);
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    content.focus();
  });
  const bar = h(
    "header",
    { class: "bar" },
    h("span", { class: "brand" }, say.shell.product),
    h("nav", { class: "tabs", "aria-label": say.shell.views }, ...tabs),
    h("div", { class: "pickers" }, corridors, scenarios),
    h("div", { class: "settings" }, language_picker(acts), theme_picker()),
  );
  tell_height(bar);
  const root = h("div", { class: "shell" }, skip, bar, content, live_region());

  const show_state = () => {
    const { view, corridor, scenarios: chosen } = store.state;
    for (const tab of tabs) {
      const name = tab.dataset.view as ViewName;
      tab.href = format_url(store.state_of(name));
      if (name === view) {
        tab.setAttribute("aria-current", "page");
        tab.scrollIntoView({ block: "nearest", inline: "center" });
      } else tab.removeAttribute("aria-current");
    }
    corridors.value = corridor;
    choose(scenarios, chosen.join("+"));
    document.title = `${title_of(view)} – ${say.shell.product}`;
  };
  return {
    root,
    content,
    show_state,
    show_corridors: (list) => {
      corridors.replaceChildren(
        ...list.corridors.map(({ corridor, title }) =>
          option(corridor, title, corridor === store.state.corridor),
        ),
      );
      show_state();
    },
    show_scenarios: (list) => {
      scenarios.replaceChildren(
        option("", say.corridor.base, true),
        ...list.scenarios.map((one) => option(one.scenario, one.title, false)),
      );
      show_state();
    },
  };
}

// A view that fills the window must know what the bar takes of it: it is
// higher where words are longer or the window is narrow.
function tell_height(bar: HTMLElement) {
  new ResizeObserver(() => {
    const height = `${bar.offsetHeight}px`;
    document.documentElement.style.setProperty("--bar", height);
  }).observe(bar);
}

// A link may name scenarios that are not in the list, or several at once.
function choose(select: HTMLSelectElement, value: string) {
  const there = [...select.options].some((one) => one.value === value);
  if (!there) select.append(option(value, value, true));
  select.value = value;
}
