// SPDX-License-Identifier: Apache-2.0
// Lines by how full they get when the corridor carries the most it can: the
// deeper and wider, the fuller; those that hold it back have a red edge, and so
// do places.
import type { GeoJSONSource } from "maplibre-gl";
import { full_width, use_class, use_classes } from "../../../map/lines";
import { binding_at, fullest_by_link } from "../../../data/limits";
import type { Capacity } from "../../../data/types";
import type { Network } from "../../api/client";
import type { LiveMap } from "../../map/live_map";
import { add_layers, by_zoom, repaint, type Painted } from "../../map/layers";
import { colour } from "../../theme";
import { earth_bends, kind_of } from "../../map/link_layer";

const lines = "saturation";
const posts = "saturated-places";
const round = { "line-cap": "round", "line-join": "round" } as const;

const depth = (kind: "standard" | "wide") => [
  "match",
  ["get", "use"],
  ...use_classes.flatMap((_, i) => [i, colour(`${kind}-${i}`)]),
  colour(`${kind}-0`),
];

const layers: Painted[] = [
  {
    layer: { id: "saturation-edge", type: "line", source: lines, layout: round, filter: ["get", "binds"] as never },
    paint: () => ({
      "line-color": colour("outside"),
      "line-width": by_zoom(["+", 4.5, ["get", "width"]]),
    }),
  },
  {
    layer: { id: "saturation-lines", type: "line", source: lines, layout: round },
    paint: () => ({
      "line-color": ["match", ["get", "kind"], "wide", depth("wide"), depth("standard")],
      "line-width": by_zoom(["get", "width"]),
    }),
  },
  {
    layer: { id: "saturation-posts", type: "circle", source: posts },
    paint: () => ({
      "circle-radius": by_zoom(9),
      "circle-opacity": 0,
      "circle-stroke-color": colour("outside"),
      "circle-stroke-width": 2.5,
    }),
  },
];

type Features = GeoJSON.FeatureCollection;

export function saturated_lines(capacity: Capacity, network: Network): Features {
  const places = new Map(network.places.map((one) => [one.place, one]));
  const fullest = fullest_by_link(capacity);
  const features = network.links.flatMap((link): GeoJSON.Feature[] => {
    const [from, to] = [places.get(link.from), places.get(link.to)];
    const limit = fullest.get(link.link);
    if (!from || !to || !limit || link.mode !== "rail") return [];
    const use = use_class(limit.saturation);
    return [
      {
        type: "Feature",
        properties: {
          link: link.link,
          kind: kind_of(link),
          use,
          width: full_width(use),
          binds: limit.binds,
          order: limit.saturation,
        },
        geometry: { type: "LineString", coordinates: earth_bends(from, to) },
      },
    ];
  });
  // The fullest on top.
  features.sort((a, b) => a.properties!.order - b.properties!.order);
  return { type: "FeatureCollection", features };
}

function saturated_places(capacity: Capacity, network: Network): Features {
  const binding = binding_at(capacity);
  const features = network.places
    .filter(({ place }) => binding.has(place))
    .map(({ lon, lat }): GeoJSON.Feature => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Point", coordinates: [lon, lat] },
    }));
  return { type: "FeatureCollection", features };
}

export function add_saturation({ map }: LiveMap, network: Network, signal: AbortSignal) {
  const data: Features = { type: "FeatureCollection", features: [] };
  map.addSource(lines, { type: "geojson", data });
  map.addSource(posts, { type: "geojson", data });
  add_layers(map, layers, "places-waiting");
  addEventListener("themechange", () => repaint(map, layers), { signal });
  const fill = (source: string, features: Features) =>
    (map.getSource(source) as GeoJSONSource).setData(features);
  return (capacity: Capacity) => {
    fill(lines, saturated_lines(capacity, network));
    fill(posts, saturated_places(capacity, network));
  };
}
