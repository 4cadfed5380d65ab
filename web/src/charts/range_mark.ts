// SPDX-License-Identifier: Apache-2.0
// One observed range and the simulated interval on a scale without unit: one
// is the middle of what was observed, and doubling goes as far to the right as
// halving to the left, so that rows of any unit are compared at a glance. A
// disc lies inside, a diamond outside; an arrow says that the mark lies beyond
// the edge of the picture.
import { svg } from "../base/dom";
import { clamp } from "../base/format";
import type { Interval } from "../data/types";

const size = { width: 260, height: 20 };
const edge = 2.5; // times the observed middle, and its inverse

// 0 at the left edge, 1 at the right; beyond for what lies outside.
export function position(value: number, low: number, high: number): number {
  const middle = (low + high) / 2;
  if (value === middle) return 0.5;
  if (!(middle > 0)) return value > middle ? Infinity : -Infinity;
  if (!(value > 0)) return -Infinity;
  return 0.5 + Math.log(value / middle) / (2 * Math.log(edge));
}

export function range_mark(
  low: number,
  high: number,
  simulated: Interval,
  inside: boolean,
  label: string,
): SVGSVGElement {
  const middle = size.height / 2;
  const x = (value: number) =>
    size.width * clamp(position(value, low, high), 0.03, 0.97);
  const image = svg("svg", {
    class: inside ? "range inside" : "range outside",
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: "img",
    "aria-label": label,
  });
  const [from, to] = [x(low), x(high)];
  image.append(
    svg("line", { class: "base", x2: size.width, y1: middle, y2: middle }),
    svg("rect", { class: "band", x: from, y: 4, width: to - from, height: 12 }),
    svg("path", { class: "end", d: `M${from},3v14M${to},3v14` }),
  );
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
  if (Number.isFinite(simulated.mean)) {
    const at = position(simulated.mean, low, high);
    image.append(mark(x(simulated.mean), middle, at, inside));
  }
  return image;
}

// The scale above a column of such pictures.
export function range_scale(): SVGSVGElement {
  const marks: [number, string][] = [
    [1 / 2, "half"],
    [1, "observed"],
    [2, "double"],
  ];
  return svg(
    "svg",
    {
      class: "range scale",
      viewBox: `0 0 ${size.width} ${size.height}`,
      "aria-hidden": "true",
    },
    ...marks.flatMap(([ratio, words]) => {
      const x = size.width * position(ratio, 1, 1);
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
