// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { find_crossings } from "../src/data/crossings";
import { weekly_waiting } from "../src/sections/borders";
import { served_words, wait_unit, wait_words } from "../src/sections/facilities";
import { longest_queues } from "../src/sections/queues";
import { most_occupied, wagon_words } from "../src/sections/single_track";
import { context, corridor, simulation } from "./sample";

describe("the waits of a table", () => {
  const waiting = (hours: number) => {
    const [facility] = context().simulation.facilities;
    const wait_hours = { mean: hours, low: hours, high: hours };
    return { ...facility!, wait_hours };
  };

  test("are all in minutes, or in hours when one is long", () => {
    expect(wait_unit([waiting(0.2), waiting(1.5)])).toBe("min");
    expect(wait_unit([waiting(0.2), waiting(30)])).toBe("h");
    const half = { mean: 0.5, low: 0.4, high: 0.6 };
    expect(wait_words(half, "min")).toBe("30 (24–36)");
    expect(wait_words(half, "h")).toBe("0.5 (0.4–0.6)");
  });
});

test("a facility serves vessels, trains, or lots picked out of trains", () => {
  const at = context({
    corridor,
    simulation: {
      ...simulation,
      places: [{ place: "A", trains_day: 10, teu_year: 365_000 }],
    },
  });
  const facility = (kind: string, trains_day: number, teu_year: number) => ({
    ...at.simulation.facilities[0]!,
    kind,
    trains_day,
    teu_year,
  });
  expect(served_words(at, facility("berth", 1, 36_500))).toBe("vessels");
  expect(served_words(at, facility("customs", 5, 182_500))).toBe("trains");
  expect(served_words(at, facility("inspection", 1, 1_825))).toBe("lots");
});

describe("a side of a border", () => {
  test("adds up the boxes that wait there week by week", () => {
    const yard = { ...corridor.places[2]!, id: "D", kind: "terminal" };
    const siding = { ...corridor.links[2]!, id: "siding", to: "D", length_km: 2 };
    const at = (place: string, weeks: number[]) => ({
      place,
      teu_year: 1,
      waiting_teu_weekly: weeks,
    });
    const both = context({
      corridor: {
        places: [...corridor.places, yard],
        links: [...corridor.links, siding],
      },
      simulation: { ...simulation, places: [at("B", [1, 2]), at("D", [10, 20])] },
    });
    const [crossing] = find_crossings(both);
    expect(weekly_waiting(both, crossing!.sides[1])).toEqual([11, 22]);
    expect(weekly_waiting(both, crossing!.sides[0])).toEqual([]);
  });
});

test("the longest queue comes first, and one without trains not at all", () => {
  const before = (place: string, mean: number) => ({ place, trains: { mean } });
  const queues = [before("A", 0), before("B", 2), before("C", 7)];
  const shown = longest_queues(context({ corridor, simulation: { queues } }));
  expect(shown.map(({ place }) => place)).toEqual(["C", "B"]);
  expect(longest_queues(context())).toEqual([]);
});

test("ten stretches are shown, those most occupied, double track none", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `stretch ${i}`);
  const tracks = ids.map((id) => ({ ...corridor.links[0]!, id }));
  const links = ids.map((link, i) => ({ link, occupancy: i / 20 }));
  const shown = most_occupied(
    context({ corridor: { ...corridor, links: tracks }, simulation: { links } }),
  );
  expect(shown.map(({ link }) => link.id)).toEqual(ids.slice(2).reverse());
  expect(most_occupied(context())).toEqual([]);
});

describe("the sentence on wagons", () => {
  const said = (wagons: object) =>
    wagon_words(context({ corridor, simulation: { wagons } }));

  test("tells how many came back, the wait for them and what full yards refused", () => {
    expect(
      said({ empty_wagons: 900, wait_hours: 2.5, outside_teu_year: 40 }),
    ).toBe(
      "In a year 900 wagons travelled back empty; a train waited 2.5 h on average for its wagons; 40.0 TEU a year were set down outside full yards.",
    );
    expect(said({ empty_wagons: 900, outside_teu_year: 0 })).toBe(
      "In a year 900 wagons travelled back empty; no box was set down outside a full yard.",
    );
  });

  test("is not there when results say nothing of wagons", () => {
    expect(wagon_words(context())).toBeNull();
  });
});
