// SPDX-License-Identifier: Apache-2.0
// By what the moving things are told apart: the gauge or water they are on,
// whether boxes are aboard, or the way they go.
import { kind_of } from "../../map/link_layer";
import type { Network, Place } from "../../api/client";
import type { Tracks } from "./tracks";

export const colourings = ["mode", "load", "direction"] as const;
export type Colouring = (typeof colourings)[number];

// What each number stands for, in the order drawn: later ones lie on top.
export const kinds_of = {
  mode: ["standard", "wide", "water", "road"],
  load: ["without", "loaded"],
  direction: ["west", "east"],
} as const;

export const colour_of: Record<string, string> = {
  standard: "standard-3",
  wide: "wide-3",
  water: "at-sea",
  road: "muted",
  without: "muted",
  loaded: "first",
  west: "second",
  east: "first",
};

type Mode = (typeof kinds_of.mode)[number];

const mode_of = (kind: string): Mode =>
  kind === "standard" || kind === "wide" || kind === "road" ? kind : "water";

// The kinds of lines between two places, either way.
function lines_between(network: Network) {
  const between = new Map<string, Set<Mode>>();
  for (const link of network.links) {
    if (link.status !== "operating") continue;
    for (const key of [`${link.from} ${link.to}`, `${link.to} ${link.from}`]) {
      const modes = between.get(key) ?? new Set();
      between.set(key, modes.add(mode_of(kind_of(link))));
    }
  }
  return between;
}

// Where two gauges lie side by side, a train is on that of its other legs.
export function modes_of_legs(
  tracks: Tracks,
  places: readonly string[],
  network: Network,
): Uint8Array {
  const between = lines_between(network);
  const of_leg = tracks.legs.map(
    ({ from, to }) => between.get(`${places[from]} ${places[to]}`) ?? new Set<Mode>(),
  );
  const modes = new Uint8Array(tracks.leg.length);
  for (let train = 0; train < tracks.trains; ++train) {
    const [begin, end] = [tracks.first[train]!, tracks.first[train + 1]! - 1];
    let usual: Mode = "wide";
    for (let call = begin; call < end; ++call) {
      const found = of_leg[tracks.leg[call]!]!;
      if (found.size === 1 && !found.has("water")) usual = [...found][0]!;
    }
    for (let call = begin; call < end; ++call) {
      const found = of_leg[tracks.leg[call]!]!;
      const mode = found.size === 0 || found.has(usual) ? usual : [...found][0]!;
      modes[call] = kinds_of.mode.indexOf(mode);
    }
  }
  return modes;
}

export interface Kinds {
  mode: Uint8Array; // of a call
  load: Uint8Array; // of a call
  direction: Uint8Array; // of a train
}

export function read_kinds(
  tracks: Tracks,
  places: readonly string[],
  network: Network,
): Kinds {
  const by_code = new Map<string, Place>(network.places.map((p) => [p.place, p]));
  const lon = places.map((code) => by_code.get(code)?.lon ?? 0);
  const direction = new Uint8Array(tracks.trains);
  for (let train = 0; train < tracks.trains; ++train) {
    const from = tracks.place[tracks.first[train]!]!;
    const to = tracks.place[tracks.first[train + 1]! - 1]!;
    direction[train] = (lon[to] ?? 0) > (lon[from] ?? 0) ? 1 : 0;
  }
  const load = Uint8Array.from(tracks.teu, (teu) => (teu > 0 ? 1 : 0));
  return { mode: modes_of_legs(tracks, places, network), load, direction };
}

export function kind_at(kinds: Kinds, by: Colouring, train: number, call: number) {
  return by === "direction" ? kinds.direction[train]! : kinds[by][call]!;
}
