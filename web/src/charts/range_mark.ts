// SPDX-License-Identifier: Apache-2.0
// One observed range and the simulated interval on a scale without unit: per
// cent more or less than the middle of what was observed, so that rows of any
// unit are compared at a glance. A disc lies inside, a diamond outside; an
// arrow says that the mark lies beyond the edge of the picture.
import { svg } from "../base/dom";
import { clamp } from "../base/format";
import type { Interval } from "../data/types";

const size = { width: 260, height: 20 };

export interface Compared {
  low: number;
  high: number;
  simulated: Interval;
  inside: boolean;
  grade?: string; // of a miss, for its colour
  assumed?: boolean; // the range is not reported, only a value in it
}

// The middle of what was observed is 0, half as much again 0.5.
export function deviation(value: number, low: number, high: number): number {
  const middle = (low + high) / 2;
  if (value === middle) return 0;
  return (value - middle) / Math.abs(middle);
}

// How far the picture reaches either way: nine in ten rows fit in whole.
export function reach_of(rows: Compared[]): number {
  const far = rows
    .map(({ low, high, simulated }) =>
      Math.max(
        Math.abs(deviation(high, low, high)) || 0,
        Math.abs(deviation(simulated.mean, low, high)) || 0,
      ),
    )
    .sort((a, b) => a - b);
  const most = far[Math.ceil(0.9 * far.length) - 1] ?? 0;
  return [0.1, 0.2, 0.5, 1].find((reach) => most <= reach) ?? 1;
}

export function range_mark(
  { low, high, simulated, inside, grade, assumed }: Compared,
  reach: number,
  label: string,
): SVGSVGElement {
  const middle = size.height / 2;
  const at = (value: number) => 0.5 + deviation(value, low, high) / (2 * reach);
  const x = (value: number) => size.width * clamp(at(value), 0.03, 0.97);
  const image = svg("svg", {
    class: `range ${grade ?? (inside ? "inside" : "far")}`,
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: "img",
    "aria-label": label,
  });
  const [from, to] = [x(low), x(high)];
  image.append(
    svg("line", { class: "base", x2: size.width, y1: middle, y2: middle }),
    svg("rect", { class: assumed ? "band assumed" : "band", x: from, y: 4, width: to - from, height: 12 }),
  );
  if (!assumed)
    image.append(svg("path", { class: "end", d: `M${from},3v14M${to},3v14` }));
  if (simulated.high > simulated.low)
    image.append(
      svg("line", {
        class: "interval",
        x1: x(simulated.low),
        x2: x(simulated.high),
        y1: middle,
        y2: middle,
      }),
    );
  if (Number.isFinite(simulated.mean))
    image.append(mark(x(simulated.mean), middle, at(simulated.mean), inside));
  return image;
}

// The scale above a column of such pictures.
export function range_scale(reach: number): SVGSVGElement {
  const percent = Math.round(50 * reach);
  const marks: [number, string][] = [
    [0.25, `\u2212${percent}\u202f%`],
    [0.5, "observed"],
    [0.75, `+${percent}\u202f%`],
  ];
  return svg(
    "svg",
    {
      class: "range scale",
      viewBox: `0 0 ${size.width} ${size.height}`,
      "aria-hidden": "true",
    },
    ...marks.flatMap(([share, words]) => {
      const x = size.width * share;
      return [
        svg("text", { x, y: 11 }, words),
        svg("line", { class: "end", x1: x, x2: x, y1: 15, y2: 20 }),
      ];
    }),
  );
}

function mark(x: number, y: number, p: number, inside: boolean): SVGElement {
  if (p > 1)
    return svg("path", { class: "mark", d: `M${x - 5},${y - 6}l11,6l-11,6z` });
  if (p < 0)
    return svg("path", { class: "mark", d: `M${x + 5},${y - 6}l-11,6l11,6z` });
  if (inside) return svg("circle", { class: "mark", cx: x, cy: y, r: 4.5 });
  return svg("path", { class: "mark", d: `M${x},${y - 6}l6,6l-6,6l-6,-6z` });
}
