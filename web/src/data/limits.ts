// SPDX-License-Identifier: Apache-2.0
// The limits of a corridor: what they are called, and how full they get.
import { format_number, format_rough, words } from "../base/format";
import type { Context } from "./context";
import type { Capacity, Limit } from "./types";

export interface LimitName {
  name: string; // "Dostyk → Aktogay"
  note: string; // "train paths, 1520 mm"
}

const line_words: Record<string, string> = {
  path: "train paths",
  standing: "room for standing trains",
  single_track: "single track",
};

function line_name(context: Context, limit: Limit): LimitName {
  const [from = "", to = ""] = limit.place.split(">");
  const both = limit.kind === "single_track";
  const gauge = context.links.get(limit.link)?.gauge ?? 0;
  return {
    name: `${context.short(from)} ${both ? "–" : "→"} ${context.short(to)}`,
    note: `${line_words[limit.kind]}${gauge > 0 ? `, ${gauge}\u00a0mm` : ""}`,
  };
}

export function limit_name(context: Context, limit: Limit): LimitName {
  if (limit.place.includes(">") && line_words[limit.kind])
    return line_name(context, limit);
  if (limit.place !== "")
    return {
      name: context.short(limit.place),
      note: limit.kind === "storage" ? "yard" : words(limit.facility),
    };
  const name = limit.label.replace(/: departures$/, "").replace(" - ", " – ");
  return { name, note: words(limit.kind) };
}

// "Dostyk → Aktogay (train paths, 1520 mm)"
export function limit_words(context: Context, limit: Limit): string {
  const { name, note } = limit_name(context, limit);
  return note && note !== name ? `${name} (${note})` : name;
}

// "14 of 14 trains a day"; hundreds of wagons need no tenths.
export function usage_words({ used, number, unit }: Limit): string {
  const decimals = number < 100 && !(Number.isInteger(number) && used === number);
  const shown = (value: number) => format_number(value, decimals ? 1 : 0);
  // What departures and servers are, the name says.
  const of = unit.replace(/^departures /, "").replace(/^servers$/, "at a time");
  return `${shown(used)} of ${shown(number)} ${of}`;
}

export function find_limit(capacity: Capacity, id: string): Limit | undefined {
  const own = capacity.limits.find((limit) => limit.id === id);
  return own ?? capacity.growth?.limits.find((limit) => limit.id === id);
}

// What holds the corridor back, in either sense: as much as it can carry of
// more demand, or as far as all demand can grow.
export function binding(capacity: Capacity): Limit[] {
  return capacity.limits.filter((limit) => limit.binds);
}

// How full a line is at the most the corridor can carry: its paths, whichever
// direction is fuller, or its single track.
export function fullest_by_link(capacity: Capacity): Map<string, Limit> {
  const fullest = new Map<string, Limit>();
  for (const limit of capacity.limits) {
    if (limit.kind !== "path" && limit.kind !== "single_track") continue;
    const known = fullest.get(limit.link);
    if (!known || limit.saturation > known.saturation)
      fullest.set(limit.link, limit);
  }
  return fullest;
}

// The places where a facility, a yard or a berth binds.
export function binding_at(capacity: Capacity | null): Map<string, Limit[]> {
  const at = new Map<string, Limit[]>();
  for (const limit of capacity ? binding(capacity) : []) {
    if (limit.place === "" || limit.place.includes(">")) continue;
    at.set(limit.place, [...(at.get(limit.place) ?? []), limit]);
  }
  return at;
}


export function factor_words(factor: number): string {
  if (factor === 2) return "twice";
  return `${format_number(factor, Number.isInteger(factor) ? 0 : 1)} times`;
}

export function carries_all(capacity: Capacity): boolean {
  return capacity.served_teu_year > 0.9995 * capacity.demanded_teu_year;
}

// For the findings at the head of the report.
export function most_it_can_carry(context: Context): string | null {
  const { capacity } = context.report;
  if (!capacity || !(capacity.served_teu_year > 0)) return null;
  const { demand_factor, served_teu_year } = capacity;
  const teu = format_rough(served_teu_year);
  const asked = `Of ${factor_words(demand_factor)} the demand the corridor can carry`;
  if (carries_all(capacity)) return `${asked} all, ${teu} TEU a year.`;
  const carried = `${asked} ${teu} TEU a year at most`;
  const [dearest] = binding(capacity);
  if (!dearest) return `${carried}.`;
  return `${carried}; what holds it back most is ${limit_words(context, dearest)}, where ${dearest.step} is worth ${format_rough(dearest.one_step.teu_year)} TEU a year.`;
}
