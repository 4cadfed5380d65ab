// SPDX-License-Identifier: Apache-2.0
// The picture over the map: trains as short strokes along their way, queues
// before borders as discs with a number, what is shut as dashes with its name.
import type { Network, Place } from "../../api/client";
import { earth_bends } from "../../map/link_layer";
import type { Paint } from "../../map/overlay";
import { colour as palette_colour } from "../../theme";
import { colour_of, kind_at, kinds_of, type Colouring, type Kinds } from "./kinds";
import type { Closure, Queues } from "./queues";
import type { Moving, Tracks } from "./tracks";

// Asked of the page once a theme, not once a picture.
const known_colours = new Map<string, string>();
addEventListener("themechange", () => known_colours.clear());

function colour(name: string): string {
  let found = known_colours.get(name);
  if (found === undefined) known_colours.set(name, (found = palette_colour(name)));
  return found;
}

// Legs in Mercator units, between 0 and 1: a picture is one scale and shift.
export interface Shapes {
  first: Int32Array; // points of leg i: first[i] .. first[i + 1]
  x: Float64Array;
  y: Float64Array;
}

const mercator_x = (lon: number) => (lon + 180) / 360;
const mercator_y = (lat: number) =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

export function shapes_of(
  { legs }: Tracks,
  places: readonly (Place | undefined)[],
): Shapes {
  const lines = legs.map(({ from, to }) => {
    const [a, b] = [places[from], places[to]];
    return a && b ? earth_bends(a, b) : [];
  });
  const first = new Int32Array(lines.length + 1);
  lines.forEach((line, i) => (first[i + 1] = first[i]! + line.length));
  const points = lines.flat();
  return {
    first,
    x: Float64Array.from(points, ([lon]) => mercator_x(lon)),
    y: Float64Array.from(points, ([, lat]) => mercator_y(lat)),
  };
}

// Where what is shut is drawn: along a line, or at a place.
export interface ShutMark {
  line: [number, number][];
  spot: [number, number];
}

export function marks_of(closures: readonly Closure[], network: Network) {
  const by_code = new Map(network.places.map((place) => [place.place, place]));
  const by_name = new Map(network.places.map((place) => [place.name, place]));
  const links = new Map(network.links.map((link) => [link.link, link]));
  const marks = new Map<Closure, ShutMark>();
  for (const closure of closures) {
    const place = closure.what === "link" ? undefined : by_name.get(closure.name);
    if (place) marks.set(closure, { line: [], spot: [place.lon, place.lat] });
    const link = links.get(closure.key);
    const [from, to] = [by_code.get(link?.from ?? ""), by_code.get(link?.to ?? "")];
    if (closure.what !== "link" || !from || !to) continue;
    const line = earth_bends(from, to);
    const spot: [number, number] =
      line.length > 2
        ? line[Math.floor(line.length / 2)]!
        : [(from.lon + to.lon) / 2, (from.lat + to.lat) / 2];
    marks.set(closure, { line, spot });
  }
  return marks;
}

export interface Scene {
  tracks: Tracks;
  shapes: Shapes;
  kinds: Kinds;
  moving: Moving;
  places: readonly (Place | undefined)[]; // by the motion's numbers
  marks: ReadonlyMap<Closure, ShutMark>;
  queues: Queues;
  by: Colouring;
  boxes: boolean; // that wait, too
  minute: number;
  shut: readonly Closure[]; // now
}

type At = Parameters<Paint>[1];

interface Screen {
  scale_x: number;
  scale_y: number;
  shift_x: number;
  shift_y: number;
  width: number;
  height: number;
  zoom: number; // 1: a continent
}

function screen_of(at: At, pen: CanvasRenderingContext2D): Screen {
  const a = at(0, 0);
  const b = at(90, 60);
  const scale_x = (b.x - a.x) / (mercator_x(90) - 0.5);
  const scale_y = (b.y - a.y) / (mercator_y(60) - 0.5);
  const sharp = pen.getTransform().a;
  return {
    scale_x,
    scale_y,
    shift_x: a.x - 0.5 * scale_x,
    shift_y: a.y - 0.5 * scale_y,
    width: pen.canvas.width / sharp,
    height: pen.canvas.height / sharp,
    zoom: Math.min(2, Math.max(1, Math.log2(scale_x / 512) / 4)),
  };
}

const outside = 12; // px beyond the edge that are not drawn

function trace_trains(pen: CanvasRenderingContext2D, scene: Scene, s: Screen, kind: number) {
  const { tracks, shapes, kinds, moving, by } = scene;
  const half = 2.6 * s.zoom;
  for (let i = 0; i < moving.count; ++i) {
    const call = moving.call[i]!;
    if (kind_at(kinds, by, moving.train[i]!, call) !== kind) continue;
    const leg = tracks.leg[call]!;
    const begin = shapes.first[leg]!;
    const pieces = shapes.first[leg + 1]! - begin - 1;
    if (pieces < 1) continue;
    const along = moving.share[i]! * pieces;
    const piece = Math.min(pieces - 1, along | 0);
    const k = begin + piece;
    const part = along - piece;
    const dx = (shapes.x[k + 1]! - shapes.x[k]!) * s.scale_x;
    const dy = (shapes.y[k + 1]! - shapes.y[k]!) * s.scale_y;
    const x = shapes.x[k]! * s.scale_x + s.shift_x + part * dx;
    const y = shapes.y[k]! * s.scale_y + s.shift_y + part * dy;
    if (x < -outside || y < -outside || x > s.width + outside || y > s.height + outside)
      continue;
    const long = half / (Math.hypot(dx, dy) || 1);
    pen.moveTo(x - dx * long, y - dy * long);
    pen.lineTo(x + dx * long, y + dy * long);
  }
}

