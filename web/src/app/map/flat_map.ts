// SPDX-License-Identifier: Apache-2.0
// Spherical shapes made flat for MapLibre: cut where the date line is, since
// Chukotka would otherwise be drawn across all of Russia.
import {
  geoEquirectangular,
  geoStream,
  type GeoPermissibleObjects,
} from "d3-geo";

type Point = [number, number];

// Degrees in, degrees out; what is drawn downwards is turned up again.
const flat = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .precision(0);

function lines_of(shape: GeoPermissibleObjects): Point[][] {
  const lines: Point[][] = [];
  let line: Point[] = [];
  const nothing = () => {};
  geoStream(
    shape,
    flat.stream({
      point: (x, y) => line.push([x, -y]),
      lineStart: () => (line = []),
      lineEnd: () => lines.push(line),
      polygonStart: nothing,
      polygonEnd: nothing,
      sphere: nothing,
    }),
  );
  return lines;
}

function is_outer(ring: Point[]): boolean {
  let twice_area = 0;
  ring.forEach(([x, y], i) => {
    const [next_x, next_y] = ring[(i + 1) % ring.length]!;
    twice_area += x * next_y - next_x * y;
  });
  return twice_area < 0;
}

export function flat_lines(
  shape: GeoPermissibleObjects,
): GeoJSON.MultiLineString {
  return { type: "MultiLineString", coordinates: lines_of(shape) };
}

// Holes are left out: another land fills them.
export function flat_land(shape: GeoPermissibleObjects): GeoJSON.MultiPolygon {
  const coordinates = lines_of(shape)
    .filter((ring) => ring.length > 2 && is_outer(ring))
    .map((ring) => [[...ring, ring[0]!]]);
  return { type: "MultiPolygon", coordinates };
}
