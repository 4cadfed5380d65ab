// SPDX-License-Identifier: Apache-2.0
// What holds the corridor back, the dearest first, each with what more of it is
// worth and a button that adds one; and what is left behind.
import { h, type Child } from "../../../base/dom";
import { binding, find_limit } from "../../../data/limits";
import type { Capacity, LeftBehind, Limit } from "../../../data/types";
import { say } from "../../i18n";
import { number, percent } from "../../i18n/format";
import { data_table, type Field } from "../../ui/data_table";
import type { Names } from "../../ui/names";
import { csv_button, small_button, table_toggle, type Tabled } from "../../ui/tools";
import {
  gain_words,
  limit_name,
  limit_note,
  limit_words,
  rough,
  season_words,
  step_words,
  usage_words,
} from "./limit_words";

export interface Acts {
  can_add: (limit: Limit) => boolean;
  add: (limit: Limit) => void;
  look: (limit: Limit) => void;
}

function then_words(names: Names, capacity: Capacity, { then }: Limit): string {
  const next = then ? find_limit(capacity, then) : undefined;
  return next ? ` ${say.capacity.then(limit_words(names, next))}` : "";
}

// How full; the words beside it say the same.
function fill_bar(share: number): HTMLElement {
  const used = h("i", {});
  used.style.width = percent_width(share);
  return h("span", { class: "fill-bar", "aria-hidden": true }, used);
}

const percent_width = (share: number) =>
  `${100 * Math.min(1, Math.max(0, share || 0))}%`;

function card(names: Names, capacity: Capacity, limit: Limit, acts: Acts): HTMLElement {
  const step = step_words(limit);
  const words = limit_words(names, limit);
  const look = h("button", { type: "button", class: "as-text" }, limit_name(names, limit));
  look.addEventListener("click", () => acts.look(limit));
  const plus = acts.can_add(limit)
    ? small_button(step, `${words}: ${step}`, () => acts.add(limit))
    : h("span", { class: "small" }, step);
  return h(
    "li",
    { class: "bottleneck" },
    h(
      "div",
      { class: "figure-head" },
      h("h3", {}, look, h("small", {}, ` ${limit_note(names, limit)}`)),
      plus,
    ),
    h(
      "div",
      { class: "usage" },
      h("span", { class: "small" }, usage_words(limit)),
      fill_bar(limit.saturation),
    ),
    h("p", {}, h("b", {}, gain_words(limit.one_step)), ` – ${step}`),
    h(
      "p",
      { class: "small" },
      `${say.capacity.tenth(gain_words(limit.tenth))}; ${say.capacity.plenty(gain_words(limit.plenty))}.${then_words(names, capacity, limit)}`,
    ),
  );
}

export function limit_fields(names: Names): Field<Limit>[] {
  const { capacity } = say;
  const gain = (title: string, of: (limit: Limit) => number): Field<Limit> => ({
    title,
    number: true,
    cell: (limit) => (limit.binds ? rough(of(limit)) : ""),
    raw: (limit) => (limit.binds ? of(limit) : null),
  });
  return [
    { title: capacity.limit, cell: (l) => limit_name(names, l) },
    { title: capacity.kind, cell: (l) => limit_note(names, l) },
    { title: capacity.used, number: true, cell: (l) => percent(l.saturation), raw: (l) => l.saturation },
    { title: capacity.usage_title, cell: usage_words },
    { title: capacity.price, number: true, cell: (l) => (l.binds ? rough(l.price) : ""), raw: (l) => l.price },
    gain(capacity.one_step, (l) => l.one_step.teu_year || l.one_step.growth || l.one_step.usd_year),
    gain(capacity.a_tenth, (l) => l.tenth.teu_year || l.tenth.growth || l.tenth.usd_year),
    gain(capacity.in_plenty, (l) => l.plenty.teu_year || l.plenty.growth || l.plenty.usd_year),
  ];
}

function with_csv<Row>(tabled: Tabled<Row>, ...more: Child[]) {
  return h(
    "div",
    { class: "figure-head" },
    h("h2", {}, tabled.title),
    h("div", { class: "tools" }, ...more, csv_button(tabled)),
  );
}

// Ranked in words, or all limits as a table.
export function bottleneck_list(
  names: Names,
  capacity: Capacity,
  acts: Acts,
): HTMLElement {
  const held = binding(capacity);
  const rows = [...capacity.limits].sort((a, b) => b.saturation - a.saturation);
  const fields = limit_fields(names);
  const cards =
    held.length > 0
      ? h("ol", {}, ...held.map((limit) => card(names, capacity, limit, acts)))
      : h("p", { class: "nothing" }, say.capacity.nothing_holds);
  const place = h("div", {});
  const toggle = table_toggle(place, cards, () => data_table(say.capacity.all_limits, fields, rows));
  return h(
    "section",
    {},
    with_csv({ title: say.capacity.bottlenecks, file: "limits", fields, rows }, toggle),
    place,
  );
}

export function left_behind(names: Names, capacity: Capacity): HTMLElement | null {
  const rows = capacity.unserved;
  if (rows.length === 0) return null;
  const held = ({ held_by }: LeftBehind) =>
    held_by
      .map((id) => find_limit(capacity, id))
      .filter((limit) => limit !== undefined)
      .map((limit) => limit_name(names, limit))
      .join("; ");
  const { capacity: words } = say;
  const fields: Field<LeftBehind>[] = [
    { title: words.from_to, cell: (r) => `${names.place(r.origin)} → ${names.place(r.destination)}` },
    { title: words.goods, cell: (r) => r.goods },
    { title: words.asked_for, number: true, cell: (r) => number(r.demanded_teu_year), raw: (r) => r.demanded_teu_year },
    { title: words.left, number: true, cell: (r) => number(r.teu_year), raw: (r) => r.teu_year },
    { title: words.held_by, cell: held },
  ];
  return h(
    "section",
    {},
    with_csv({ title: words.left_behind, file: "left-behind", fields, rows }),
    data_table(words.left_behind, fields, rows),
  );
}

export function growth_ladder(names: Names, capacity: Capacity): HTMLElement | null {
  const ladder = capacity.growth?.ladder ?? capacity.ladder;
  if (ladder.length === 0) return null;
  const name = (id: string, label: string) => {
    const limit = find_limit(capacity, id);
    return limit ? limit_words(names, limit) : label;
  };
  const { capacity: words } = say;
  type Rung = (typeof ladder)[number];
  const fields: Field<Rung>[] = [
    { title: words.times, number: true, cell: (r) => number(r.growth, 3), raw: (r) => r.growth },
    { title: words.limit, cell: (r) => name(r.id, r.label) },
    { title: words.season, cell: (r) => season_words(r.season) },
  ];
  return h(
    "section",
    {},
    with_csv({ title: words.ladder, file: "growth-ladder", fields, rows: ladder }),
    h("p", { class: "small" }, words.ladder_note),
    data_table(words.ladder, fields, ladder),
  );
}
