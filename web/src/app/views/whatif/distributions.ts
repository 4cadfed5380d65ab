// SPDX-License-Identifier: Apache-2.0
// Base and alternative over each other: how long the boxes of a flow take, and
// how many trains stand before a border, week by week. Where the result of a
// comparison has no distributions, as older ones, the alternative's year is
// simulated for this, with the same luck.
import { h } from "../../../base/dom";
import type { Json } from "../../../data/json";
import { read_report } from "../../../data/read";
import type { Flow, Queue, Simulation, Spread } from "../../../data/types";
import type { Job, JobRequest, Network } from "../../api/client";
import { ask_and_follow } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { live_chart, type ChartLibrary } from "../../charts/live_chart";
import { say, term } from "../../i18n";
import { country, date, number, percent } from "../../i18n/format";
import { failure_card } from "../../ui/failure";
import { figure } from "../../ui/figure";
import { place_names } from "../../ui/names";
import { labelled, select } from "../../ui/select";
import { ended_badly, show_progress } from "../../ui/job_progress";
import type { Store } from "../../state/store";
import { one } from "../../state/url";
import type { ViewContext } from "../../view";

export interface Pair {
  base: Spread;
  other: Spread;
  name: string; // of the alternative
  network: Network;
}

const flow_key = ({ origin, destination, cargo, path, route }: Flow) =>
  [origin, destination, cargo, path, ...route].join(" ");
const queue_key = ({ place, from_country, to_country }: Queue) =>
  [place, from_country, to_country].join(" ");

interface Shared<T> {
  key: string;
  words: string;
  base: T;
  other: T;
}

const most_shown = 40;

export function shared_flows({ base, other, network }: Pair): Shared<Flow>[] {
  const name = place_names(network);
  const others = new Map(other.flows.map((flow) => [flow_key(flow), flow]));
  return [...base.flows]
    .sort((a, b) => b.teu_year.mean - a.teu_year.mean)
    .flatMap((flow) => {
      const found = others.get(flow_key(flow));
      if (!found || flow.transit_histogram.share.length === 0) return [];
      const fixed = flow.path === "fixed" ? `, ${say.whatif.by_timetable}` : "";
      const words = `${name(flow.origin)} → ${name(flow.destination)}, ${term("cargo", flow.cargo)}${fixed}`;
      const via = flow.route.length > 0 ? ` (${flow.route.map(name).join(" · ")})` : "";
      return [{ key: flow_key(flow), words: words + via, base: flow, other: found }];
    })
    .slice(0, most_shown);
}

export function shared_queues({ base, other, network }: Pair): Shared<Queue>[] {
  const name = place_names(network);
  const land = (code: string) => (code === "*" ? say.whatif.any_country : country(code));
  const others = new Map(other.queues.map((queue) => [queue_key(queue), queue]));
  return base.queues
    .flatMap((queue) => {
      const found = others.get(queue_key(queue));
      if (!found) return [];
      const words = `${name(queue.place)}, ${land(queue.from_country)} → ${land(queue.to_country)}`;
      return [{ key: queue_key(queue), words, base: queue, other: found }];
    })
    .sort(
      (a, b) =>
        Math.abs(b.other.trains.mean - b.base.trains.mean) -
        Math.abs(a.other.trains.mean - a.base.trains.mean),
    );
}

const curve = (points: [number, number][], step: boolean, is_base: boolean) => ({
  type: "line" as const,
  silent: true,
  showSymbol: false,
  ...(step ? { step: "end" as const } : {}),
  data: points,
  lineStyle: {
    color: is_base ? "var(--muted)" : "var(--first)",
    width: is_base ? 1.5 : 2,
    type: is_base ? ("dashed" as const) : ("solid" as const),
  },
  ...(is_base ? { areaStyle: { color: "var(--ridge)", opacity: 0.6 } } : {}),
});

function axes(library: ChartLibrary, across: string, up: string) {
  const { quiet_axis, named, above } = library;
  return {
    grid: { left: 8, right: 12, top: 34, bottom: 34, containLabel: true },
    xAxis: { type: "value" as const, ...named(across), ...quiet_axis },
    yAxis: { type: "value" as const, min: 0, ...above(up), ...quiet_axis },
  };
}

// Starts and ends at zero, a step for each class of days.
function steps_of({ width_days, share }: Flow["transit_histogram"]) {
  const first = share.findIndex((one) => one > 0);
  const inside = share.map((one, i): [number, number] => [i * width_days, 100 * one]);
  const from = Math.max(0, first - 1);
  return [...inside.slice(from), [share.length * width_days, 0] as [number, number]];
}

// Two lines that are told apart without colour, too.
function line_legend(name: string): HTMLElement {
  const sample = (text: string, style: string) =>
    h("li", {}, h("i", { class: `line-key ${style}` }), text);
  return h(
    "ul",
    { class: "line-keys" },
    sample(say.whatif.base, "base"),
    sample(name, "other"),
  );
}

function transit_chart({ base, other, words }: Shared<Flow>): HTMLElement {
  return live_chart({
    label: `${say.whatif.days_on_way}: ${words}`,
    height: 230,
    option: (library) => ({
      ...axes(library, say.whatif.days_on_way, say.whatif.share_of_boxes),
      series: [
        curve(steps_of(base.transit_histogram), true, true),
        curve(steps_of(other.transit_histogram), true, false),
      ],
    }),
  });
}

