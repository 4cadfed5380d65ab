// SPDX-License-Identifier: Apache-2.0
// A canvas of our own over the map, drawn again whenever the map is: for what
// moves. It lets the pointer through.
import type { Map } from "maplibre-gl";

export interface Overlay {
  draw: () => void; // now, without waiting for the map
}

export type Paint = (
  pen: CanvasRenderingContext2D,
  at: (lon: number, lat: number) => { x: number; y: number },
) => void;

export function add_overlay(map: Map, paint: Paint): Overlay {
  const canvas = document.createElement("canvas");
  canvas.className = "map-overlay";
  canvas.setAttribute("aria-hidden", "true");
  map.getCanvasContainer().append(canvas);
  const pen = canvas.getContext("2d")!;
  const at = (lon: number, lat: number) => map.project([lon, lat]);
  const draw = () => {
    const { width, height } = map.getCanvas();
    const sharp = width / Math.max(1, map.getCanvas().clientWidth);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / sharp}px`;
      canvas.style.height = `${height / sharp}px`;
    }
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, width, height);
    paint(pen, at);
  };
  map.on("render", draw);
  return { draw };
}
