// SPDX-License-Identifier: Apache-2.0
// Places: a sign for each kind, discs for boxes that wait, names where there is
// room, and a ring around the one that is looked at.
import type { GeoJSONSource, Map } from "maplibre-gl";
import { short_name } from "../../base/format";
import type { Place } from "../api/client";
import { place_kinds, sign_image } from "./icons";
import { add_layers, by_zoom, repaint, type Painted } from "./layers";
import { colour } from "../theme";

export const source_id = "places";
export const sign_layer = "places-signs";
const sharp = 2;
const selected_id = "selected";

export interface PlaceLook {
  waiting: (place: Place) => number; // TEU
  weight: (place: Place) => number; // the heavier, the sooner named
}

const rank: Record<string, number> = {
  border_post: 1,
  port: 1,
  dry_port: 1,
  city: 1.2,
  terminal: 0.8,
  station: 0.5,
  junction: 0,
};

const largest = 22; // px, the disc of the place where most wait

export function place_features(places: readonly Place[], look: PlaceLook) {
  const most = Math.max(1, ...places.map(look.waiting));
  const features = places.map((place): GeoJSON.Feature => {
    const radius = largest * Math.sqrt(look.waiting(place) / most);
    return {
      type: "Feature",
      properties: {
        place: place.place,
        kind: place.kind,
        name: short_name(place.name),
        radius: radius < 2 ? 0 : radius,
        order: -(rank[place.kind] ?? 0.4) - 3 * look.weight(place),
      },
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
    };
  });
  return { type: "FeatureCollection" as const, features };
}

const fonts = ["system-ui", "Liberation Sans", "sans-serif"];

const layers: Painted[] = [
  {
    layer: {
      id: "places-waiting",
      type: "circle",
      source: source_id,
      filter: [">", ["get", "radius"], 0],
    },
    paint: () => ({
      "circle-radius": by_zoom(["get", "radius"], 0.9, 1.7),
      "circle-color": colour("waiting"),
      "circle-opacity": 0.2,
      "circle-stroke-color": colour("waiting"),
      "circle-stroke-width": 1,
      "circle-stroke-opacity": 0.6,
    }),
  },
  {
    layer: {
      id: sign_layer,
      type: "symbol",
      source: source_id,
      layout: {
        "icon-image": ["concat", "sign-", ["get", "kind"]],
        "icon-allow-overlap": true,
        "icon-size": by_zoom(1, 0.85, 1.3) as never,
        "symbol-sort-key": ["-", 0, ["get", "order"]],
      },
    },
    paint: () => ({}),
  },
  {
    layer: {
      id: "places-names",
      type: "symbol",
      source: source_id,
      layout: {
        "text-field": ["get", "name"],
        "text-font": fonts,
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 11, 7, 13],
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 0.7,
        "text-max-width": 9,
        "text-padding": 3,
        "symbol-sort-key": ["get", "order"],
      },
    },
    paint: () => ({
      "text-color": colour("ink"),
      "text-halo-color": colour("land"),
      "text-halo-width": 1.4,
    }),
  },
  {
    layer: {
      id: selected_id,
      type: "circle",
      source: source_id,
      filter: ["==", ["get", "place"], ""],
    },
    paint: () => ({
      "circle-radius": 10,
      "circle-opacity": 0,
      "circle-stroke-color": colour("ink"),
      "circle-stroke-width": 2.5,
    }),
  },
];

export function add_places(map: Map) {
  const data = { type: "FeatureCollection" as const, features: [] };
  map.addSource(source_id, { type: "geojson", data });
  for (const kind of place_kinds)
    map.addImage(`sign-${kind}`, sign_image(kind), { pixelRatio: sharp });
  add_layers(map, layers);
}

export function set_places(
  map: Map,
  places: readonly Place[],
  look: PlaceLook,
) {
  (map.getSource(source_id) as GeoJSONSource).setData(
    place_features(places, look),
  );
}

export function select_place(map: Map, place: string) {
  map.setFilter(selected_id, ["==", ["get", "place"], place]);
}

export function repaint_places(map: Map) {
  for (const kind of place_kinds)
    map.updateImage(`sign-${kind}`, sign_image(kind));
  repaint(map, layers);
}
