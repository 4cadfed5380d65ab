// SPDX-License-Identifier: Apache-2.0
// Simulated against observed: what does not fit stands first.
import { h } from "../base/dom";
import {
  dashed,
  format_interval,
  format_number,
  format_range,
  sentence,
  with_unit,
  words,
} from "../base/format";
import { table_twin } from "../base/table";
import { range_mark, range_scale, reach_of } from "../charts/range_mark";
import type { Context } from "../data/context";
import { count_inside, sort_out } from "../data/findings";
import type { Observed } from "../data/types";
import { lead, nothing, section } from "./section";

const known_indicators: Record<string, string> = {
  teu_year: "TEU a year",
  tonnes_year: "Tonnes a year",
  trains_year: "Trains a year",
  trains_day: "Trains a day",
  transit_days: "Days in transit",
  leg_days: "Days of a train’s leg",
  border_hours: "Hours at the border",
  facility_hours: "Hours of service",
  speed: "Speed",
  ratio: "Ratio of directions",
  sailings_year: "Sailings a year",
  demand_teu: "TEU in the demand table",
  demand_tonnes: "Tonnes in the demand table",
  route_km: "Length of the way",
};

export function indicator_words(indicator: string): string {
  return known_indicators[indicator] ?? sentence(words(indicator));
}

// "inside", or by how much the mean misses the nearer end.
export function verdict(row: Observed): string {
  if (row.inside) return "inside";
  const { mean } = row.simulated;
  if (!Number.isFinite(mean)) return "not simulated";
  const above = mean > row.high;
  const end = above ? row.high : row.low;
  if (!above && !(mean < row.low)) return "outside";
  const way = above ? "above" : "below";
  if (end === 0) return way;
  const miss = Math.abs(mean / end - 1);
  if (miss >= 10) return `${format_number(mean / end)} times the range`;
  return with_unit(format_number(100 * miss, miss < 0.1 ? 1 : 0), "%") + ` ${way}`;
}

// How many times the simulated mean misses the nearer end of the range.
export function miss(row: Observed): number {
  if (row.inside) return 1;
  const { mean } = row.simulated;
  const times = Math.max(mean / row.high, row.low / mean, 1);
  return Number.isNaN(times) ? Infinity : times;
}

export function misses_first(rows: Observed[]): Observed[] {
  return [...rows].sort(
    (a, b) =>
      Number(a.inside) - Number(b.inside) ||
      miss(b) - miss(a) ||
      a.indicator.localeCompare(b.indicator),
  );
}

function row_of(context: Context, row: Observed, reach: number): HTMLElement {
  const observed = with_unit(format_range(row.low, row.high), row.unit);
  const simulated = format_interval(row.simulated, row.unit);
  const said = verdict(row);
  const note = [row.period, row.confidence].filter(Boolean).join(", ");
  return h(
    "li",
    { class: row.inside ? "inside" : "outside" },
    h(
      "div",
      { class: "what" },
      h("b", {}, `${indicator_words(row.indicator)}: ${dashed(row.scope)}`),
      h("small", { title: row.note || undefined }, `${note} `),
      context.citations.cite(row.source),
    ),
    range_mark(
      row,
      reach,
      `${said}: simulated ${simulated}, observed ${observed}`,
    ),
    h("div", { class: "said" }, said),
    h(
      "div",
      { class: "figures" },
      h("span", {}, h("small", {}, "simulated "), simulated),
      h("span", {}, h("small", {}, "observed "), observed),
    ),
  );
}

interface Group {
  title: string;
  explained: string;
  rows: Observed[];
}

function counted({ title, rows }: Group): string {
  const inside = count_inside(rows);
  const outside = rows.length - inside;
  const rest = outside > 0 ? `, ${outside} outside` : "";
  return `${title}: ${inside} of ${rows.length} inside${rest}`;
}

function list_of(context: Context, { explained, rows }: Group): HTMLElement[] {
  const reach = reach_of(context.simulation.observed);
  return [
    h("p", { class: "small" }, explained),
    h(
      "ul",
      {},
      h("li", { class: "scale-row" }, h("div"), range_scale(reach)),
      ...misses_first(rows).map((row) => row_of(context, row, reach)),
    ),
  ];
}

function block(context: Context, group: Group): HTMLElement | null {
  if (group.rows.length === 0) return null;
  return h(
    "div",
    { class: "observed" },
    h("h3", {}, counted(group)),
    ...list_of(context, group),
  );
}

function folded_block(context: Context, group: Group): HTMLElement | null {
  if (group.rows.length === 0) return null;
  return h(
    "details",
    { class: "observed" },
    h("summary", {}, h("h3", {}, counted(group))),
    ...list_of(context, group),
  );
}

function observed_table(context: Context, rows: Observed[]): HTMLElement {
  return table_twin(
    "simulated against observed",
    [
      { title: "Id", cell: (r: Observed) => r.id },
      { title: "Indicator", cell: (r) => indicator_words(r.indicator) },
      { title: "Scope", cell: (r) => r.scope },
      { title: "Period", cell: (r) => r.period },
      { title: "Role", cell: (r) => r.role },
      { title: "Put in", cell: (r) => (r.given ? "yes" : "") },
      {
        title: "Observed",
        kind: "number",
        cell: (r) => with_unit(format_range(r.low, r.high), r.unit),
      },
      {
        title: "Simulated",
        kind: "number",
        cell: (r) => format_interval(r.simulated, r.unit),
      },
      { title: "Verdict", cell: verdict },
      { title: "Confidence", cell: (r) => r.confidence },
      { title: "Note", cell: (r) => r.note },
      { title: "Source", cell: (r) => context.citations.cite(r.source) },
    ],
    misses_first(rows),
  );
}

export function observed_section(context: Context): HTMLElement {
  const rows = context.simulation.observed;
  if (rows.length === 0)
    return section(
      "observed",
      "Simulated against observed",
      nothing(
        "The package holds no observation that could be compared with this simulation: nothing here says how well it meets the world.",
      ),
    );
  const { judge, fit, other, given } = sort_out(rows);
  return section(
    "observed",
    "Simulated against observed",
    lead(
      judge.length > 0
        ? `The honest test: of ${judge.length} observed figures of the corridor’s behaviour that were kept back, ${count_inside(judge)} hold the simulated one in their reported range. What does not fit stands first, the largest miss on top.`
        : "No observed figure was kept back to judge this simulation. What does not fit stands first, the largest miss on top.",
    ),
    h(
      "p",
      { class: "small key" },
      "The scale is per cent more or less than the middle of what was observed. The band is the reported range, an upright stroke a single reported value. ● simulated inside, ◆ outside, ▶ farther outside than the picture reaches; the bar through the mark is the simulated 95\u202f% interval.",
    ),
    block(context, {
      title: "Kept back to judge",
      explained:
        "Behaviour of the corridor that played no part in setting the model’s inputs.",
      rows: judge,
    }),
    block(context, {
      title: "Open to fitting",
      explained:
        "Behaviour too, but these may have set uncertain inputs within stated bounds: agreement proves less here.",
      rows: fit,
    }),
    block(context, {
      title: "Without a role",
      explained: "Behaviour that the package assigned to neither.",
      rows: other,
    }),
    folded_block(context, {
      title: "Put in, and found again",
      explained:
        "Volumes follow from the demand table and service times from the facilities: that they come out as they went in says that nothing was lost on the way, not that the model knows the world. They are in no count above.",
      rows: given,
    }),
    observed_table(context, rows),
  );
}
