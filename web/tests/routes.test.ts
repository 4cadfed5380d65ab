// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { parse_report } from "../src/data/read";
import { plan_lines } from "../src/sections/route_front";
import { before, through } from "../src/sections/routes";

const leg = (from: string, to: string) => ({
  service: `${from}-${to}`,
  mode: "rail",
  from,
  to,
  etd: "2024-09-01T06:00:00Z",
  procedures: ["import_customs"],
  procedure_hours: 30,
  wait_hours: 5,
});

const report = parse_report(
  JSON.stringify({
    routes: [
      {
        question: { from: "A", to: "C", commodity: "MACH", teu: 2, ready: "2024-09-01T00:00:00Z" },
        alternatives: [
          {
            best_in: ["soonest"],
            days: { p50: 10, p80: 12, p95: 15 },
            usd: 3000,
            legs: [leg("A", "B"), leg("B", "C")],
            plans: [
              { arrives: "2024-09-13T00:00:00Z", chance: 0.8 },
              { arrives: "2024-09-11T00:00:00Z", chance: 0.3 },
            ],
          },
        ],
        others: [{ days: { p50: 20 }, legs: [leg("A", "C")] }],
      },
      { question: { from: "C", to: "A" }, no_route: ["nothing leaves C"] },
    ],
  }),
);

test("ways to choose from come first, then the others", () => {
  const [first, second] = report.routes;
  expect(first!.ways.map((way) => way.legs.length)).toEqual([2, 1]);
  expect(first!.chosen).toBe(1);
  expect(second!.no_route).toEqual(["nothing leaves C"]);
});

test("a way is told by the places where boxes change, a leg by what is before it", () => {
  const [two_legs, direct] = report.routes[0]!.ways;
  expect(through(two_legs!, (place) => `place ${place}`)).toBe("by place B");
  expect(through(direct!, (place) => place)).toBe("direct");
  expect(before(two_legs!.legs[1]!)).toContain("import customs");
  expect(before(two_legs!.legs[1]!)).toContain("for the train");
});

test("plans are drawn by the days they allow", () => {
  expect(plan_lines(report.routes[0]!)).toEqual([
    [
      [10, 30],
      [12, 80],
    ],
  ]);
});
