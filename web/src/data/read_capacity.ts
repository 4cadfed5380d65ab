// SPDX-License-Identifier: Apache-2.0
// What the corridor can carry, read as leniently as the rest.
import { interval, list, number, record, text, type Json } from "./json";
import type {
  Capacity,
  CapacitySeason,
  Gain,
  GrowthStep,
  LeftBehind,
  Limit,
  Potential,
  Saturated,
  SaturatedFlow,
} from "./types";

function gain(value: unknown): Gain {
  const v = record(value);
  return {
    teu_year: number(v.teu_year),
    usd_year: number(v.usd_year),
    growth: number(v.growth),
  };
}

function limit(v: Json): Limit {
  const gains = record(v.gains);
  return {
    id: text(v.id),
    kind: text(v.kind),
    place: text(v.place),
    facility: text(v.facility),
    link: text(v.link),
    label: text(v.label) || text(v.id),
    unit: text(v.unit),
    used: number(v.flow),
    number: number(v.capacity),
    saturation: number(v.saturation),
    busiest: number(v.busiest),
    busiest_season: text(v.busiest_season),
    binds: v.binds === true,
    price: number(v.shadow_price),
    step: text(gains.step),
    one_step: gain(gains.one_step),
    tenth: gain(gains.tenth),
    plenty: gain(gains.plenty),
    then: text(v.then),
  };
}

function left_behind(v: Json): LeftBehind {
  return {
    origin: text(v.origin),
    destination: text(v.destination),
    goods: text(v.goods) || text(v.commodity),
    demanded_teu_year: number(v.demanded_teu_year),
    teu_year: number(v.teu_year),
    held_by: Array.isArray(v.held_by) ? v.held_by.map(text) : [],
  };
}

function season(v: Json): CapacitySeason {
  return {
    season: text(v.season),
    days: number(v.days),
    value: number(v.value),
    demanded_teu: number(v.demanded_teu),
    served_teu: number(v.served_teu),
  };
}

function growth_step(v: Json): GrowthStep {
  return {
    growth: number(v.growth),
    id: text(v.id),
    label: text(v.label) || text(v.id),
    season: text(v.season),
  };
}

function potential(v: Json): Potential {
  return {
    objective: text(v.objective),
    demand_factor: number(v.demand_factor),
    unserved_usd_per_teu: number(v.unserved_usd_per_teu),
    value: number(v.value),
    gap: number(v.gap),
    demanded_teu_year: number(v.demanded_teu_year),
    served_teu_year: number(v.served_teu_year),
    trains_year: number(v.trains_year),
    empties_year: number(v.empties_year),
    unserved: list(v.unserved, left_behind),
    seasons: list(v.seasons, season),
    binding_season: text(v.binding_season),
    ladder: list(v.ladder, growth_step),
    limits: list(v.arcs, limit),
  };
}

function saturated_flow(v: Json): SaturatedFlow {
  return {
    origin: text(v.origin),
    destination: text(v.destination),
    goods: text(v.goods),
    demanded_teu_year: number(v.demanded_teu_year),
    potential_teu_year: number(v.potential_teu_year),
    simulated_teu_year: number(v.simulated_teu_year),
  };
}

function saturated(v: Json): Saturated {
  return {
    demand_factor: number(v.demand_factor),
    potential_teu_year: number(v.potential_teu_year),
    simulated_teu_year: interval(v.simulated_teu_year),
    share: number(v.share),
    flows: list(v.flows, saturated_flow),
  };
}

export function capacity(v: Json): Capacity {
  const own = potential(v);
  return {
    ...own,
    limits_in_all: number(v.limits),
    growth: v.growth ? potential(record(v.growth)) : null,
    saturated: v.saturated ? saturated(record(v.saturated)) : null,
  };
}
