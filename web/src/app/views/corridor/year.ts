// SPDX-License-Identifier: Apache-2.0
// The newest simulated year of the corridor with the scenarios chosen: found,
// listened to while it is being made, or asked for by a button.
import { h } from "../../../base/dom";
import type { Json } from "../../../data/json";
import { read_report } from "../../../data/read";
import type { Simulation } from "../../../data/types";
import { api, type Job } from "../../api/client";
import { ask_and_follow, follow, is_over, jobs_for, same } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { date_and_time, number, own_zone } from "../../i18n/format";
import { one } from "../../state/url";
import { failure_card } from "../../ui/failure";
import { ended_badly, show_progress } from "../../ui/job_progress";
import type { ViewContext } from "../../view";

export interface Year {
  job: Job;
  simulation: Simulation;
}

type OnYear = (year: Year | null) => void;

async function known_jobs({ corridor, store, signal }: ViewContext) {
  // A link may name the very job.
  const linked = one(store.state.params, "job");
  if (linked) {
    const job = await api.job(linked, signal);
    const done = job.state === "done" ? job : undefined;
    return { done, under_way: is_over(job) ? undefined : job };
  }
  const { scenarios } = store.state;
  const ours = await jobs_for("simulation", corridor.name, scenarios, signal);
  return {
    done: ours.find((job) => job.state === "done"),
    under_way: ours.find((job) => !is_over(job)),
  };
}

export function year_line(context: ViewContext, on_year: OnYear): HTMLElement {
  const line = h("div", { class: "year-line" });
  const look = () => find_year(context, line, on_year).catch(fail);
  const fail = (error: unknown) => {
    if (is_abort(error)) return;
    line.replaceChildren(failure_card(error, look));
  };
  context.store.subscribe((now, before) => {
    if (same(now.scenarios, before.scenarios)) return;
    context.store.amend_look({ job: undefined });
    void look();
  }, context.signal);
  void look();
  return line;
}

async function find_year(
  context: ViewContext,
  line: HTMLElement,
  on_year: OnYear,
) {
  line.replaceChildren();
  const asked = context.store.state.scenarios;
  const { done, under_way } = await known_jobs(context);
  if (!same(asked, context.store.state.scenarios)) return;
  if (done) await take(context, done, line, on_year);
  else if (under_way) await listen(context, under_way, line, on_year);
  else {
    on_year(null);
    line.replaceChildren(offer(context, line, on_year));
  }
}

async function read_year({ corridor }: ViewContext, job: Job) {
  const { simulation } = read_report(await corridor.result<Json>(job));
  return simulation;
}

async function take(
  context: ViewContext,
  job: Job,
  line: HTMLElement,
  on_year: OnYear,
) {
  const simulation = await read_year(context, job);
  if (!simulation) return;
  on_year({ job, simulation });
  const words = say.corridor.simulated(
    number(simulation.replications),
    number(simulation.days),
    date_and_time(job.finished ?? job.created, own_zone()),
  );
  const scenarios = job.request.scenarios ?? [];
  const added =
    scenarios.length > 0
      ? ` ${say.corridor.with_scenarios(scenarios.join(" + "))}`
      : "";
  line.replaceChildren(h("p", { class: "small" }, words + added));
}

function offer(
  context: ViewContext,
  line: HTMLElement,
  on_year: OnYear,
): HTMLElement {
  const button = h(
    "button",
    { type: "button", class: "primary" },
    say.corridor.simulate,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    listen(context, null, line, on_year).catch((error) => {
      if (!is_abort(error)) line.replaceChildren(failure_card(error));
    });
  });
  return h(
    "div",
    { class: "offer" },
    h("p", {}, say.corridor.no_simulation),
    button,
  );
}

async function listen(
  context: ViewContext,
  known: Job | null,
  line: HTMLElement,
  on_year: OnYear,
) {
  const { store, corridor, signal } = context;
  const scenarios = [...store.state.scenarios];
  const on_job = (job: Job) => show_progress(line, job);
  // What the first replications say is shown at once, and made better.
  let whole = false;
  const on_result = (job: Job) => {
    if (is_over(job)) return;
    read_year(context, job).then(
      (simulation) => {
        const wanted = !whole && same(scenarios, store.state.scenarios);
        if (simulation && wanted) on_year({ job, simulation });
      },
      () => {}, // the next one may come
    );
  };
  const listener = { signal, on_job, on_result };
  const ended = known
    ? await follow(known.job, listener)
    : await ask_and_follow(
        { kind: "simulation", corridor: corridor.name, scenarios },
        listener,
      );
  whole = true;
  if (!same(scenarios, store.state.scenarios)) return;
  if (ended.state === "done") return take(context, ended, line, on_year);
  line.replaceChildren(
    failure_card(ended_badly(ended)),
    offer(context, line, on_year),
  );
}
