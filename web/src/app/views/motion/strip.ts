// SPDX-License-Identifier: Apache-2.0
// The year under the slider: trains that stand before borders, and what is
// shut, as bands. A click goes to that time.
import { h, svg } from "../../../base/dom";
import { fitted } from "../../../base/fitted";
import { say } from "../../i18n";
import { month, number } from "../../i18n/format";
import type { Closure } from "./queues";
import { day_minutes } from "./tracks";

const inset = 8; // px, half of the slider's thumb
const tall = { curve: 46, band: 9, gap: 3, axis: 16 };

export interface StripData {
  start: number; // ms, UTC
  days: number;
  course: readonly number[]; // before all borders
  every: number; // minutes
  chosen: readonly number[] | null; // before the place looked at
  closures: readonly Closure[];
}

export interface Strip {
  element: HTMLElement;
  show_time: (minute: number) => void;
  show_data: (data: StripData) => void;
}

function curve(values: readonly number[], every: number, x: (m: number) => number, y: (v: number) => number) {
  return values.map((v, i) => `${x(i * every).toFixed(1)},${y(v).toFixed(1)}`).join("L");
}

function months(data: StripData, x: (m: number) => number, top: number) {
  const begin = new Date(data.start);
  const marks = [];
  for (let i = 0; i <= data.days / 28; ++i) {
    const first = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + i, 1);
    const minute = (first - data.start) / 60_000;
    if (minute < 0 || minute >= data.days * day_minutes) continue;
    marks.push({ first, at: x(minute), wide: x(30 * day_minutes) - x(0) });
  }
  return marks.flatMap(({ first, at, wide }, i) => [
    svg("line", { x1: at, x2: at, y1: 0, y2: top + 4, stroke: "var(--rule)" }),
    (wide > 34 || i % 3 === 0) &&
      svg("text", { x: at + 3, y: top + 13, "font-size": 11, fill: "var(--muted)" }, month(first)),
  ]);
}

function bands(closures: readonly Closure[], x: (m: number) => number, top: number) {
  return closures.map(({ words, start, end, share }) => {
    const from = x(start);
    return svg(
      "rect",
      {
        x: from,
        y: top,
        width: Math.max(1.5, x(end) - from),
        height: tall.band,
        fill: "var(--outside)",
        "fill-opacity": share > 0 ? 0.3 : 0.6,
      },
      svg("title", {}, words),
    );
  });
}

export function year_strip(go: (minute: number) => void): Strip {
  const box = h("div", { class: "strip", role: "img" });
  const head = h("div", { class: "playhead" });
  const drawing = h("div", {});
  box.append(drawing, head);
  let data: StripData | null = null;
  let minute = 0;
  let width = 0;
  const whole = () => (data?.days ?? 1) * day_minutes;
  const x = (m: number) => inset + ((width - 2 * inset) * Math.min(whole(), Math.max(0, m))) / whole();

  const draw = () => {
    if (!data || width < 1) return;
    const { course, chosen, every, closures } = data;
    const most = Math.max(1, ...course);
    const y = (v: number) => tall.curve - ((tall.curve - 12) * v) / most;
    const bans = closures.filter(({ what }) => what === "ban");
    const shut = closures.filter(({ what }) => what !== "ban");
    const lanes = [shut, bans].filter((lane) => lane.length > 0);
    const top = tall.curve + lanes.length * (tall.band + tall.gap);
    const height = top + tall.axis;
    head.style.height = `${top + 4}px`;
    const line = curve(course, every, x, y);
    drawing.replaceChildren(
      svg(
        "svg",
        { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "var(--sans)" },
        ...months(data, x, top),
        svg("path", { d: `M${x(0)},${tall.curve}L${line}L${x(course.length * every)},${tall.curve}z`, fill: "var(--waiting)", "fill-opacity": 0.22 }),
        svg("path", { d: `M${line}`, fill: "none", stroke: "var(--waiting)", "stroke-width": 1.2 }),
        chosen && svg("path", { d: `M${curve(chosen, every, x, y)}`, fill: "none", stroke: "var(--ink)", "stroke-width": 1.4 }),
        svg("text", { x: inset + 2, y: 10, "font-size": 11, fill: "var(--muted)" }, say.motion.strip_most(number(most))),
        ...lanes.flatMap((lane, i) => bands(lane, x, tall.curve + tall.gap + i * (tall.band + tall.gap))),
      ),
    );
    box.setAttribute("aria-label", say.motion.strip_label(number(most), number(closures.length)));
    place_head();
  };
  const place_head = () => {
    head.style.transform = `translateX(${x(minute)}px)`;
  };
  fitted(box, (now) => {
    width = now;
    draw();
  });
  box.addEventListener("click", (event) => {
    const from = box.getBoundingClientRect().left + inset;
    go(((event.clientX - from) / Math.max(1, width - 2 * inset)) * whole());
  });
  return {
    element: box,
    show_time: (now) => {
      minute = now;
      place_head();
    },
    show_data: (now) => {
      data = now;
      draw();
    },
  };
}
