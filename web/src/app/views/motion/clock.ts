// SPDX-License-Identifier: Apache-2.0
// The time that is shown: it plays, steps and jumps. Where motion is not
// wanted it only steps.
import { moves_little } from "../../theme";
import { day_minutes } from "./tracks";

export const speeds = [3, 6, 12, 24, 48, 120]; // hours of the year a second
export const usual_speed = 12;

export interface ClockActs {
  days: number;
  signal: AbortSignal;
  on_time: (minute: number) => void;
  on_rest: (minute: number) => void; // when it stopped or jumped
  on_frames: (a_second: number) => void;
}

const longest_frame = 250; // ms: after a pause of the page it does not leap

export class Clock {
  minute = 0;
  hours_a_second = usual_speed;
  playing = false;
  private last = 0;
  private frames = 0;
  private counted_from = 0;

  constructor(private readonly acts: ClockActs) {
    acts.signal.addEventListener("abort", () => (this.playing = false));
  }

  get end(): number {
    return this.acts.days * day_minutes - 1;
  }

  go(minute: number) {
    this.set(minute);
    if (!this.playing) this.acts.on_rest(this.minute);
  }

  play() {
    if (this.playing || moves_little()) return;
    if (this.minute >= this.end) this.set(0);
    this.playing = true;
    this.last = 0;
    this.frames = 0;
    this.counted_from = performance.now();
    requestAnimationFrame(this.frame);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.go(this.minute); // now all parts show it, also those that were slow
  }

  private set(minute: number) {
    this.minute = Math.min(this.end, Math.max(0, minute));
    this.acts.on_time(this.minute);
  }

  private readonly frame = (now: number) => {
    if (!this.playing) return;
    const passed = this.last === 0 ? 0 : Math.min(longest_frame, now - this.last);
    this.last = now;
    this.set(this.minute + (passed / 1000) * this.hours_a_second * 60);
    this.count(now);
    if (this.minute >= this.end) this.pause();
    else requestAnimationFrame(this.frame);
  };

  private count(now: number) {
    ++this.frames;
    const span = now - this.counted_from;
    if (span < 1000) return;
    this.acts.on_frames((1000 * this.frames) / span);
    this.frames = 0;
    this.counted_from = now;
  }
}
