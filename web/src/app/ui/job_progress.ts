// SPDX-License-Identifier: Apache-2.0
// How far a job is: a bar, words, and a way to call it off.
import { h } from "../../base/dom";
import { api, type Job } from "../api/client";
import { is_over } from "../api/jobs";
import { Failure } from "../api/problem";
import { say, term } from "../i18n";
import { number } from "../i18n/format";
import { toast_error } from "./failure";

export function progress_words({ state, progress }: Job): string {
  const words = term("job_state", state);
  if (state !== "running" || progress.of === 0) return words;
  return say.jobs.done_of(words, number(progress.done), number(progress.of));
}

export function progress_bar(job: Job): HTMLElement {
  const { done, of } = job.progress;
  return h("progress", {
    max: Math.max(1, of),
    value: job.state === "running" || is_over(job) ? done : undefined,
    "aria-label": progress_words(job),
  });
}

export function cancel_button(job: Job, after: (job: Job) => void = () => {}) {
  const button = h(
    "button",
    { type: "button", class: "small-button" },
    say.jobs.cancel,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    api.cancel_job(job.job).then(after, (error) => toast_error(error));
  });
  return button;
}

// To throw, of a job that ended without a result.
export function ended_badly({ kind, state, error }: Job): Failure {
  const title = `${term("job_kind", kind)}: ${term("job_state", state)}`;
  const type = state === "interrupted" ? state : "ended";
  return new Failure({ type, title, status: 409, detail: error ?? "" });
}

// Shows it in a box of its own, again and again: what can be pressed stays in
// place while the figures change.
export function show_progress(box: HTMLElement, job: Job) {
  const line = box.firstElementChild as HTMLElement | null;
  const bar = progress_bar(job);
  const words = `${term("job_kind", job.kind)}: ${progress_words(job)}`;
  if (line?.dataset.progressOf === `${job.job} ${is_over(job)}`) {
    line.querySelector("progress")!.replaceWith(bar);
    line.querySelector("span")!.textContent = words;
    return;
  }
  box.replaceChildren(
    h(
      "div",
      { class: "progress", "data-progress-of": `${job.job} ${is_over(job)}` },
      bar,
      h("span", {}, words),
      !is_over(job) && cancel_button(job),
    ),
  );
}