function paint_trains(pen: CanvasRenderingContext2D, scene: Scene, s: Screen) {
  const kinds = kinds_of[scene.by];
  const halo = colour("paper");
  pen.lineCap = "round";
  for (let kind = 0; kind < kinds.length; ++kind) {
    pen.beginPath();
    trace_trains(pen, scene, s, kind);
    pen.strokeStyle = halo;
    pen.lineWidth = 5.4 * s.zoom;
    pen.stroke();
    pen.strokeStyle = colour(colour_of[kinds[kind]!]!);
    pen.lineWidth = 3.4 * s.zoom;
    pen.stroke();
  }
}

const font = (size: number, weight = 600) =>
  `${weight} ${size}px system-ui, "Liberation Sans", sans-serif`;

function label(pen: CanvasRenderingContext2D, text: string, x: number, y: number) {
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("paper");
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

export const queue_radius = (trains: number) => 3 + 2.6 * Math.sqrt(trains);

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function paint_queues(pen: CanvasRenderingContext2D, scene: Scene, at: At) {
  const { queues, places, minute } = scene;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (scene.boxes) {
    pen.strokeStyle = colour("part-train");
    pen.lineWidth = 1.5;
    for (const [place, row] of queues.boxes) {
      const teu = queues.at(row, minute);
      const where = places[place];
      if (teu < 1 || !where) continue;
      const { x, y } = at(where.lon, where.lat);
      disc(pen, x, y, Math.min(40, 0.45 * Math.sqrt(teu)));
      pen.stroke();
    }
  }
  for (const { x, y, trains } of discs_of(scene, at)) {
    const radius = queue_radius(trains);
    disc(pen, x, y, radius);
    pen.globalAlpha = 0.3;
    pen.fillStyle = colour("waiting");
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 1.5;
    pen.strokeStyle = colour("waiting");
    pen.stroke();
    pen.fillStyle = colour("waiting");
    pen.font = font(12, 700);
    label(pen, String(Math.round(trains)), x, y - radius - 8);
  }
}

interface QueueDisc {
  x: number;
  y: number;
  trains: number;
}

const with_trains = ({ x, y }: { x: number; y: number }, trains: number) => ({ x, y, trains });
const too_near = 18; // px

// Queues on both sides of a border lie on each other from afar: they are one
// disc until the map is near enough.
export function join_near(discs: readonly QueueDisc[]): QueueDisc[] {
  const joined: QueueDisc[] = [];
  for (const one of [...discs].sort((a, b) => b.trains - a.trains)) {
    const near = joined.find(({ x, y }) => Math.hypot(x - one.x, y - one.y) < too_near);
    if (near) near.trains += one.trains;
    else joined.push({ ...one });
  }
  return joined;
}

function discs_of({ queues, places, minute }: Scene, at: At): QueueDisc[] {
  const discs: QueueDisc[] = [];
  for (const place of queues.trains.keys()) {
    const where = places[place];
    const trains = queues.trains_at(place, minute);
    if (trains >= 1 && where) discs.push(with_trains(at(where.lon, where.lat), trains));
  }
  return join_near(discs);
}

function paint_shut_link(pen: CanvasRenderingContext2D, { line }: ShutMark, at: At) {
  pen.beginPath();
  line.forEach(([lon, lat], i) => {
    const { x, y } = at(lon, lat);
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.stroke();
}

function paint_ban(pen: CanvasRenderingContext2D, { x, y }: { x: number; y: number }) {
  disc(pen, x, y, 8);
  pen.moveTo(x - 5.6, y + 5.6);
  pen.lineTo(x + 5.6, y - 5.6);
  pen.stroke();
}

const named_at_most = 12; // else the names cover the map
const line_height = 13; // px

// Names of one spot, as of a line that is shut both ways, stand under each
// other.
function lines_below() {
  const used = new Map<string, number>();
  return ({ x, y }: { x: number; y: number }) => {
    const spot = `${Math.round(x)} ${Math.round(y)}`;
    const before = used.get(spot) ?? 0;
    used.set(spot, before + 1);
    return before * line_height;
  };
}

function paint_shut(pen: CanvasRenderingContext2D, scene: Scene, at: At) {
  const red = colour("outside");
  const below = lines_below();
  scene.shut.forEach((shut, i) => {
    pen.strokeStyle = red;
    pen.lineWidth = shut.share > 0 ? 2 : 3.5;
    pen.lineCap = "butt";
    pen.setLineDash(shut.what === "link" ? [7, 5] : []);
    const mark = scene.marks.get(shut);
    if (!mark) return;
    const spot = at(...mark.spot);
    if (shut.what === "ban") paint_ban(pen, spot);
    else paint_shut_link(pen, mark, at);
    pen.setLineDash([]);
    if (i >= named_at_most) return;
    pen.fillStyle = red;
    pen.font = font(11.5);
    pen.textAlign = "center";
    const under = (shut.what === "ban" ? 17 : 13) + below(spot);
    label(pen, shut.words, spot.x, spot.y + under);
  });
}

export function paint_scene(scene: Scene): Paint {
  return (pen, at) => {
    const s = screen_of(at, pen);
    paint_shut(pen, scene, at);
    paint_trains(pen, scene, s);
    paint_queues(pen, scene, at);
  };
}
