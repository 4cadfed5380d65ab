// SPDX-License-Identifier: Apache-2.0
// Reads the JSON leniently: a part that is missing becomes an empty one, a
// number that is missing becomes NaN, which the page prints as a dash.
import {
  difference,
  interval,
  list,
  not_below_zero,
  number,
  numbers,
  record,
  text,
  type Json,
} from "./json";
import { calibration } from "./read_calibration";
import { capacity } from "./read_capacity";
import { investment } from "./read_investment";
import { route_example } from "./read_routes";
import {
  parts,
  type Carriage,
  type Check,
  type Choice,
  type Closure,
  type Compared,
  type ComparedFigure,
  type ComparedScenario,
  type Comparison,
  type Corridor,
  type DemandTotal,
  type Edit,
  type Facility,
  type Flow,
  type Interval,
  type Link,
  type LinkResult,
  type NotCarried,
  type Observed,
  type Parts,
  type Place,
  type PlaceResult,
  type Queue,
  type Report,
  type Simulation,
  type Spread,
  type Source,
  type Stay,
  type Transit,
  type Wagons,
  type Warning,
  type Way,
} from "./types";

// A mean in one field, its interval [low, high] in another.
function mean_and(mean: unknown, low_high: unknown): Interval {
  const [low = NaN, high = NaN] = numbers(low_high);
  return not_below_zero({ mean: number(mean), low, high });
}

function place(v: Json): Place {
  return {
    id: text(v.id),
    name: text(v.name) || text(v.id),
    country: text(v.country),
    kind: text(v.kind),
    lon: number(v.lon),
    lat: number(v.lat),
  };
}

function link(v: Json): Link {
  return {
    id: text(v.id),
    from: text(v.from),
    to: text(v.to),
    mode: text(v.mode),
    gauge: number(v.gauge) || 0,
    tracks: number(v.tracks),
    length_km: number(v.length_km),
    status: text(v.status),
    open_year: typeof v.open_year === "number" ? v.open_year : null,
    open: v.open !== false,
    capacity_day: number(v.capacity_day),
    capacity_back_day: number(v.capacity_back_day),
    source: text(v.source),
    confidence: text(v.confidence),
  };
}

// A table's "-" says that there is nothing to say.
function known(value: unknown): string {
  return text(value).replace(/^[-–]$/, "");
}

function source(v: Json): Source {
  return {
    id: text(v.id),
    title: known(v.title),
    publisher: known(v.publisher),
    year: known(v.year),
    address: text(v.address),
  };
}

