// SPDX-License-Identifier: Apache-2.0
// Where trains meet on one track, and the wagons that must come back over it.
import { h } from "../base/dom";
import {
  format_hours,
  format_interval,
  format_percent,
  format_plain,
} from "../base/format";
import { table } from "../base/table";
import { share_bar } from "../charts/share_bar";
import type { Context } from "../data/context";
import type { Link, LinkResult } from "../data/types";
import { trains_a_day } from "../map/lines";
import { gauge_words } from "../map/tips";

const most_shown = 10;

interface Stretch {
  link: Link;
  result: LinkResult;
}

export function most_occupied(context: Context): Stretch[] {
  return context.simulation.links
    .filter(({ occupancy }) => occupancy > 0)
    .sort((a, b) => b.occupancy - a.occupancy)
    .flatMap((result) => {
      const link = context.links.get(result.link);
      return link ? [{ link, result }] : [];
    })
    .slice(0, most_shown);
}

export function single_track_table(context: Context): HTMLElement | null {
  const stretches = most_occupied(context);
  if (stretches.length === 0) return null;
  const only = { low: NaN, high: NaN };
  return table(
    "The single-track stretches that are most occupied: the share of time in which their slowest section between two passing places is taken, the setting of routes included (UIC Code 406).",
    [
      {
        title: "Line",
        cell: ({ link }: Stretch) =>
          `${context.short(link.from)} – ${context.short(link.to)}`,
      },
      { title: "Gauge", cell: ({ link }) => gauge_words(link.gauge) },
      {
        title: "Occupied",
        cell: ({ result: { occupancy } }) =>
          share_bar(
            { mean: occupancy, ...only },
            `occupied ${format_percent(occupancy)} of the time`,
          ),
      },
      {
        title: "of the time",
        kind: "number",
        cell: ({ result }) => format_percent(result.occupancy),
      },
      {
        title: "Mean wait to meet trains",
        kind: "number",
        cell: ({ result }) => format_hours(result.meet_hours),
      },
      {
        title: "Trains a day, both ways",
        kind: "number",
        cell: ({ result }) => format_plain(trains_a_day(result)),
      },
      {
        title: "Trains of empties a day",
        kind: "number",
        cell: ({ result }) => format_plain(result.empties_day),
      },
    ],
    stretches,
    "single-track",
  );
}

// Nothing where wagons are not told of, or none had to come back.
export function wagon_words(context: Context): string | null {
  const { empty_wagons, wait_hours, outside_teu_year } =
    context.simulation.wagons;
  if (!(empty_wagons.mean > 0)) return null;
  const waited =
    wait_hours.mean >= 0
      ? `; a train waited ${format_interval(wait_hours, "h")} on average for its wagons`
      : "";
  const outside =
    outside_teu_year.mean > 0
      ? `; ${format_interval(outside_teu_year, "TEU")} a year were set down outside full yards`
      : outside_teu_year.mean === 0
        ? "; no box was set down outside a full yard"
        : "";
  return `In a year ${format_interval(empty_wagons, "wagons")} travelled back empty${waited}${outside}.`;
}

export function wagon_sentence(context: Context): HTMLElement | null {
  const said = wagon_words(context);
  return said === null ? null : h("p", { class: "wagons" }, said);
}
