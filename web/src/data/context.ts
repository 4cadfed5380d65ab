// SPDX-License-Identifier: Apache-2.0
// The report with its ids resolved: what every section is given.
import { Citations } from "../base/citations";
import { format_number, short_name, words } from "../base/format";
import type { Flow, Link, Place, Report, Simulation } from "./types";

export interface Context {
  report: Report;
  simulation: Simulation;
  places: Map<string, Place>;
  links: Map<string, Link>;
  citations: Citations;
  name: (place: string) => string;
  short: (place: string) => string; // for charts and the map
}

const nothing_simulated: Simulation = {
  scenario: "",
  seed: NaN,
  replications: 0,
  days: 0,
  warm_up_days: 0,
  totals: {},
  flows: [],
  facilities: [],
  places: [],
  links: [],
  observed: [],
  events: NaN,
  conserved: null,
};

export function context_of(report: Report): Context {
  const { places, links, sources } = report.corridor;
  const by_id = new Map(places.map((place) => [place.id, place]));
  return {
    report,
    simulation: report.simulation ?? nothing_simulated,
    places: by_id,
    links: new Map(links.map((link) => [link.id, link])),
    citations: new Citations(sources),
    name: (id) => by_id.get(id)?.name ?? id,
    short: (id) => short_name(by_id.get(id)?.name ?? id),
  };
}

export function flow_name(context: Context, flow: Flow): string {
  return `${context.short(flow.origin)} → ${context.short(flow.destination)}`;
}

export function flow_route(context: Context, flow: Flow): string {
  const via = flow.route.map(context.short).join(", ");
  return via ? `via ${via}` : "without change";
}

export function flow_note(context: Context, flow: Flow): string {
  const teu = `${format_number(flow.teu_year.mean)} TEU`;
  const cargo = words(flow.cargo);
  const route = flow_route(context, flow);
  return [teu, cargo, route].filter((part) => part !== "").join(" · ");
}
