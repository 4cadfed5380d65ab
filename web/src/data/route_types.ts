// SPDX-License-Identifier: Apache-2.0
// Ways of boxes from one place to another as the page reads them. Moments are
// milliseconds since 1970, UTC.
// What stands in the way, or strikes a way: in English, and as a type with what
// it speaks of.
export interface RouteReason {
  type: string;
  text: string;
  places: string[];
  km: number[]; // from the first place to each of the others
  more: number; // places that are not named
  teu: number;
  weeks: number;
  commodity: string;
  cargo: string;
  cargo_taken: string;
  closure: string;
  from: string; // days
  until: string;
  arrives: string;
}

export interface RouteLeg {
  service: string;
  name: string;
  operator: string;
  mode: string;
  from: string;
  to: string;
  etd: number;
  eta: number;
  procedures: string[];
  procedure_hours: number;
  wait_hours: number;
  ride_hours: number;
  every_hours: number;
  simulated: boolean; // its trains ran in the simulated years
  connection: number;
  fallback: { etd: number; arrives: number } | null; // if it is missed
  usd: number;
  kg_co2e: number;
}

export interface RouteWay {
  best_in: string[];
  departs: number;
  arrives: number; // of the plan
  ready_by: number; // NaN unless there is a day to arrive by
  days: { p50: number; p80: number; p95: number };
  boxes_followed: number;
  by_plan: number;
  usd: number;
  kg_co2e: number;
  changes: number;
  km: number;
  last_procedures_hours: number; // at the destination
  unpriced: string[];
  unmeasured: string[];
  closures: RouteReason[];
  legs: RouteLeg[];
  plans: { days: number; chance: number }[];
}

export interface RouteExample {
  from: string;
  to: string;
  commodity: string;
  teu: number;
  ready: number;
  ways: RouteWay[]; // those to choose from, then others
  chosen: number; // how many of them are to choose from
  no_route: string[];
  reasons: RouteReason[]; // the same
  truncated: boolean;
}
