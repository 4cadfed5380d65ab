// SPDX-License-Identifier: Apache-2.0
// The report with its ids resolved: what every section is given.
import { Citations } from "../base/citations";
import { short_name } from "../base/format";
import type { Link, Place, Report, Simulation } from "./types";

export interface Context {
  report: Report;
  simulation: Simulation;
  places: Map<string, Place>;
  links: Map<string, Link>;
  citations: Citations;
  name: (place: string) => string;
  short: (place: string) => string; // for charts and the map
}

const unknown = { mean: NaN, low: NaN, high: NaN };

const nothing_simulated: Simulation = {
  scenario: "",
  seed: NaN,
  replications: 0,
  days: 0,
  warm_up_days: 0,
  totals: {},
  demanded_teu_year: NaN,
  inside_teu: { start: unknown, end: unknown },
  steady: null,
  not_carried: [],
  flows: [],
  facilities: [],
  places: [],
  links: [],
  borders: [],
  queues: [],
  wagons: {
    empty_wagons: unknown,
    wait_hours: unknown,
    outside_teu_year: unknown,
  },
  observed: [],
  choice: null,
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
