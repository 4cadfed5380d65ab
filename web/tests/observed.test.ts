// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { position } from "../src/charts/range_mark";
import type { Observed } from "../src/data/types";
import { misses_first, verdict } from "../src/sections/observed";

function row(low: number, high: number, mean: number): Observed {
  return {
    id: `${low}-${high}-${mean}`,
    indicator: "border_hours",
    scope: "",
    period: "",
    role: "judge",
    low,
    high,
    unit: "h",
    simulated: { mean, low: mean, high: mean },
    inside: mean >= low && mean <= high,
    source: "",
    confidence: "",
    note: "",
  };
}

describe("the verdict", () => {
  test("says inside, or by how much the nearer end is missed", () => {
    expect(verdict(row(10, 20, 15))).toBe("inside");
    expect(verdict(row(10, 20, 25))).toMatch(/^25.% above$/);
    expect(verdict(row(10, 20, 5))).toMatch(/^50.% below$/);
    expect(verdict(row(10, 20, 20.4))).toMatch(/^2\.0.% above$/);
  });

  test("of a row without a simulated value says so", () => {
    expect(verdict({ ...row(1, 2, NaN), inside: false })).toBe("not simulated");
  });
});

test("the largest miss stands first, what fits last", () => {
  const rows = [row(10, 20, 15), row(10, 20, 22), row(10, 20, 2)];
  expect(misses_first(rows).map((r) => r.simulated.mean)).toEqual([2, 22, 15]);
});

describe("the scale", () => {
  test("puts the middle of the observed in the middle", () => {
    expect(position(15, 10, 20)).toBe(0.5);
  });

  test("lets doubling and halving weigh the same", () => {
    const right = position(30, 10, 20) - 0.5;
    expect(0.5 - position(7.5, 10, 20)).toBeCloseTo(right, 12);
  });

  test("has a place for zero and for an observed zero", () => {
    expect(position(0, 10, 20)).toBe(-Infinity);
    expect(position(0, 0, 0)).toBe(0.5);
    expect(position(3, 0, 0)).toBe(Infinity);
  });
});
