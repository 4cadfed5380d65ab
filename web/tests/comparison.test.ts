// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { parse_report } from "../src/data/read";
import {
  difference_words,
  largest,
  verdict_words,
} from "../src/sections/comparison";

const interval = (mean: number, half: number) => ({
  mean,
  low: mean - half,
  high: mean + half,
});

const compared = (mean: number, verdict: string) => ({
  value: interval(10 + mean, 1),
  difference: interval(mean, 0.5),
  verdict,
});

const figure = (label: string, weight: number, mean: number, verdict: string) => ({
  group: "flow",
  figure: "transit_days",
  label,
  weight,
  base: interval(10, 1),
  scenarios: [compared(mean, verdict)],
});

const comparison = parse_report(
  JSON.stringify({
    comparison: {
      seed: 7,
      replications: 4,
      scenarios: [{ name: "flood", counts: { differs: 2, noise: 1 } }],
      figures: [
        figure("few boxes, much", 1, -5, "differs"),
        figure("many boxes, little", 100, -1, "differs"),
        figure("luck", 1000, 3, "noise"),
      ],
    },
  }),
).comparison!;

test("a difference may be below zero, and has its interval", () => {
  expect(difference_words(interval(-12.34, 0.56))).toBe("\u221212.34 ± 0.56");
  expect(difference_words(interval(1234, 56))).toBe("+1,234 ± 56");
  expect(difference_words(interval(5, 0))).toBe("+5.00");
  expect(difference_words(interval(NaN, NaN))).toBe("–");
  expect(comparison.figures[0]!.scenarios[0]!.difference.low).toBe(-5.5);
});

test("what luck explains is marked", () => {
  expect(verdict_words(compared(2, "noise"))).toBe("~ +2.00 ± 0.50");
  expect(verdict_words(compared(0, "unchanged"))).toBe("=");
  expect(verdict_words(compared(2, "only_base"))).toBe("none here");
  expect(verdict_words(compared(2, "only_here"))).toMatch(/none in the base/);
});

test("differences stand in the order of what hangs on them", () => {
  const kind = { group: "flow", figure: "transit_days", title: "" };
  const found = largest(comparison.figures, 0, kind);
  expect(found.map((one) => one.label)).toEqual([
    "many boxes, little",
    "few boxes, much",
  ]);
});

test("a report without a comparison has none", () => {
  expect(parse_report("{}").comparison).toBeNull();
});
