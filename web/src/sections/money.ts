// SPDX-License-Identifier: Apache-2.0
// What a box pays and emits, and which of their ways shippers chose.
import { format_interval, format_number, format_percent, format_plain } from "../base/format";
import { table } from "../base/table";
import { h } from "../base/dom";
import type { Context } from "../data/context";
import { flow_name, largest_first, main_flows } from "../data/flows";
import type { Choice, ChoiceGroup, Flow, Way } from "../data/types";
import { lead, nothing, section } from "./section";

// A sum that leaves out what has no price or factor is a least one.
export function at_least(value: number, unknown: string[]): string {
  return (unknown.length > 0 ? "≥\u202f" : "") + format_number(value);
}

function carriage_table(context: Context, flows: Flow[]): HTMLElement {
  return table(
    "Money and CO2e of one TEU, main flows",
    [
      { title: "From – to", cell: (f: Flow) => flow_name(context, f) },
      { title: "Changing at", cell: (f) => f.route.map(context.name).join(", ") },
      { title: "km", kind: "number", cell: (f) => format_number(f.carriage.km) },
      {
        title: "t a TEU",
        kind: "number",
        cell: (f) => format_plain(f.carriage.tonnes_per_teu),
      },
      {
        title: "USD",
        kind: "number",
        cell: (f) => at_least(f.carriage.usd_per_teu, f.carriage.unpriced),
      },
      {
        title: "kg CO2e",
        kind: "number",
        cell: (f) => at_least(f.carriage.kg_co2e_per_teu, f.carriage.unmeasured),
      },
    ],
    flows,
  );
}

type Line = { group: ChoiceGroup; way: Way; first: boolean };

function choice_table(context: Context, choice: Choice): HTMLElement {
  const lines: Line[] = choice.groups.flatMap((group) =>
    group.ways.map((way, i) => ({ group, way, first: i === 0 })),
  );
  const name = (line: Line) =>
    line.first
      ? `${context.name(line.group.origin)} – ${context.name(line.group.destination)}`
      : "";
  return table(
    "Ways of the same shippers",
    [
      { title: "From – to", cell: name },
      { title: "By way of", cell: (l: Line) => l.way.via.map(context.name).join(", ") },
      { title: "Share", kind: "number", cell: (l) => format_percent(l.way.share) },
      { title: "TEU a year", kind: "number", cell: (l) => format_number(l.way.teu_year) },
      { title: "USD", kind: "number", cell: (l) => format_number(l.way.usd) },
      { title: "Days", kind: "number", cell: (l) => format_plain(l.way.days) },
      { title: "± sd", kind: "number", cell: (l) => format_plain(l.way.deviation_days) },
    ],
    lines,
  );
}

function choice_part(context: Context, choice: Choice): HTMLElement[] {
  const tries = choice.gaps.length;
  const gap = choice.gaps[tries - 1] ?? NaN;
  const settled = choice.settled
    ? `The split settled after ${tries} simulations.`
    : `The split did not settle: after ${tries} simulations up to ${format_percent(gap)} of a group would still choose otherwise.`;
  return [
    h("h3", {}, "Ways chosen"),
    lead(
      `These shippers share their boxes among ways by a logit over generalised cost: what they pay, what the goods lose in the days on the way and in their spread, and a constant of each way. ${settled}`,
    ),
    choice_table(context, choice),
  ];
}

export function money_section(context: Context): HTMLElement {
  const { flows, totals, choice } = context.simulation;
  if (flows.length === 0)
    return section("money", "Money and CO2e", nothing("No flow was simulated."));
  const { musd_year, kt_co2e_year } = totals;
  const sums =
    musd_year && kt_co2e_year
      ? `Carriage of all boxes: ${format_interval(musd_year)} million USD and ${format_interval(kt_co2e_year)} thousand tonnes of CO2e a year, well to wheel. `
      : "";
  return section(
    "money",
    "Money and CO2e",
    lead(`${sums}A sum with ≥ leaves out what has no price or factor.`),
    carriage_table(context, largest_first(main_flows(context))),
    ...(choice ? choice_part(context, choice) : []),
  );
}
