// SPDX-License-Identifier: Apache-2.0
// What is compared with the base: scenarios of the package and own ones, and an
// alternative made up here of measures, disruptions and numbers.
import { h, type Child } from "../../../base/dom";
import type { Network, ScenarioList } from "../../api/client";
import { say, term } from "../../i18n";
import { number } from "../../i18n/format";
import { small_button } from "../../ui/tools";
import { change_picker } from "./change_picker";
import {
  parse_change,
  with_change,
  with_measure,
  with_struck,
  without_change,
  without_struck,
  type Draft,
} from "../../scenario/draft";
import { folded, tick_list, type Part } from "./parts";
import type { Tables } from "../../scenario/tables";

export interface Chosen {
  scenarios: readonly string[];
  draft: Draft;
}

export interface BuilderActs {
  choose: (scenarios: readonly string[]) => void;
  edit: (draft: Draft) => void;
  change_own: (scenario: string) => void;
  forget_own: (scenario: string) => void;
}

export function scenarios_part(
  { scenarios }: ScenarioList,
  chosen: () => readonly string[],
  acts: BuilderActs,
): Part<Chosen> {
  const own_first = [...scenarios].sort(
    (a, b) => Number(a.bundled) - Number(b.bundled),
  );
  const own_tools = (scenario: string, title: string) => {
    const { change_own, forget_own } = say.whatif;
    return h(
      "span",
      { class: "tools" },
      small_button(change_own, `${change_own}: ${title}`, () =>
        acts.change_own(scenario),
      ),
      small_button(forget_own, `${forget_own}: ${title}`, () =>
        acts.forget_own(scenario),
      ),
    );
  };
  const list = tick_list(
    say.whatif.scenarios,
    own_first.map(({ scenario, title, bundled }) => ({
      key: scenario,
      name: title,
      note: bundled ? scenario : `${scenario} · ${say.whatif.own}`,
      ...(bundled ? {} : { more: own_tools(scenario, title) }),
    })),
    (key, wanted) => {
      const others = chosen().filter((one) => one !== key);
      acts.choose(wanted ? [...others, key] : others);
    },
  );
  const fold = folded(say.whatif.scenarios, true, list.element);
  return {
    element: fold.element,
    show: ({ scenarios: ticked }) => {
      list.tick(new Set(ticked));
      fold.count(ticked.length);
    },
  };
}

type Measure = Network["measures"][number];

function measure_note({ status, year, cost_musd, requires, source }: Measure): string {
  const { whatif } = say;
  return [
    term("measure_status", status),
    year ? String(year) : "",
    cost_musd ? whatif.costs(number(cost_musd, cost_musd < 100 ? 1 : 0)) : "",
    requires && requires.length > 0 ? whatif.needs(requires.join(", ")) : "",
    source ?? "",
  ]
    .filter(Boolean)
    .join(" · ");
}

export function measures_part(
  network: Network,
  draft: () => Draft,
  acts: BuilderActs,
): Part<Chosen> {
  const modelled = network.measures.filter(({ models }) => models);
  const list = tick_list(
    say.whatif.measures,
    modelled.map((one) => ({
      key: one.measure,
      name: one.name,
      note: measure_note(one),
    })),
    (key, wanted) => acts.edit(with_measure(draft(), key, wanted)),
  );
  const fold = folded(say.whatif.measures, false, list.element);
  return {
    element: fold.element,
    show: ({ draft: { measures } }) => {
      list.tick(new Set(measures));
      fold.count(measures.length);
    },
  };
}

type Disruption = Network["disruptions"][number];

function disruption_note({ start, end, in_base, source }: Disruption): string {
  return [
    start ? (end ? `${start} – ${end}` : start) : "",
    in_base ? say.whatif.in_base : "",
    source ?? "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function days_inputs(name: string, on_days: (start: string, end: string) => void) {
  const day = (label: string) =>
    h("input", { type: "date", "aria-label": `${name}: ${label}` });
  const start = day(say.whatif.from_day);
  const end = day(say.whatif.to_day);
  for (const input of [start, end])
    input.addEventListener("change", () => on_days(start.value, end.value));
  const element = h(
    "div",
    { class: "days" },
    h("label", {}, say.whatif.from_day, start),
    h("label", {}, say.whatif.to_day, end),
    h("small", {}, say.whatif.days_hint),
  );
  const show = (from: string, to: string) => {
    start.value = from;
    end.value = to;
  };
  return { element, show };
}

export function disruptions_part(
  network: Network,
  draft: () => Draft,
  acts: BuilderActs,
): Part<Chosen> {
  const modelled = network.disruptions.filter(({ models }) => models);
  const days = new Map(
    modelled.map(({ disruption, name }) => [
      disruption,
      days_inputs(name, (start, end) => {
        acts.edit(with_struck(draft(), { key: disruption, start, end }));
      }),
    ]),
  );
  const list = tick_list(
    say.whatif.disruptions,
    modelled.map((one) => ({
      key: one.disruption,
      name: one.name,
      note: disruption_note(one),
      more: days.get(one.disruption)!.element,
    })),
    (key, wanted) =>
      acts.edit(
        wanted
          ? with_struck(draft(), { key, start: "", end: "" })
          : without_struck(draft(), key),
      ),
  );
  const fold = folded(say.whatif.disruptions, false, list.element);
  return {
    element: fold.element,
    show: ({ draft: { disruptions } }) => {
      list.tick(new Set(disruptions.map(({ key }) => key)));
      for (const { key, start, end } of disruptions) days.get(key)?.show(start, end);
      fold.count(disruptions.length);
    },
  };
}

const sign: Record<string, string> = { set: "=", multiply: "×", add: "+" };

function change_words(text: string): Child[] {
  const change = parse_change(text);
  if (!change) return [h("code", {}, text)];
  const { table, key, column, kind, value } = change;
  return [
    h("span", {}, `${term("table", table)} `, h("code", {}, key)),
    h("span", {}, ` ${column.replaceAll("_", " ")} `, h("b", {}, `${sign[kind]} ${value}`)),
  ];
}

export function changes_part(
  tables: Tables,
  draft: () => Draft,
  acts: BuilderActs,
): Part<Chosen> {
  const list = h("ul", { class: "changes", "aria-label": say.whatif.changes });
  const picker = change_picker(tables, (change) =>
    acts.edit(with_change(draft(), change)),
  );
  const fold = folded(say.whatif.changes, false, list, picker);
  const remove = (text: string) =>
    small_button("✕", `${say.whatif.remove}: ${text}`, () =>
      acts.edit(without_change(draft(), text)),
    );
  return {
    element: fold.element,
    show: ({ draft: { changes } }) => {
      list.replaceChildren(
        ...changes.map((text) =>
          h("li", {}, h("span", {}, ...change_words(text)), remove(text)),
        ),
      );
      fold.count(changes.length);
    },
  };
}
