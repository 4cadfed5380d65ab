// SPDX-License-Identifier: Apache-2.0
// What a value of unknown JSON is read as: never an error.
import type { Interval } from "./types";

export type Json = Record<string, unknown>;

export function record(value: unknown): Json {
  return value !== null && typeof value === "object" ? (value as Json) : {};
}

export function list<T>(value: unknown, read: (item: Json) => T): T[] {
  return Array.isArray(value) ? value.map((item) => read(record(item))) : [];
}

export function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

export function number(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

export function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.map(number) : [];
}

export function interval(value: unknown): Interval {
  if (typeof value === "number") return { mean: value, low: NaN, high: NaN };
  const v = record(value);
  return not_below_zero({
    mean: number(v.mean),
    low: number(v.low),
    high: number(v.high),
  });
}

// A difference may well be below zero.
export function difference(value: unknown): Interval {
  const v = record(value);
  return { mean: number(v.mean), low: number(v.low), high: number(v.high) };
}

// No quantity the report speaks of can be negative: where Student's interval
// reaches below zero, zero is as far as it can mean.
export function not_below_zero({ mean, low, high }: Interval): Interval {
  return { mean, low: mean >= 0 && low < 0 ? 0 : low, high };
}
