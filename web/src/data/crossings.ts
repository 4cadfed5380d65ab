// SPDX-License-Identifier: Apache-2.0
// Border crossings: the posts of two countries and the lines between them.
import { short_name } from "../base/format";
import type { Context } from "./context";
import type { Facility, Interval, Link, LinkResult, Place } from "./types";

export interface Crossing {
  name: string;
  countries: string;
  posts: Place[];
  links: Link[];
  forth: Interval; // trains a day, from the first post to the second
  back: Interval;
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
  if (link.mode !== "rail" || !from || !to) return false;
  const has_post = from.kind === "border_post" || to.kind === "border_post";
  return has_post && from.country !== to.country;
}

function join(
  context: Context,
  links: Link[],
  results: Map<string, LinkResult>,
): Crossing {
  const first = links[0]!;
  const posts = [first.from, first.to].map((id) => context.places.get(id)!);
  let forth = none;
  let back = none;
  let utilisation = NaN;
  for (const link of links) {
    const result = results.get(link.id);
    if (!result) continue;
    const same_way = link.from === first.from;
    forth = sum(forth, same_way ? result.trains_day : result.trains_day_back);
    back = sum(back, same_way ? result.trains_day_back : result.trains_day);
    if (!(result.utilisation <= utilisation)) utilisation = result.utilisation;
  }
  return {
    name: posts.map((post) => short_name(post.name)).join(" – "),
    countries: posts.map((post) => post.country).join("–"),
    posts,
    links,
    forth,
    back,
    utilisation,
  };
}

// Those trains ran over, the busiest first.
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
    .sort((a, b) => trains(b) - trains(a));
}

export function trains(crossing: Crossing): number {
  return crossing.forth.mean + crossing.back.mean;
}

// Mean hours a TEU spends at a place's facilities, each weighted by the share
// of the place's TEU it serves.
export function hours_at(facilities: Facility[], place: string): number {
  const here = facilities.filter((f) => f.place === place);
  const most = Math.max(0, ...here.map((f) => f.teu_year || 0));
  const hours = here.map(
    (f) => f.dwell_hours * (most > 0 ? (f.teu_year || 0) / most : 1),
  );
  return here.length === 0 ? NaN : hours.reduce((a, b) => a + b, 0);
}
