// SPDX-License-Identifier: Apache-2.0
// Capacity: what the corridor can carry, what holds it back, what one more is
// worth; and which projects come first under a budget.
import { h } from "../../../base/dom";
import type { Json } from "../../../data/json";
import { binding, carries_all } from "../../../data/limits";
import { capacity as read_capacity } from "../../../data/read_capacity";
import type { Capacity, Limit } from "../../../data/types";
import { api, type Job, type Link, type Network } from "../../api/client";
import { ask_and_follow, follow, is_over, jobs_for } from "../../api/jobs";
import { is_abort, unless_abort } from "../../api/problem";
import { say } from "../../i18n";
import { number, percent } from "../../i18n/format";
import { quiet } from "../../map/busy";
import type { LiveMap } from "../../map/live_map";
import { Tables } from "../../scenario/tables";
import { one } from "../../state/url";
import { finding, findings_row } from "../../ui/facts";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { ended_badly, show_progress } from "../../ui/job_progress";
import { names_of, type Names } from "../../ui/names";
import { map_png_button, small_button } from "../../ui/tools";
import { on_scenarios, renewing, type View, type ViewContext } from "../../view";
import { bottleneck_list, growth_ladder, left_behind } from "./bottlenecks";
import { investment_view } from "./investment";
import {
  gain_words,
  limit_words,
  rough,
  season_words,
  step_words,
  usage_words,
} from "./limit_words";
import { saturation_legend } from "./legend";
import { draft_steps, objectives, parse_question, request_of } from "./question";
import { add_saturation } from "./saturation_map";
import { cell_of, format_step, one_more, type Step } from "./steps";

function headlines(names: Names, found: Capacity): HTMLElement {
  const { capacity: words } = say;
  const { served_teu_year, demanded_teu_year, demand_factor, growth } = found;
  const [dearest] = binding(found);
  const grows = found.objective === "growth" ? found.value : growth?.value;
  const facts = [
    finding(
      carries_all(found) ? words.carries_all : words.carries_most,
      rough(served_teu_year),
      words.of_demand(
        percent(served_teu_year / demanded_teu_year),
        rough(demanded_teu_year),
        number(demand_factor, Number.isInteger(demand_factor) ? 0 : 2),
      ),
    ),
  ];
  if (grows && Number.isFinite(grows))
    facts.push(
      finding(words.grows_to, words.times_words(number(grows, 2)), season_words(growth?.binding_season ?? found.binding_season)),
    );
  if (dearest)
    facts.push(finding(words.dearest, gain_words(dearest.one_step), `${limit_words(names, dearest)}: ${step_words(dearest)}`));
  return findings_row(facts);
}

// What the steps brought, against the answer without them.
function gained(found: Capacity, before: Capacity | null): HTMLElement | null {
  if (!before || before === found) return null;
  const { capacity: words } = say;
  const more = found.served_teu_year - before.served_teu_year;
  const growth = found.objective === "growth" ? found.value - before.value : 0;
  return h(
    "p",
    { class: "notice", role: "status" },
    words.with_steps(
      growth ? words.more_growth(number(growth, 3)) : `${more >= 0 ? "+" : "\u2212"}${rough(Math.abs(more))} ${say.units.teu}`,
    ),
  );
}

class CapacityView {
  private readonly names: Names;
  private readonly tables: Tables;
  private readonly line = h("div", { class: "job-line" });
  private readonly chips = h("div", { class: "chips" });
  private readonly body = h("div", { class: "results" });
  private readonly map_side = h("div", { class: "map-side" });
  private found: Capacity | null = null;
  private before: Capacity | null = null; // without the steps
  private live: LiveMap | null = null;
  private fill: ((capacity: Capacity) => void) | null = null;
  private readonly renew: () => AbortSignal;
  private readonly objective = h(
    "select",
    {},
    ...objectives.map((value) => h("option", { value }, say.capacity.objectives[value])),
  );
  private readonly factor = h("input", {
    type: "number",
    min: 0.1,
    max: 100,
    step: "any",
    placeholder: say.capacity.factor_default,
  });

  constructor(
    private readonly context: ViewContext,
    private readonly network: Network,
  ) {
    this.names = names_of(network);
    this.tables = new Tables(context.corridor.name, context.signal);
    this.renew = renewing(context.signal);
  }

