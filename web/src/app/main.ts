// SPDX-License-Identifier: Apache-2.0
// The live client: draws the shell at once, asks for the corridor, and shows
// the view that the address names.
import "../styles/colours.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/controls.css";
import "./styles/figures.css";
import "./styles/map.css";
import "./styles/corridor.css";
import "./styles/routes.css";
import "./styles/jobs.css";
import "./styles/motion.css";
import "./styles/whatif.css";
import "./styles/capacity.css";
import "./styles/packages.css";
import "./styles/tracking.css";
import "./styles/print.css";
import { h } from "../base/dom";
import { print_well } from "../base/fitted";
import { api } from "./api/client";
import { CorridorData } from "./api/corridor_data";
import { is_abort } from "./api/problem";
import {
  is_language,
  language,
  preferred,
  say,
  speak,
  type Language,
} from "./i18n";
import { build_shell, type Shell } from "./shell";
import { Store } from "./state/store";
import { start_theme } from "./theme";
import { failure_card } from "./ui/failure";
import { announce, toast } from "./ui/live_region";
import { loaders, title_of } from "./view";

const language_at = "steel-camel-language";

class Client {
  private readonly store = new Store();
  private shell!: Shell;
  private corridor: CorridorData | null = null;
  private leave = new AbortController();

  async start() {
    start_theme();
    const kept = localStorage.getItem(language_at) ?? "";
    await this.speak(is_language(kept) ? kept : preferred(navigator.languages));
    this.store.subscribe((now, before) => {
      this.shell.show_state();
      const moved =
        now.view !== before.view || now.corridor !== before.corridor;
      if (now.corridor !== before.corridor) void this.open();
      else if (moved) void this.show();
    }, new AbortController().signal);
    print_well();
    await this.open();
  }

  private async speak(code: Language) {
    await speak(code);
    document.documentElement.lang = code;
    this.shell = build_shell({
      store: this.store,
      speak: (chosen) => void this.speak_again(chosen),
    });
    this.shell.show_state();
    document.getElementById("app")!.replaceChildren(this.shell.root);
  }

  private async speak_again(code: Language) {
    localStorage.setItem(language_at, code);
    if (code === language) return;
    this.leave.abort();
    await this.speak(code);
    await this.open();
  }

  // Finds the corridor of the address, or the server's first.
  private async open() {
    try {
      const list = await api.corridors();
      const wanted = this.store.state.corridor;
      const found =
        list.corridors.find((one) => one.corridor === wanted) ??
        (wanted ? { corridor: wanted, title: wanted } : list.corridors[0]);
      if (!found) throw new Error("no corridor");
      if (this.corridor?.name !== found.corridor)
        this.corridor = new CorridorData(found.corridor, found.title);
      if (!wanted) this.amend_corridor(found.corridor);
      this.shell.show_corridors(list);
      this.corridor.scenarios().then(this.shell.show_scenarios, () => {});
      await this.show();
    } catch (error) {
      this.shell.content.replaceChildren(
        failure_card(error, () => void this.open()),
      );
    }
  }

  // Without a second opening: the corridor is already there.
  private amend_corridor(corridor: string) {
    const { state } = this.store;
    history.replaceState(null, "", this.store.link({ corridor }));
    this.store.adopt({ ...state, corridor });
  }

  private async show() {
    const corridor = this.corridor;
    if (!corridor) return;
    this.leave.abort();
    this.leave = new AbortController();
    const { signal } = this.leave;
    const { view } = this.store.state;
    const element = h("div", { class: `view ${view}`, "data-view": view });
    element.append(h("p", { class: "loading" }, say.shell.loading));
    this.shell.content.replaceChildren(element);
    this.shell.content.setAttribute("aria-label", title_of(view));
    try {
      const loaded = await loaders[view]();
      if (signal.aborted) return;
      element.replaceChildren();
      const { store } = this;
      const { show_corridors } = this.shell;
      await loaded.view.mount(element, { store, corridor, show_corridors, signal });
      if (signal.aborted) return;
      element.dataset.ready = "";
      announce(title_of(view));
    } catch (error) {
      if (signal.aborted || is_abort(error)) return;
      console.error(error);
      element.replaceChildren(failure_card(error, () => void this.show()));
    }
  }
}

// What nobody caught is told, not swallowed.
function tell_errors() {
  const tell = (error: unknown) => {
    const harmless =
      is_abort(error) || String(error).includes("ResizeObserver");
    if (!harmless) toast(`${say.shell.broken}: ${String(error)}`, "bad");
  };
  addEventListener("error", (event) => tell(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => tell(event.reason));
}

tell_errors();
void new Client().start();
