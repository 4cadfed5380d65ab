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
  format_range,
  listed,
  words,
} from "../base/format";
import type { Context } from "./context";
import { find_crossings, type Direction } from "./crossings";
import { flow_name, largest_first, under_way } from "./flows";
import { most_it_can_carry } from "./limits";
import {
  parts,
  type Flow,
  type Interval,
  type Observed,
  type Part,
  type Parts,
  type Stay,
} from "./types";

export const part_words: Record<Part, string> = {
  moving: "moving",
  processing: "being handled and cleared",
  train: "waiting for a train",
  path: "waiting for a train path",
  border: "waiting at borders",
  crane: "waiting for a crane",
  wagon: "waiting for wagons",
  ship: "waiting for a ship or berth",
  yard: "waiting for room in a yard, on a track or on the line ahead",
  ban: "waiting because loading is stopped",
  closure: "waiting for the weather or a closed line",
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

// Where a source states one value the package compares with five per cent
// either way; it says so in the note.
export function is_one_value({ note }: Observed): boolean {
  return note.includes("plus or minus 5 %");
}

export type Grade = "inside" | "just" | "outside" | "far";

const just_outside = 0.02; // of the width of the range
const far_away = 0.2; // of the nearer end

// By how much the mean misses the nearer end, as a share of that end.
export function distance({ low, high, simulated }: Observed): number {
  const end = simulated.mean > high ? high : low;
  return Math.abs(simulated.mean / end - 1);
}

export function grade(row: Observed): Grade {
  if (row.inside) return "inside";
  const { low, high, simulated } = row;
  const gap = Math.max(simulated.mean - high, low - simulated.mean);
  const overlaps = simulated.low <= high && simulated.high >= low;
  if (overlaps || gap <= just_outside * (high - low)) return "just";
  return distance(row) <= far_away ? "outside" : "far";
}

function largest_border(context: Context): string | null {
  const crossing = find_crossings(context)[0];
  if (!crossing) return null;
  const way = ({ to, trains }: Direction) =>
    `${format_plain(trains.mean)} trains a day to ${country_name(to.country)}`;
  const used = Number.isFinite(crossing.utilisation)
    ? `; path use on its fuller line, the share of its train paths (slots for a train) that are taken, is ${format_percent(crossing.utilisation)}`
    : "";
  return `Most TEU cross the border at ${crossing.name}, with ${way(crossing.forth)} and ${way(crossing.back)}${used}.`;
}

const stays_told = 3;
const real_volume = 0.1; // of the largest stay's TEU

// The longest of one place, where it keeps boxes of a volume worth the name.
export function long_stays({ simulation }: Context): Stay[] {
  const { borders } = simulation;
  const most = Math.max(0, ...borders.map((stay) => stay.teu_year || 0));
  return borders
    .filter((stay) => stay.teu_year >= real_volume * most && most > 0)
    .filter((stay) => stay.stay_hours.mean > 0)
    .sort((a, b) => b.stay_hours.mean - a.stay_hours.mean)
    .slice(0, stays_told);
}

// No less than boxes wait there for trains, train paths, wagons, room, the
// facilities and the weather: as if every TEU that waits were of this stay, and
// every box came by each facility and the slowest line and waited
// nowhere else for what the flow that waits longest for it waits for.
export function most_waiting(context: Context, stay: Stay): number {
  const { places, facilities, links, flows } = context.simulation;
  const here = places.find((result) => result.place === stay.place);
  const trains = ((here?.waiting_teu.mean ?? NaN) * 8760) / stay.teu_year;
  const served = facilities
    .filter((facility) => facility.place === stay.place)
    .reduce((sum, facility) => sum + (facility.wait_hours.mean || 0), 0);
  const lines = links.filter(({ link }) => {
    const ends = context.links.get(link);
    return ends?.from === stay.place || ends?.to === stay.place;
  });
  const path = Math.max(0, ...lines.map((line) => line.wait_hours || 0));
  const of_flows = (["wagon", "yard", "closure"] as const).map((part) =>
    Math.max(0, ...flows.map((flow) => flow.parts_hours[part])),
  );
  const on_the_way = of_flows.reduce((sum, hours) => sum + hours, 0);
  return trains + served + path + on_the_way;
}

function longest_stays(context: Context): string | null {
  const stays = long_stays(context);
  if (stays.length === 0) return null;
  const told = stays.map(
    (stay) =>
      `${format_interval(stay.stay_hours, "h")} at ${context.short(stay.place)} from ${country_name(stay.from_country)} to ${country_name(stay.to_country)}`,
  );
  const said = `Boxes stay longest at borders, where many cross, for ${listed(told)}.`;
  const waits = stays.map((stay) => most_waiting(context, stay));
  const worked = stays.every((stay, i) => waits[i]! < stay.stay_hours.mean / 2);
  if (!worked) return said;
  return `${said} Most of it is clearing and handling, put in as reported times, not queueing: waits for trains, train paths, wagons, room, facilities and the weather make at most ${format_hours(Math.max(...waits))} of it.`;
}

function longest_wait(context: Context): string | null {
  const worst = [...context.simulation.facilities]
    .filter((f) => f.wait_hours.mean > 0)
    .sort((a, b) => b.wait_hours.mean - a.wait_hours.mean)[0];
  if (!worst) return null;
  const in_use = Number.isFinite(worst.utilisation.mean)
    ? `; it is in use ${format_percent(worst.utilisation.mean)} of the time`
    : "";
  const what = `the ${words(worst.facility)} of ${context.short(worst.place)}`;
  return `The longest mean wait for a facility is ${format_hours(worst.wait_hours.mean)}, for ${what}${in_use}.`;
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
  return `The flow with the most boxes on the way, ${format_number(under_way(flow))} TEU on a mean day, is ${flow_name(context, flow)}: it takes ${format_interval(flow.transit_days, "days")} on average${spread}.`;
}

function fit_to_world(context: Context): string | null {
  const rows = context.simulation.observed;
  if (rows.length === 0) return null;
  const { behaviour, judge, given } = sort_out(rows);
  const left_out =
    given.length > 0
      ? ` Figures that only give back what was put in, such as volumes (${format_number(given.length)}), are not counted.`
      : "";
  const all = `${behaviour.length} real-world figures of behaviour (days, hours, speeds, trains)`;
  if (judge.length === 0)
    return `Of ${all} the model meets ${count_inside(behaviour)}; none was kept back from fitting.${left_out}`;
  return `${judged(judge)}; of ${behaviour.length} with those open to fitting, ${count_inside(behaviour)}.${left_out}`;
}

export function judged(judge: Observed[]): string {
  return `Of ${judge.length} real-world figures of behaviour the model was not fitted to, it meets ${count_inside(judge)}`;
}

function teu(interval: Interval): string {
  return format_interval(interval, "TEU");
}

const piles_told = 3;

function where_boxes_pile_up(context: Context): string[] {
  const { not_carried, flows } = context.simulation;
  const by_place = not_carried.map(({ place, service, growth_teu_year }) => {
    const of_service = service ? ` for ${words(service)}` : "";
    return `at ${context.short(place)}${of_service} by ${teu(growth_teu_year)} a year`;
  });
  const growth = (flow: Flow) => flow.growth_teu.mean || 0;
  const by_flow = flows
    .filter((flow) => !flow.carried)
    .sort((a, b) => growth(b) - growth(a))
    .map((flow) => `on ${flow_name(context, flow)} by ${teu(flow.growth_teu)}`);
  return (by_place.length > 0 ? by_place : by_flow).slice(0, piles_told);
}

// Comes first where it is true: it takes the ground from all that follows.
export function overload(context: Context): string | null {
  const { simulation } = context;
  const { steady, inside_teu, demanded_teu_year } = simulation;
  const piles = where_boxes_pile_up(context);
  if (steady ?? piles.length === 0) return null;
  const { start, end } = inside_teu;
  const delivered = simulation.totals.teu_year;
  const year =
    demanded_teu_year > 0 && delivered
      ? ` ${format_range(demanded_teu_year, demanded_teu_year)} TEU a year are demanded, ${teu(delivered)} delivered.`
      : "";
  const inside =
    start.mean >= 0 && end.mean >= 0
      ? ` On the way are ${teu(start)} when the year begins and ${teu(end)} when it ends.`
      : "";
  const where = piles.length > 0 ? ` Boxes pile up most ${listed(piles)}.` : "";
  return `The corridor cannot carry this demand.${year}${inside}${where} Transit times are not steady figures.`;
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
      ? `; on ${format_number(crowded)} lines it is above 85\u202f%`
      : "";
  const gauge = link.gauge > 0 ? ` (${link.gauge}\u00a0mm)` : "";
  const name = `${context.short(link.from)} – ${context.short(link.to)}${gauge}`;
  const wait =
    full.wait_hours > 0
      ? `, for one of which a train waits ${format_hours(full.wait_hours)} on average`
      : "";
  return `Path use is highest on the line ${name}: ${format_percent(full.utilisation)} of its train paths${wait}${others}.`;
}

// No line ends between a number and its unit.
function unbroken(sentence: string): string {
  return sentence.replace(/([\d)]) (h|min|days|TEU|trains)\b/g, "$1\u00a0$2");
}

export function find_findings(context: Context): string[] {
  const sentences = [
    largest_border,
    longest_stays,
    longest_wait,
    where_time_goes,
    largest_flow,
    fullest_line,
    most_it_can_carry,
    fit_to_world,
  ];
  return sentences.flatMap((say) => {
    const said = say(context);
    return said === null ? [] : [unbroken(said)];
  });
}
