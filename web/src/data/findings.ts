// SPDX-License-Identifier: Apache-2.0
// What the year says in plain words: each sentence computed, none of it when
// the data do not hold it.
import {
  format_hours,
  format_interval,
  format_number,
  format_percent,
  format_plain,
  listed,
  short_name,
  words,
} from "../base/format";
import { flow_name, type Context } from "./context";
import { find_crossings, trains } from "./crossings";
import { parts, type Flow, type Observed, type Part, type Parts } from "./types";

export const part_words: Record<Part, string> = {
  moving: "moving",
  processing: "being handled",
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

// TEU under way on a mean day, by Little's law: what makes a flow large for
// the corridor is how many of its boxes are on it.
export function under_way({ teu_year, transit_days }: Flow): number {
  return ((teu_year.mean || 0) * (transit_days.mean || 0)) / 365;
}

export function largest_first(flows: Flow[]): Flow[] {
  return [...flows].sort((a, b) => under_way(b) - under_way(a));
}

export function count_inside(rows: Observed[]): number {
  return rows.filter((row) => row.inside).length;
}

function busiest_border(context: Context): string | null {
  const crossing = find_crossings(context)[0];
  if (!crossing) return null;
  const [first, second] = crossing.posts.map((post) => short_name(post.name));
  const each_way = `${format_plain(crossing.forth.mean)} trains a day to ${second} and ${format_plain(crossing.back.mean)} to ${first}`;
  const used = Number.isFinite(crossing.utilisation)
    ? `, which uses ${format_percent(crossing.utilisation)} of its train paths`
    : "";
  return `The busiest border is ${crossing.name} (${crossing.countries}): ${each_way}${used}.`;
}

function longest_wait(context: Context): string | null {
  const worst = [...context.simulation.facilities]
    .filter((f) => f.wait_hours.mean > 0)
    .sort((a, b) => b.wait_hours.mean - a.wait_hours.mean)[0];
  if (!worst) return null;
  const busy = Number.isFinite(worst.utilisation.mean)
    ? `; it is busy ${format_percent(worst.utilisation.mean)} of the time`
    : "";
  const where = `${context.short(worst.place)} (${words(worst.facility)})`;
  return `The longest wait for a facility is ${format_hours(worst.wait_hours.mean)}, at ${where}${busy}.`;
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
  return `Of the ${format_plain(total / 24)} days of the average TEU, it moves for ${format_percent(mean.moving / total)}, is handled for ${format_percent(mean.processing / total)} and waits for ${format_percent(waiting / total)}${most}.`;
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
  const judged = rows.filter((row) => row.role === "judge");
  const of_judged =
    judged.length > 0
      ? `; of the ${judged.length} kept back to judge it, ${count_inside(judged)}`
      : "";
  return `Held against the world, ${count_inside(rows)} of ${rows.length} observed figures contain the simulated one in their reported range${of_judged}.`;
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
  return `The line used most, ${context.short(link.from)} – ${context.short(link.to)}, fills ${format_percent(full.utilisation)} of its train paths${others}.`;
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
  return sentences.flatMap((say) => say(context) ?? []);
}

export function trains_over_borders(context: Context): number {
  return find_crossings(context).reduce((sum, c) => sum + trains(c), 0);
}
