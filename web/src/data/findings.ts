// SPDX-License-Identifier: Apache-2.0
// What the year says in plain words: each sentence computed, none of it when
// the data do not hold it.
import {
  country_name,
  format_hours,
  format_interval,
  format_number,
  format_percent,
  format_plain,
  listed,
  words,
} from "../base/format";
import type { Context } from "./context";
import { find_crossings, type Direction } from "./crossings";
import { flow_name, largest_first } from "./flows";
import { parts, type Flow, type Observed, type Part, type Parts } from "./types";

export const part_words: Record<Part, string> = {
  moving: "moving",
  processing: "being handled and cleared",
  train: "waiting for a train",
  path: "waiting for a train path",
  border: "waiting at borders",
  crane: "waiting for a crane",
  wagon: "waiting for wagons of the other gauge",
  ship: "waiting for a ship or berth",
};

export function total_hours(hours: Parts): number {
  return parts.reduce((sum, part) => sum + hours[part], 0);
}

// The mean box: the flows' parts weighted by their TEU.
export function mean_parts(flows: Flow[]): Parts {
  const teu = flows.reduce((sum, flow) => sum + (flow.teu_year.mean || 0), 0);
  const mean = (part: Part) =>
    flows.reduce(
      (sum, flow) => sum + flow.parts_hours[part] * (flow.teu_year.mean || 0),
      0,
    ) / teu;
  return Object.fromEntries(parts.map((part) => [part, mean(part)])) as Parts;
}

export function count_inside(rows: Observed[]): number {
  return rows.filter((row) => row.inside).length;
}

// A figure that only gives back what was put in tests nothing, whatever the
// role of its row; the others are behaviour, and those kept back judge it.
export function sort_out(rows: Observed[]) {
  const behaviour = rows.filter((row) => !row.given);
  return {
    behaviour,
    judge: behaviour.filter((row) => row.role === "judge"),
    fit: behaviour.filter((row) => row.role === "fit"),
    other: behaviour.filter((row) => !["judge", "fit"].includes(row.role)),
    given: rows.filter((row) => row.given),
  };
}

function busiest_border(context: Context): string | null {
  const crossing = find_crossings(context)[0];
  if (!crossing) return null;
  const way = ({ to, trains }: Direction) =>
    `${format_plain(trains.mean)} trains a day to ${country_name(to.country)}`;
  const used = Number.isFinite(crossing.utilisation)
    ? `, which take ${format_percent(crossing.utilisation)} of the train paths (slots for a train) of its fuller line`
    : "";
  return `The busiest border is ${crossing.name}, with ${way(crossing.forth)} and ${way(crossing.back)}${used}.`;
}

function longest_wait(context: Context): string | null {
  const worst = [...context.simulation.facilities]
    .filter((f) => f.wait_hours.mean > 0)
    .sort((a, b) => b.wait_hours.mean - a.wait_hours.mean)[0];
  if (!worst) return null;
  const busy = Number.isFinite(worst.utilisation.mean)
    ? `; it is busy ${format_percent(worst.utilisation.mean)} of the time`
    : "";
  const what = `the ${words(worst.facility)} of ${context.short(worst.place)}`;
  return `The longest mean wait for a facility is ${format_hours(worst.wait_hours.mean)}, for ${what}${busy}.`;
}

function where_time_goes(context: Context): string | null {
  const mean = mean_parts(context.simulation.flows);
  const total = total_hours(mean);
  if (!(total > 0)) return null;
  const waits = parts
    .filter((part) => part !== "moving" && part !== "processing")
    .filter((part) => mean[part] > 0)
    .sort((a, b) => mean[b] - mean[a]);
  const waiting = waits.reduce((sum, part) => sum + mean[part], 0);
  const largest = waits
    .slice(0, 2)
    .map((part) => `${part_words[part]} (${format_hours(mean[part])})`);
  const most = largest.length > 0 ? `, most of it ${listed(largest)}` : "";
  return `Of the ${format_plain(total / 24)} days of the average TEU, it moves for ${format_percent(mean.moving / total)}, is handled and cleared for ${format_percent(mean.processing / total)} and waits for ${format_percent(waiting / total)}${most}.`;
}

function largest_flow(context: Context): string | null {
  const flow = largest_first(context.simulation.flows)[0];
  if (!flow || !(flow.transit_days.mean > 0)) return null;
  const { p10, p90 } = flow.transit_days;
  const spread =
    Number.isFinite(p10) && Number.isFinite(p90)
      ? `; eight boxes in ten arrive within ${format_plain(p10)} to ${format_plain(p90)} days`
      : "";
  return `The flow with the most boxes under way, ${flow_name(context, flow)} with ${format_interval(flow.teu_year, "TEU")} a year, takes ${format_interval(flow.transit_days, "days")} on average${spread}.`;
}

function fit_to_world(context: Context): string | null {
  const rows = context.simulation.observed;
  if (rows.length === 0) return null;
  const { behaviour, judge, given } = sort_out(rows);
  const of_judged =
    judge.length > 0
      ? `; of the ${judge.length} kept back to judge it, ${count_inside(judge)}`
      : "";
  const left_out =
    given.length > 0
      ? ` Figures that only give back what was put in, such as volumes (${format_number(given.length)}), are not counted.`
      : "";
  return `Held against the world, ${count_inside(behaviour)} of ${behaviour.length} observed figures of its behaviour (days, hours, speeds, trains) hold the simulated one in their reported range${of_judged}.${left_out}`;
}

function fullest_line(context: Context): string | null {
  const { links } = context.simulation;
  const full = [...links].sort(
    (a, b) => (b.utilisation || 0) - (a.utilisation || 0),
  )[0];
  const link = full && context.links.get(full.link);
  if (!full || !link || !(full.utilisation > 0)) return null;
  const crowded = links.filter((l) => l.utilisation > 0.85).length;
  const others =
    crowded > 1
      ? `; ${format_number(crowded)} lines use more than 85\u202f% of theirs`
      : "";
  const gauge = link.gauge > 0 ? ` (${link.gauge}\u00a0mm)` : "";
  const name = `${context.short(link.from)} – ${context.short(link.to)}${gauge}`;
  const wait =
    full.wait_hours > 0
      ? `, for which a train waits ${format_hours(full.wait_hours)} on average`
      : "";
  return `The line used most, ${name}, fills ${format_percent(full.utilisation)} of its train paths${wait}${others}.`;
}

// No line ends between a number and its unit.
function unbroken(sentence: string): string {
  return sentence.replace(/([\d)]) (h|min|days|TEU|trains)\b/g, "$1\u00a0$2");
}

export function find_findings(context: Context): string[] {
  const sentences = [
    busiest_border,
    longest_wait,
    where_time_goes,
    largest_flow,
    fullest_line,
    fit_to_world,
  ];
  return sentences.flatMap((say) => {
    const said = say(context);
    return said === null ? [] : [unbroken(said)];
  });
}
