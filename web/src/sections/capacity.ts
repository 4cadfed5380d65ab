// SPDX-License-Identifier: Apache-2.0
// What the corridor can carry at most, and what holds it back.
import { h, type Child } from "../base/dom";
import {
  format_number,
  format_percent,
  format_rough,
} from "../base/format";
import { table } from "../base/table";
import { share_bar } from "../charts/share_bar";
import type { Context } from "../data/context";
import {
  binding,
  carries_all,
  factor_words,
  find_limit,
  limit_words,
} from "../data/limits";
import type { Capacity, CapacitySeason } from "../data/types";
import { growth_parts, times } from "./capacity_growth";
import {
  binding_table,
  full_table,
  left_behind_table,
  left_behind_twin,
  limits_twin,
} from "./capacity_limits";
import { simulated_part } from "./capacity_simulated";
import { headline, lead, section } from "./section";

function first_rung(context: Context, capacity: Capacity): string {
  const [step] = capacity.growth?.ladder ?? [];
  if (!step) return "";
  const limit = find_limit(capacity, step.id);
  return limit ? limit_words(context, limit) : step.label;
}

function growth_headline(context: Context, capacity: Capacity) {
  const { growth } = capacity;
  if (!growth) return null;
  const said = "all demand can grow to, together and in every season";
  if (!Number.isFinite(growth.value))
    return headline(said, "no end", "nothing holds it back");
  const held = first_rung(context, capacity);
  return headline(
    said,
    times(growth.value),
    [`in ${growth.binding_season}`, held].filter(Boolean).join(": "),
  );
}

function dearest_headline(context: Context, capacity: Capacity) {
  const [dearest] = binding(capacity);
  if (!dearest) return null;
  return headline(
    `TEU a year from one step more where it helps most: ${dearest.step}`,
    `+${format_rough(dearest.one_step.teu_year)}`,
    limit_words(context, dearest),
  );
}

function headlines(context: Context, capacity: Capacity): HTMLElement {
  const { served_teu_year, demanded_teu_year, demand_factor, saturated } =
    capacity;
  const share = format_percent(served_teu_year / demanded_teu_year);
  return h(
    "dl",
    { class: "headlines four" },
    headline(
      `TEU a year${carries_all(capacity) ? "" : " at most"}, of ${factor_words(demand_factor)} the demand`,
      format_rough(served_teu_year),
      `${share} of ${format_rough(demanded_teu_year)}`,
    ),
    growth_headline(context, capacity),
    dearest_headline(context, capacity),
    saturated &&
      headline(
        "of the potential is delivered when that demand is simulated",
        format_percent(saturated.share),
        `${format_rough(saturated.simulated_teu_year.mean)} TEU a year`,
      ),
  );
}

function proof({ gap }: Capacity): string {
  if (!Number.isFinite(gap)) return "";
  const within =
    gap <= 1e-9 ? "a billionth" : gap <= 1e-6 ? "a millionth" : format_percent(gap, 3);
  return ` No plan under the same limits carries more: that is proven, to within ${within}.`;
}

function growth_words(context: Context, capacity: Capacity): string {
  const { growth } = capacity;
  if (!growth || !(growth.value > 0)) return "";
  const factor = format_number(growth.value, 2);
  const held = first_rung(context, capacity);
  const season = growth.binding_season;
  // Less than there is already is not what a reader expects.
  return growth.value < 0.9995
    ? ` All of it together can grow to ${factor} times that of the base year, so that even today’s falls short: in ${season} it is held back by ${held}, and boxes wait for a better season.`
    : ` All of it together can grow to ${factor} times that of the base year, until in ${season} it is held back by ${held}.`;
}

function held_back(capacity: Capacity): string {
  const held = binding(capacity).length;
  if (held === 0) return "";
  const of_all = capacity.limits_in_all > 0
    ? ` of ${format_number(capacity.limits_in_all)} limits`
    : held === 1 ? " limit" : " limits";
  return ` ${format_number(held)}${of_all} hold${held === 1 ? "s" : ""} it back.`;
}

export function summary(context: Context, capacity: Capacity): string {
  const { demanded_teu_year, served_teu_year, demand_factor } = capacity;
  const once = (served_teu_year / demanded_teu_year) * demand_factor;
  const teu = `${format_rough(served_teu_year)} TEU a year`;
  const carried = carries_all(capacity)
    ? `can carry all of it, ${teu}.`
    : `can carry ${teu} at most: ${format_number(once, 2)} times what the base year asks for.`;
  return (
    `Asked for ${factor_words(demand_factor)} the demand of the base year, the corridor ${carried}` +
    held_back(capacity) +
    growth_words(context, capacity)
  );
}

function season_table(capacity: Capacity): HTMLElement | null {
  const { seasons, growth } = capacity;
  if (seasons.length < 2) return null;
  const grows = new Map(growth?.seasons.map((s) => [s.season, s.value]));
  const share = (s: CapacitySeason) => s.served_teu / s.demanded_teu;
  const a_day = (teu: number, { days }: CapacitySeason) =>
    format_rough(teu / days);
  return table(
    "By season: what of the same demand can be carried, and how far all demand can grow in that season alone.",
    [
      { title: "Season", cell: (s: CapacitySeason) => s.season },
      { title: "Days", kind: "number", cell: (s) => format_number(s.days) },
      {
        title: "TEU a day asked for",
        kind: "number",
        cell: (s) => a_day(s.demanded_teu, s),
      },
      {
        title: "TEU a day it can carry",
        kind: "number",
        cell: (s) => a_day(s.served_teu, s),
      },
      {
        title: "Carried",
        cell: (s) =>
          share_bar(
            { mean: share(s), low: NaN, high: NaN },
            `carried ${format_percent(share(s))}`,
          ),
      },
      {
        title: "of it",
        kind: "number",
        cell: (s) => format_percent(share(s)),
      },
      {
        title: "Demand can grow to",
        kind: "number",
        cell: (s) => times(grows.get(s.season) ?? NaN),
      },
    ],
    seasons,
    "limits seasons",
  );
}

function under(title: string, ...children: Child[]): Child[] {
  const known = children.filter((child) => child);
  return known.length > 0 ? [h("h3", {}, title), ...known] : [];
}

export function capacity_section(context: Context): HTMLElement {
  const capacity = context.report.capacity!;
  return section(
    "capacity",
    "What it can carry",
    lead(summary(context, capacity)),
    headlines(context, capacity),
    h(
      "p",
      { class: "small wide" },
      `The potential is a bound, not a forecast: all times are means, nobody waits for anybody, trains go full, and empty wagons and vessels come back in time. It runs ${format_rough(capacity.trains_year)} trains a year, and ${format_rough(capacity.empties_year)} trains of empty wagons beside them.${proof(capacity)}`,
    ),
    ...under(
      binding(capacity).length > 0 ? "What holds it back" : "What is in use",
      binding_table(context, capacity),
      full_table(context, capacity),
      limits_twin(context, capacity),
    ),
    ...under(
      "How far all demand can grow",
      ...growth_parts(context, capacity),
      season_table(capacity),
    ),
    ...under(
      "What is left behind",
      left_behind_table(context, capacity),
      left_behind_twin(context, capacity),
    ),
    capacity.saturated && simulated_part(context, capacity.saturated),
  );
}
