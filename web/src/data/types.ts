// SPDX-License-Identifier: Apache-2.0
// The JSON that `camel run` writes into the page. Intervals are 95 % t
// intervals over replications.
import type { Investment } from "./investment_types";
import type { RouteExample } from "./route_types";

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

export interface Place {
  id: string;
  name: string;
  country: string;
  kind: string;
  lon: number;
  lat: number;
}

export interface Link {
  id: string;
  from: string;
  to: string;
  mode: string;
  gauge: number;
  tracks: number;
  length_km: number;
  status: string;
  open_year: number | null;
  open: boolean;
  capacity_day: number;
  capacity_back_day: number;
  source: string;
  confidence: string;
}

export interface Source {
  id: string;
  title: string;
  publisher: string;
  year: string;
  address: string;
}

// When a place or a stretch is shut or narrowed every year.
export interface Closure {
  name: string;
  targets: string[]; // ids of places, or "A>B"
  from: string; // month and day: "11-01"
  to: string;
  closed_share: number | null; // of the time
  capacity_share: number | null; // that is left
}

export interface Corridor {
  name: string;
  title: string;
  description: string;
  base_year: number;
  places: Place[];
  links: Link[];
  sources: Source[];
  closures: Closure[];
}

export interface Warning {
  file: string;
  line: number;
  column: number;
  message: string;
  hint: string;
}

export interface DemandTotal {
  id: string;
  indicator: string;
  scope: string;
  unit: string;
  low: number;
  high: number;
  model: number;
  inside: boolean;
  source: string;
}

export interface Check {
  tables: Record<string, number>;
  warnings: Warning[];
  totals: DemandTotal[];
}

export const parts = [
  "moving",
  "processing",
  "train",
  "path",
  "border",
  "crane",
  "wagon",
  "ship",
  "yard",
  "ban",
  "closure",
] as const;
export type Part = (typeof parts)[number];
export type Parts = Record<Part, number>;

export interface Transit extends Interval {
  p10: number;
  p50: number;
  p90: number;
}

// Of one TEU; the lists name what is not in the sums.
export interface Carriage {
  usd_per_teu: number;
  kg_co2e_per_teu: number;
  km: number;
  tonnes_per_teu: number;
  unpriced: string[];
  unmeasured: string[];
}

// One of the ways that shippers choose from, of one TEU.
export interface Way {
  via: string[];
  share: number;
  teu_year: number;
  usd: number;
  days: number;
  deviation_days: number;
}

export interface ChoiceGroup {
  origin: string;
  destination: string;
  ways: Way[];
}

export interface Choice {
  settled: boolean;
  gaps: number[];
  groups: ChoiceGroup[];
}

export interface Flow {
  origin: string;
  destination: string;
  cargo: string;
  path: string; // "fixed": by trains with fixed paths
  route: string[];
  teu_year: Interval;
  demanded_teu_year: number;
  growth_teu: Interval; // of its boxes inside, from the year's start to its end
  carried: boolean;
  transit_days: Transit;
  parts_hours: Parts;
  transit_histogram: { width_days: number; share: number[] };
  carriage: Carriage;
}

export interface Facility {
  place: string;
  facility: string;
  kind: string;
  servers: number;
  utilisation: Interval;
  wait_hours: Interval;
  dwell_hours: number;
  teu_year: number;
  trains_day: number; // or ships, or lots
  queue_weekly: number[];
}

export interface PlaceResult {
  place: string;
  waiting_teu: Interval;
  waiting_teu_weekly: number[];
  trains_day: number;
  teu_year: number;
}

export interface LinkResult {
  link: string;
  trains_day: Interval;
  trains_day_back: Interval;
  utilisation: number;
  teu_year: number;
  wait_hours: number;
  occupancy: number; // share of time; of single track alone
  meet_hours: number;
  empties_day: number; // trains of them
}

// Boxes at a border place on their way from one country to another: from the
// arrival of their train to the departure of the one that takes them on.
export interface Stay {
  place: string;
  from_country: string;
  to_country: string;
  stay_hours: Interval;
  teu_year: number;
}

// Trains that stand before a place on their way from one country to another;
// a country may be "*", any.
export interface Queue {
  place: string;
  from_country: string;
  to_country: string;
  trains: Interval;
  most: Interval; // at one time
  trains_weekly: number[];
}

export interface Wagons {
  empty_wagons: Interval; // that travelled back
  wait_hours: Interval; // of a train for its wagons
  outside_teu_year: Interval; // set down outside full yards
}

export interface Observed {
  id: string;
  indicator: string;
  scope: string;
  period: string;
  role: string;
  low: number;
  high: number;
  unit: string;
  simulated: Interval;
  inside: boolean;
  inside_15: boolean; // or within 15 % of the reported value
  given: boolean; // follows from what was put in, whatever the simulation
  source: string;
  confidence: string;
  note: string;
}

// Boxes of the service pile up there from the year's start to its end.
export interface NotCarried {
  place: string;
  service: string;
  growth_teu_year: Interval;
}

