// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { parse_report } from "../src/data/read";
import { movers, remark, verdict } from "../src/sections/calibration";

const exactly = (mean: number) => ({ mean, low: mean, high: mean });

const judged = (before: number, after: number, inside: boolean, near: boolean) => ({
  id: "O1",
  indicator: "border_hours",
  low: 10,
  high: 12,
  before: exactly(before),
  after: exactly(after),
  inside: { before: false, after: inside },
  inside_15: { before: false, after: near },
});

const { calibration } = parse_report(
  JSON.stringify({
    corridor: {},
    calibration: {
      evaluations: { used: 57 },
      inside: { judge: { of: 4, before: 1, after: 3 } },
      inputs: [
        {
          id: "papers",
          low: 0,
          high: 100,
          determined: true,
          moved_by: { O1: 0.5, O2: -30, O3: 4 },
        },
        { id: "wait", low: 0, high: 10, at_bound: "high", moved_by: { O3: 9 } },
        { id: "wind", low: 0, high: 1 },
      ],
      observations: [
        judged(20, 11, true, true),
        judged(20, 13, false, true),
        judged(20, 19, false, false),
        { id: "none" },
      ],
    },
  }),
);

test("a report without a calibration has none", () => {
  expect(parse_report("{}").calibration).toBeNull();
  expect(calibration!.evaluations).toBe(57);
  expect(calibration!.inside.judge.after).toBe(3);
});

test("what moved the inputs most stands first, what hardly moved them nowhere", () => {
  expect(movers(calibration!)).toEqual(["O3", "O2"]);
});

test("an input is said to be at its bound, or not determined", () => {
  expect(calibration!.inputs.map(remark)).toEqual([
    "",
    "at its high bound",
    "not determined",
  ]);
});

test("a figure is inside, within 15 % or outside", () => {
  const words = calibration!.observations.map((row) => verdict(row, "after"));
  expect(words).toEqual(["inside", "within 15\u202f%", "outside", "not simulated"]);
  expect(verdict(calibration!.observations[0]!, "before")).toBe("outside");
});
