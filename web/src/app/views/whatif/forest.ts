// SPDX-License-Identifier: Apache-2.0
// Differences with their intervals, each in per cent of the base, so that days,
// boxes and money stand on one scale. A full mark differs; a hollow one cannot
// be told from noise; a bar at zero is unchanged.
import { h, svg } from "../../../base/dom";
import { fitted } from "../../../base/fitted";
import { clamp } from "../../../base/format";
import type { Compared, ComparedFigure, Interval } from "../../../data/types";
import {
  difference_words,
  percent_words,
  relative,
  verdict_words,
  what_words,
  where_words,
} from "./figures";

interface Row {
  figure: ComparedFigure;
  compared: Compared;
  change: Interval; // share of the base
}

const reaches = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

// Three in four marks fit into the picture; it never reaches beyond twice and
// nothing, since what was almost nothing in the base may grow a hundredfold.
export function reach_of(changes: readonly Interval[]): number {
  const far = changes
    .map(({ mean }) => Math.abs(mean))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const most = far[Math.ceil(0.75 * far.length) - 1] ?? 0;
  return reaches.find((reach) => most <= 0.92 * reach) ?? 2;
}

// Of an A4 sheet inside the frame of the figure.
const paper_width = 645;

interface Places {
  width: number;
  left: number; // of the scale
  right: number;
  label: number; // room for words
  row: number; // height
  top: number;
  stacked: boolean; // words above the scale
}

function places_of(width: number): Places {
  const stacked = width < 560;
  const words = stacked ? 150 : 164;
  const label = stacked ? width : Math.min(380, 0.46 * width);
  return {
    width,
    label,
    left: stacked ? 8 : label + 12,
    right: width - words,
    row: stacked ? 50 : 26,
    top: 24,
    stacked,
  };
}

const small = { "font-size": 11, fill: "var(--muted)", "font-family": "var(--sans)" };

function cut(text: string, room: number, size = 6.2): string {
  const most = Math.floor(room / size);
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

function scale(places: Places, reach: number, height: number) {
  const { left, right, top } = places;
  const middle = (left + right) / 2;
  const marks: [number, number][] = [
    [left, -reach],
    [(left + middle) / 2, -reach / 2],
    [middle, 0],
    [(middle + right) / 2, reach / 2],
    [right, reach],
  ];
  const crowded = places.stacked || right - left < 320;
  const shown = crowded ? marks.filter((_, i) => i % 2 === 0) : marks;
  return svg(
    "g",
    {},
    ...shown.flatMap(([x, share], i) => [
      svg("line", {
        x1: x,
        x2: x,
        y1: top - 4,
        y2: height,
        stroke: share === 0 ? "var(--rule-strong)" : "var(--rule)",
      }),
      svg(
        "text",
        {
          ...small,
          x,
          y: top - 10,
          "text-anchor": i === 0 ? "start" : i === shown.length - 1 ? "end" : "middle",
        },
        share === 0 ? "0" : percent_words(share),
      ),
    ]),
  );
}

function mark(x: number, y: number, compared: Compared, beyond: number) {
  const { verdict } = compared;
  if (verdict === "unchanged")
    return svg("line", { x1: x, x2: x, y1: y - 5, y2: y + 5, stroke: "var(--muted)", "stroke-width": 2 });
  const look =
    verdict === "differs"
      ? { fill: "var(--first)", stroke: "var(--first)" }
      : { fill: "var(--paper)", stroke: "var(--muted)" };
  if (beyond)
    return svg("path", {
      ...look,
      d: `M${x - 5 * beyond},${y - 5}l${10 * beyond},5l${-10 * beyond},5z`,
    });
  return svg("circle", { ...look, cx: x, cy: y, r: 4.5, "stroke-width": 1.5 });
}

function row_of({ figure, compared, change }: Row, y: number, places: Places, reach: number) {
  const { left, right, label, row, stacked, width } = places;
  const middle = (left + right) / 2;
  const at = (share: number) => middle + ((share / reach) * (right - left)) / 2;
  const inside = (x: number) => clamp(x, left, right);
  const line = y + (stacked ? row - 14 : row / 2);
  const words_at = stacked ? y + 16 : line + 4;
  const differs = compared.verdict === "differs";
  const colour = differs ? "var(--first)" : "var(--muted)";
  const what = what_words(figure);
  const where = where_words(figure);
  const room = label - 6 * what.length - 14;
  const x = at(change.mean);
  const beyond = x > right ? 1 : x < left ? -1 : 0;
  return svg(
    "g",
    {},
    svg("title", {}, `${what}, ${where}: ${difference_words(figure, compared)} – ${verdict_words(compared)}`),
    svg("line", { x1: 0, x2: width, y1: y + row, y2: y + row, stroke: "var(--rule)" }),
    svg(
      "text",
      { x: 0, y: words_at, "font-size": 12, "font-family": "var(--sans)", fill: "var(--ink)" },
      what,
      figure.group !== "total" && svg("tspan", { fill: "var(--muted)" }, `  ${cut(where, room)}`),
    ),
    Number.isFinite(change.low) &&
      compared.verdict !== "unchanged" &&
      svg("line", {
        x1: inside(at(change.low)),
        x2: inside(at(change.high)),
        y1: line,
        y2: line,
        stroke: colour,
        "stroke-width": differs ? 2.5 : 1.5,
      }),
    !Number.isNaN(x) && mark(inside(x), line, compared, beyond),
    svg(
      "text",
      {
        x: width,
        y: line + 4,
        "text-anchor": "end",
        "font-size": 12,
        "font-family": "var(--sans)",
        "font-weight": differs ? 600 : 400,
        fill: differs ? "var(--ink)" : "var(--muted)",
      },
      compared.verdict === "noise"
        ? `~ ${difference_words(figure, compared)}`
        : difference_words(figure, compared),
    ),
  );
}

export function forest(figures: readonly ComparedFigure[], scenario: number, label: string) {
  const rows = figures.map((figure): Row => {
    const compared = figure.scenarios[scenario]!;
    return { figure, compared, change: relative(figure, compared) };
  });
  const reach = reach_of(rows.map(({ change }) => change));
  const box = h("div", { class: "forest", role: "img", "aria-label": label, "data-paper": paper_width });
  fitted(box, (width) => {
    const places = places_of(width);
    const height = places.top + rows.length * places.row;
    box.replaceChildren(
      svg(
        "svg",
        { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": true },
        scale(places, reach, height),
        ...rows.map((row, i) => row_of(row, places.top + i * places.row, places, reach)),
      ),
    );
  });
  return box;
}
