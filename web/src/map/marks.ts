// SPDX-License-Identifier: Apache-2.0
// What is marked at a place and how much it matters: boxes that wait there,
// else the part it plays.
import type { Context } from "../data/context";
import { binding_at } from "../data/limits";
import type { Limit, Place, PlaceResult } from "../data/types";
import { kind_of } from "./lines";

export interface Mark {
  place: Place;
  result: PlaceResult | undefined;
  waiting: number; // TEU
  binding: Limit[]; // its facilities that hold the corridor back
  weight: number; // for labels, the larger the earlier
}

const waits_here = new Set(["border_post", "port", "dry_port", "terminal"]);

export function find_marks(context: Context): Mark[] {
  const results = new Map(context.simulation.places.map((r) => [r.place, r]));
  const ends = new Map<string, number>();
  for (const flow of context.simulation.flows)
    for (const id of [flow.origin, flow.destination])
      ends.set(id, (ends.get(id) ?? 0) + (flow.teu_year.mean || 0));
  const largest_end = Math.max(1, ...ends.values());
  const largest_wait = Math.max(
    1,
    ...context.simulation.places.map((r) => r.waiting_teu.mean || 0),
  );
  const built = new Set(
    context.report.corridor.links
      .filter((link) => kind_of(link) !== "road")
      .flatMap((link) => [link.from, link.to]),
  );
  const binding = binding_at(context.report.capacity);
  const marks = context.report.corridor.places
    .filter((p) => Number.isFinite(p.lon) && Number.isFinite(p.lat))
    .map((place) => {
      const result = results.get(place.id);
      const waiting = result?.waiting_teu.mean || 0;
      const weight =
        waiting / largest_wait +
        0.9 * Math.sqrt((ends.get(place.id) ?? 0) / largest_end) +
        (waits_here.has(place.kind) ? 0.15 : 0) +
        (place.kind === "border_post" || place.kind === "port" ? 0.12 : 0) +
        (built.has(place.id) ? 0.05 : 0);
      const held = binding.get(place.id) ?? [];
      return { place, result, waiting, binding: held, weight };
    });
  return marks.sort((a, b) => b.weight - a.weight);
}

export function largest_waiting(marks: Mark[]): number {
  return Math.max(0, ...marks.map((mark) => mark.waiting));
}

// Area says how many wait.
export function radius_of(waiting: number, largest: number, width: number) {
  if (!(waiting > 0) || !(largest > 0)) return 0;
  const most = Math.min(19, Math.max(11, width / 56));
  const radius = most * Math.sqrt(waiting / largest);
  return radius < 2.2 ? 0 : radius;
}
