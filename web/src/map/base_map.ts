// SPDX-License-Identifier: Apache-2.0
// Land, coasts and boundaries under the corridor.
import { geoContains, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature, mesh } from "topojson-client";
import base_map from "virtual:base-map";
import { svg } from "../base/dom";
import type { Place } from "../data/types";
import type { Point, View } from "./projection";

const countries = feature(
  base_map,
  base_map.objects.countries,
) as FeatureCollection<Geometry>;
const boundaries = mesh(base_map, base_map.objects.countries, (a, b) => a !== b);
const coasts = mesh(base_map, base_map.objects.countries, (a, b) => a === b);

export function draw_base_map(view: View): SVGGElement {
  const path = geoPath(view.projection).digits(1);
  return svg(
    "g",
    { class: "base-map" },
    svg("path", { class: "land", d: path(countries) ?? "" }),
    svg("path", { class: "boundary", d: path(boundaries) ?? "" }),
    svg("path", { class: "coast", d: path(coasts) ?? "" }),
  );
}

// The land of each of the corridor's countries, found by a place in it.
export function lands_of(places: Place[]): Map<string, Feature> {
  const found = new Map<string, Feature>();
  for (const place of places) {
    if (found.has(place.country)) continue;
    const land = countries.features.find((country) =>
      geoContains(country, [place.lon, place.lat]),
    );
    if (land) found.set(place.country, land);
  }
  return found;
}

// Seas that a reader looks for; those in sight are labelled, at the first of
// their spots that is free.
export const waters: { name: string; lon: number; lat: number }[] = [
  { name: "Caspian Sea", lon: 50.4, lat: 41.9 },
  { name: "Caspian Sea", lon: 51.4, lat: 38.4 },
  { name: "Caspian Sea", lon: 50.2, lat: 45.6 },
  { name: "Black Sea", lon: 34.2, lat: 43.2 },
  { name: "Baltic Sea", lon: 19.3, lat: 56.3 },
  { name: "North Sea", lon: 3.5, lat: 56.3 },
  { name: "Mediterranean Sea", lon: 18.5, lat: 35.2 },
  { name: "Aral Sea", lon: 58.7, lat: 45.0 },
  { name: "Yellow Sea", lon: 123.2, lat: 35.4 },
  { name: "Arabian Sea", lon: 63.5, lat: 18.5 },
  { name: "Bay of Bengal", lon: 88, lat: 15 },
  { name: "Red Sea", lon: 38.3, lat: 20.5 },
  { name: "Persian Gulf", lon: 51.3, lat: 27 },
  { name: "Gulf of Mexico", lon: -90, lat: 25 },
  { name: "Atlantic Ocean", lon: -30, lat: 35 },
  { name: "Indian Ocean", lon: 75, lat: -5 },
  { name: "Pacific Ocean", lon: 150, lat: 25 },
];

// The spot inside a country and inside the picture that is farthest from the
// corridor's own places: where its name disturbs least.
export function quiet_spot(
  land: Feature,
  view: View,
  taken: Point[],
): Point | null {
  const path = geoPath(view.projection).digits(1);
  const shape = svg("path", { d: path(land) ?? "" });
  const canvas = svg("svg", { width: 1, height: 1 }, shape);
  document.body.append(canvas);
  const step = view.width / 48;
  const edge = 30;
  const inside = (x: number, y: number) =>
    shape.isPointInFill(new DOMPoint(x, y));
  const spots: Point[] = [];
  for (let x = edge; x < view.width - edge; x += step)
    for (let y = 14; y < view.height - 14; y += step)
      if (inside(x, y) && inside(x - step, y) && inside(x + step, y))
        spots.push([x, y]);

  const mean = (i: 0 | 1) =>
    spots.reduce((sum, spot) => sum + spot[i], 0) / spots.length;
  const [middle_x, middle_y] = [mean(0), mean(1)];
  const score = ([x, y]: Point) => {
    const far = Math.min(
      2.5 * step,
      ...taken.map(([a, b]) => Math.hypot((x - a) / 1.6, y - b)),
    );
    const wide = [2, 3].filter(
      (n) => inside(x - n * step, y) && inside(x + n * step, y),
    );
    const away = Math.hypot(x - middle_x, y - middle_y);
    return far + step * 0.7 * wide.length - 0.05 * away;
  };
  const best = spots
    .map((spot) => ({ spot, score: score(spot) }))
    .sort((a, b) => b.score - a.score)[0];
  canvas.remove();
  return best ? best.spot : null;
}