function queue_chart({ base, other, words }: Shared<Queue>): HTMLElement {
  const points = ({ trains_weekly }: Queue) =>
    trains_weekly.map((trains, week): [number, number] => [week + 1, trains]);
  return live_chart({
    label: `${say.whatif.trains_standing}: ${words}`,
    height: 230,
    option: (library) => ({
      ...axes(library, say.whatif.week, say.whatif.trains_standing),
      series: [curve(points(base), false, true), curve(points(other), false, false)],
    }),
  });
}

function transit_figure(pair: Pair, flow: Shared<Flow>): HTMLElement {
  const { width_days } = flow.base.transit_histogram;
  const classes = Math.max(
    flow.base.transit_histogram.share.length,
    flow.other.transit_histogram.share.length,
  );
  const rows = Array.from({ length: classes }, (_, i) => i);
  const share = (of: Flow, i: number) => of.transit_histogram.share[i] ?? 0;
  return figure({
    title: say.whatif.days_on_way,
    file: "days-on-the-way",
    chart: h("div", {}, line_legend(pair.name), transit_chart(flow)),
    rows,
    fields: [
      {
        title: say.whatif.days_on_way,
        cell: (i: number) => `${number(i * width_days, 1)}–${number((i + 1) * width_days, 1)}`,
      },
      { title: say.whatif.base, number: true, cell: (i) => percent(share(flow.base, i), 1), raw: (i) => share(flow.base, i) },
      { title: pair.name, number: true, cell: (i) => percent(share(flow.other, i), 1), raw: (i) => share(flow.other, i) },
    ],
  });
}

function queue_figure(pair: Pair, queue: Shared<Queue>): HTMLElement {
  const start = Date.UTC(pair.network.base_year ?? 2024, 0, 1);
  const rows = queue.base.trains_weekly.map((_, week) => week);
  return figure({
    title: say.whatif.trains_standing,
    file: "trains-standing",
    chart: h("div", {}, line_legend(pair.name), queue_chart(queue)),
    rows,
    fields: [
      { title: say.whatif.week, cell: (week: number) => date(start + week * 7 * 86_400_000) },
      { title: say.whatif.base, number: true, cell: (week) => number(queue.base.trains_weekly[week], 1) },
      { title: pair.name, number: true, cell: (week) => number(queue.other.trains_weekly[week], 1) },
    ],
  });
}

// A choice, and the figure of what is chosen; it stands in the
// address, so it stays when a result is refined.
function chooser<T>(
  store: Store,
  name: "flow" | "queue",
  items: Shared<T>[],
  draw: (item: Shared<T>) => HTMLElement,
): HTMLElement | null {
  const place = h("div", {});
  const [first] = items;
  if (!first) return null;
  const asked = one(store.state.params, name);
  const chosen = items.find(({ key }) => key === asked) ?? first;
  const show = (wanted: Shared<T>) => place.replaceChildren(draw(wanted));
  show(chosen);
  const choose = (key: string) => {
    store.amend_look({ [name]: key === first.key ? undefined : key });
    show(items.find((item) => item.key === key) ?? first);
  };
  const options = items.map(({ key, words }) => [key, words] as const);
  const label = name === "flow" ? say.whatif.flow : say.whatif.border;
  const picker = labelled(label, select(options, chosen.key, choose));
  return h("div", { class: "chooser card" }, picker, place);
}

export function pair_of_charts({ store }: ViewContext, pair: Pair): HTMLElement {
  return h(
    "div",
    { class: "two-charts" },
    chooser(store, "flow", shared_flows(pair), (flow) => transit_figure(pair, flow)),
    chooser(store, "queue", shared_queues(pair), (queue) => queue_figure(pair, queue)),
  );
}

// The same years as the comparison's, of one alternative.
export function year_of_alternative(job: Job, i: number, base: Simulation): JobRequest {
  const alternative = job.request.scenarios?.[i] ?? "";
  const names = alternative.split("+");
  const drafts = Object.fromEntries(
    Object.entries(job.request.drafts ?? {}).filter(([name]) => names.includes(name)),
  );
  return {
    kind: "simulation",
    corridor: job.corridor,
    scenarios: names,
    replications: base.replications,
    seed: base.seed,
    ...(job.request.days ? { days: job.request.days } : {}),
    ...(job.request.warm_up_days ? { warm_up_days: job.request.warm_up_days } : {}),
    ...(Object.keys(drafts).length > 0 ? { drafts } : {}),
  };
}

export function distributions(
  context: ViewContext,
  request: JobRequest,
  parts: Omit<Pair, "other">,
): HTMLElement {
  const { corridor, signal } = context;
  const place = h("div", { class: "distributions" });
  const fail = (error: unknown) => {
    if (!is_abort(error)) place.replaceChildren(failure_card(error, offer));
  };
  const ask = async () => {
    const ended = await ask_and_follow(request, {
      signal,
      on_job: (job) => show_progress(place, job),
    });
    if (ended.state !== "done") throw ended_badly(ended);
    const { simulation } = read_report(await corridor.result<Json>(ended));
    if (simulation)
      place.replaceChildren(pair_of_charts(context, { ...parts, other: simulation }));
  };
  const offer = () => {
    const button = h("button", { type: "button" }, say.whatif.show_distributions);
    button.addEventListener("click", () => {
      button.disabled = true;
      ask().catch(fail);
    });
    place.replaceChildren(
      h("p", { class: "small" }, say.whatif.distributions_hint),
      button,
    );
  };
  offer();
  return place;
}
