// SPDX-License-Identifier: Apache-2.0
// Every word on the map: places, lands and seas, measured, placed and drawn.
import { svg } from "../base/dom";
import { country_name, short_name } from "../base/format";
import type { Place } from "../data/types";
import { lands_of, quiet_spot, waters } from "./base_map";
import { place_labels, type Box, type Label, type Placed } from "./labels";
import type { Mark } from "./marks";
import type { Point, View } from "./projection";
import { on_screen, type Zoom } from "./zoom";

export interface Name {
  text: string;
  spots: Point[];
  kind: string;
}

let measure: CanvasRenderingContext2D | null | undefined;
function text_width(text: string, size: number): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return 0.56 * size * text.length;
  measure.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return measure.measureText(text).width;
}

function draw_label({ text, style, box }: Placed, size: number) {
  const lines = text.split("\n");
  const step = box.height / lines.length;
  const x = (box.x + box.width / 2).toFixed(1);
  return svg(
    "text",
    { class: style, "text-anchor": "middle", "font-size": size },
    ...lines.map((line, i) =>
      svg("tspan", { x, y: (box.y + step * (i + 0.78)).toFixed(1) }, line),
    ),
  );
}

export function background_names(
  places: Place[],
  lines: Point[],
  view: View,
): Name[] {
  const spots = places.map((p) => view.projection([p.lon, p.lat])!);
  const taken = [...spots, ...lines];
  const lands = [...lands_of(places)].flatMap(([code, land]) => {
    const spot = quiet_spot(land, view, taken);
    return spot
      ? [{ text: country_name(code), spots: [spot], kind: "country" }]
      : [];
  });
  const seas = new Map<string, Point[]>();
  for (const { name, lon, lat } of waters) {
    const spot = view.projection([lon, lat]);
    if (spot) seas.set(name, [...(seas.get(name) ?? []), spot]);
  }
  return [
    ...[...seas].map(([text, spots]) => ({ text, spots, kind: "water" })),
    ...lands,
  ];
}

export interface Words {
  seen: { mark: Mark; x: number; y: number; radius: number }[];
  names: Name[];
  lines: Point[]; // spots along the lines, not to be hidden
  view: View;
  zoom: Zoom;
}

function label_of({ mark, x, y, radius }: Words["seen"][0], size: number): Label {
  const text = short_name(mark.place.name);
  return {
    text,
    style: "label",
    x,
    y,
    clear: Math.max(radius, 2),
    width: text_width(text, size) + 3,
    height: size + 2.5,
  };
}

function label_of_name(name: Name, zoom: Zoom, size: number): Label {
  const at = name.spots.map((spot) => on_screen(zoom, spot));
  const [first, ...others] = at.map(([x, y]) => ({ x, y }));
  const lines = name.kind === "water" ? name.text.split(" ") : [name.text];
  const wide = Math.max(...lines.map((line) => text_width(line, size)));
  return {
    text: lines.join("\n"),
    style: `name ${name.kind}`,
    ...first!,
    others,
    clear: null,
    width: wide * 1.2 + 4,
    height: lines.length * (size + 2),
  };
}

// Seas first, then the places that matter most, then lands, then the rest.
export function draw_labels({ seen, names, lines, view, zoom }: Words) {
  const { width, height } = view;
  const size = width < 760 ? 10 : 11.5;
  const most = Math.round((width / 30) * zoom.k);
  const places = seen
    .filter(({ mark }) => mark.weight > 0)
    .slice(0, most)
    .map((place) => label_of(place, size));
  const of_kind = (kind: string) =>
    names
      .filter((name) => name.kind === kind)
      .map((name) => label_of_name(name, zoom, size));
  const discs: Box[] = seen
    .filter(({ radius }) => radius > 3)
    .map(({ x, y, radius }) => ({
      x: x - 0.8 * radius,
      y: y - 0.8 * radius,
      width: 1.6 * radius,
      height: 1.6 * radius,
    }));
  const most_important = places.splice(0, 12);
  const labels = [
    ...of_kind("water"),
    ...most_important,
    ...of_kind("country"),
    ...places,
  ];
  const frame = { x: 3, y: 3, width: width - 6, height: height - 6 };
  const spots = lines.map((spot) => {
    const [x, y] = on_screen(zoom, spot);
    return { x, y };
  });
  const placed = place_labels(labels, discs, frame, spots);
  return placed.map((label) => draw_label(label, size));
}
