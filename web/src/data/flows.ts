// SPDX-License-Identifier: Apache-2.0
// Which flows stand for the corridor, and what they are called.
import { country_name, format_number, words } from "../base/format";
import type { Context } from "./context";
import type { Flow, Interval } from "./types";

const cargo_names: Record<string, string> = {
  container: "",
  bulk: "bulk",
  empty: "empty boxes",
  tank: "tank",
  reefer: "refrigerated",
};

// What a flow carries, unless that is ordinary boxes.
export function cargo_words(cargo: string): string {
  return cargo_names[cargo] ?? words(cargo);
}

export function flow_name(context: Context, flow: Flow): string {
  const way = `${context.short(flow.origin)} → ${context.short(flow.destination)}`;
  return [way, cargo_words(flow.cargo)].filter(Boolean).join(" · ");
}

export function flow_route(context: Context, flow: Flow): string {
  const via = flow.route.map(context.short).join(", ");
  return via ? `via ${via}` : "without change";
}

export function flow_note(context: Context, flow: Flow): string {
  const teu = `${format_number(flow.teu_year.mean)} TEU`;
  return `${teu} · ${flow_route(context, flow)}`;
}

// TEU under way on a mean day, by Little's law: what makes a flow large for
// the corridor is how many of its boxes are on it.
export function under_way({ teu_year, transit_days }: Flow): number {
  return ((teu_year.mean || 0) * (transit_days.mean || 0)) / 365;
}

export function largest_first(flows: Flow[]): Flow[] {
  return [...flows].sort((a, b) => under_way(b) - under_way(a));
}

function countries_of({ places }: Context, flow: Flow): string {
  const ends = [flow.origin, flow.destination];
  return ends.map((id) => places.get(id)?.country ?? id).join(" ");
}

// Given the largest first: the largest of each pair of countries, then the
// largest of the rest.
function varied(context: Context, flows: Flow[], count: number): Flow[] {
  const seen = new Set<string>();
  const firsts = flows.filter((flow) => {
    const countries = countries_of(context, flow);
    return !seen.has(countries) && seen.add(countries);
  });
  const rest = flows.filter((flow) => !firsts.includes(flow));
  return largest_first([...firsts, ...rest].slice(0, count));
}

// Boxes that change between rail and ship between two countries.
function goes_by_sea(context: Context, flow: Flow): boolean {
  return flow.route.some((id) => context.places.get(id)?.kind === "port");
}

const shown = { by_rail: 9, by_sea: 4, in_bulk: 3 };
type Group = keyof typeof shown;

function group_of(context: Context, flow: Flow): Group | null {
  if (flow.cargo === "bulk" || flow.cargo === "tank") return "in_bulk";
  if (flow.cargo === "empty") return null;
  return goes_by_sea(context, flow) ? "by_sea" : "by_rail";
}

// A page of flows that shows what the corridor does: no group of them crowds
// out another, and what no group claims fills up a page that has room.
export function main_flows(context: Context): Flow[] {
  const flows = largest_first(context.simulation.flows);
  const of_group = (group: Group) =>
    flows.filter((flow) => group_of(context, flow) === group);
  const chosen = [
    ...varied(context, of_group("by_rail"), shown.by_rail),
    ...varied(context, of_group("by_sea"), shown.by_sea),
    ...of_group("in_bulk").slice(0, shown.in_bulk),
  ];
  const rest = flows.filter((flow) => !chosen.includes(flow));
  const most = shown.by_rail + shown.by_sea + shown.in_bulk;
  return [...chosen, ...rest].slice(0, most);
}

export interface Trade {
  name: string; // "from China to Germany"
  teu_year: number;
  days: Interval;
}

function mean_days(flows: Flow[]): Interval {
  const teu = flows.reduce((sum, flow) => sum + flow.teu_year.mean, 0);
  const weighted = (end: keyof Interval) =>
    flows.reduce((sum, f) => sum + f.teu_year.mean * f.transit_days[end], 0) / teu;
  // As if the flows' chances all went one way: no interval is wider.
  return { mean: weighted("mean"), low: weighted("low"), high: weighted("high") };
}

function delivered(flow: Flow): boolean {
  return flow.teu_year.mean > 0 && flow.transit_days.mean > 0;
}

// The long way for which the corridor is there: of the pairs of countries
// whose boxes change trains twice or more, or as often as any do, the one with
// the most boxes on the way.
export function long_trade(context: Context): Trade | null {
  const boxes = context.simulation.flows.filter(
    (flow) => !["bulk", "tank", "empty"].includes(flow.cargo) && delivered(flow),
  );
  const changes = Math.min(2, Math.max(0, ...boxes.map((f) => f.route.length)));
  const pairs = new Map<string, Flow[]>();
  for (const flow of boxes.filter((f) => f.route.length >= changes)) {
    const pair = countries_of(context, flow);
    pairs.set(pair, [...(pairs.get(pair) ?? []), flow]);
  }
  const on_the_way = ([, flows]: [string, Flow[]]) =>
    flows.reduce((sum, flow) => sum + under_way(flow), 0);
  const [most] = [...pairs].sort((a, b) => on_the_way(b) - on_the_way(a));
  if (!most) return null;
  const [from = "", to = ""] = most[0].split(" ").map(country_name);
  // Those of its boxes that change less often belong to the pair too.
  const flows = boxes.filter((flow) => countries_of(context, flow) === most[0]);
  return {
    name: from === to ? `within ${from}` : `from ${from} to ${to}`,
    teu_year: flows.reduce((sum, flow) => sum + flow.teu_year.mean, 0),
    days: mean_days(flows),
  };
}
