// SPDX-License-Identifier: Apache-2.0
// The ways on the map: the chosen one in front, the others thin behind it.
import type { GeoJSONSource } from "maplibre-gl";
import type { LiveMap } from "./live_map";
import { earth_bends } from "./link_layer";
import { add_layers, repaint, type Painted } from "./layers";
import { colour } from "../theme";

const source = "ways";
const is_chosen = (at: number) => ["==", ["get", "alternative"], at];
const line = { "line-cap": "round", "line-join": "round" } as const;

const layers: Painted[] = [
  {
    layer: { id: "ways-others", type: "line", source, layout: line },
    paint: () => ({
      "line-color": colour("ink"),
      "line-width": 1.6,
      "line-opacity": 0.4,
    }),
  },
  {
    layer: {
      id: "ways-edge",
      type: "line",
      source,
      layout: line,
      filter: is_chosen(1) as never,
    },
    paint: () => ({ "line-color": colour("land"), "line-width": 7 }),
  },
  {
    layer: {
      id: "ways-chosen",
      type: "line",
      source,
      layout: line,
      filter: is_chosen(1) as never,
    },
    paint: () => ({ "line-color": colour("outside"), "line-width": 3.6 }),
  },
];

export interface WayMap {
  show: (ways: GeoJSON.FeatureCollection | null) => void;
  choose: (at: number) => void;
}

const nothing: GeoJSON.FeatureCollection = {
  type: "FeatureCollection",
  features: [],
};

// As the lines of the corridor under them: the shortest way over the earth.
function bent(ways: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const features = ways.features.map((feature): GeoJSON.Feature => {
    const { geometry } = feature;
    if (geometry.type !== "LineString") return feature;
    const spots = geometry.coordinates.map(([lon, lat]) => ({ lon: lon!, lat: lat! }));
    const coordinates = spots
      .slice(1)
      .flatMap((to, i) => earth_bends(spots[i]!, to));
    return { ...feature, geometry: { type: "LineString", coordinates } };
  });
  return { type: "FeatureCollection", features };
}

function ends_of(ways: GeoJSON.FeatureCollection) {
  return ways.features.flatMap(({ geometry }) =>
    geometry.type === "LineString"
      ? geometry.coordinates.map(([lon, lat]) => ({ lon: lon!, lat: lat! }))
      : [],
  );
}

export function add_ways(live: LiveMap, signal: AbortSignal): WayMap {
  const { map } = live;
  map.addSource(source, { type: "geojson", data: nothing });
  add_layers(map, layers, "places-waiting");
  addEventListener("themechange", () => repaint(map, layers), { signal });
  return {
    show: (ways) => {
      (map.getSource(source) as GeoJSONSource).setData(
        ways ? bent(ways) : nothing,
      );
      const ends = ways ? ends_of(ways) : [];
      if (ends.length > 0) live.go_to(ends);
    },
    choose: (at) => {
      for (const id of ["ways-edge", "ways-chosen"])
        map.setFilter(id, is_chosen(at) as never);
    },
  };
}
