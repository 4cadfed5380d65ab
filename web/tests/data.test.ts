// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { Citations } from "../src/base/citations";
import { find_crossings, hours_at, trains } from "../src/data/crossings";
import { find_findings, mean_parts, total_hours } from "../src/data/findings";
import { parse_report } from "../src/data/read";
import { context, corridor } from "./sample";

describe("reading", () => {
  test("an empty document is an empty report", () => {
    const report = parse_report("{}");
    expect(report.simulation).toBeNull();
    expect(report.corridor.places).toEqual([]);
    expect(report.check.warnings).toEqual([]);
  });

  test("missing numbers are not zero", () => {
    const { simulation } = context({ simulation: { facilities: [{}] } });
    expect(simulation.facilities[0]!.wait_hours.mean).toBeNaN();
  });

  test("an interval beside its mean is joined with it", () => {
    const facility = { utilisation: 0.5, utilisation_interval: [0.4, 0.6] };
    const { simulation } = context({ simulation: { facilities: [facility] } });
    expect(simulation.facilities[0]!.utilisation).toEqual({
      mean: 0.5,
      low: 0.4,
      high: 0.6,
    });
  });
});

describe("a crossing", () => {
  test("adds the lines of both gauges, each in its direction", () => {
    const [crossing, ...others] = find_crossings(context());
    expect(others).toEqual([]);
    expect(crossing!.countries).toBe("CN–KZ");
    expect(crossing!.forth.mean).toBe(5 + 2);
    expect(crossing!.back.mean).toBe(1 + 4);
    expect(crossing!.utilisation).toBe(0.5);
    expect(trains(crossing!)).toBe(12);
  });

  test("weighs the hours of a facility by the TEU it serves", () => {
    const { facilities } = context().simulation;
    expect(hours_at(facilities, "A")).toBe(3 + 8 / 4);
    expect(hours_at(facilities, "B")).toBeNaN();
  });
});

describe("findings", () => {
  test("weigh the flows by their TEU", () => {
    const mean = mean_parts(context().simulation.flows);
    expect(mean.moving).toBe(24);
    expect(mean.train).toBe((300 * 48) / 400);
    expect(total_hours(mean)).toBe(60);
  });

  test("name the busiest border and where the days go", () => {
    const text = find_findings(context()).join(" ");
    expect(text).toContain("A station – B station (CN–KZ)");
    expect(text).toContain("waiting for a train (36 h)");
  });

  test("say nothing about a corridor that was not simulated", () => {
    expect(find_findings(context({ corridor }))).toEqual([]);
  });
});

test("sources are numbered as they are first cited", () => {
  const citations = new Citations([]);
  expect(["X", "Y", "X"].map((id) => citations.number_of(id))).toEqual([1, 2, 1]);
  expect(citations.all_cited().map((cited) => cited.id)).toEqual(["X", "Y"]);
});
