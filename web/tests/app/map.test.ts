// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Link, Place } from "../../src/app/api/client";
import { flat_land } from "../../src/app/map/flat_map";
import { kind_of, link_features } from "../../src/app/map/link_layer";

const place = (code: string, lon: number): [string, Place] => [
  code,
  { place: code, name: code, kind: "station", country: "KZ", lat: 45, lon },
];
const places = new Map([place("A", 60), place("B", 80)]);
const link = (id: string, gauge: string | null, mode = "rail"): Link => ({
  link: id,
  from: "A",
  to: "B",
  mode,
  gauge,
  km: 1000,
  status: "operating",
});

test("gauges and waters are told apart", () => {
  expect(kind_of(link("L", "1435"))).toBe("standard");
  expect(kind_of(link("L", "1520"))).toBe("wide");
  expect(kind_of(link("L", null, "ferry"))).toBe("ferry");
});

test("links of one stretch lie side by side, and bend with the earth", () => {
  const links = [link("narrow", "1435"), link("broad", "1520")];
  const { features } = link_features(links, { places, trains: () => 4 });
  const [narrow, broad] = features.map(({ properties }) => properties!.aside);
  expect(narrow).toBe(-broad);
  expect(narrow).not.toBe(0);
  const { coordinates } = features[0]!.geometry as GeoJSON.LineString;
  expect(coordinates.length).toBeGreaterThan(5);
  expect(Math.max(...coordinates.map(([, lat]) => lat!))).toBeGreaterThan(45);
});

test("a link to nowhere is left out, one that nothing uses is told so", () => {
  const lost = { ...link("lost", "1435"), to: "nowhere" };
  const { features } = link_features([lost, link("idle", "1435")], {
    places,
    trains: () => 0,
  });
  expect(features.map(({ properties }) => properties!.link)).toEqual(["idle"]);
  expect(features[0]!.properties!.used).toBe(false);
});

test("land across the date line is cut in two", () => {
  // Clockwise, as the globe's own geometry wants it.
  const ring = [
    [170, 60],
    [170, 70],
    [-170, 70],
    [-170, 60],
    [170, 60],
  ];
  const { coordinates } = flat_land({ type: "Polygon", coordinates: [ring] });
  expect(coordinates).toHaveLength(2);
  for (const [part] of coordinates) {
    const longitudes = part!.map(([lon]) => lon!);
    expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeLessThan(11);
  }
});
