// SPDX-License-Identifier: Apache-2.0
// What is on the map in words and tables: what moves, what stands, what is
// shut; and of a place, what stands there.
import { h, type Child } from "../../../base/dom";
import { say } from "../../i18n";
import { country, number } from "../../i18n/format";
import { data_table, type Field } from "../../ui/data_table";
import { csv_button } from "../../ui/tools";
import { kinds_of } from "./kinds";
import type { Scene } from "./paint";
import type { QueueRow } from "./queues";

export interface World {
  scene: Scene;
  services: readonly string[];
  names: ReadonlyMap<string, string>; // of services
  codes: readonly string[]; // of places
  file: string;
}

export interface Counts {
  trains: number;
  vessels: number;
  loaded: number;
  teu: number;
  standing: number;
  waiting: number; // boxes
}

export function counts_of({ tracks, moving, kinds, queues, minute }: Scene): Counts {
  const water = kinds_of.mode.indexOf("water");
  const counts: Counts = { trains: 0, vessels: 0, loaded: 0, teu: 0, standing: 0, waiting: 0 };
  for (let i = 0; i < moving.count; ++i) {
    const call = moving.call[i]!;
    if (kinds.mode[call] === water) ++counts.vessels;
    else ++counts.trains;
    const teu = tracks.teu[call]!;
    counts.teu += teu;
    if (teu > 0) ++counts.loaded;
  }
  for (const place of queues.trains.keys()) counts.standing += queues.trains_at(place, minute);
  for (const place of queues.boxes.keys()) counts.waiting += queues.boxes_at(place, minute);
  return counts;
}

interface ByService {
  name: string;
  number: number;
  teu: number;
}

export function by_service({ scene, services, names }: World): ByService[] {
  const { tracks, moving } = scene;
  const rows = new Map<number, ByService>();
  for (let i = 0; i < moving.count; ++i) {
    const service = tracks.service[moving.train[i]!]!;
    const key = services[service] ?? "";
    const name = service < 0 ? say.motion.empty_wagons : (names.get(key) ?? key);
    const row = rows.get(service) ?? { name, number: 0, teu: 0 };
    row.number += 1;
    row.teu += tracks.teu[moving.call[i]!]!;
    rows.set(service, row);
  }
  return [...rows.values()].sort((a, b) => b.number - a.number);
}

interface ByPlace {
  place: number;
  name: string;
  trains: number;
  boxes: number;
}

export function by_place({ scene, codes }: World): ByPlace[] {
  const { queues, minute, places } = scene;
  return codes
    .map((code, place) => ({
      place,
      name: places[place]?.name ?? code,
      trains: queues.trains_at(place, minute),
      boxes: queues.boxes_at(place, minute),
    }))
    .filter(({ trains, boxes }) => trains + boxes > 0)
    .sort((a, b) => b.trains - a.trains || b.boxes - a.boxes);
}

const service_fields = (): Field<ByService>[] => [
  { title: say.motion.service, cell: (r) => r.name },
  { title: say.motion.under_way, number: true, cell: (r) => number(r.number), raw: (r) => r.number },
  { title: say.units.teu, number: true, cell: (r) => number(r.teu), raw: (r) => r.teu },
];

const place_fields = (): Field<ByPlace>[] => [
  { title: say.motion.place, cell: (r) => r.name },
  { title: say.motion.trains_standing, number: true, cell: (r) => number(r.trains), raw: (r) => r.trains },
  { title: say.motion.boxes_waiting, number: true, cell: (r) => number(r.boxes), raw: (r) => r.boxes },
];

// Side by side with the others in the grid of the list.
function pair(term: string, value: string) {
  return [h("dt", {}, term), h("dd", {}, value)];
}

export function now_words({ scene }: World): HTMLElement {
  const counts = counts_of(scene);
  const { motion } = say;
  return h(
    "dl",
    { class: "facts" },
    ...pair(motion.trains_moving, number(counts.trains)),
    ...pair(motion.vessels_moving, number(counts.vessels)),
    ...pair(motion.with_boxes, number(counts.loaded)),
    ...pair(motion.teu_moving, number(counts.teu)),
    ...pair(motion.standing_all, number(counts.standing)),
    ...pair(motion.waiting_all, number(counts.waiting)),
  );
}

const direction_words = ({ from_country, to_country }: QueueRow): string => {
  const land = (code = "*") => (code === "*" ? say.motion.anywhere : country(code));
  return `${land(from_country)} → ${land(to_country)}`;
};

export function place_words({ scene, codes }: World, code: string): HTMLElement {
  const { queues, minute, moving, places } = scene;
  const at = codes.indexOf(code);
  const rows = queues.trains.get(at) ?? [];
  const { motion } = say;
  return h(
    "div",
    {},
    h("strong", {}, places[at]?.name ?? code),
    h(
      "dl",
      { class: "facts" },
      ...rows.flatMap((row) =>
        pair(`${motion.before_border}, ${direction_words(row)}`, number(queues.at(row, minute))),
      ),
      ...pair(motion.calling, number(moving.standing[at] ?? 0)),
      ...pair(motion.boxes_waiting, number(queues.boxes_at(at, minute))),
    ),
  );
}

export function shut_words({ scene }: World): HTMLElement {
  if (scene.shut.length === 0) return h("p", { class: "small" }, say.motion.nothing_shut);
  const words = new Map<string, string>();
  for (const { what, words: text } of scene.shut)
    words.set(`${what} ${text}`, what === "ban" ? say.motion.ban_for(text) : text);
  return h(
    "ul",
    { class: "shut-list" },
    ...[...words.values()].map((text) => h("li", {}, text)),
  );
}

function section(title: string, tools: Child, ...children: Child[]): HTMLElement {
  return h(
    "section",
    {},
    h("div", { class: "figure-head" }, h("h2", {}, title), tools),
    ...children,
  );
}

function table_section<Row>(title: string, file: string, fields: Field<Row>[], rows: Row[], most: number) {
  const save = csv_button({ title, file, fields, rows });
  const body =
    rows.length > 0
      ? data_table(title, fields, rows.slice(0, most))
      : h("p", { class: "small" }, say.motion.none_now);
  return section(title, h("div", { class: "tools" }, save), body);
}

// The table twin of the map: all that it shows at this minute.
export function tables_of(world: World, all: boolean): HTMLElement[] {
  const most = all ? Infinity : 8;
  return [
    table_section(say.motion.queues_now, `${world.file}-queues`, place_fields(), by_place(world), most),
    ...(all
      ? [table_section(say.motion.services_now, `${world.file}-services`, service_fields(), by_service(world), most)]
      : []),
  ];
}
