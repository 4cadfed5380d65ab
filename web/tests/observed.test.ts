// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { deviation, reach_of } from "../src/charts/range_mark";
import { grade, is_one_value, sort_out } from "../src/data/findings";
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
    inside_15: mean >= low && mean <= high,
    given: false,
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
    expect(verdict(row(10, 20, 20.1))).toBe("just outside");
  });

  test("of a row without a simulated value says so", () => {
    expect(verdict({ ...row(1, 2, NaN), inside: false })).toBe("not simulated");
  });
});

test("misses are graded by their distance", () => {
  const misses = [20.1, 20.4, 23.9, 24.1, 7.9].map((mean) => row(10, 20, mean));
  expect(misses.map(grade)).toEqual(["just", "outside", "outside", "far", "far"]);
  const reaching = { ...row(10, 20, 21), simulated: { mean: 21, low: 19, high: 23 } };
  expect(grade(reaching)).toBe("just");
  expect(grade({ ...row(1, 2, NaN), inside: false })).toBe("far");
});

test("a range about one reported value is told by its note", () => {
  const note = "compared: only a point is stated: plus or minus 5 %";
  expect(is_one_value({ ...row(1, 2, 1), note })).toBe(true);
  expect(is_one_value({ ...row(1, 2, 1), note: "high: 5 % above" })).toBe(false);
});

test("the largest miss stands first, what fits last", () => {
  const rows = [row(10, 20, 15), row(10, 20, 22), row(10, 20, 2)];
  expect(misses_first(rows).map((r) => r.simulated.mean)).toEqual([2, 22, 15]);
});

test("what was put in judges nothing, whatever its role", () => {
  const judge = row(1, 2, 1);
  const fit = { ...row(3, 4, 3), role: "fit" };
  const other = { ...row(5, 6, 5), role: "" };
  const given = [
    { ...row(7, 8, 7), given: true },
    { ...row(9, 10, 9), role: "fit", given: true },
  ];
  expect(sort_out([...given, judge, fit, other])).toEqual({
    behaviour: [judge, fit, other],
    judge: [judge],
    fit: [fit],
    other: [other],
    given,
  });
});

describe("the scale", () => {
  test("is per cent of the middle of the observed", () => {
    expect(deviation(15, 10, 20)).toBe(0);
    expect(deviation(30, 10, 20)).toBe(1);
    expect(deviation(7.5, 10, 20)).toBe(-0.5);
  });

  test("has a place for zero and for an observed zero", () => {
    expect(deviation(0, 10, 20)).toBe(-1);
    expect(deviation(0, 0, 0)).toBe(0);
    expect(deviation(3, 0, 0)).toBe(Infinity);
  });

  test("reaches as far as nine rows in ten", () => {
    const nine = Array.from({ length: 9 }, () => row(90, 110, 104));
    expect(reach_of([...nine, row(90, 110, 900)])).toBe(0.1);
    expect(reach_of([...nine, row(50, 150, 900), row(50, 150, 1)])).toBe(1);
    expect(reach_of([])).toBe(0.1);
  });
});
