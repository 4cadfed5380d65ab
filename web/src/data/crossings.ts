// SPDX-License-Identifier: Apache-2.0
// Border crossings: the posts or ports of two countries, the yards beside
// them, the lines between them, and how long boxes stay there.
import { short_name } from "../base/format";
import type { Context } from "./context";
import type { Interval, Link, LinkResult, Place, Stay } from "./types";

// What lies on one country's side, the post or port first.
export interface Side {
  country: string;
  places: Place[];
}

export interface Direction {
  from: Side;
  to: Side;
  trains: Interval; // or ships, a day
  stays: Stay[]; // in the order in which a box comes by
}

export interface Crossing {
  name: string;
  countries: string;
  by_sea: boolean;
  sides: [Side, Side];
  links: Link[];
  teu_year: number; // over its lines, both ways
  forth: Direction;
  back: Direction;
  utilisation: number; // of the busiest line between the posts
}

function sum(a: Interval, b: Interval): Interval {
  // Interval half-widths add up at most; for lines of one crossing, which are
  // strongly related, that is the careful choice.
  return { mean: a.mean + b.mean, low: a.low + b.low, high: a.high + b.high };
}

const none: Interval = { mean: 0, low: 0, high: 0 };

// Between cities of one customs union trains pass a border without a post.
function is_crossing(context: Context, link: Link): boolean {
  const from = context.places.get(link.from);
  const to = context.places.get(link.to);
  if (!from || !to || from.country === to.country) return false;
  const kinds = [from.kind, to.kind];
  if (link.mode === "rail") return kinds.includes("border_post");
  return link.mode !== "road" && kinds.every((kind) => kind === "port");
}

const near_km = 15;

function works(context: Context, place: string): boolean {
  const result = context.simulation.places.find((r) => r.place === place);
  return result !== undefined && result.teu_year > 0;
}

// A yard so near a post that it is part of the crossing: boxes that change
// trains there do so because of the border.
function side_of(context: Context, post: Place): Side {
  const near = context.report.corridor.links.filter(
    (link) => link.mode === "rail" && link.length_km <= near_km,
  );
  const yards = near
    .flatMap(({ from, to }) =>
      from === post.id ? [to] : to === post.id ? [from] : [],
    )
    .map((id) => context.places.get(id)!)
    .filter((place) => place && place.country === post.country)
    .filter(({ id, kind }) => kind !== "border_post" && works(context, id));
  return { country: post.country, places: [...new Set([post, ...yards])] };
}

// Yards beside the border for which the year tells no stay of boxes that
// cross: they change trains there, but within the country.
export function untold_yards({ sides, forth, back }: Crossing): Place[] {
  const told = new Set([...forth.stays, ...back.stays].map((s) => s.place));
  const yards = sides.flatMap((side) => side.places.slice(1));
  return yards.filter((yard) => !told.has(yard.id));
}

function direction(
  context: Context,
  from: Side,
  to: Side,
  trains: Interval,
): Direction {
  const on_the_way = [...[...from.places].reverse(), ...to.places];
  const stays = on_the_way.flatMap(({ id, country }) =>
    context.simulation.borders.filter(
      (stay) =>
        stay.place === id &&
        (country === from.country
          ? stay.to_country === to.country
          : stay.from_country === from.country),
    ),
  );
  return { from, to, trains, stays };
}

// A side is named by its post and by the yard beside it.
function side_name({ places }: Side): string {
  return places.map(({ name }) => short_name(name)).join("/");
}

function join(
  context: Context,
  links: Link[],
  results: Map<string, LinkResult>,
): Crossing {
  const first = links[0]!;
  const sides = [first.from, first.to].map((id) =>
    side_of(context, context.places.get(id)!),
  ) as [Side, Side];
  let forth = none;
  let back = none;
  let teu_year = 0;
  let utilisation = NaN;
  for (const link of links) {
    const result = results.get(link.id);
    if (!result) continue;
    const same_way = link.from === first.from;
    forth = sum(forth, same_way ? result.trains_day : result.trains_day_back);
    back = sum(back, same_way ? result.trains_day_back : result.trains_day);
    teu_year += result.teu_year || 0;
    if (!(result.utilisation <= utilisation)) utilisation = result.utilisation;
  }
  const [here, there] = sides;
  return {
    name: sides.map(side_name).join(" – "),
    countries: sides.map((side) => side.country).join("–"),
    by_sea: first.mode !== "rail",
    sides,
    links,
    teu_year,
    forth: direction(context, here, there, forth),
    back: direction(context, there, here, back),
    utilisation,
  };
}

// Those that trains or ships ran over, the one with the most TEU first.
export function find_crossings(context: Context): Crossing[] {
  const results = new Map(context.simulation.links.map((r) => [r.link, r]));
  const between = new Map<string, Link[]>();
  for (const link of context.report.corridor.links) {
    if (!is_crossing(context, link)) continue;
    const key = [link.from, link.to].sort().join(" ");
    between.set(key, [...(between.get(key) ?? []), link]);
  }
  return [...between.values()]
    .map((links) => join(context, links, results))
    .filter((crossing) => trains(crossing) > 0)
    .sort((a, b) => b.teu_year - a.teu_year || trains(b) - trains(a));
}

export function trains({ forth, back }: Crossing): number {
  return forth.trains.mean + back.trains.mean;
}
