// SPDX-License-Identifier: Apache-2.0
// The corridor simulated with more demand than it can carry, beside what the
// same services could carry at most.
import { h, svg } from "../base/dom";
import {
  clamp,
  format_count,
  format_number,
  format_percent,
  format_rough,
  has_interval,
  format_interval,
} from "../base/format";
import { table, table_twin, type Column } from "../base/table";
import type { Context } from "../data/context";
import { factor_words } from "../data/limits";
import type { Saturated, SaturatedFlow } from "../data/types";
import { lead, two_lines } from "./section";

const most_flows = 12;
const size = { width: 150, height: 16 };

// Room: what is asked for; filled: simulated; the stroke: the potential.
function pair_bar(row: SaturatedFlow): SVGSVGElement {
  const x = (teu: number) =>
    size.width * clamp(teu / row.demanded_teu_year || 0, 0, 1);
  const at = clamp(x(row.potential_teu_year), 1, size.width - 1);
  return svg(
    "svg",
    {
      class: "share pair",
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-label": `simulated ${format_rough(row.simulated_teu_year)}, potential ${format_rough(row.potential_teu_year)} of ${format_rough(row.demanded_teu_year)} TEU`,
    },
    svg("rect", { class: "room", y: 4, width: size.width, height: 8 }),
    svg("rect", {
      class: "used",
      y: 4,
      width: x(row.simulated_teu_year),
      height: 8,
    }),
    svg("path", { class: "whisker", d: `M${at.toFixed(1)},1v14` }),
  );
}

function ratio({ simulated_teu_year, potential_teu_year }: SaturatedFlow) {
  if (!(potential_teu_year >= 0.5)) return "–";
  return format_percent(simulated_teu_year / potential_teu_year);
}

interface Row extends SaturatedFlow {
  name: string;
}

function rows_of(context: Context, saturated: Saturated): Row[] {
  const flows = [...saturated.flows].sort(
    (a, b) => b.demanded_teu_year - a.demanded_teu_year,
  );
  return flows.map((flow) => ({
    ...flow,
    name: `${context.short(flow.origin)} → ${context.short(flow.destination)}`,
  }));
}

function whole(saturated: Saturated): Row {
  const demanded = saturated.flows.reduce((n, f) => n + f.demanded_teu_year, 0);
  return {
    name: "The whole corridor",
    origin: "",
    destination: "",
    goods: `all ${saturated.flows.length} flows`,
    demanded_teu_year: demanded,
    potential_teu_year: saturated.potential_teu_year,
    simulated_teu_year: saturated.simulated_teu_year.mean,
  };
}

const columns: Column<Row>[] = [
  {
    title: "From – to",
    cell: (r) =>
      two_lines(r.name, r.goods),
  },
  {
    title: "TEU a year asked for",
    kind: "number",
    cell: (r) => format_rough(r.demanded_teu_year),
  },
  {
    title: "Potential",
    kind: "number",
    cell: (r) => format_rough(r.potential_teu_year),
  },
  {
    title: "Simulated",
    kind: "number",
    cell: (r) => format_rough(r.simulated_teu_year),
  },
  { title: "Of the potential", kind: "number", cell: ratio },
  { title: "Simulated, and potential", cell: pair_bar },
];

// By how much flows fell short of the potential, and by how much others got
// more than it gave them.
export function differences(flows: SaturatedFlow[]) {
  const over = flows
    .map((f) => f.simulated_teu_year - f.potential_teu_year)
    .filter((more) => more > 0.5);
  const short = flows
    .map((f) => f.potential_teu_year - f.simulated_teu_year)
    .filter((less) => less > 0.5);
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  return {
    over: { flows: over.length, teu: sum(over) },
    short: { flows: short.length, teu: sum(short) },
  };
}

function against_base(context: Context, saturated: Saturated): string {
  const base = context.simulation.totals.teu_year?.mean ?? NaN;
  const mean = saturated.simulated_teu_year.mean;
  if (!(mean < 0.98 * base)) return "";
  return ` That is less than the ${format_rough(base)} of the base year itself: a corridor that is fuller than full carries less, as trains that cannot go on hold tracks, wagons and yards that others need.`;
}

function what_is_lost({ flows }: Saturated): string {
  const { over, short } = differences(flows);
  const instead =
    over.flows > 0
      ? `${format_count(over.flows, "flow")} got ${format_rough(over.teu)} TEU more than the potential gives them, and ${format_number(short.flows)} others ${format_rough(short.teu)} less.`
      : `all together got ${format_rough(short.teu)} TEU less.`;
  return ` The potential takes mean times and spreads closures evenly over a season; in the simulated year times vary, offices, lines and the sea close at their hours, and trains wait for each other. It also picks the boxes that need least of what is scarce, while planned services take them as they come: ${instead}`;
}

export function why(context: Context, saturated: Saturated): string {
  const { mean } = saturated.simulated_teu_year;
  const delivered = has_interval(saturated.simulated_teu_year)
    ? format_interval(saturated.simulated_teu_year, "TEU")
    : `${format_rough(mean)} TEU`;
  const { days } = context.simulation;
  const measured =
    days > 0 && days < 365 ? ` (measured over ${format_count(days, "day")})` : "";
  return (
    `Simulated with ${factor_words(saturated.demand_factor)} the demand the corridor delivers ${delivered} a year${measured}, ${format_percent(saturated.share)} of the ${format_rough(saturated.potential_teu_year)} that the same services could carry if nobody waited.` +
    (saturated.share < 0.98
      ? against_base(context, saturated) + what_is_lost(saturated)
      : " So little waits at this demand that next to nothing is lost.")
  );
}

export function simulated_part(
  context: Context,
  saturated: Saturated,
): HTMLElement {
  const rows = rows_of(context, saturated);
  return h(
    "div",
    { class: "simulated" },
    h("h3", {}, "Simulated against the potential"),
    lead(why(context, saturated)),
    table(
      `The ${Math.min(most_flows, rows.length)} flows of which most is asked for. Bar: what is asked for; filled: simulated; stroke: the potential.`,
      columns,
      [whole(saturated), ...rows.slice(0, most_flows)],
      "limits saturated",
    ),
    rows.length > most_flows &&
      table_twin(
        "simulated against the potential, all flows",
        columns.slice(0, -1),
        rows,
      ),
  );
}
