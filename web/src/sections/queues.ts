// SPDX-License-Identifier: Apache-2.0
// The trains that stand before borders, by direction and week by week.
import { h } from "../base/dom";
import { country_name, format_interval } from "../base/format";
import { table } from "../base/table";
import { sparkline } from "../charts/sparkline";
import type { Context } from "../data/context";
import type { Queue } from "../data/types";
import { queue_words } from "./facilities";

function country(code: string): string {
  return code === "*" ? "any country" : country_name(code);
}

export function longest_queues({ simulation }: Context): Queue[] {
  return simulation.queues
    .filter((queue) => queue.trains.mean > 0)
    .sort((a, b) => b.trains.mean - a.trains.mean);
}

export function queue_table(context: Context): HTMLElement | null {
  const queues = longest_queues(context);
  if (queues.length === 0) return null;
  return table(
    "Trains standing before borders, anywhere on their way there, for what lies ahead: those of the borders for which loading is stopped when too many stand, or for which such trains are reported. Curves: mean of each week of the year, each in a scale of its own; under them the largest.",
    [
      {
        title: "Before",
        cell: (queue: Queue) =>
          h(
            "span",
            { class: "two-lines" },
            h("b", {}, context.short(queue.place)),
            h(
              "small",
              {},
              `${country(queue.from_country)} → ${country(queue.to_country)}`,
            ),
          ),
      },
      {
        title: "Trains standing, mean",
        kind: "number",
        cell: ({ trains }) => format_interval(trains),
      },
      {
        title: "Most at one time",
        kind: "number",
        cell: ({ most }) => format_interval(most),
      },
      {
        title: "Trains by weeks",
        cell: ({ trains_weekly }) =>
          h(
            "span",
            { class: "two-lines" },
            sparkline(trains_weekly, queue_words(trains_weekly)),
            h("small", {}, queue_words(trains_weekly)),
          ),
      },
    ],
    queues,
    "queues",
  );
}
