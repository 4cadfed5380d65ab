// SPDX-License-Identifier: Apache-2.0
// A year of weeks in the height of a line of text, from zero up to the
// largest week, which is marked.
import { svg } from "../base/dom";

const size = { width: 132, height: 26, pad: 3 };

export function sparkline(weeks: number[], label: string): SVGSVGElement {
  const known = weeks.filter(Number.isFinite);
  const top = Math.max(...known, 0);
  const image = svg("svg", {
    class: "spark",
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: "img",
    "aria-label": label,
  });
  const floor = size.height - size.pad;
  const x = (i: number) =>
    size.pad + ((size.width - 2 * size.pad) * i) / Math.max(1, weeks.length - 1);
  const y = (value: number) =>
    floor - ((floor - size.pad) * (value || 0)) / (top || 1);
  image.append(
    svg("line", { class: "base", x1: x(0), x2: size.width, y1: floor, y2: floor }),
  );
  if (known.length < 2 || !(top > 0)) return image;
  const line = weeks.map((v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`);
  const area = `M${x(0)},${floor}L${line.join("L")}L${x(weeks.length - 1)},${floor}Z`;
  const peak = weeks.indexOf(top);
  image.append(
    svg("path", { class: "area", d: area }),
    svg("path", { class: "line", d: `M${line.join("L")}` }),
    svg("circle", { class: "peak", cx: x(peak), cy: y(top), r: 2 }),
  );
  return image;
}
