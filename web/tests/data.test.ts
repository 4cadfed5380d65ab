// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { Citations } from "../src/base/citations";
import { find_crossings, trains, untold_yards } from "../src/data/crossings";
import {
  find_findings,
  long_stays,
  mean_parts,
  overload,
  total_hours,
} from "../src/data/findings";
import { parse_report } from "../src/data/read";
import type { Stay } from "../src/data/types";
import { context, corridor, simulation } from "./sample";

describe("reading", () => {
  test("an empty document is an empty report", () => {
    const report = parse_report("{}");
    expect(report.simulation).toBeNull();
    expect(report.corridor.places).toEqual([]);
    expect(report.check.warnings).toEqual([]);
  });

  test("an interval ends at zero when its mean does not lie below", () => {
    const simulation = {
      flows: [{ teu_year: { mean: 1, low: -2, high: 4 } }],
      facilities: [{ wait_hours: 0.5, wait_hours_interval: [-0.1, 1.1] }],
    };
    const read = context({ simulation }).simulation;
    expect(read.flows[0]!.teu_year).toEqual({ mean: 1, low: 0, high: 4 });
    expect(read.facilities[0]!.wait_hours.low).toBe(0);
  });

  test("missing numbers are not zero", () => {
    const { simulation } = context({ simulation: { facilities: [{}] } });
    expect(simulation.facilities[0]!.wait_hours.mean).toBeNaN();
  });

  test("every part of a journey that the program counts is read", () => {
    const counted = ["moving", "train", "path", "border", "crane", "wagon"];
    counted.push("ship", "yard", "ban", "closure", "processing");
    const parts_hours = Object.fromEntries(counted.map((part) => [part, 1]));
    const { simulation } = context({ simulation: { flows: [{ parts_hours }] } });
    expect(simulation.flows[0]!.parts_hours).toEqual(parts_hours);
    expect(total_hours(simulation.flows[0]!.parts_hours)).toBe(11);
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
    expect(crossing!.forth.trains.mean).toBe(5 + 2);
    expect(crossing!.back.trains.mean).toBe(1 + 4);
    expect(crossing!.utilisation).toBe(0.5);
    expect(trains(crossing!)).toBe(12);
  });

  test("tells the stays of each direction in the order of the way", () => {
    const [crossing] = find_crossings(context());
    const told = (stays: Stay[]) =>
      stays.map(({ place, stay_hours }) => [place, stay_hours.mean]);
    expect(told(crossing!.forth.stays)).toEqual([["A", 20], ["B", 60]]);
    expect(told(crossing!.back.stays)).toEqual([["B", 6], ["A", 50]]);
  });

  test("has the yard beside its post where boxes change trains", () => {
    const yard = { ...corridor.places[2]!, id: "D", kind: "dry_port" };
    const siding = { ...corridor.links[2]!, id: "siding", to: "D", length_km: 2 };
    const with_yard = {
      places: [...corridor.places, yard],
      links: [...corridor.links, siding],
    };
    const worked = { ...simulation, places: [{ place: "D", teu_year: 100 }] };
    const [crossing] = find_crossings(
      context({ corridor: with_yard, simulation: worked }),
    );
    expect(crossing!.sides[1].places.map(({ id }) => id)).toEqual(["B", "D"]);
    expect(untold_yards(crossing!).map(({ id }) => id)).toEqual(["D"]);
    const [idle] = find_crossings(context({ corridor: with_yard, simulation }));
    expect(idle!.sides[1].places.map(({ id }) => id)).toEqual(["B"]);
  });

  test("may lie at sea, between two ports", () => {
    const port = (i: number) => ({ ...corridor.places[i]!, kind: "port" });
    const sea = { ...corridor.links[0]!, mode: "ferry", gauge: 0 };
    const [crossing] = find_crossings(
      context({
        corridor: { places: [port(0), port(1)], links: [sea] },
        simulation,
      }),
    );
    expect(crossing!.by_sea).toBe(true);
  });
});

// TEU that wait at either post, of 100 a year.
function waiting(teu: number) {
  const waiting_teu = { mean: teu, low: teu, high: teu };
  return ["A", "B"].map((place) => ({ place, waiting_teu }));
}

const told = { ...simulation, places: waiting(0.01) };

describe("findings", () => {
  test("weigh the flows by their TEU", () => {
    const mean = mean_parts(context().simulation.flows);
    expect(mean.moving).toBe(24);
    expect(mean.train).toBe((300 * 48) / 400);
    expect(total_hours(mean)).toBe(60);
  });

  test("name the busiest border and where the days go", () => {
    const text = find_findings(context()).join(" ");
    expect(text).toContain(
      "A – B, with 7.0\u00a0trains a day to Kazakhstan and 5.0\u00a0trains a day to China",
    );
    expect(text).toContain("waiting for a train (36\u00a0h)");
  });

  test("tell the longest stays, and that queueing does not explain them", () => {
    const text = find_findings(context({ corridor, simulation: told })).join(" ");
    expect(text).toContain(
      "for 60.0\u00a0h at B from China to Kazakhstan, 50.0\u00a0h at A",
    );
    expect(text).toContain("not queueing");
    const crowd = { ...told, places: waiting(100) };
    const queueing = find_findings(context({ corridor, simulation: crowd }));
    expect(queueing.join(" ")).not.toContain("not queueing");
  });

  test("leave small stays out", () => {
    const few = { ...simulation.borders[0]!, stay_hours: 900, teu_year: 9 };
    const borders = [...simulation.borders, few];
    const stays = long_stays(context({ corridor, simulation: { borders } }));
    expect(stays.map((stay) => stay.stay_hours.mean)).toEqual([60, 50, 20]);
  });

  test("say nothing about a corridor that was not simulated", () => {
    expect(find_findings(context({ corridor }))).toEqual([]);
  });
});

describe("a demand that the corridor cannot carry", () => {
  const inside = (mean: number) => ({ mean, low: mean, high: mean });

  test("is told with what piles up where", () => {
    const warning = overload(
      context({
        corridor,
        simulation: {
          steady: false,
          totals: {
            demanded_teu_year: 900,
            teu_year: inside(600),
            inside_teu: { start: inside(100), end: inside(400) },
          },
          flows: [
            { origin: "A", destination: "C", carried: true },
            { origin: "C", destination: "A", carried: false, growth_teu: 300 },
          ],
        },
      }),
    );
    expect(warning).toContain("cannot carry this demand. 900 TEU a year");
    expect(warning).toContain("100 TEU when the year begins and 400 TEU");
    expect(warning).toContain("pile up most on C \u2192 A by 300 TEU");
  });

  test("is not suspected where the data do not say so", () => {
    expect(overload(context())).toBeNull();
    expect(overload(context({ simulation: { steady: true } }))).toBeNull();
  });
});

test("sources are numbered as they are first cited", () => {
  const citations = new Citations([]);
  expect(["X", "Y", "X"].map((id) => citations.number_of(id))).toEqual([1, 2, 1]);
  expect(citations.all_cited().map((cited) => cited.id)).toEqual(["X", "Y"]);
});
