// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { find_crossings } from "../src/data/crossings";
import { weekly_waiting } from "../src/sections/borders";
import { wait_words } from "../src/sections/facilities";
import { context, corridor, simulation } from "./sample";

test("a wait is told in hours, below one hour in minutes", () => {
  expect(wait_words({ mean: 1.5, low: 1.3, high: 1.7 })).toBe("1.5 (1.3–1.7) h");
  expect(wait_words({ mean: 0.5, low: 0.4, high: 0.6 })).toBe("30 (24–36) min");
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
