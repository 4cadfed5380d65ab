// SPDX-License-Identifier: Apache-2.0
// Layers of the map whose colours come from the palette and can be painted
// again when the theme changes.
import type { LayerSpecification, Map } from "maplibre-gl";

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

export interface Painted {
  layer: Without<LayerSpecification, "paint">;
  paint: () => Record<string, unknown>;
}

export function add_layers(map: Map, layers: Painted[], before?: string) {
  for (const { layer, paint } of layers)
    map.addLayer({ ...layer, paint: paint() } as LayerSpecification, before);
}

export function repaint(map: Map, layers: Painted[]) {
  for (const { layer, paint } of layers)
    for (const [property, value] of Object.entries(paint()))
      map.setPaintProperty(layer.id, property as never, value as never);
}

// Grows with the zoom: 1 where a continent is seen, more where a station is.
export function by_zoom(size: unknown, far = 0.8, near = 1.9): unknown {
  return [
    "interpolate",
    ["linear"],
    ["zoom"],
    2.5,
    ["*", far, size],
    7.5,
    ["*", near, size],
  ];
}
