// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { at_least } from "../src/sections/money";
import { context, corridor, simulation } from "./sample";

test("a sum without some of its parts is a least one", () => {
  expect(at_least(1234, [])).toBe("1,234");
  expect(at_least(1234, ["sea"])).toMatch(/^≥.1,234$/u);
});

test("ways and money are read as they are written", () => {
  const flow = {
    ...simulation.flows[0]!,
    carriage: { usd_per_teu: 300, kg_co2e_per_teu: 200, unpriced: ["sea"] },
  };
  const choice = {
    settled: true,
    gaps: [0.5, 0.01],
    groups: [
      { origin: "A", destination: "C", ways: [{ via: ["B"], share: 0.25 }] },
    ],
  };
  const read = context({
    corridor,
    simulation: { ...simulation, flows: [flow], choice },
  }).simulation;
  expect(read.flows[0]!.carriage.usd_per_teu).toBe(300);
  expect(read.flows[0]!.carriage.unpriced).toEqual(["sea"]);
  expect(read.flows[0]!.carriage.km).toBeNaN();
  expect(read.choice!.groups[0]!.ways[0]!.share).toBe(0.25);
  expect(context().simulation.choice).toBeNull();
});