  build(): HTMLElement {
    this.body.append(h("p", { class: "nothing" }, say.capacity.nothing_yet));
    return h(
      "div",
      { class: "capacity-part" },
      this.form(),
      this.line,
      this.chips,
      h("div", { class: "capacity-body" }, this.map_side, this.body),
    );
  }

  private form(): HTMLElement {
    const { store } = this.context;
    const { capacity: words } = say;
    const { objective, factor } = this;
    this.show_question();
    const keep = () =>
      store.amend_look({
        objective: objective.value === "throughput" ? undefined : objective.value,
        factor: factor.value || undefined,
        job: undefined,
      });
    objective.addEventListener("change", keep);
    factor.addEventListener("change", keep);
    const form = h(
      "form",
      { class: "inline-form" },
      h("label", {}, words.objective, objective),
      h("label", {}, words.factor, factor),
      h("button", { type: "submit", class: "primary" }, words.ask),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    return form;
  }

  private show_question() {
    const question = parse_question(this.context.store.state.params);
    this.objective.value = question.objective;
    this.factor.value = question.factor === null ? "" : String(question.factor);
  }

  async start() {
    const { job } = parse_question(this.context.store.state.params);
    const opened = this.open_map();
    if (job) void this.reopen(job);
    else this.ask_if_known().catch((error) => this.fail(error));
    await opened;
  }

  private async open_map() {
    const box = h("div", { class: "map-box" });
    const file = `${this.context.corridor.name}-saturation`;
    const png = map_png_button(say.capacity.map, file, () => this.live);
    this.map_side.append(box, saturation_legend(), h("div", { class: "tools map-tools" }, png));
    const { create_map } = await import("../../map/live_map");
    const { signal, corridor } = this.context;
    if (signal.aborted) return;
    this.live = await create_map(box, {
      network: this.network,
      label: say.capacity.map_label(corridor.title),
      signal,
      link_tip: (link) => this.link_tip(link),
    });
    this.live.show(quiet);
    this.fill = add_saturation(this.live, this.network, signal);
    if (this.found) this.fill(this.found);
  }

  private link_tip({ link, from, to }: Link): Node {
    const limits = (this.found?.limits ?? []).filter((limit) => limit.link === link);
    return h(
      "div",
      {},
      h("strong", {}, `${this.names.place(from)} – ${this.names.place(to)}`),
      ...limits.map((limit) =>
        h("div", {}, `${limit_words(this.names, limit)}: ${usage_words(limit)}`),
      ),
    );
  }

  // An answer that the store has costs nothing; else it waits for the button.
  private async ask_if_known() {
    const { store, corridor } = this.context;
    const signal = this.renew();
    const question = parse_question(store.state.params);
    if (question.steps.length > 0) return this.ask();
    const { scenarios } = store.state;
    const jobs = await jobs_for("capacity", corridor.name, scenarios, signal);
    const wanted = request_of(corridor.name, scenarios, question, null);
    const known = jobs.find(
      ({ state, request }) => state === "done" && same_request(request, wanted),
    );
    if (known) await this.take(known, true, signal);
  }

  private fail(error: unknown) {
    if (is_abort(error)) return;
    this.line.replaceChildren(failure_card(error, () => void this.ask()));
  }

  private async reopen(id: string) {
    try {
      const signal = this.renew();
      let job = await api.job(id, signal);
      const on_job = (now: Job) => show_progress(this.line, now);
      if (!is_over(job)) job = await follow(id, { signal, on_job });
      this.take_up(job);
      await this.take(job, !job.request.drafts, signal);
    } catch (error) {
      this.fail(error);
    }
  }

  // A link that was sent shows what was asked, too.
  private take_up({ request }: Job) {
    const { objective, demand_factor } = request;
    this.context.store.amend_look({
      objective: objective === "throughput" ? undefined : objective,
      factor: demand_factor ? String(demand_factor) : undefined,
    });
    this.show_question();
  }

  private async solve(toml: string | null, signal: AbortSignal) {
    const { store, corridor } = this.context;
    const question = parse_question(store.state.params);
    const on_job = (now: Job) => show_progress(this.line, now);
    return ask_and_follow(
      request_of(corridor.name, store.state.scenarios, question, toml),
      { signal, on_job },
    );
  }

  // Without the steps first: they are told in terms of that answer's limits.
  private async ask() {
    const signal = this.renew();
    const { steps } = parse_question(this.context.store.state.params);
    try {
      await this.take(await this.solve(null, signal), true, signal);
      if (steps.length === 0 || !this.before) return;
      const toml = await draft_steps(steps, this.before.limits, this.network, this.tables);
      if (toml) await this.take(await this.solve(toml, signal), false, signal);
    } catch (error) {
      this.fail(error);
    }
  }

  private async take(job: Job, plain: boolean, signal: AbortSignal) {
    if (job.state !== "done") throw ended_badly(job);
    const found = read_capacity(await this.context.corridor.result<Json>(job));
    signal.throwIfAborted();
    this.found = found;
    if (plain) this.before = found;
    this.line.replaceChildren();
    this.context.store.amend_look({ job: job.job });
    this.show();
  }

  private show() {
    const { found, names } = this;
    if (!found) return;
    this.fill?.(found);
    this.show_chips();
    const parts = [
      headlines(names, found),
      gained(found, this.before),
      bottleneck_list(names, found, {
        can_add: (limit) => cell_of(limit, this.network) !== null,
        add: (limit) => this.add(limit),
        look: (limit) => this.look(limit),
      }),
      growth_ladder(names, found),
      left_behind(names, found),
    ];
    this.body.replaceChildren(...parts.filter((part) => part !== null));
  }

  private show_chips() {
    const { steps } = parse_question(this.context.store.state.params);
    const limits = [...(this.found?.limits ?? []), ...(this.before?.limits ?? [])];
    this.chips.replaceChildren(
      ...steps.map((step) => {
        const limit = limits.find(({ id }) => id === step.limit);
        const words = limit ? limit_words(this.names, limit) : step.limit;
        const remove = () => this.set_steps(steps.filter((one) => one !== step));
        return h(
          "span",
          { class: "chip" },
          `+${step.number} ${words}`,
          small_button("✕", `${say.whatif.remove}: ${words}`, remove),
        );
      }),
    );
  }

  private add(limit: Limit) {
    const { steps } = parse_question(this.context.store.state.params);
    this.set_steps(one_more(steps, limit.id));
  }

  private set_steps(steps: readonly Step[]) {
    this.context.store.look_at({ step: steps.map(format_step), job: undefined });
    this.show_chips();
    void this.ask();
  }

  private look({ place, link }: Limit) {
    const found = this.network.links.find((one) => one.link === link);
    const codes = found ? [found.from, found.to] : [place];
    const places = codes
      .map((code) => this.live?.places.get(code))
      .filter((one) => one !== undefined);
    if (places.length > 0) this.live?.go_to(places, 6);
    if (places[0]) this.live?.select(places[0].place);
  }
}

type Request = Job["request"];

// The keys of a request may stand in any order, and blank lists be left out.
export function same_request(a: Request, b: Request): boolean {
  const text = (request: Request) =>
    JSON.stringify(
      Object.entries({ ...request, scenarios: request.scenarios ?? [] })
        .filter(([, value]) => value !== undefined && value !== null)
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    );
  return text(a) === text(b);
}

function part_tabs({ store }: ViewContext, part: string): HTMLElement {
  const { capacity: words } = say;
  const tab = (name: string, text: string) => {
    const params = { ...store.state.params, part: name ? [name] : [] };
    const go = () => store.look_at({ part: name || undefined });
    const current = part === name ? "page" : undefined;
    return inner_link(store.link({ params }), go, { "aria-current": current }, text);
  };
  return h("nav", { class: "part-tabs", "aria-label": words.title }, tab("", words.limits_tab), tab("investment", words.investment_tab));
}

export const view: View = {
  async mount(element, context) {
    const { corridor, store, signal } = context;
    const network = await corridor.network();
    if (signal.aborted) return;
    const renew = renewing(signal);
    const draw = async () => {
      const now = { ...context, signal: renew() };
      const part = one(store.state.params, "part");
      const head = h("div", { class: "part-head" }, h("h1", {}, say.capacity.title), part_tabs(context, part));
      if (part === "investment") {
        element.replaceChildren(h("div", { class: "page wide" }, head, investment_view(now, network)));
        return;
      }
      const made = new CapacityView(now, network);
      element.replaceChildren(h("div", { class: "page wide" }, head, made.build()));
      await made.start().catch(unless_abort);
    };
    on_scenarios(context, () => void draw());
    store.subscribe((now, before) => {
      if (one(now.params, "part") !== one(before.params, "part")) void draw();
    }, signal);
    await draw();
  },
};
