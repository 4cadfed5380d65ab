// SPDX-License-Identifier: Apache-2.0
// The base map: Natural Earth's countries of the world, finest inside the
// window where most rail corridors of two gauges lie and coarse elsewhere, so
// that any corridor has land under it and the page stays small. The Caspian is
// a hole in the land, so it reads as water.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { quantize } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const fine = { west: -15, east: 150, south: 10, north: 66 };
const smallest = { fine: 0.002, coarse: 0.15 }; // square degrees
const grid = 1e5; // steps of about 0.004 degrees

function is_fine([lon, lat]) {
  return (
    lon > fine.west && lon < fine.east && lat > fine.south && lat < fine.north
  );
}

export function build_base_map() {
  const file = createRequire(import.meta.url).resolve(
    "world-atlas/countries-10m.json",
  );
  const world = JSON.parse(readFileSync(file, "utf8"));
  delete world.objects.land;
  for (const country of world.objects.countries.geometries) {
    delete country.properties;
    delete country.id;
  }
  let map = presimplify(world);
  for (const arc of map.arcs)
    for (const point of arc)
      if (!is_fine(point)) point[2] *= smallest.fine / smallest.coarse;
  map = simplify(map, smallest.fine);
  map = filter(map, filterWeight(map, 4 * smallest.fine));
  return quantize(map, grid);
}

// Lets the page write `import base_map from "virtual:base-map"`.
export function base_map_plugin() {
  const name = "virtual:base-map";
  return {
    name: "base-map",
    resolveId: (id) => (id === name ? "\0" + name : undefined),
    load(id) {
      if (id !== "\0" + name) return undefined;
      const text = JSON.stringify(JSON.stringify(build_base_map()));
      return `export default JSON.parse(${text});`;
    },
  };
}
