// SPDX-License-Identifier: Apache-2.0
// The time that is shown, as the address holds it.
import { day_minutes } from "./tracks";

// "2024-09-12T06:00", and back; the start where none is given.
export function minute_of(text: string, start: number, days: number): number {
  const found = Date.parse(`${text}Z`);
  const minute = (found - start) / 60_000;
  return Number.isFinite(minute) ? Math.min(days * day_minutes - 1, Math.max(0, minute)) : 0;
}

export function time_text(minute: number, start: number): string {
  return new Date(start + Math.round(minute) * 60_000).toISOString().slice(0, 16);
}
