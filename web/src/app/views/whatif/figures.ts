// SPDX-License-Identifier: Apache-2.0
// The figures of a comparison in words, and which of them matter most.
import { decimals_of, scaled } from "../../../base/format";
import type { Compared, ComparedFigure, Interval } from "../../../data/types";
import { say, term } from "../../i18n";
import type { Names } from "../../ui/names";
import { compare, dash, number, percent } from "../../i18n/format";

export const groups = [
  "total",
  "flow",
  "border",
  "facility",
  "place",
  "link",
] as const;
export type Group = (typeof groups)[number];

// Shares of one are shown as per cent.
const scale_of = ({ figure }: ComparedFigure) => (figure === "utilisation" ? 100 : 1);

export function what_words({ group, figure, unit }: ComparedFigure): string {
  const words = say.whatif.figures as Record<string, string>;
  return words[`${group}_${figure}`] ?? `${figure.replaceAll("_", " ")} (${unit})`;
}

// "CNXSN>PLLDZ container fixed by KZDOS/PLMAL"
const flow_of = /^(.+?)>(.+?) (\w+)( fixed)?(?: by (.+))?$/;

function flow_words({ place }: Names, of: string): string | undefined {
  const [, from, to, cargo, fixed, by] = flow_of.exec(of) ?? [];
  if (!from || !to) return undefined;
  return [
    `${place(from)} → ${place(to)}`,
    term("cargo", cargo),
    fixed && say.whatif.by_timetable,
    by && say.whatif.by_way(by.split("/").map(place).join(" · ")),
  ]
    .filter(Boolean)
    .join(", ");
}

// What the server names in English, by its codes in the words of the language.
export function with_names(names: Names) {
  return (figure: ComparedFigure): ComparedFigure => {
    const { group, of } = figure;
    const [place = "", facility = ""] = of.split("/");
    const label =
      group === "flow"
        ? flow_words(names, of)
        : group === "facility" && facility
          ? `${names.place(place)}, ${names.facility(place, facility)}`
          : undefined;
    return label ? { ...figure, label } : figure;
  };
}

export function where_words({ group, label }: ComparedFigure): string {
  return group === "total" ? say.whatif.whole_corridor : label;
}

// "+12.3 ± 0.4", with a true minus.
export function signed_words(difference: Interval): string {
  const { mean, low, high } = difference;
  if (!Number.isFinite(mean)) return dash;
  const decimals = decimals_of(difference);
  const size = number(Math.abs(mean), decimals);
  const sign = mean < 0 ? "\u2212" : mean > 0 ? "+" : "";
  const half = (high - low) / 2;
  return half > 0 ? `${sign}${size} ± ${number(half, decimals)}` : `${sign}${size}`;
}

export function difference_words(figure: ComparedFigure, one: Compared): string {
  if (one.verdict === "only_base" || one.verdict === "only_here") return dash;
  if (one.verdict === "unchanged") return "=";
  return signed_words(scaled(one.difference, scale_of(figure)));
}

export function value_words(figure: ComparedFigure, value: Interval, like: Interval) {
  const by = scale_of(figure);
  return number(by * value.mean, decimals_of(scaled(like, by)));
}

export function verdict_words({ verdict }: Compared): string {
  const words = say.whatif.verdicts as Record<string, string>;
  return words[verdict] ?? verdict;
}

// Of the base; endless where the base has nothing.
export function relative({ base }: ComparedFigure, { difference }: Compared): Interval {
  const of = Math.abs(base.mean);
  if (of > 0) return scaled(difference, 1 / of);
  return { mean: difference.mean / 0, low: NaN, high: NaN };
}

export function percent_words(share: number): string {
  if (!Number.isFinite(share)) return dash;
  const sign = share < 0 ? "\u2212" : share > 0 ? "+" : "";
  const size = Math.abs(share);
  return `${sign}${percent(size, size < 0.1 ? 1 : 0)}`;
}

export const sortings = ["importance", "change", "name"] as const;
export type Sorting = (typeof sortings)[number];

export interface Choice {
  scenario: number; // which of the comparison's
  group: Group | "";
  all: boolean; // also noise, and what is unchanged
  sort: Sorting;
}

function is_shown(figure: ComparedFigure, { scenario, group, all }: Choice): boolean {
  const { verdict } = figure.scenarios[scenario] ?? { verdict: "" };
  if (group && figure.group !== group) return false;
  return all || figure.group === "total" || !["noise", "unchanged", ""].includes(verdict);
}

const certain = (one: Compared | undefined) => (one?.verdict === "differs" ? 1 : 0);

// How much hangs on it, against the most of its kind; totals come first.
function importances(figures: readonly ComparedFigure[], i: number) {
  const effect = (figure: ComparedFigure) =>
    Math.abs(figure.scenarios[i]?.difference.mean ?? 0) * figure.weight || 0;
  const kind = ({ group, figure }: ComparedFigure) => `${group} ${figure}`;
  const most = new Map<string, number>();
  for (const figure of figures)
    most.set(kind(figure), Math.max(most.get(kind(figure)) ?? 0, effect(figure)));
  return (figure: ComparedFigure) =>
    effect(figure) / (most.get(kind(figure)) || 1) +
    certain(figure.scenarios[i]) +
    (figure.group === "total" ? 10 : 0);
}

export function chosen_figures(
  figures: readonly ComparedFigure[],
  choice: Choice,
): ComparedFigure[] {
  const { scenario, sort } = choice;
  const shown = figures.filter((figure) => is_shown(figure, choice));
  const importance = importances(shown, scenario);
  const change = (figure: ComparedFigure) =>
    Math.abs(relative(figure, figure.scenarios[scenario]!).mean) || 0;
  const name = (figure: ComparedFigure) =>
    `${groups.indexOf(figure.group as Group)} ${where_words(figure)} ${figure.figure}`;
  const orders: Record<Sorting, (a: ComparedFigure, b: ComparedFigure) => number> = {
    importance: (a, b) => importance(b) - importance(a),
    change: (a, b) => change(b) - change(a),
    name: (a, b) => compare(name(a), name(b)),
  };
  return shown.sort(orders[sort]);
}
