// SPDX-License-Identifier: Apache-2.0
// The map's projection, fitted to the corridor's own places: an equal-area
// cone whose parallels lie a sixth inside its latitudes, or a cylinder where
// the corridor straddles the equator.
import {
  geoConicEqualArea,
  geoInterpolate,
  geoMercator,
  type GeoProjection,
} from "d3-geo";
import { clamp } from "../base/format";
import type { Place } from "../data/types";

export type Point = [number, number];

export interface View {
  projection: GeoProjection;
  width: number;
  height: number;
}

// The shortest arc of longitudes that holds all; it may cross 180 degrees.
export function longitudes(values: number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  let gap = -1;
  let start = 0;
  sorted.forEach((lon, i) => {
    const next = sorted[i + 1] ?? sorted[0]! + 360;
    if (next - lon > gap) [gap, start] = [next - lon, i + 1];
  });
  const west = sorted[start % sorted.length]!;
  return [west, west + 360 - gap];
}

export function view_of(places: Place[], width: number): View {
  const known = places.filter(
    (p) => Number.isFinite(p.lon) && Number.isFinite(p.lat),
  );
  const [west, east] = longitudes(known.map((p) => p.lon));
  const lats = known.map((p) => p.lat);
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  const sixth = (north - south) / 6;
  const cone = Math.abs(south + north) > 20;
  const projection = cone
    ? geoConicEqualArea().parallels([south + sixth, north - sixth])
    : geoMercator();
  projection.rotate([-(west + east) / 2, 0]);

  const pad = Math.round(clamp(0.045 * width, 20, 44));
  const inner = width - 2 * pad;
  const spots: Point[] = known.map((p) => [p.lon, p.lat]);
  // One place, or all on one spot: show some land around it.
  const room = Math.max(0, 1.5 - (east - west), 1.5 - (north - south)) / 2;
  for (const [lon, lat] of [...spots])
    if (room > 0) spots.push([lon - room, lat - room], [lon + room, lat + room]);
  const extent = { type: "MultiPoint" as const, coordinates: spots };
  projection.fitWidth(inner, extent);
  const tall = bounds_of(projection, spots);
  const height = Math.round(
    clamp(tall + 2 * pad, Math.max(0.38 * width, 250), Math.max(0.62 * width, 300)),
  );
  const box: [Point, Point] = [
    [pad, pad],
    [width - pad, height - pad],
  ];
  projection.fitExtent(box, extent);
  projection.clipExtent([
    [-width / 2, -height / 2],
    [1.5 * width, 1.5 * height],
  ]);
  return { projection, width, height };
}

function bounds_of(projection: GeoProjection, spots: Point[]): number {
  const ys = spots.map((spot) => projection(spot)![1]);
  return Math.max(...ys) - Math.min(...ys);
}

// The great circle between two places, moved aside by some pixels so that
// parallel links are seen side by side.
export function line_between(
  projection: GeoProjection,
  from: Place,
  to: Place,
  aside: number,
): Point[] {
  const along = geoInterpolate([from.lon, from.lat], [to.lon, to.lat]);
  const far = Math.hypot(from.lon - to.lon, from.lat - to.lat);
  const pieces = Math.max(1, Math.ceil(far / 2));
  const line = Array.from(
    { length: pieces + 1 },
    (_, i) => projection(along(i / pieces)) ?? [0, 0],
  ) as Point[];
  if (aside === 0) return line;
  const [first, last] = [line[0]!, line[line.length - 1]!];
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]) || 1;
  const dx = (-(last[1] - first[1]) / length) * aside;
  const dy = ((last[0] - first[0]) / length) * aside;
  return line.map(([x, y]) => [x + dx, y + dy]);
}

export function path_of(line: Point[]): string {
  return "M" + line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L");
}
