// SPDX-License-Identifier: Apache-2.0
// Reads the ways that the report shows.
import { list, number, record, text, type Json } from "./json";
import type { RouteExample, RouteLeg, RouteReason, RouteWay } from "./route_types";

function moment(v: unknown): number {
  return Date.parse(text(v));
}

function words(v: unknown): string[] {
  return Array.isArray(v) ? v.map(text).filter(Boolean) : [];
}

function reason(v: Json): RouteReason {
  return {
    type: text(v.type),
    text: text(v.text),
    places: words(v.places),
    km: Array.isArray(v.km) ? v.km.map(number) : [],
    more: number(v.more),
    teu: number(v.teu),
    weeks: number(v.weeks),
    commodity: text(v.commodity),
    cargo: text(v.cargo),
    cargo_taken: text(v.cargo_taken),
    closure: text(v.closure),
    from: text(v.from),
    until: text(v.until),
    arrives: text(v.arrives),
  };
}

function missed(v: Json): RouteLeg["fallback"] {
  return { etd: moment(v.etd), arrives: moment(v.arrives) };
}

function leg(v: Json): RouteLeg {
  return {
    service: text(v.service),
    name: text(v.name) || text(v.service),
    operator: text(v.operator),
    mode: text(v.mode),
    from: text(v.from),
    to: text(v.to),
    etd: moment(v.etd),
    eta: moment(v.eta),
    procedures: words(v.procedures),
    procedure_hours: number(v.procedure_hours),
    wait_hours: number(v.wait_hours),
    ride_hours: number(v.ride_hours),
    every_hours: number(v.every_hours),
    simulated: v.simulated !== false,
    connection: number(v.connection),
    fallback: v.fallback ? missed(record(v.fallback)) : null,
    usd: number(v.usd),
    kg_co2e: number(v.kg_co2e),
  };
}

function way(v: Json, ready: number): RouteWay {
  const days = record(v.days);
  const promise = record(v.promise);
  return {
    best_in: words(v.best_in),
    departs: moment(v.departs),
    arrives: moment(v.arrives),
    ready_by: moment(v.ready_by),
    days: { p50: number(days.p50), p80: number(days.p80), p95: number(days.p95) },
    boxes_followed: number(promise.boxes_followed),
    by_plan: number(promise.by_plan),
    usd: number(v.usd),
    kg_co2e: number(v.kg_co2e),
    changes: number(v.changes),
    km: number(v.km),
    last_procedures_hours: number(v.last_procedures_hours),
    unpriced: words(v.unpriced),
    unmeasured: words(v.unmeasured),
    closures: list(v.closures, reason),
    legs: list(v.legs, leg),
    plans: list(v.plans, (plan) => ({
      days: (moment(plan.arrives) - ready) / 86_400_000,
      chance: number(plan.chance),
    })),
  };
}

export function route_example(v: Json): RouteExample {
  const asked = record(v.question);
  const ready = moment(asked.ready);
  const read = (one: Json) => way(one, ready);
  const chosen = list(v.alternatives, read);
  return {
    from: text(asked.from),
    to: text(asked.to),
    commodity: text(asked.commodity),
    teu: number(asked.teu),
    ready,
    ways: [...chosen, ...list(v.others, read)],
    chosen: chosen.length,
    no_route: words(v.no_route),
    reasons: list(v.no_route_reasons, reason),
    truncated: v.truncated === true,
  };
}