export interface Simulation {
  scenario: string;
  seed: number;
  replications: number;
  days: number;
  warm_up_days: number;
  totals: Record<string, Interval>;
  demanded_teu_year: number;
  inside_teu: { start: Interval; end: Interval };
  steady: boolean | null;
  not_carried: NotCarried[];
  flows: Flow[];
  facilities: Facility[];
  places: PlaceResult[];
  links: LinkResult[];
  borders: Stay[];
  queues: Queue[];
  wagons: Wagons;
  observed: Observed[];
  choice: Choice | null;
  events: number;
  conserved: boolean | null;
}

// "differs", "noise", "unchanged", "only_base", "only_here"
export interface Compared {
  value: Interval;
  difference: Interval;
  verdict: string;
}

export interface ComparedFigure {
  group: string; // "total", "flow", "facility", "place", "border", "link"
  of: string; // its key in that group
  label: string;
  figure: string;
  unit: string;
  weight: number;
  base: Interval;
  scenarios: Compared[];
}

export interface Edit {
  cell: string;
  before: string;
  after: string;
  by: string;
}

// How figures of an alternative's years are spread.
export type Spread = Pick<Simulation, "flows" | "queues">;

export interface ComparedScenario {
  name: string;
  title: string;
  description: string;
  sources: string[];
  edits: Edit[];
  counts: Record<string, number>;
  observed: Observed[];
  distributions: Spread | null; // only a server's results have them
}

export interface Comparison {
  seed: number;
  replications: number;
  days: number;
  scenarios: ComparedScenario[];
  figures: ComparedFigure[];
}

// A number that is not well known, and what calibration made of it.
export interface CalibratedInput {
  id: string;
  change: string;
  low: number;
  high: number;
  start: number;
  fitted: number;
  spread: number; // one standard deviation
  determined: boolean;
  at_bound: string; // "low", "high" or ""
  moved_by: Record<string, number>; // by observation, in the input's unit
  moved_otherwise: number;
  note: string;
}

export interface JudgedObservation {
  id: string;
  indicator: string;
  scope: string;
  scenario: string;
  role: string;
  given: boolean;
  fitted: boolean;
  low: number;
  high: number;
  unit: string;
  before: Interval;
  after: Interval;
  inside: { before: boolean; after: boolean };
  inside_15: { before: boolean; after: boolean };
  source: string;
}

export interface InsideCount {
  of: number;
  before: number;
  after: number;
  before_15: number;
  after_15: number;
}

export interface Calibration {
  evaluations: number;
  replications: number;
  judging_replications: number;
  inside: { fit: InsideCount; judge: InsideCount };
  inputs: CalibratedInput[];
  observations: JudgedObservation[];
}

// What more of a limit adds in a year.
export interface Gain {
  teu_year: number;
  usd_year: number;
  growth: number;
}

// Something that a corridor has so much of: paths, cranes, wagons.
export interface Limit {
  id: string;
  kind: string;
  place: string; // or "A>B", or ""
  facility: string;
  link: string;
  label: string;
  unit: string;
  used: number;
  number: number;
  saturation: number;
  busiest: number; // the same in the busiest season
  busiest_season: string;
  binds: boolean;
  price: number;
  step: string; // "+1 train a day"
  one_step: Gain;
  tenth: Gain;
  plenty: Gain;
  then: string; // the limit that binds next, or ""
}

export interface LeftBehind {
  origin: string;
  destination: string;
  goods: string;
  demanded_teu_year: number;
  teu_year: number;
  held_by: string[];
}

export interface CapacitySeason {
  season: string;
  days: number;
  value: number;
  demanded_teu: number;
  served_teu: number;
}

export interface GrowthStep {
  growth: number;
  id: string;
  label: string;
  season: string;
}

export interface Potential {
  objective: string;
  demand_factor: number;
  unserved_usd_per_teu: number;
  value: number;
  gap: number;
  demanded_teu_year: number;
  served_teu_year: number;
  trains_year: number;
  empties_year: number;
  unserved: LeftBehind[];
  seasons: CapacitySeason[];
  binding_season: string;
  ladder: GrowthStep[];
  limits: Limit[];
}

export interface SaturatedFlow {
  origin: string;
  destination: string;
  goods: string;
  demanded_teu_year: number;
  potential_teu_year: number;
  simulated_teu_year: number;
}

export interface Saturated {
  demand_factor: number;
  potential_teu_year: number;
  simulated_teu_year: Interval;
  share: number;
  flows: SaturatedFlow[];
}

export interface Capacity extends Potential {
  limits_in_all: number;
  growth: Potential | null;
  saturated: Saturated | null;
}

export interface Report {
  version: string;
  corridor: Corridor;
  check: Check;
  simulation: Simulation | null;
  calibration: Calibration | null;
  comparison: Comparison | null;
  capacity: Capacity | null;
  investment: Investment | null;
  routes: RouteExample[];
}
