// SPDX-License-Identifier: Apache-2.0
// What stands and what is shut in the course of the year: queues seen a few
// times a day, and the spells in which a line or loading is closed.
import type { Motion } from "../../api/client";

export type QueueRow = Motion["queues"][number];

export class Queues {
  readonly trains = new Map<number, QueueRow[]>(); // by the number of a place
  readonly boxes = new Map<number, QueueRow>();
  readonly every: number; // minutes
  readonly samples: number;

  constructor({ queues, places, days }: Pick<Motion, "queues" | "places" | "days">) {
    const number_of = new Map(places.map((code, i) => [code, i]));
    for (const row of queues) {
      const place = number_of.get(row.place);
      if (place === undefined) continue;
      if (row.kind === "teu") this.boxes.set(place, row);
      else this.trains.set(place, [...(this.trains.get(place) ?? []), row]);
    }
    this.every = queues[0]?.every_minutes ?? 360;
    this.samples = Math.ceil((days * 1440) / this.every);
  }

  at({ values }: QueueRow, minute: number): number {
    const sample = Math.floor(minute / this.every);
    return values[Math.min(values.length - 1, Math.max(0, sample))] ?? 0;
  }

  trains_at(place: number, minute: number): number {
    const rows = this.trains.get(place) ?? [];
    return rows.reduce((sum, row) => sum + this.at(row, minute), 0);
  }

  boxes_at(place: number, minute: number): number {
    const row = this.boxes.get(place);
    return row ? this.at(row, minute) : 0;
  }

  // Trains before all borders, or before one, sample by sample.
  course(place?: number): number[] {
    const rows =
      place === undefined
        ? [...this.trains.values()].flat()
        : (this.trains.get(place) ?? []);
    return Array.from({ length: this.samples }, (_, i) =>
      rows.reduce((sum, { values }) => sum + (values[i] ?? 0), 0),
    );
  }
}

type Raw = NonNullable<Motion["closures"]>[number];

export interface Closure {
  what: Raw["what"];
  key: string;
  name: string;
  words: string; // on the map: the name, and what is left
  share: number; // of the capacity that is left
  start: number;
  end: number;
}

export function read_closures(
  closures: readonly Raw[] | undefined,
  words: (name: string, share: number) => string,
): Closure[] {
  return (closures ?? [])
    .map(({ what, key, name, share, start, end }): Closure => {
      const named = name ?? key;
      return { what, key, name: named, words: words(named, share), share, start, end };
    })
    .sort((a, b) => a.start - b.start);
}

export function shut_at(closures: readonly Closure[], minute: number): Closure[] {
  const shut = [];
  for (const closure of closures) {
    if (closure.start > minute) break;
    if (minute < closure.end) shut.push(closure);
  }
  return shut;
}
