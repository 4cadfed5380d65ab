// SPDX-License-Identifier: Apache-2.0
// What the map says of a place or a line under the pointer or the focus.
import { h } from "../base/dom";
import {
  dash,
  format_hours,
  format_interval,
  format_number,
  format_percent,
  format_plain,
  words,
} from "../base/format";
import type { Context } from "../data/context";
import { limit_name, usage_words } from "../data/limits";
import type { Limit } from "../data/types";
import type { Line } from "./lines";
import type { Mark } from "./marks";

function rows(pairs: [string, string][]): HTMLElement {
  const known = pairs.filter(([, value]) => value !== "" && value !== dash);
  return h(
    "dl",
    {},
    ...known.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

export function gauge_words(gauge: number): string {
  return gauge > 0 ? `${gauge}\u00a0mm` : "";
}

export function status_words(line: Line): string {
  const { status, open_year, open } = line.link;
  const year = open_year === null || open ? "" : `, ${open_year}`;
  return words(status) + year;
}

// What is full at the most the corridor can carry.
function full_rows(limits: Limit[], context: Context): [string, string][] {
  return limits.map((limit) => [
    `at most: ${limit_name(context, limit).note.split(",")[0]}`,
    usage_words(limit) + (limit.binds ? ", binds" : ""),
  ]);
}

export function place_tip(context: Context, mark: Mark): HTMLElement {
  const { place, result } = mark;
  const worst = context.simulation.facilities
    .filter((f) => f.place === place.id && f.wait_hours.mean > 0)
    .sort((a, b) => b.wait_hours.mean - a.wait_hours.mean)[0];
  return h(
    "div",
    {},
    h("strong", {}, place.name),
    h("span", { class: "kind" }, `${words(place.kind)}, ${place.country}`),
    rows([
      ["waiting", result ? format_interval(result.waiting_teu, "TEU") : ""],
      [
        "longest wait",
        worst
          ? `${format_hours(worst.wait_hours.mean)}, ${words(worst.facility)}`
          : "",
      ],
      ["trains a day", result ? format_plain(result.trains_day) : ""],
      ["TEU a year", result ? format_number(result.teu_year) : ""],
      ...full_rows(mark.binding, context),
    ]),
  );
}

export function line_tip(context: Context, line: Line): HTMLElement {
  const { link, result } = line;
  const gauge = gauge_words(link.gauge);
  return h(
    "div",
    {},
    h("strong", {}, `${context.name(link.from)} – ${context.name(link.to)}`),
    h(
      "span",
      { class: "kind" },
      [link.mode, gauge, status_words(line)].filter(Boolean).join(", "),
    ),
    rows([
      ["trains a day there", result ? format_interval(result.trains_day) : ""],
      ["and back", result ? format_interval(result.trains_day_back) : ""],
      ["path use", result ? format_percent(result.utilisation) : ""],
      ["wait for a train path", result ? format_hours(result.wait_hours) : ""],
      ["TEU a year", result ? format_number(result.teu_year) : ""],
      ...full_rows(line.full ? [line.full] : [], context),
      ["length", `${format_number(link.length_km)} km`],
    ]),
  );
}
