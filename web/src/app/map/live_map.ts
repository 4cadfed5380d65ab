// SPDX-License-Identifier: Apache-2.0
// The map of a corridor: base, links and places, tips, and the place that was
// chosen. It works offline: the worker and the land come from this server.
import {
  LngLatBounds,
  Map,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { h } from "../../base/dom";
import type { Link, Network, Place } from "../api/client";
import { say } from "../i18n";
import { moves_little } from "../theme";
import { add_base, empty_style, repaint_base } from "./base_layers";
import type { Busy } from "./busy";
import { add_links, repaint_links, set_links } from "./link_layer";
import {
  add_places,
  repaint_places,
  select_place,
  set_places,
  sign_layer,
} from "./place_layer";

setWorkerUrl(worker);

export interface MapOptions {
  network: Network;
  label: string;
  signal: AbortSignal;
  on_place?: (place: string) => void;
  tip?: (place: Place) => Node;
  link_tip?: (link: Link) => Node;
}

export interface LiveMap {
  map: Map;
  places: ReadonlyMap<string, Place>;
  show: (busy: Busy) => void;
  select: (place: string) => void;
  go_to: (spots: Iterable<Spot>, most?: number) => void;
  picture: () => Promise<HTMLCanvasElement>;
}

const padding = { top: 36, bottom: 36, left: 48, right: 48 };

type Spot = Pick<Place, "lon" | "lat">;

function bounds_of(places: Iterable<Spot>): LngLatBounds {
  const bounds = new LngLatBounds();
  for (const { lon, lat } of places) bounds.extend([lon, lat]);
  return bounds;
}

function new_map(box: HTMLElement, { network, label }: MapOptions): Map {
  const map = new Map({
    container: box,
    style: empty_style,
    bounds: bounds_of(network.places),
    fitBoundsOptions: { padding },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxZoom: 11,
    minZoom: 0.4,
    locale: {
      "Map.Title": label,
      "NavigationControl.ZoomIn": say.shell.zoom_in,
      "NavigationControl.ZoomOut": say.shell.zoom_out,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-right");
  map.getCanvas().setAttribute("aria-label", label);
  return map;
}

function add_tips(map: Map, box: HTMLElement, options: MapOptions) {
  const { places, links } = by_name(options.network);
  const tip = h("div", { class: "map-tip", "aria-hidden": true });
  tip.hidden = true;
  box.append(tip);
  const rails = map
    .getLayersOrder()
    .filter((id) => id.startsWith("links-") && id !== "links-wide");
  map.on("mousemove", (event) => {
    const { x, y } = event.point;
    const near = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ] as [[number, number], [number, number]];
    const [sign] = map.queryRenderedFeatures(near, { layers: [sign_layer] });
    const [line] = sign
      ? []
      : map.queryRenderedFeatures(near, { layers: rails });
    const place = places.get(sign?.properties.place);
    const link = links.get(line?.properties.link);
    map.getCanvas().style.cursor = place && options.on_place ? "pointer" : "";
    const words = place
      ? options.tip?.(place)
      : link && options.link_tip?.(link);
    tip.hidden = !words;
    if (!words) return;
    tip.replaceChildren(words);
    const right = x > box.clientWidth - 250;
    tip.style.left = right ? "auto" : `${x + 14}px`;
    tip.style.right = right ? `${box.clientWidth - x + 14}px` : "auto";
    tip.style.top = `${Math.min(y + 12, box.clientHeight - 90)}px`;
  });
  map.on("mouseout", () => (tip.hidden = true));
}

function by_name(network: Network) {
  return {
    places: new globalThis.Map(network.places.map((p) => [p.place, p])),
    links: new globalThis.Map(network.links.map((l) => [l.link, l])),
  };
}

function add_choice(map: Map, { on_place }: MapOptions) {
  map.on("click", ({ point: { x, y } }) => {
    const near = [
      [x - 7, y - 7],
      [x + 7, y + 7],
    ] as [[number, number], [number, number]];
    const [found] = map.queryRenderedFeatures(near, { layers: [sign_layer] });
    if (found) on_place?.(found.properties.place as string);
  });
}

// What is seen now, overlays included. The map's own canvas forgets its
// picture after a frame, so it is drawn again and copied at once.
function copy_of(map: Map): HTMLCanvasElement {
  map.redraw();
  const drawn = map.getCanvas();
  const whole = document.createElement("canvas");
  whole.width = drawn.width;
  whole.height = drawn.height;
  const pen = whole.getContext("2d")!;
  pen.drawImage(drawn, 0, 0);
  for (const over of map
    .getCanvasContainer()
    .querySelectorAll<HTMLCanvasElement>(".map-overlay"))
    pen.drawImage(over, 0, 0);
  return whole;
}

// On paper a copy stands for the map.
function print_copy(map: Map, box: HTMLElement, signal: AbortSignal) {
  let copy: HTMLCanvasElement | null = null;
  const show = () => {
    copy = copy_of(map);
    copy.className = "map-copy";
    copy.setAttribute("aria-hidden", "true");
    box.append(copy);
  };
  addEventListener("beforeprint", show, { signal });
  addEventListener("afterprint", () => copy?.remove(), { signal });
}

export async function create_map(
  box: HTMLElement,
  options: MapOptions,
): Promise<LiveMap> {
  const { network, signal } = options;
  signal.throwIfAborted();
  const { places } = by_name(network);
  const map = new_map(box, options);
  signal.addEventListener("abort", () => map.remove());
  await new Promise<void>((resolve) => {
    map.once("style.load", () => resolve());
    signal.addEventListener("abort", () => resolve());
  });
  signal.throwIfAborted();
  add_base(map);
  add_links(map);
  add_places(map);
  add_tips(map, box, options);
  if (options.on_place) add_choice(map, options);
  const paint = () => {
    repaint_base(map);
    repaint_links(map);
    repaint_places(map);
  };
  addEventListener("themechange", paint, { signal });
  print_copy(map, box, signal);
  map.once("idle", () => (box.dataset.drawn = ""));
  return {
    map,
    places,
    show: ({ trains, waiting, weight }) => {
      set_links(map, network.links, { places, trains });
      set_places(map, network.places, { waiting, weight });
    },
    select: (place) => select_place(map, place),
    go_to: (some, most = 6.5) =>
      map.fitBounds(bounds_of(some), {
        padding,
        maxZoom: most,
        animate: !moves_little(),
        duration: 500,
      }),
    picture: async () => copy_of(map),
  };
}
