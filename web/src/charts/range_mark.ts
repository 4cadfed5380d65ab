// SPDX-License-Identifier: Apache-2.0
// One observed range and the simulated interval on a common scale: the range
// is drawn from 0 to 1 whatever its unit. A disc lies inside, a diamond
// outside; an arrow says that the mark lies beyond the edge of the picture.
import { svg } from "../base/dom";
import { clamp } from "../base/format";
import type { Interval } from "../data/types";

const size = { width: 260, height: 20 };
const seen = { from: -1.5, to: 2.5 }; // widths of the observed range

// A single reported value has no width: a tenth of it stands for the range.
export function observed_width(low: number, high: number): number {
  if (high > low) return high - low;
  return Math.abs(high) * 0.1 || 1;
}

export function position(value: number, low: number, high: number): number {
  const width = observed_width(low, high);
  return high > low ? (value - low) / width : 0.5 + (value - low) / width;
}

export function range_mark(
  low: number,
  high: number,
  simulated: Interval,
  inside: boolean,
  label: string,
): SVGSVGElement {
  const middle = size.height / 2;
  const at = (p: number) =>
    (size.width * (clamp(p, seen.from, seen.to) - seen.from)) /
    (seen.to - seen.from);
  const x = (value: number) =>
    clamp(at(position(value, low, high)), 7, size.width - 7);
  const mean = position(simulated.mean, low, high);
  const image = svg("svg", {
    class: inside ? "range inside" : "range outside",
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: "img",
    "aria-label": label,
  });
  image.append(
    svg("line", { class: "base", x2: size.width, y1: middle, y2: middle }),
  );
  if (high > low)
    image.append(
      svg("rect", { class: "band", x: at(0), y: 4, width: at(1) - at(0), height: 12 }),
      svg("path", { class: "end", d: `M${at(0)},3v14M${at(1)},3v14` }),
    );
  else
    image.append(svg("path", { class: "end", d: `M${at(0.5)},2v16` }));
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
  image.append(mark(x(simulated.mean), middle, mean, inside));
  return image;
}

function mark(x: number, y: number, p: number, inside: boolean): SVGElement {
  if (p > seen.to)
    return svg("path", { class: "mark", d: `M${x - 5},${y - 6}l11,6l-11,6z` });
  if (p < seen.from)
    return svg("path", { class: "mark", d: `M${x + 5},${y - 6}l-11,6l11,6z` });
  if (inside) return svg("circle", { class: "mark", cx: x, cy: y, r: 4.5 });
  return svg("path", { class: "mark", d: `M${x},${y - 6}l6,6l-6,6l-6,-6z` });
}
