// SPDX-License-Identifier: Apache-2.0
// Reads what calibration made of the numbers that are not well known.
import { interval, list, number, record, text, type Json } from "./json";
import type {
  CalibratedInput,
  Calibration,
  InsideCount,
  JudgedObservation,
} from "./types";

function calibrated_input(v: Json): CalibratedInput {
  const moved = Object.entries(record(v.moved_by));
  return {
    id: text(v.id),
    change: text(v.change),
    low: number(v.low),
    high: number(v.high),
    start: number(v.start),
    fitted: number(v.fitted),
    spread: number(v.spread),
    determined: v.determined === true,
    at_bound: text(v.at_bound),
    moved_by: Object.fromEntries(moved.map(([k, n]) => [k, number(n)])),
    moved_otherwise: number(v.moved_otherwise),
    note: text(v.note),
  };
}

function before_after(value: unknown): { before: boolean; after: boolean } {
  const v = record(value);
  return { before: v.before === true, after: v.after === true };
}

function judged_observation(v: Json): JudgedObservation {
  return {
    id: text(v.id),
    indicator: text(v.indicator),
    scope: text(v.scope),
    scenario: text(v.scenario),
    role: text(v.role),
    given: v.given === true,
    fitted: v.fitted === true,
    low: number(v.low),
    high: number(v.high),
    unit: text(v.unit),
    before: interval(v.before),
    after: interval(v.after),
    inside: before_after(v.inside),
    inside_15: before_after(v.inside_15),
    source: text(v.source),
  };
}

function inside_count(value: unknown): InsideCount {
  const v = record(value);
  return {
    of: number(v.of),
    before: number(v.before),
    after: number(v.after),
    before_15: number(v.before_15),
    after_15: number(v.after_15),
  };
}

export function calibration(v: Json): Calibration {
  const inside = record(v.inside);
  return {
    evaluations: number(record(v.evaluations).used),
    replications: number(v.replications),
    judging_replications: number(record(v.judging).replications),
    inside: { fit: inside_count(inside.fit), judge: inside_count(inside.judge) },
    inputs: list(v.inputs, calibrated_input),
    observations: list(v.observations, judged_observation),
  };
}
