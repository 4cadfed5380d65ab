// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  binding,
  binding_at,
  find_limit,
  fullest_by_link,
  limit_name,
  limit_words,
  most_it_can_carry,
  usage_words,
} from "../src/data/limits";
import { drawn_as, find_lines } from "../src/map/lines";
import { summary } from "../src/sections/capacity";
import { rungs_of, times } from "../src/sections/capacity_growth";
import { full_limits } from "../src/sections/capacity_limits";
import { differences, why } from "../src/sections/capacity_simulated";
import { context, corridor, simulation } from "./sample";

const path = (way: string, place: string, saturation: number, binds: boolean) => ({
  id: `path/narrow/${way}`,
  kind: "path",
  place,
  link: "narrow",
  label: "A → B (1435 mm): paths",
  unit: "trains a day",
  flow: 20 * saturation,
  capacity: 20,
  saturation,
  binds,
  shadow_price: 5000,
  gains: {
    step: "+1 train a day",
    one_step: { teu_year: 5000, usd_year: 2e6 },
  },
  then: "facility/A/customs",
});

const customs = {
  id: "facility/A/customs",
  kind: "facility",
  place: "A",
  facility: "customs",
  unit: "servers",
  flow: 1.9,
  capacity: 2,
  saturation: 0.95,
  binds: false,
};

const ships = {
  id: "vessels/F",
  kind: "vessels",
  label: "Ferries A - B",
  binds: true,
};

const flow = (potential: number, simulated: number) => ({
  origin: "A",
  destination: "C",
  demanded_teu_year: 500,
  potential_teu_year: potential,
  simulated_teu_year: simulated,
});

const part = {
  objective: "throughput",
  demand_factor: 2,
  demanded_teu_year: 1000,
  served_teu_year: 800,
  limits: 40,
  gap: 1e-12,
  arcs: [path("back", "B>A", 1, true), path("there", "A>B", 0.5, false), customs],
  growth: {
    value: 0.9,
    binding_season: "December",
    ladder: [
      { growth: 0.9, id: "vessels/F", label: "Ferries A - B", season: "December" },
      { growth: 1.2, id: "path/narrow/back", season: "October" },
    ],
    arcs: [ships],
  },
  saturated: {
    demand_factor: 2,
    potential_teu_year: 800,
    simulated_teu_year: { mean: 350, low: 350, high: 350 },
    share: 0.4375,
    flows: [flow(500, 100), flow(0, 250)],
  },
};

const at = context({ corridor, simulation, capacity: part });
const capacity = at.report.capacity!;

test("a report without the part has none", () => {
  expect(context().report.capacity).toBeNull();
  expect(binding_at(null).size).toBe(0);
});

describe("a limit", () => {
  test("is named by its places, its gauge, or its own name", () => {
    const [back, , gate] = capacity.limits;
    expect(limit_name(at, back!).name).toBe("B → A");
    expect(limit_words(at, back!)).toMatch(/^B → A \(train paths, 1435.mm\)$/u);
    expect(limit_words(at, gate!)).toBe("A (customs)");
    const ferries = find_limit(capacity, "vessels/F")!;
    expect(limit_name(at, ferries)).toEqual({
      name: "Ferries A – B",
      note: "vessels",
    });
  });

  test("says how much of it is used", () => {
    const [back, , gate] = capacity.limits;
    expect(usage_words(back!)).toBe("20 of 20 trains a day");
    expect(usage_words(gate!)).toBe("1.9 of 2.0 at a time");
  });

  test("that is full and does not bind stands apart", () => {
    expect(binding(capacity).map((l) => l.id)).toEqual(["path/narrow/back"]);
    expect(full_limits(capacity).map((l) => l.id)).toEqual([
      "facility/A/customs",
    ]);
  });
});

test("a line is as full as its fuller direction", () => {
  expect(fullest_by_link(capacity).get("narrow")!.place).toBe("B>A");
  const lines = find_lines(at);
  const look = (id: string) =>
    drawn_as(lines.find((line) => line.link.id === id)!, "full");
  expect(look("narrow").style).toBe("standard used use-3 binds");
  expect(look("inland").style).toBe("wide used use-0");
  expect(look("narrow").width).toBeGreaterThan(look("inland").width);
});

test("the ladder of growth knows the step before and the limit's name", () => {
  const [first, second] = rungs_of(at, capacity);
  expect(first).toMatchObject({ name: "Ferries A – B", before: 0, growth: 0.9 });
  expect(second).toMatchObject({ name: "B → A", before: 0.9, growth: 1.2 });
  expect(second!.note).toMatch(/October$/);
  expect(times(0.9)).toMatch(/^×.0.90$/u);
});

test("the summary says what holds even today's demand back", () => {
  const said = summary(at, capacity);
  expect(said).toContain("twice the demand");
  expect(said).toContain("800 TEU a year at most: 1.60 times");
  expect(said).toContain("1 of 40 limits holds it back");
  expect(said).toContain("in December it is held back by Ferries A – B (vessels)");
});

test("the head of the report says the most and the dearest step", () => {
  const said = most_it_can_carry(at)!;
  expect(said).toContain("Of twice the demand the corridor can carry 800 TEU");
  expect(said).toContain("+1 train a day is worth 5,000 TEU a year");
  expect(most_it_can_carry(context())).toBeNull();
});

test("flows fall short of the potential, or get more than it gives them", () => {
  const { over, short } = differences(capacity.saturated!.flows);
  expect(over).toEqual({ flows: 1, teu: 250 });
  expect(short).toEqual({ flows: 1, teu: 400 });
  expect(why(at, capacity.saturated!)).toMatch(/350 TEU a year, 44.% of the 800/u);
});
