// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Network } from "../../src/app/api/client";
import { read_report } from "../../src/data/read";
import { busy_of } from "../../src/app/views/corridor/busy";
import { found_places } from "../../src/app/views/corridor/place_list";
import { queues_of } from "../../src/app/views/corridor/queues";
import { evidence_of } from "../../src/app/views/corridor/sources";

const place = (
  code: string,
  name: string,
  country: string,
  source: string,
) => ({
  place: code,
  name,
  kind: "border_post",
  country,
  lat: 45,
  lon: 82,
  source,
  confidence: "stated",
});

const network = {
  places: [
    place("KZDOS", "Dostyk", "KZ", "A;B"),
    place("XALA", "Alashankou", "CN", "C"),
  ],
  links: [
    {
      link: "L1",
      from: "KZDOS",
      to: "XALA",
      mode: "rail",
      km: 12,
      status: "operating",
      source: "B",
      confidence: "derived",
    },
  ],
  facilities: [
    {
      facility: "customs",
      place: "KZDOS",
      kind: "customs",
      servers: 4,
      source: "B",
      confidence: "assumed",
    },
  ],
  services: [],
  commodities: [],
  fleets: [],
  measures: [],
  disruptions: [],
  sources: [],
} as unknown as Network;

test("places are found by name, code and country, in the order of names", () => {
  const codes = (search: string, kind = "") =>
    found_places(network.places, search, kind).map((one) => one.place);
  expect(codes("")).toEqual(["XALA", "KZDOS"]);
  expect(codes("dost")).toEqual(["KZDOS"]);
  expect(codes("china")).toEqual(["XALA"]);
  expect(codes("", "port")).toEqual([]);
});

test("a source is named once, with all that is known from it and how surely", () => {
  const [place_itself] = network.places;
  expect(evidence_of(network, place_itself!)).toEqual([
    { source: "A", facts: ["Dostyk (stated by the source)"] },
    {
      source: "B",
      facts: [
        "Dostyk (stated by the source)",
        "customs (assumed)",
        "→ Alashankou (derived)",
      ],
    },
  ]);
});

const { simulation } = read_report({
  simulation: {
    places: [
      {
        place: "KZDOS",
        waiting_teu: { mean: 90 },
        waiting_teu_weekly: [80, 100],
        teu_year: 400,
      },
      {
        place: "XALA",
        waiting_teu: { mean: 0 },
        waiting_teu_weekly: [0, 0],
        teu_year: 100,
      },
    ],
    queues: [
      {
        place: "KZDOS",
        from_country: "KZ",
        to_country: "CN",
        trains_weekly: [3, 5],
      },
    ],
    facilities: [
      {
        place: "KZDOS",
        facility: "customs",
        kind: "customs",
        queue_weekly: [0.01, 0.02],
      },
    ],
    links: [
      { link: "L1", trains_day: { mean: 5 }, trains_day_back: { mean: 4 } },
    ],
  },
});

test("what queues is shown, the most first; what hardly does is not", () => {
  const names = queues_of(simulation!, "KZDOS").map(({ name }) => name);
  expect(names).toHaveLength(2);
  expect(names[0]).toBe("boxes waiting for a train or vessel");
  expect(names[1]).toContain("from Kazakhstan to China");
  expect(queues_of(simulation!, "XALA")).toEqual([]);
});

test("a map knows how busy links and places are", () => {
  const busy = busy_of(simulation!);
  const [dostyk, alashankou] = network.places;
  expect(busy.trains(network.links[0]!)).toBe(9);
  expect(busy.waiting(dostyk!)).toBe(90);
  expect(busy.weight(dostyk!)).toBeGreaterThan(busy.weight(alashankou!));
});
