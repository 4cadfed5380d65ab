// SPDX-License-Identifier: Apache-2.0
// The facilities that make boxes wait: how much in use, how long, and when.
import { h } from "../base/dom";
import {
  clamp,
  format_count,
  format_interval,
  format_number,
  format_percent,
  format_plain,
  percent_interval,
  words,
} from "../base/format";
import { table, table_twin, type Column } from "../base/table";
import { share_bar } from "../charts/share_bar";
import { sparkline } from "../charts/sparkline";
import type { Context } from "../data/context";
import type { Facility, Interval } from "../data/types";
import { lead, nothing, section } from "./section";

const most_shown = 20;
const least_shown = 8;
const noticeable_hours = 1 / 60;

export function peak_week(weeks: number[]): { week: number; queue: number } {
  const queue = Math.max(0, ...weeks.filter(Number.isFinite));
  return { week: weeks.indexOf(queue) + 1, queue };
}

type Unit = "min" | "h";
const hours_speak = 10;

// One unit for a whole column: minutes, unless the longest wait is long.
export function wait_unit(facilities: Facility[]): Unit {
  const waits = facilities.map((f) => f.wait_hours.mean || 0);
  return Math.max(0, ...waits) < hours_speak ? "min" : "h";
}

export function wait_words({ mean, low, high }: Interval, unit: Unit): string {
  if (unit === "h") return format_interval({ mean, low, high });
  return format_interval({ mean: 60 * mean, low: 60 * low, high: 60 * high });
}

const scanty = 0.5; // of the TEU of the trains at the place

// What it serves one after another. Where the boxes served together are far
// fewer than those of a train there, they are picked out of it: a lot.
export function served_words(context: Context, facility: Facility): string {
  if (facility.kind === "berth") return "vessels";
  if (facility.kind === "lifts") return "lots";
  const here = context.simulation.places.find((p) => p.place === facility.place);
  const of_a_train = (here?.teu_year ?? NaN) / (here?.trains_day ?? NaN);
  const together = facility.teu_year / facility.trains_day;
  return together < scanty * of_a_train ? "lots" : "trains";
}

function served(context: Context, facility: Facility): string {
  if (!(facility.trains_day > 0)) return "";
  return `${format_plain(facility.trains_day)} ${served_words(context, facility)}`;
}

export function queue_words(weeks: number[]): string {
  const { week, queue } = peak_week(weeks);
  if (!(queue > 0)) return "no queue";
  return `${format_plain(queue)} in week ${week}`;
}

function shown_columns(context: Context, unit: Unit): Column<Facility>[] {
  return [
    {
      title: "Facility",
      cell: (f) =>
        h(
          "span",
          { class: "two-lines" },
          h("b", {}, context.short(f.place)),
          h(
            "small",
            {},
            `${words(f.facility)}${f.servers > 0 ? `, ${f.servers} at a time` : ""}`,
          ),
        ),
    },
    {
      title: "In use",
      cell: (f) =>
        share_bar(
          f.utilisation,
          `in use ${format_percent(f.utilisation.mean)} of the time`,
        ),
    },
    {
      title: "of the time",
      kind: "number",
      cell: (f) => format_interval(percent_interval(f.utilisation), "%"),
    },
    {
      title: `Mean wait, ${unit}`,
      kind: "number",
      cell: (f) => h("b", {}, wait_words(f.wait_hours, unit)),
    },
    {
      title: "Stay, wait included, h",
      kind: "number",
      cell: (f) => format_plain(f.dwell_hours),
    },
    {
      title: "Served a day",
      kind: "number",
      cell: (f) => served(context, f),
    },
    {
      title: "Queue by weeks",
      cell: (f) =>
        h(
          "span",
          { class: "two-lines" },
          sparkline(f.queue_weekly, queue_words(f.queue_weekly)),
          h("small", {}, queue_words(f.queue_weekly)),
        ),
    },
  ];
}

function all_columns(context: Context): Column<Facility>[] {
  return [
    { title: "Place", cell: (f) => context.name(f.place) },
    { title: "Facility", cell: (f) => words(f.facility) },
    { title: "Kind", cell: (f) => words(f.kind) },
    { title: "Servers", kind: "number", cell: (f) => format_number(f.servers) },
    {
      title: "In use",
      kind: "number",
      cell: (f) => format_interval(percent_interval(f.utilisation), "%"),
    },
    {
      title: "Wait, h",
      kind: "number",
      cell: (f) => format_interval(f.wait_hours),
    },
    { title: "Stay, h", kind: "number", cell: (f) => format_plain(f.dwell_hours) },
    {
      title: "TEU a year",
      kind: "number",
      cell: (f) => format_number(f.teu_year),
    },
    {
      title: "Served a day",
      kind: "number",
      cell: (f) => served(context, f),
    },
    {
      title: "Largest weekly queue",
      kind: "number",
      cell: (f) => format_plain(peak_week(f.queue_weekly).queue),
    },
    {
      title: "in week",
      kind: "number",
      cell: (f) => {
        const { week, queue } = peak_week(f.queue_weekly);
        return queue > 0 ? week : "";
      },
    },
  ];
}

export function facilities_section(context: Context): HTMLElement {
  const all = [...context.simulation.facilities].sort(
    (a, b) => (b.wait_hours.mean || 0) - (a.wait_hours.mean || 0),
  );
  if (all.length === 0)
    return section(
      "facilities",
      "Facilities with the longest waits",
      nothing("No facility was simulated."),
    );
  const waiting = all.filter((f) => f.wait_hours.mean >= noticeable_hours);
  const count = clamp(waiting.length, least_shown, most_shown);
  const shown = all.slice(0, count);
  const crowded = all.filter((f) => f.utilisation.mean > 0.85).length;
  const which =
    all.length > shown.length
      ? `The ${shown.length} of ${all.length} facilities with the longest waits; at ${format_count(waiting.length, "facility", "facilities")} trains, ships or boxes wait longer than a minute on average.`
      : "All facilities, the longest waits first.";
  const in_use =
    crowded > 0
      ? ` ${format_count(crowded, "facility is", "facilities are")} in use more than 85\u202f% of the time: from there on each further train lengthens the queue more than the one before.`
      : "";
  return section(
    "facilities",
    "Facilities with the longest waits",
    lead(which + in_use),
    table(
      "Mean waits with 95\u202f% intervals. What queues is what the facility serves: vessels at berths, trains at gauge changes and reception tracks, lots elsewhere, which are the boxes lifted or inspected together. Curves: how many wait, mean of each week of the year; under them the largest.",
      shown_columns(context, wait_unit(shown)),
      shown,
      "facilities",
    ),
    table_twin("all facilities", all_columns(context), all),
  );
}
