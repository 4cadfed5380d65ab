// SPDX-License-Identifier: Apache-2.0
// When a crossing is shut or narrowed in the base year.
import { dash, format_percent } from "../base/format";
import type { Context } from "./context";
import type { Crossing } from "./crossings";
import type { Closure } from "./types";

// The ids by which a closure can name a crossing: its places, or the stretch
// between two of them, one way ("A>B") or both ("A-B").
function names_of({ sides, links }: Crossing): Set<string> {
  const places = sides.flatMap((side) => side.places.map(({ id }) => id));
  const stretches = links.flatMap(({ from, to }) =>
    [">", "-"].flatMap((way) => [from + way + to, to + way + from]),
  );
  return new Set([...places, ...stretches]);
}

export function closures_of(context: Context, crossing: Crossing): Closure[] {
  const names = names_of(crossing);
  return context.report.corridor.closures.filter(({ targets }) =>
    targets.some((target) => names.has(target)),
  );
}

interface Day {
  year: number | null; // null: every year
  time: number; // in a year with a leap day, or in its own
}

const any_year = 2024;

// "11-01", or "2024-11-01" for what happened once.
function day_of(text: string): Day | null {
  const found = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const [, year, month, day] = found;
  const time = Date.UTC(Number(year ?? any_year), Number(month) - 1, Number(day));
  return { year: year ? Number(year) : null, time };
}

const hours_24 = 24 * 3600 * 1000;

// Whole and broken weeks from New Year; the last day is shut to its end.
function week_of({ time }: Day, year: number, days_after = 0): number {
  return ((time - Date.UTC(year, 0, 1)) / hours_24 + days_after) / 7;
}

const weeks_of_a_year = 53;

// The spans of the year, in weeks from its start, in which it applies.
export function shut_weeks(closure: Closure, base_year: number) {
  const [from, to] = [day_of(closure.from), day_of(closure.to)];
  if (!from || !to) return [];
  const year = from.year === null ? any_year : base_year;
  const begin = week_of(from, year);
  const end = week_of(to, year, 1);
  const spans =
    from.year === null && end <= begin
      ? [[0, end], [begin, weeks_of_a_year]]
      : [[begin, end]];
  return spans
    .map(([a, b]) => [Math.max(0, a!), Math.min(weeks_of_a_year, b!)] as const)
    .filter(([a, b]) => a < b);
}

function day_words(text: string): string {
  const day = day_of(text);
  if (!day) return text;
  return new Date(day.time).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: day.year === null ? undefined : "numeric",
    timeZone: "UTC",
  });
}

function degree({ closed_share, capacity_share }: Closure): string {
  const closed = closed_share ?? (capacity_share === 0 ? 1 : null);
  if (closed !== null) {
    if (closed >= 1) return "closed";
    const share = closed === 0.5 ? "half" : format_percent(closed);
    return `closed about ${share} of the time`;
  }
  if (capacity_share === null) return "disturbed";
  return `${format_percent(capacity_share)} of its capacity left`;
}

// "closed about half of the time 1 Nov–31 Dec"
export function closure_words(closure: Closure): string {
  const days = [closure.from, closure.to].map(day_words).join(dash);
  return `${degree(closure)} ${days}`;
}
