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
import {
  count_inside,
  distance,
  grade,
  is_one_value,
  judged,
  sort_out,
} from "../data/findings";
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
  if (grade(row) === "just") return "just outside";
  const above = mean > row.high;
  const end = above ? row.high : row.low;
  if (!above && !(mean < row.low)) return "outside";
  const way = above ? "above" : "below";
  if (end === 0) return way;
  const miss = distance(row);
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

function role_words({ role, given, inside }: Observed): string {
  if (given || inside) return "";
  return role === "judge" ? "kept back to judge" : role && "open to fitting";
}

function row_of(context: Context, row: Observed, reach: number): HTMLElement {
  const observed = with_unit(format_range(row.low, row.high), row.unit);
  const simulated = format_interval(row.simulated, row.unit);
  const said = verdict(row);
  const note = [row.period, row.confidence, role_words(row)];
  const compared = is_one_value(row) ? "±5\u202f%" : "reported";
  return h(
    "li",
    { class: grade(row) },
    h(
      "div",
      { class: "what" },
      h("b", {}, `${indicator_words(row.indicator)}: ${dashed(row.scope)}`),
      h(
        "small",
        { title: row.note || undefined },
        `${note.filter(Boolean).join(", ")} `,
      ),
      context.citations.cite(row.source),
    ),
    range_mark(
      { ...row, grade: grade(row), assumed: is_one_value(row) },
      reach,
      `${said}: simulated ${simulated}, ${compared} ${observed}`,
    ),
    h("div", { class: "said" }, said),
    h(
      "div",
      { class: "figures" },
      h("span", {}, h("small", {}, "simulated "), simulated),
      h("span", {}, h("small", {}, `${compared} `), observed),
    ),
  );
}

interface Group {
  title: string;
  explained: string;
  rows: Observed[];
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
    h("h3", {}, group.title),
    ...list_of(context, group),
  );
}

function folded_block(context: Context, group: Group): HTMLElement | null {
  if (group.rows.length === 0) return null;
  return h(
    "details",
    { class: "observed" },
    h("summary", {}, h("h3", {}, group.title)),
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
        title: "Compared with",
        kind: "number",
        cell: (r) => with_unit(format_range(r.low, r.high), r.unit),
      },
      {
        title: "Simulated",
        kind: "number",
        cell: (r) => format_interval(r.simulated, r.unit),
      },
      { title: "Verdict", cell: verdict },
      {
        title: "Range",
        cell: (r) => (is_one_value(r) ? "one value, ±5\u202f%" : "as reported"),
      },
      { title: "Confidence", cell: (r) => r.confidence },
      { title: "Note", cell: (r) => r.note },
      { title: "Source", cell: (r) => context.citations.cite(r.source) },
    ],
    misses_first(rows),
  );
}

function inside_group(title: string, rows: Observed[], explained: string): Group {
  const inside = rows.filter((row) => row.inside);
  return {
    title: `${title}: ${inside.length} of ${rows.length} inside`,
    explained,
    rows: inside,
  };
}

function graded(missed: Observed[]): string {
  const just = missed.filter((row) => grade(row) === "just").length;
  const far = missed.filter((row) => grade(row) === "far").length;
  return `${format_number(just)} just outside: within 2\u202f% of the range’s width, or with the 95\u202f% interval reaching into it. ${format_number(far)} more than 20\u202f% away, in red.`;
}

function key(rows: Observed[]): HTMLElement {
  const assumed = rows.filter(is_one_value).length;
  return h(
    "p",
    { class: "small key" },
    `The range compared with is as reported, or ±5\u202f% where only one value is reported: so in ${assumed} of these ${rows.length} rows, whose bands are outlined in dashes. The scale is per cent more or less than the middle of the range. ● simulated inside, ◆ outside, ▶ farther outside than the picture reaches; the bar through the mark is the simulated 95\u202f% interval.`,
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
  const { behaviour, judge, fit, other, given } = sort_out(rows);
  const missed = behaviour.filter((row) => !row.inside);
  return section(
    "observed",
    "Simulated against observed",
    lead(
      judge.length > 0
        ? `The honest test. ${judged(judge)}: there the simulated mean lies in the range compared with. With 15\u202f% of the reported value allowed it is ${judge.filter((row) => row.inside_15).length} of ${judge.length}.`
        : "No real-world figure was kept back to judge this simulation.",
    ),
    key(rows),
    block(context, {
      title: `Outside: ${missed.length} of ${behaviour.length}, the largest miss first`,
      explained: graded(missed),
      rows: missed,
    }),
    block(
      context,
      inside_group(
        "Kept back to judge",
        judge,
        "Behaviour of the corridor that played no part in setting the model’s inputs.",
      ),
    ),
    block(
      context,
      inside_group(
        "Open to fitting",
        fit,
        "Behaviour too, but these may have set uncertain inputs within stated bounds: agreement proves less here.",
      ),
    ),
    block(
      context,
      inside_group(
        "Without a role",
        other,
        "Behaviour that the package assigned to neither.",
      ),
    ),
    folded_block(context, {
      title: `Put in, and found again: ${count_inside(given)} of ${given.length} inside`,
      explained:
        "Volumes follow from the demand table and service times from the facilities: that they come out as they went in says that nothing was lost on the way, not that the model knows the world. They are in no count above.",
      rows: given,
    }),
    observed_table(context, rows),
  );
}
