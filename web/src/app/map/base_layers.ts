// SPDX-License-Identifier: Apache-2.0
// Land, coasts and boundaries: the report's base map under MapLibre.
import type { Map, StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import base_map from "virtual:base-map";
import { flat_land, flat_lines } from "./flat_map";
import { add_layers, repaint, type Painted } from "./layers";
import { colour } from "../theme";

const { countries } = base_map.objects;

const layers: Painted[] = [
  {
    layer: { id: "water", type: "background" },
    paint: () => ({ "background-color": colour("water") }),
  },
  {
    layer: { id: "land", type: "fill", source: "land" },
    paint: () => ({ "fill-color": colour("land"), "fill-antialias": false }),
  },
  {
    layer: { id: "boundaries", type: "line", source: "boundaries" },
    paint: () => ({ "line-color": colour("boundary"), "line-width": 0.8 }),
  },
  {
    layer: { id: "coasts", type: "line", source: "coasts" },
    paint: () => ({ "line-color": colour("coast"), "line-width": 0.8 }),
  },
];

// No glyphs: text is drawn with the fonts of the browser.
export const empty_style: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [],
};

export function add_base(map: Map) {
  const source = (id: string, data: GeoJSON.Geometry) =>
    map.addSource(id, { type: "geojson", data, tolerance: 0.5 });
  source("land", flat_land(feature(base_map, countries)));
  const edges = (inside: boolean) =>
    flat_lines(mesh(base_map, countries, (a, b) => (a !== b) === inside));
  source("boundaries", edges(true));
  source("coasts", edges(false));
  add_layers(map, layers);
}

export function repaint_base(map: Map) {
  repaint(map, layers);
}
