// SPDX-License-Identifier: Apache-2.0
// How far a consignment is and how late: its plan against what its parties told
// of it. Nothing is known of the future but the plan, so what is overdue now
// counts as late for as long as it is.
import type { Consignment, LineUp } from "../api/client";

export type Leg = LineUp["legs"][number];

// One departure or arrival of the plan.
export interface Milestone {
  leg: number;
  what: "departs" | "arrives";
  place: string;
  planned: number; // ms
  actual: number | null;
  boxes: number; // for which it is told
}

export const statuses = ["planned", "under_way", "arrived", "no_plan"] as const;
export type Status = (typeof statuses)[number];

export interface Progress {
  status: Status;
  late_hours: number; // 0: on time or before it
  last: Milestone | null; // that was told
  next: Milestone | null;
  arrives: number; // as planned, ms; NaN without a plan
}

const hour = 3_600_000;
export const late_from = 6; // hours: less is within what days bring

const moment_of = (text: string | null) => (text ? Date.parse(text) : null);

export function milestones_of(legs: readonly Leg[]): Milestone[] {
  return legs.flatMap((one, leg): Milestone[] => [
    {
      leg,
      what: "departs",
      place: one.from,
      planned: Date.parse(one.planned.departs),
      actual: moment_of(one.actual.departed),
      boxes: one.boxes_departed,
    },
    {
      leg,
      what: "arrives",
      place: one.to,
      planned: Date.parse(one.planned.arrives),
      actual: moment_of(one.actual.arrived),
      boxes: one.boxes_arrived,
    },
  ]);
}

// What was told of a later step was passed before, told or not.
export function progress_of(legs: readonly Leg[], now: number): Progress {
  const all = milestones_of(legs);
  const told = all.filter(({ actual, boxes }) => actual !== null || boxes > 0);
  const last = told.at(-1) ?? null;
  const next = all[last ? all.indexOf(last) + 1 : 0] ?? null;
  const known = all.filter(({ actual }) => actual !== null).at(-1);
  const behind = known ? known.actual! - known.planned : 0;
  const overdue = next ? now - next.planned : 0;
  const status = (): Status => {
    if (all.length === 0) return "no_plan";
    if (!last) return "planned";
    return next ? "under_way" : "arrived";
  };
  return {
    status: status(),
    late_hours: Math.max(0, behind, overdue) / hour,
    last,
    next,
    arrives: all.at(-1)?.planned ?? NaN,
  };
}

// The plan alone, of which nothing was told.
export function untold(consignment: Consignment): LineUp {
  const legs = (consignment.plan?.legs ?? []).map((leg) => ({
    ...leg,
    planned: { departs: leg.departs, arrives: leg.arrives },
    actual: { departed: null, arrived: null },
    boxes_departed: 0,
    boxes_arrived: 0,
  }));
  return { consignment: consignment.consignment, legs, boxes: [] };
}

export function places_of(legs: readonly Leg[]): string[] {
  return [...new Set(legs.flatMap(({ from, to }) => [from, to]))];
}

export function boxes_of({ containers = [], wagons = [] }: Consignment): string[] {
  const boxes = containers.length > 0 ? containers : wagons;
  return boxes.map(({ number }) => number);
}

// "CSQU3054383" of "urn:example:container:CSQU3054383", "departing" of
// "https://ref.gs1.org/cbv/BizStep-departing".
export function last_word(name: string): string {
  const [word = name] = /[^/:]*$/.exec(name) ?? [];
  return word.replace(/^(BizStep|Disp)-/, "");
}