function share(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function closure(v: Json): Closure {
  return {
    name: text(v.name),
    targets: Array.isArray(v.targets) ? v.targets.map(text) : [],
    from: text(v.from),
    to: text(v.to),
    closed_share: share(v.closed_share),
    capacity_share: share(v.capacity_share),
  };
}

function corridor(v: Json): Corridor {
  return {
    name: text(v.name),
    title: text(v.title) || text(v.name),
    description: text(v.description),
    base_year: number(v.base_year),
    places: list(v.places, place),
    links: list(v.links, link),
    sources: list(v.sources, source),
    closures: list(v.closures, closure),
  };
}

function warning(v: Json): Warning {
  return {
    file: text(v.file),
    line: number(v.line),
    column: number(v.column),
    message: text(v.message),
    hint: text(v.hint),
  };
}

function demand_total(v: Json): DemandTotal {
  return {
    id: text(v.id),
    indicator: text(v.indicator),
    scope: text(v.scope),
    unit: text(v.unit),
    low: number(v.low),
    high: number(v.high),
    model: number(v.model),
    inside: v.inside === true,
    source: text(v.source),
  };
}

function check(v: Json): Check {
  const tables = Object.entries(record(v.tables));
  return {
    tables: Object.fromEntries(tables.map(([k, n]) => [k, number(n)])),
    warnings: list(v.warnings, warning),
    totals: list(v.totals, demand_total),
  };
}

function transit(value: unknown): Transit {
  const v = record(value);
  return {
    ...interval(v),
    p10: number(v.p10),
    p50: number(v.p50),
    p90: number(v.p90),
  };
}

function parts_hours(value: unknown): Parts {
  const v = record(value);
  const read = parts.map((part) => [part, number(v[part]) || 0]);
  return Object.fromEntries(read) as Parts;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function carriage(value: unknown): Carriage {
  const v = record(value);
  return {
    usd_per_teu: number(v.usd_per_teu),
    kg_co2e_per_teu: number(v.kg_co2e_per_teu),
    km: number(v.km),
    tonnes_per_teu: number(v.tonnes_per_teu),
    unpriced: texts(v.unpriced),
    unmeasured: texts(v.unmeasured),
  };
}

function way(v: Json): Way {
  return {
    via: texts(v.via),
    share: number(v.share),
    teu_year: number(v.teu_year),
    usd: number(v.usd),
    days: number(v.days),
    deviation_days: number(v.deviation_days),
  };
}

function choice(value: unknown): Choice | null {
  if (value === null || value === undefined) return null;
  const v = record(value);
  return {
    settled: v.settled === true,
    gaps: numbers(v.gaps),
    groups: list(v.groups, (g) => ({
      origin: text(g.origin),
      destination: text(g.destination),
      ways: list(g.ways, way),
    })),
  };
}

function flow(v: Json): Flow {
  const histogram = record(v.transit_histogram);
  return {
    origin: text(v.origin),
    destination: text(v.destination),
    cargo: text(v.cargo),
    path: text(v.path),
    route: Array.isArray(v.route) ? v.route.map(text) : [],
    teu_year: interval(v.teu_year),
    demanded_teu_year: number(v.demanded_teu_year),
    growth_teu: interval(v.growth_teu),
    carried: v.carried !== false,
    transit_days: transit(v.transit_days),
    parts_hours: parts_hours(v.parts_hours),
    transit_histogram: {
      width_days: number(histogram.width_days) || 1,
      share: numbers(histogram.share),
    },
    carriage: carriage(v.carriage),
  };
}

function facility(v: Json): Facility {
  return {
    place: text(v.place),
    facility: text(v.facility),
    kind: text(v.kind),
    servers: number(v.servers),
    utilisation: mean_and(v.utilisation, v.utilisation_interval),
    wait_hours: mean_and(v.wait_hours, v.wait_hours_interval),
    dwell_hours: number(v.dwell_hours),
    teu_year: number(v.teu_year),
    trains_day: number(v.trains_day),
    queue_weekly: numbers(v.queue_weekly),
  };
}

function place_result(v: Json): PlaceResult {
  return {
    place: text(v.place),
    waiting_teu: interval(v.waiting_teu),
    waiting_teu_weekly: numbers(v.waiting_teu_weekly),
    trains_day: number(v.trains_day),
    teu_year: number(v.teu_year),
  };
}

function link_result(v: Json): LinkResult {
  return {
    link: text(v.link),
    trains_day: interval(v.trains_day),
    trains_day_back: interval(v.trains_day_back),
    utilisation: number(v.utilisation),
    teu_year: number(v.teu_year),
    wait_hours: number(v.wait_hours),
    occupancy: number(v.occupancy),
    meet_hours: number(v.meet_hours),
    empties_day: number(v.empties_day),
  };
}

function queue(v: Json): Queue {
  return {
    place: text(v.place),
    from_country: text(v.from_country),
    to_country: text(v.to_country),
    trains: interval(v.trains),
    most: interval(v.most),
    trains_weekly: numbers(v.trains_weekly),
  };
}

function wagons(value: unknown): Wagons {
  const v = record(value);
  return {
    empty_wagons: interval(v.empty_wagons),
    wait_hours: interval(v.wait_hours),
    outside_teu_year: interval(v.outside_teu_year),
  };
}

function stay(v: Json): Stay {
  return {
    place: text(v.place),
    from_country: text(v.from_country),
    to_country: text(v.to_country),
    stay_hours: interval(v.stay_hours),
    teu_year: number(v.teu_year),
  };
}

function observed(v: Json): Observed {
  return {
    id: text(v.id),
    indicator: text(v.indicator),
    scope: text(v.scope),
    period: text(v.period),
    role: text(v.role),
    low: number(v.low),
    high: number(v.high),
    unit: text(v.unit),
    simulated: interval(v.simulated),
    inside: v.inside === true,
    inside_15: v.inside_15 === true,
    given: v.given === true,
    source: text(v.source),
    confidence: text(v.confidence),
    note: text(v.note),
  };
}

function not_carried(v: Json): NotCarried {
  return {
    place: text(v.place),
    service: text(v.service),
    growth_teu_year: interval(v.growth_teu_year),
  };
}

function simulation(v: Json): Simulation {
  const { demanded_teu_year, inside_teu, ...intervals } = record(v.totals);
  const inside = record(inside_teu);
  const totals = Object.entries(intervals);
  return {
    scenario: text(v.scenario),
    seed: number(v.seed),
    replications: number(v.replications),
    days: number(v.days),
    warm_up_days: number(v.warm_up_days),
    totals: Object.fromEntries(totals.map(([k, i]) => [k, interval(i)])),
    demanded_teu_year: number(demanded_teu_year),
    inside_teu: { start: interval(inside.start), end: interval(inside.end) },
    steady: typeof v.steady === "boolean" ? v.steady : null,
    not_carried: list(v.not_carried, not_carried),
    flows: list(v.flows, flow),
    facilities: list(v.facilities, facility),
    places: list(v.places, place_result),
    links: list(v.links, link_result),
    borders: list(v.borders, stay),
    queues: list(v.queues, queue),
    wagons: wagons(v.wagons),
    observed: list(v.observed, observed),
    choice: choice(v.choice),
    events: number(record(v.kernel).events),
    conserved: typeof v.conserved === "boolean" ? v.conserved : null,
  };
}

function compared(v: Json): Compared {
  return {
    value: interval(v.value),
    difference: difference(v.difference),
    verdict: text(v.verdict),
  };
}

function compared_figure(v: Json): ComparedFigure {
  return {
    group: text(v.group),
    of: text(v.of),
    label: text(v.label),
    figure: text(v.figure),
    unit: text(v.unit),
    weight: number(v.weight),
    base: interval(v.base),
    scenarios: list(v.scenarios, compared),
  };
}

function edit(v: Json): Edit {
  return {
    cell: text(v.cell),
    before: text(v.before),
    after: text(v.after),
    by: text(v.by),
  };
}

function compared_scenario(v: Json): ComparedScenario {
  const counts = Object.entries(record(v.counts));
  return {
    name: text(v.name),
    title: text(v.title) || text(v.name),
    description: text(v.description),
    sources: Array.isArray(v.sources) ? v.sources.map(text) : [],
    edits: list(v.edits, edit),
    counts: Object.fromEntries(counts.map(([k, n]) => [k, number(n)])),
    observed: list(v.observed, observed),
    distributions: v.distributions ? spread(record(v.distributions)) : null,
  };
}

function spread(v: Json): Spread {
  return { flows: list(v.flows, flow), queues: list(v.queues, queue) };
}

function comparison(v: Json): Comparison {
  return {
    seed: number(v.seed),
    replications: number(v.replications),
    days: number(v.days),
    scenarios: list(v.scenarios, compared_scenario),
    figures: list(v.figures, compared_figure),
  };
}

export function parse_report(json: string): Report {
  return read_report(record(JSON.parse(json)));
}

export function read_report(v: Json): Report {
  return {
    version: text(v.version),
    corridor: corridor(record(v.corridor)),
    check: check(record(v.check)),
    simulation: v.simulation ? simulation(record(v.simulation)) : null,
    calibration: v.calibration ? calibration(record(v.calibration)) : null,
    comparison: v.comparison ? comparison(record(v.comparison)) : null,
    capacity: v.capacity ? capacity(record(v.capacity)) : null,
    investment: v.investment ? investment(record(v.investment)) : null,
    routes: list(v.routes, route_example),
  };
}
