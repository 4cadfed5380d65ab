// SPDX-License-Identifier: Apache-2.0
// The corridor's links: hue by gauge or water, depth by the use of train
// paths, width by trains a day, dashes for what does not run yet.
import { svg } from "../base/dom";
import type { Context } from "../data/context";
import { fullest_by_link } from "../data/limits";
import type { Limit, Link, LinkResult } from "../data/types";
import { line_between, path_of, type Point, type View } from "./projection";

export const use_classes = [
  { below: 0.3, words: "below 30\u202f%" },
  { below: 0.6, words: "30–60\u202f%" },
  { below: 0.85, words: "60–85\u202f%" },
  { below: Infinity, words: "above 85\u202f%" },
];

// What the map shows: the trains of the year that was simulated, or how full
// lines are when the corridor carries the most it can.
export type Look = "year" | "full";

export interface Line {
  link: Link;
  result: LinkResult | undefined;
  full: Limit | undefined; // its fullest, in the look "full"
  aside: number; // its place among parallel links, in widths
}

export function trains_a_day(result: LinkResult | undefined): number {
  if (!result) return 0;
  return (result.trains_day.mean || 0) + (result.trains_day_back.mean || 0);
}

export function use_class(utilisation: number): number {
  const value = Number.isFinite(utilisation) ? utilisation : 0;
  return use_classes.findIndex((use) => value < use.below);
}

export function line_width(trains: number): number {
  return trains > 0 ? Math.min(7, 1.3 + 0.78 * Math.sqrt(trains)) : 1;
}

export function kind_of(link: Link): string {
  if (link.mode === "rail") return link.gauge > 1480 ? "wide" : "standard";
  return link.mode === "road" ? "road" : link.mode;
}

export function state_of(link: Link, trains: number): string {
  if (link.status === "operating" && link.open)
    return trains > 0 ? "used" : "unused";
  return link.status === "operating" ? "planned" : link.status;
}

// How a line is drawn in a look: its style, and its width.
export function drawn_as({ link, result, full }: Line, look: Look) {
  const trains = trains_a_day(result);
  const kind = kind_of(link);
  if (look === "year" || link.mode !== "rail")
    return {
      style: `${kind} ${state_of(link, trains)} use-${use_class(result?.utilisation ?? 0)}`,
      width: line_width(trains),
    };
  const use = use_class(full?.saturation ?? 0);
  const state = state_of(link, full ? 1 : trains);
  return {
    style: `${kind} ${state} use-${use}${full?.binds ? " binds" : ""}`,
    width: state === "used" ? full_width(use) : line_width(0),
  };
}

export function full_width(use: number): number {
  return 1.4 + 1.6 * use;
}

export function find_lines(context: Context): Line[] {
  const { capacity } = context.report;
  const full = capacity ? fullest_by_link(capacity) : new Map<string, Limit>();
  const results = new Map(context.simulation.links.map((r) => [r.link, r]));
  const between = new Map<string, Link[]>();
  for (const link of context.report.corridor.links) {
    if (!context.places.has(link.from) || !context.places.has(link.to)) continue;
    const key = [link.from, link.to].sort().join(" ");
    between.set(key, [...(between.get(key) ?? []), link]);
  }
  const lines = [...between.values()].flatMap((links) =>
    links.map((link, i) => ({
      link,
      result: results.get(link.id),
      full: full.get(link.id),
      aside: (i - (links.length - 1) / 2) * (link.from < link.to ? 1 : -1),
    })),
  );
  // The busiest on top.
  return lines.sort((a, b) => trains_a_day(a.result) - trains_a_day(b.result));
}

export function draw_lines(
  context: Context,
  lines: Line[],
  view: View,
  look: Look = "year",
): SVGGElement {
  const group = svg("g", { class: "lines" });
  const seen: SVGPathElement[] = [];
  const fullness = ({ full }: Line) => (full?.saturation ?? 0) + (full?.binds ? 1 : 0);
  const drawn =
    look === "full" ? [...lines].sort((a, b) => fullness(a) - fullness(b)) : lines;
  for (const line of drawn) {
    const { link } = line;
    const { style, width } = drawn_as(line, look);
    const points = line_between(
      view.projection,
      context.places.get(link.from)!,
      context.places.get(link.to)!,
      line.aside * (width + 2.2),
    );
    const d = path_of(points);
    // A thin line is hard to hit: an unseen wide one lies under it.
    group.append(svg("path", { class: "hit", d, "data-link": link.id }));
    seen.push(
      svg("path", {
        class: `line ${style}`,
        d,
        "stroke-width": width.toFixed(1),
        "data-link": link.id,
      }),
    );
  }
  group.append(...seen);
  return group;
}

// Points along the lines that carry trains, some pixels apart.
export function spots_along(context: Context, lines: Line[], view: View) {
  const apart = 7;
  return lines
    .filter((line) => trains_a_day(line.result) > 0.5)
    .flatMap(({ link }) => {
      const from = context.places.get(link.from)!;
      const to = context.places.get(link.to)!;
      const line = line_between(view.projection, from, to, 0);
      return line.slice(1).flatMap(([x2, y2], i) => {
        const [x1, y1] = line[i]!;
        const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / apart);
        return Array.from({ length: steps }, (_, n): Point => {
          const t = n / steps;
          return [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
        });
      });
    });
}
