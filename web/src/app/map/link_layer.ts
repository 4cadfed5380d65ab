// SPDX-License-Identifier: Apache-2.0
// Links: blue and plain where the gauge is 1435 mm, amber with a light dash
// along the middle where it is 1520 mm, green and dotted at sea; dashed whole
// where nothing runs yet. Width is trains a day, where a year was simulated.
import { geoInterpolate, geoLength } from "d3-geo";
import type { GeoJSONSource, Map } from "maplibre-gl";
import { line_width } from "../../map/lines";
import type { Link, Place } from "../api/client";
import { add_layers, by_zoom, repaint, type Painted } from "./layers";
import { colour } from "../theme";

export const source_id = "links";

export function kind_of(link: Pick<Link, "mode" | "gauge">): string {
  if (link.mode !== "rail") return link.mode;
  return Number(link.gauge) > 1480 ? "wide" : "standard";
}

const long = 0.03; // radians, about 190 km
type Spot = Pick<Place, "lon" | "lat">;
export const earth_bends = (from: Spot, to: Spot): [number, number][] => {
  const ends: [number, number][] = [
    [from.lon, from.lat],
    [to.lon, to.lat],
  ];
  const size = geoLength({ type: "LineString", coordinates: ends });
  const steps = Math.max(1, Math.ceil(size / long));
  const along = geoInterpolate(ends[0]!, ends[1]!);
  return Array.from({ length: steps + 1 }, (_, i) => along(i / steps));
};

// Links between the same two places lie side by side.
function sides(links: readonly Link[]): number[] {
  const pair = ({ from, to }: Link) => [from, to].sort().join(" ");
  const of_pair = new globalThis.Map<string, number>();
  for (const link of links)
    of_pair.set(pair(link), (of_pair.get(pair(link)) ?? 0) + 1);
  const seen = new globalThis.Map<string, number>();
  return links.map((link) => {
    const at = seen.get(pair(link)) ?? 0;
    seen.set(pair(link), at + 1);
    const middle = (of_pair.get(pair(link))! - 1) / 2;
    return (at - middle) * (link.from < link.to ? 1 : -1);
  });
}

export interface LinkLook {
  places: ReadonlyMap<string, Place>;
  trains: (link: Link) => number | null; // a day, both ways; null: not known
}

export function link_features(links: readonly Link[], look: LinkLook) {
  const aside = sides(links);
  const features = links.flatMap((link, i): GeoJSON.Feature[] => {
    const from = look.places.get(link.from);
    const to = look.places.get(link.to);
    if (!from || !to) return [];
    const trains = look.trains(link);
    const width = trains === null ? 2 : line_width(trains);
    const properties = {
      link: link.link,
      kind: kind_of(link),
      state: link.status === "operating" ? "operating" : link.status,
      used: trains === null || trains > 0,
      width,
      aside: aside[i]! * (width + 1.5),
    };
    return [
      {
        type: "Feature",
        properties,
        geometry: { type: "LineString", coordinates: earth_bends(from, to) },
      },
    ];
  });
  return { type: "FeatureCollection" as const, features };
}

const state = ["get", "state"];
const kind = ["get", "kind"];
const operating = ["==", state, "operating"];
const rail = ["in", kind, ["literal", ["standard", "wide"]]];

const line_colour = () => [
  "match",
  kind,
  "standard",
  ["case", ["get", "used"], colour("standard-2"), colour("standard-0")],
  "wide",
  ["case", ["get", "used"], colour("wide-2"), colour("wide-0")],
  "sea",
  colour("at-sea"),
  "ferry",
  colour("at-sea"),
  colour("unused"),
];

const common = () => ({
  "line-color": line_colour(),
  "line-width": by_zoom(["get", "width"]),
  "line-offset": by_zoom(["get", "aside"]),
});

const at = { type: "line", source: source_id } as const;
const round = { "line-cap": "round", "line-join": "round" } as const;

export const link_layers: Painted[] = [
  {
    layer: {
      id: "links-sea",
      ...at,
      layout: round,
      filter: ["==", kind, "sea"] as never,
    },
    paint: () => ({ ...common(), "line-dasharray": [0.1, 2] }),
  },
  {
    layer: { id: "links-ferry", ...at, filter: ["==", kind, "ferry"] as never },
    paint: () => ({ ...common(), "line-dasharray": [3, 1, 0.8, 1] }),
  },
  {
    layer: { id: "links-road", ...at, filter: ["==", kind, "road"] as never },
    paint: () => ({ ...common(), "line-dasharray": [1, 1] }),
  },
  {
    layer: {
      id: "links-planned",
      ...at,
      filter: ["all", rail, ["==", state, "planned"]] as never,
    },
    paint: () => ({ ...common(), "line-dasharray": [1.2, 1.6] }),
  },
  {
    layer: {
      id: "links-building",
      ...at,
      filter: ["all", rail, ["==", state, "under_construction"]] as never,
    },
    paint: () => ({ ...common(), "line-dasharray": [3, 1.4] }),
  },
  {
    layer: {
      id: "links-closed",
      ...at,
      filter: ["all", rail, ["==", state, "closed"]] as never,
    },
    paint: () => ({
      ...common(),
      "line-color": colour("unused"),
      "line-dasharray": [0.6, 2.4],
    }),
  },
  {
    layer: {
      id: "links-rail",
      ...at,
      layout: round,
      filter: ["all", rail, operating] as never,
    },
    paint: common,
  },
  {
    layer: {
      id: "links-wide",
      ...at,
      filter: ["all", ["==", kind, "wide"], operating] as never,
    },
    paint: () => ({
      ...common(),
      "line-color": colour("land"),
      "line-width": by_zoom(["max", 0.7, ["*", 0.36, ["get", "width"]]]),
      "line-dasharray": [3, 4],
    }),
  },
];

export function add_links(map: Map) {
  const data = { type: "FeatureCollection" as const, features: [] };
  map.addSource(source_id, { type: "geojson", data });
  add_layers(map, link_layers);
}

export function set_links(map: Map, links: readonly Link[], look: LinkLook) {
  (map.getSource(source_id) as GeoJSONSource).setData(
    link_features(links, look),
  );
}

export function repaint_links(map: Map) {
  repaint(map, link_layers);
}
