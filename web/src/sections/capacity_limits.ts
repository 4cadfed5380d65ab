// SPDX-License-Identifier: Apache-2.0
// What holds the corridor back, what is full beside it, and what stays behind.
import { h } from "../base/dom";
import {
  dash,
  format_number,
  format_percent,
  format_plain,
  format_rough,
} from "../base/format";
import { table, table_twin, type Column } from "../base/table";
import { share_bar } from "../charts/share_bar";
import type { Context } from "../data/context";
import {
  binding,
  find_limit,
  limit_name,
  limit_words,
  usage_words,
} from "../data/limits";
import type { Capacity, LeftBehind, Limit } from "../data/types";
import { two_lines } from "./section";

const nearly_full = 0.85;
const most_full = 10;
const most_left_behind = 10;

function named(context: Context, limit: Limit): HTMLElement {
  const { name, note } = limit_name(context, limit);
  return two_lines(name, note);
}

function in_use(limit: Limit): HTMLElement {
  const only = { mean: limit.saturation, low: NaN, high: NaN };
  return h(
    "span",
    { class: "two-lines" },
    share_bar(only, `in use ${format_percent(limit.saturation)}`),
    h("small", {}, usage_words(limit)),
  );
}

function added(teu: number): string {
  if (!Number.isFinite(teu)) return dash;
  return teu < 0.5 ? "nothing" : `+${format_rough(teu)}`;
}

function one_more({ one_step, step }: Limit): HTMLElement {
  return two_lines(added(one_step.teu_year), step);
}

function millions(usd: number): string {
  return usd >= 5e4 ? format_plain(usd / 1e6) : dash;
}

function then_binds(context: Context, capacity: Capacity, limit: Limit) {
  const next = find_limit(capacity, limit.then);
  return next ? named(context, next) : "no other limit";
}

function binding_columns(
  context: Context,
  capacity: Capacity,
): Column<Limit>[] {
  return [
    { title: "What holds it back", cell: (l) => named(context, l) },
    { title: "In use, mean of the year", cell: in_use },
    {
      title: "Price of a unit, TEU",
      kind: "number",
      cell: (l) => format_rough(l.price),
    },
    { title: "One step more: TEU a year", kind: "number", cell: one_more },
    {
      title: "million USD",
      kind: "number",
      cell: (l) => millions(l.one_step.usd_year),
    },
    {
      title: "A tenth more: TEU",
      kind: "number",
      cell: (l) => added(l.tenth.teu_year),
    },
    {
      title: "Any more: TEU at most",
      kind: "number",
      cell: (l) => added(l.plenty.teu_year),
    },
    {
      title: "What binds then",
      cell: (l) => then_binds(context, capacity, l),
    },
  ];
}

export function binding_table(
  context: Context,
  capacity: Capacity,
): HTMLElement | null {
  const rows = binding(capacity);
  if (rows.length === 0) return null;
  const unserved = format_number(capacity.unserved_usd_per_teu);
  const money = capacity.unserved_usd_per_teu > 0
    ? ` Million USD are what a year costs less with the step, a TEU left behind counted as ${unserved}\u202fUSD more than if it were carried; ${dash}: none.`
    : "";
  return table(
    `By what a tenth more adds, each solved again with more of that one and all else as it is. The price is the gain from the last unit while nothing else changes, what economists call its shadow price.${money}`,
    binding_columns(context, capacity),
    rows,
    "limits binding",
  );
}

export function full_limits(capacity: Capacity): Limit[] {
  return capacity.limits
    .filter((limit) => !limit.binds && limit.saturation >= nearly_full)
    .sort((a, b) => b.saturation - a.saturation);
}

export function full_table(
  context: Context,
  capacity: Capacity,
): HTMLElement | null {
  const rows = full_limits(capacity).slice(0, most_full);
  if (rows.length === 0) return null;
  return table(
    `More than ${format_percent(nearly_full)} in use, but more of it alone would carry no TEU more: something else binds first.`,
    [
      { title: "Full, or nearly", cell: (l: Limit) => named(context, l) },
      { title: "In use, mean of the year", cell: in_use },
      {
        title: "of it",
        kind: "number",
        cell: (l) => format_percent(l.saturation),
      },
      {
        title: "In the busiest season",
        kind: "number",
        cell: (l) => format_percent(l.busiest),
      },
      { title: "which is", cell: (l) => l.busiest_season },
    ],
    rows,
    "limits full",
  );
}

function wanting(context: Context, capacity: Capacity, row: LeftBehind) {
  const limits = row.held_by.flatMap((id) => find_limit(capacity, id) ?? []);
  if (limits.length === 0) return "no single limit";
  return limits.map((limit) => limit_words(context, limit)).join("; ");
}

function left_columns(
  context: Context,
  capacity: Capacity,
  name: (place: string) => string,
): Column<LeftBehind>[] {
  return [
    {
      title: "Left behind",
      cell: (row) =>
        two_lines(`${name(row.origin)} → ${name(row.destination)}`, row.goods),
    },
    {
      title: "TEU a year",
      kind: "number",
      cell: (row) => format_rough(row.teu_year),
    },
    {
      title: "of",
      kind: "number",
      cell: (row) => format_rough(row.demanded_teu_year),
    },
    {
      title: "For want of",
      cell: (row) => wanting(context, capacity, row),
    },
  ];
}

export function left_behind_table(
  context: Context,
  capacity: Capacity,
): HTMLElement | null {
  const all = [...capacity.unserved].sort((a, b) => b.teu_year - a.teu_year);
  if (all.length === 0) return null;
  const rows = all.slice(0, most_left_behind);
  const which = all.length > rows.length
    ? `The ${rows.length} largest of ${all.length} flows of which something stays behind.`
    : "All flows of which something stays behind.";
  return table(
    `${which} The potential takes the boxes that need least of what is scarce; who is left behind is its choice, not a forecast.`,
    left_columns(context, capacity, context.short),
    rows,
    "limits left",
  );
}

export function left_behind_twin(
  context: Context,
  capacity: Capacity,
): HTMLElement | null {
  if (capacity.unserved.length <= most_left_behind) return null;
  return table_twin(
    "all that is left behind",
    left_columns(context, capacity, context.name),
    [...capacity.unserved].sort((a, b) => b.teu_year - a.teu_year),
  );
}

export function limits_twin(context: Context, capacity: Capacity): HTMLElement {
  const rows = [...capacity.limits].sort((a, b) => b.saturation - a.saturation);
  return table_twin(
    "limits that are well in use",
    [
      { title: "Limit", cell: (l: Limit) => limit_words(context, l) },
      { title: "Used, of what is there", kind: "number", cell: usage_words },
      {
        title: "In use",
        kind: "number",
        cell: (l) => format_percent(l.saturation),
      },
      {
        title: "In the busiest season",
        kind: "number",
        cell: (l) => format_percent(l.busiest),
      },
      { title: "which is", cell: (l) => l.busiest_season },
      { title: "Binds", cell: (l) => (l.binds ? "yes" : "") },
    ],
    rows,
  );
}
