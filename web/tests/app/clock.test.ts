// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from "vitest";
import { Clock } from "../../src/app/views/motion/clock";

vi.stubGlobal("matchMedia", () => ({ matches: false }));
vi.stubGlobal("requestAnimationFrame", () => 0);

function told() {
  const words: string[] = [];
  const clock: Clock = new Clock({
    days: 2,
    signal: new AbortController().signal,
    on_time: (minute) => words.push(`${clock.playing ? "plays" : "shows"} ${minute}`),
    on_rest: (minute) => words.push(`rests ${minute}`),
    on_frames: () => {},
  });
  return { clock, words };
}

test("a step is shown once, and then rests", () => {
  const { clock, words } = told();
  clock.go(60);
  expect(words).toEqual(["shows 60", "rests 60"]);
});

// While it plays slow parts skip times: they must see the last one.
test("a pause shows the time to all before it rests", () => {
  const { clock, words } = told();
  clock.play();
  clock.go(90);
  clock.pause();
  expect(words).toEqual(["plays 90", "shows 90", "rests 90"]);
});
