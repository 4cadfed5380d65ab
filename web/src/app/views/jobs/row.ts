// SPDX-License-Identifier: Apache-2.0
// A job in the list: what was asked, how far it is, and what can be done.
import { fragment, h, type Child } from "../../../base/dom";
import { api, type Job, type JobKind } from "../../api/client";
import { is_over } from "../../api/jobs";
import { language, say, term } from "../../i18n";
import { date_and_time, own_zone, took } from "../../i18n/format";
import { format_url, type State, type ViewName } from "../../state/url";
import { inner_link } from "../../ui/inner_link";
import { progress_bar, progress_words } from "../../ui/job_progress";
import { toast_error } from "../../ui/failure";
import { toast } from "../../ui/live_region";
import type { ViewContext } from "../../view";

// Where a result is looked at.
const view_of: Record<JobKind, ViewName> = {
  simulation: "corridor",
  comparison: "whatif",
  capacity: "capacity",
  investment: "capacity",
  motion: "motion",
  years: "routes",
};

export function state_of_result(job: Job): State {
  const drafts = job.request.drafts ?? {};
  const kept = (job.request.scenarios ?? []).filter((name) => !(name in drafts));
  const alone = job.kind === "comparison";
  return {
    view: view_of[job.kind],
    corridor: job.corridor,
    scenarios: alone ? [] : kept,
    params: params_of(job),
  };
}

function params_of({ kind, job }: Job): State["params"] {
  if (kind === "years") return {};
  if (kind === "investment") return { part: ["investment"], ijob: [job] };
  return { job: [job] };
}

function took_words(job: Job): string {
  if (!job.started) return "";
  const end = job.finished ? Date.parse(job.finished) : Date.now();
  return took((end - Date.parse(job.started)) / 1000);
}

export function settings_words(job: Job): string[] {
  const { jobs } = say;
  const { request, seed } = job;
  const drafts = Object.keys(request.drafts ?? {});
  return [
    (request.scenarios ?? []).join(" + "),
    drafts.length > 0 ? jobs.drafts(drafts.join(", ")) : "",
    request.replications ? jobs.replications(String(request.replications)) : "",
    request.days ? jobs.days(String(request.days)) : "",
    request.objective ? say.capacity.objectives[request.objective] : "",
    seed ? jobs.seed(String(seed)) : "",
  ].filter(Boolean);
}

function button(act: string, text: string, label: string, run: () => void) {
  const made = h(
    "button",
    {
      type: "button",
      class: "small-button",
      "data-act": act,
      "aria-label": label,
    },
    text,
  );
  made.addEventListener("click", run);
  return made;
}

type OnChange = (job: Job) => void;

function change(asked: Promise<Job>, words: string, on_change: OnChange) {
  asked.then(
    (job) => {
      toast(words);
      on_change(job);
    },
    toast_error,
  );
}

function acts({ store }: ViewContext, job: Job, on_change: OnChange): Child[] {
  const { jobs } = say;
  const what = `${term("job_kind", job.kind)} ${job.corridor}`;
  if (!is_over(job))
    return [
      button("cancel", jobs.cancel, `${jobs.cancel}: ${what}`, () =>
        change(api.cancel_job(job.job), jobs.cancelled, on_change),
      ),
    ];
  if (job.state !== "done")
    return [
      button("again", jobs.again, `${jobs.again}: ${what}`, () =>
        change(api.run_again(job.job), jobs.again_asked, on_change),
      ),
    ];
  const state = state_of_result(job);
  const open = inner_link(
    format_url(state),
    () => store.go(state),
    { "aria-label": jobs.open_result(what), "data-act": "open" },
    jobs.open,
  );
  const json = h(
    "a",
    {
      href: `/v1/jobs/${encodeURIComponent(job.job)}/result`,
      target: "_blank",
      "data-act": "json",
    },
    jobs.result_json,
  );
  return [open, " · ", json];
}

function state_of(job: Job): Child[] {
  return [
    h("span", { class: `state ${job.state}` }, progress_words(job)),
    !is_over(job) && progress_bar(job),
    job.error ? error_line(job, job.error) : null,
  ];
}

// What became of it, in the words of the language, and what the server says.
function error_line({ state }: Job, error: string): HTMLElement {
  const { interrupted, failed } = say.jobs;
  if (state === "interrupted")
    return h("span", { class: "small line bad" }, interrupted);
  const said = h("span", { lang: "en" }, error);
  const lead = language !== "en" && `${failed} ${say.problems.in_english} `;
  return h("span", { class: "small line bad" }, lead, said);
}

// Whether the row could be brought up to date as it stands: what can be
// pressed stays in place while only figures change.
export function update_row(row: HTMLElement, job: Job): boolean {
  if (row.dataset.state !== job.state) return false;
  const cell = row.querySelector(".state-cell")!;
  cell.replaceChildren(fragment(...state_of(job)));
  row.querySelector(".took-cell")!.textContent = took_words(job);
  return true;
}

export function job_row(
  context: ViewContext,
  job: Job,
  on_change: OnChange,
): HTMLElement {
  return h(
    "tr",
    { "data-job": job.job, "data-state": job.state },
    h(
      "th",
      { scope: "row" },
      h("b", {}, term("job_kind", job.kind)),
      h("span", { class: "small line" }, job.corridor),
    ),
    h("td", { class: "small" }, settings_words(job).join(" · ")),
    h("td", { class: "state-cell" }, ...state_of(job)),
    h("td", {}, date_and_time(job.created, own_zone())),
    h("td", { class: "took-cell" }, took_words(job)),
    h("td", {}, ...acts(context, job, on_change)),
  );
}
