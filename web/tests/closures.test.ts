// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { closure_words, closures_of, shut_weeks } from "../src/data/closures";
import { find_crossings } from "../src/data/crossings";
import type { Closure } from "../src/data/types";
import { context, corridor, simulation } from "./sample";

const storms: Closure = {
  name: "Storms",
  targets: ["A>B"],
  from: "11-01",
  to: "12-31",
  closed_share: 0.5,
  capacity_share: null,
};

describe("a closure", () => {
  test("belongs to the crossing whose place or stretch it names", () => {
    const found = (targets: string[]) => {
      const closures = [{ ...storms, targets }];
      const with_it = context({ corridor: { ...corridor, closures }, simulation });
      return closures_of(with_it, find_crossings(with_it)[0]!).length;
    };
    expect(["A", "B", "A>B", "B-A"].map((target) => found([target]))).toEqual([
      1, 1, 1, 1,
    ]);
    expect(found(["C", "B>C"])).toBe(0);
  });

  test("says how much and when", () => {
    expect(closure_words(storms)).toBe(
      "closed about half of the time 1 Nov\u201331 Dec",
    );
    const narrowed = { ...storms, closed_share: null, capacity_share: 0.58 };
    expect(closure_words(narrowed)).toMatch(/^58.% of its capacity left/);
    const once = { ...storms, closed_share: 1, from: "2024-11-01" };
    expect(closure_words(once)).toBe("closed 1 Nov 2024\u201331 Dec");
  });

  test("lies in the weeks of the year, over New Year in two parts", () => {
    const [[begin, end]] = shut_weeks(storms, 2024) as [[number, number]];
    expect(begin).toBeCloseTo(305 / 7);
    expect(end).toBeCloseTo(366 / 7);
    const winter = { ...storms, from: "12-03", to: "01-07" };
    expect(shut_weeks(winter, 2024)[0]).toEqual([0, 1]);
    expect(shut_weeks(winter, 2024)[1]![1]).toBe(53);
  });

  test("of another year shades nothing", () => {
    const once = { ...storms, from: "2020-11-01", to: "2020-12-31" };
    expect(shut_weeks(once, 2024)).toEqual([]);
    expect(shut_weeks({ ...storms, from: "soon" }, 2024)).toEqual([]);
  });
});
