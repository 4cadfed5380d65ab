// SPDX-License-Identifier: Apache-2.0
// Ways of boxes from one place to another: the few that are worth choosing
// from, each with its days, money, CO2e and odds.
import { h } from "../base/dom";
import { format_hours, format_number, format_percent, listed, words } from "../base/format";
import { table, table_twin } from "../base/table";
import type { Context } from "../data/context";
import type { RouteExample, RouteLeg, RouteWay } from "../data/route_types";
import { front_chart, plan_chart } from "./route_front";
import { figure, lead, nothing, section, two_lines } from "./section";

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function moment(at: number): string {
  return Number.isFinite(at) ? day.format(at) : "–";
}

function days(value: number): string {
  return format_number(value, 1);
}

export function through(way: RouteWay, name: (place: string) => string): string {
  const places = way.legs.slice(1).map((leg) => name(leg.from));
  return places.length > 0 ? `by ${listed(places)}` : "direct";
}

// What passes before the train leaves.
export function before(leg: RouteLeg): string {
  const parts = [];
  if (leg.procedure_hours >= 0.5) {
    const named = listed(leg.procedures.map((one) => words(one).toLowerCase()));
    parts.push(`${format_hours(leg.procedure_hours)} for ${named || "procedures"}`);
  }
  if (leg.wait_hours >= 0.5)
    parts.push(`${format_hours(leg.wait_hours)} for the ${leg.mode === "rail" ? "train" : "vessel"}`);
  return listed(parts) || "nothing";
}

function ways_table(example: RouteExample, { short }: Context): HTMLElement {
  const numbered = example.ways.map((way, i) => ({ way, number: i + 1 }));
  type Row = (typeof numbered)[number];
  return table(
    `Ways from ${short(example.from)} to ${short(example.to)}: days in which a share of the boxes arrives, money and CO2e of ${example.teu} TEU`,
    [
      {
        title: "Way",
        cell: ({ way, number }: Row) =>
          two_lines(
            `${number}: ${through(way, short)}`,
            number <= example.chosen ? listed(way.best_in) : "also possible",
          ),
      },
      { title: "Half", kind: "number", cell: (r) => days(r.way.days.p50) },
      { title: "4 of 5", kind: "number", cell: (r) => days(r.way.days.p80) },
      { title: "19 of 20", kind: "number", cell: (r) => days(r.way.days.p95) },
      { title: "USD", kind: "number", cell: (r) => format_number(r.way.usd) },
      { title: "kg CO2e", kind: "number", cell: (r) => format_number(r.way.kg_co2e) },
    ],
    numbered,
  );
}

function legs_table(way: RouteWay, number: number, { name }: Context): HTMLElement {
  return table_twin(
    `the trains and vessels of way ${number}, times in UTC`,
    [
      {
        title: "Leg",
        cell: (leg: RouteLeg) =>
          two_lines(`${name(leg.from)} – ${name(leg.to)}`, leg.operator || leg.name),
      },
      { title: "Before it", cell: before },
      { title: "Leaves", cell: (leg) => moment(leg.etd) },
      { title: "Arrives", cell: (leg) => moment(leg.eta) },
      {
        title: "Made",
        kind: "number",
        cell: (leg) => (leg.simulated ? format_percent(leg.connection) : "not known"),
      },
      { title: "USD", kind: "number", cell: (leg) => format_number(leg.usd) },
      { title: "kg CO2e", kind: "number", cell: (leg) => format_number(leg.kg_co2e) },
    ],
    way.legs,
  );
}

function example_block(example: RouteExample, context: Context): HTMLElement {
  const title = h(
    "h3",
    {},
    `${context.name(example.from)} – ${context.name(example.to)}`,
  );
  if (example.ways.length === 0)
    return h("div", {}, title, nothing(`There is no route: ${example.no_route.join("; ")}.`));
  return h(
    "div",
    { class: "route" },
    title,
    figure(
      "Days and money of each way: the dot is when half of the boxes have arrived, the end of the line when 19 of 20 have.",
      front_chart(example),
    ),
    figure(
      "Time buys certainty: plans that count on later trains are kept more surely. Plans kept to the letter are fewer than boxes that arrive in time, as a missed train is mostly followed by another one.",
      plan_chart(example),
    ),
    ways_table(example, context),
    ...example.ways
      .slice(0, example.chosen)
      .map((way, i) => legs_table(way, i + 1, context)),
  );
}

export function routes_section(context: Context): HTMLElement {
  const examples = context.report.routes;
  const first = examples[0];
  return section(
    "routes",
    "Routes",
    lead(
      first
        ? `How one box of forty feet gets from one place to another when it is ready on ${moment(first.ready)} UTC. Days are those of boxes followed through simulated years, from days around that one; money and CO2e are those of its carriage.`
        : "No ways were asked for.",
    ),
    ...examples.map((example) => example_block(example, context)),
  );
}
