// SPDX-License-Identifier: Apache-2.0
// Play, steps, speed, month and what the colours mean.
import { h } from "../../../base/dom";
import { say } from "../../i18n";
import { date_and_time, month, number } from "../../i18n/format";
import { moves_little } from "../../theme";
import { select } from "../../ui/select";
import { speeds, type Clock } from "./clock";
import { colour_of, colourings, kinds_of, type Colouring } from "./kinds";
import { day_minutes } from "./tracks";

const hour = 60;

function button(text: string, title: string, act: () => void, kind = "") {
  const made = h("button", { type: "button", class: kind || undefined, title }, text);
  made.addEventListener("click", act);
  return made;
}

function months_from(start: number, days: number): [string, string][] {
  const begin = new Date(start);
  return Array.from({ length: Math.ceil(days / 30) + 1 }, (_, i) => {
    const first = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + i, 1);
    return { minute: (first - start) / 60_000, first };
  })
    .filter(({ minute }) => minute >= 0 && minute < days * day_minutes)
    .map(({ minute, first }) => [String(minute), month(first)]);
}

export interface Controls {
  element: HTMLElement;
  show_time: (minute: number) => void;
  show_playing: () => void;
}

interface Setup {
  clock: Clock;
  start: number; // ms
  days: number;
  by: Colouring;
  boxes: boolean;
  on_speed: (hours: number) => void;
  on_colouring: (by: Colouring) => void;
  on_boxes: (wanted: boolean) => void;
}

export function controls(setup: Setup): Controls {
  const { clock, start, days } = setup;
  const still = moves_little();
  const toggle = () => (clock.playing ? clock.pause() : clock.play());
  const play = button("▶", say.motion.play, toggle, "play primary");
  play.setAttribute("aria-label", say.motion.play);
  const time = h("output", { class: "time" });
  const slider = h("input", {
    type: "range",
    min: 0,
    max: days * day_minutes - 1,
    step: hour,
    "aria-label": say.motion.time,
  });
  slider.addEventListener("input", () => clock.go(Number(slider.value)));
  const months = months_from(start, days);
  const jump = select(months, "", (minute) => clock.go(Number(minute)), say.motion.jump);
  const speed = select(
    speeds.map((n) => [String(n), say.motion.hours_a_second(number(n))] as const),
    String(clock.hours_a_second),
    (value) => setup.on_speed(Number(value)),
    say.motion.speed,
  );
  const by = select(
    colourings.map((one) => [one, say.motion.colourings[one]] as const),
    setup.by,
    (value) => setup.on_colouring(value as Colouring),
    say.motion.colours,
  );
  const boxes = h("input", { type: "checkbox", checked: setup.boxes });
  boxes.addEventListener("change", () => setup.on_boxes(boxes.checked));
  const show_playing = () => {
    play.textContent = clock.playing ? "❚❚" : "▶";
    const words = clock.playing ? say.motion.pause : say.motion.play;
    play.setAttribute("aria-label", words);
    play.title = words;
  };
  const element = h(
    "div",
    { class: "motion-controls" },
    h(
      "div",
      { class: "controls-row" },
      button(`\u221224 ${say.units.hour}`, say.motion.back_day, () => clock.go(clock.minute - day_minutes)),
      !still && play,
      button(`+24 ${say.units.hour}`, say.motion.on_day, () => clock.go(clock.minute + day_minutes)),
      time,
      !still && speed,
      jump,
      by,
      h("label", { class: "tick" }, boxes, h("span", {}, say.motion.boxes)),
    ),
    slider,
  );
  return {
    element,
    show_playing,
    show_time: (minute) => {
      slider.value = String(minute);
      const words = date_and_time(start + minute * 60_000);
      time.textContent = `${words} UTC`;
      slider.setAttribute("aria-valuetext", words);
      const now = months.filter(([at]) => Number(at) <= minute).pop();
      if (now) jump.value = now[0];
    },
  };
}

// Space and arrows, wherever no field or button wants them.
export function listen_to_keys(clock: Clock, signal: AbortSignal) {
  const steps: Record<string, number> = { ArrowLeft: -hour, ArrowRight: hour };
  addEventListener(
    "keydown",
    (event) => {
      const at = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (at.closest("button, select, input:not([type=range]), textarea, a, summary")) return;
      const step = (steps[event.key] ?? 0) * (event.shiftKey ? 24 : 1);
      if (event.key === " ") {
        if (clock.playing) clock.pause();
        else clock.play();
      } else if (step && !at.closest(".maplibregl-canvas")) clock.go(clock.minute + step);
      else return;
      event.preventDefault();
    },
    { signal },
  );
}

export function motion_legend(by: Colouring, boxes: boolean): HTMLElement {
  const { motion } = say;
  const swatch = (name: string, words: string) =>
    h("li", {}, h("i", { class: `moving-key ${name}` }), words);
  const colours = [...kinds_of[by]]
    .filter((kind) => kind !== "road")
    .map((kind) => swatch(colour_of[kind]!, motion.kinds[kind]));
  return h(
    "details",
    { class: "legend", open: !matchMedia("(max-width: 680px)").matches },
    h("summary", {}, motion.legend),
    h(
      "ul",
      {},
      ...colours,
      swatch("queue", motion.queue_mark),
      boxes && swatch("boxes", motion.box_mark),
      swatch("shut", motion.shut_mark),
      swatch("ban", motion.ban_mark),
    ),
  );
}
