// SPDX-License-Identifier: Apache-2.0
// A year in motion: one replication replayed over the map, with the year's
// queues and closures under it.
import { h } from "../../../base/dom";
import { api, type Job, type Motion, type Network } from "../../api/client";
import { ask_and_follow, follow, is_over, jobs_for } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { number, percent } from "../../i18n/format";
import { quiet } from "../../map/busy";
import type { LiveMap } from "../../map/live_map";
import { one } from "../../state/url";
import { failure_card } from "../../ui/failure";
import { ended_badly, show_progress } from "../../ui/job_progress";
import { map_png_button } from "../../ui/tools";
import { on_scenarios, renewing, type View, type ViewContext } from "../../view";
import { show_year } from "./player";

async function job_to_show({ store, corridor, signal }: ViewContext) {
  const id = one(store.state.params, "job");
  if (id) return api.job(id, signal);
  const { scenarios } = store.state;
  const jobs = await jobs_for("motion", corridor.name, scenarios, signal);
  const done = jobs.find(({ state }) => state === "done");
  return done ?? jobs.find((job) => !is_over(job));
}

function offer(context: ViewContext, element: HTMLElement, ask: () => void) {
  const button = h("button", { type: "button", class: "primary" }, say.motion.ask);
  button.addEventListener("click", () => {
    button.disabled = true;
    ask();
  });
  const { scenarios } = context.store.state;
  element.replaceChildren(
    h(
      "div",
      { class: "page" },
      h("h1", {}, say.motion.title),
      h("p", {}, say.motion.offer),
      scenarios.length > 0 && h("p", { class: "small" }, say.corridor.with_scenarios(scenarios.join(" + "))),
      button,
    ),
  );
}

function wait(element: HTMLElement) {
  const line = h("div", { class: "job-line" });
  element.replaceChildren(
    h("div", { class: "page" }, h("h1", {}, say.motion.title), line),
  );
  return (job: Job) => show_progress(line, job);
}

async function ask(context: ViewContext, element: HTMLElement, known: Job | null) {
  const { store, corridor, signal } = context;
  const on_job = wait(element);
  const ended = known
    ? await follow(known.job, { signal, on_job })
    : await ask_and_follow(
        { kind: "motion", corridor: corridor.name, scenarios: [...store.state.scenarios] },
        { signal, on_job },
      );
  if (ended.state !== "done") throw ended_badly(ended);
  return ended;
}

async function show(context: ViewContext, element: HTMLElement) {
  const again = (error: unknown) => {
    if (is_abort(error) || context.signal.aborted) return;
    console.error(error);
    element.replaceChildren(failure_card(error, () => void show(context, element)));
  };
  await find(context, element, again).catch(again);
}

async function find(context: ViewContext, element: HTMLElement, again: (error: unknown) => void) {
  const take = async (job: Job) => {
    const [network, motion] = await Promise.all([
      context.corridor.network(),
      context.corridor.result<Motion>(job),
    ]);
    if (!context.signal.aborted) await draw(context, element, { network, motion });
  };
  const found = await job_to_show(context);
  context.signal.throwIfAborted();
  if (found?.state === "done") return take(found);
  if (found && !is_over(found)) return ask(context, element, found).then(take);
  offer(context, element, () => void ask(context, element, null).then(take).catch(again));
}

interface Data {
  network: Network;
  motion: Motion;
}

async function draw(context: ViewContext, element: HTMLElement, data: Data) {
  const { network, motion } = data;
  const { corridor, store, signal } = context;
  const box = h("div", { class: "map-box" });
  const stage = h("div", { class: "map-side" }, box);
  const panel = h("aside", { class: "panel", "aria-label": say.motion.now });
  const bottom = h("div", { class: "motion-bottom" });
  element.replaceChildren(stage, panel, bottom);
  const { create_map } = await import("../../map/live_map");
  if (signal.aborted) return;
  let map: LiveMap | null = null;
  const year = show_year({
    context,
    network,
    motion,
    note: say.motion.seed(number(motion.seed ?? null), number(motion.days)),
    left: (name, share) =>
      share > 0 ? say.motion.share_left(name, percent(share)) : name,
  });
  panel.append(year.panel);
  bottom.append(year.bottom);
  const png = map_png_button(say.motion.title, `${corridor.name}-motion`, () => map);
  stage.append(year.legend, h("div", { class: "tools map-tools" }, png));
  map = await create_map(box, {
    network,
    label: say.motion.map_label(corridor.title),
    signal,
    on_place: (place) => store.look_at({ place }),
    tip: (place) => year.place_tip(place.place),
  });
  map.show(quiet);
  year.start(map, element);
}

export const view: View = {
  mount(element, context) {
    const renew = renewing(context.signal);
    const begin = () => show({ ...context, signal: renew() }, element);
    on_scenarios(context, () => void begin());
    return begin();
  },
};
