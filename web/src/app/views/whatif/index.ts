// SPDX-License-Identifier: Apache-2.0
// What if: alternatives on one side, what they change on the other. What is
// being made up stands in the address; a comparison that was asked for is a job
// and reopens by its link.
import { h } from "../../../base/dom";
import type { Json } from "../../../data/json";
import { read_report } from "../../../data/read";
import { api, type Job, type JobRequest, type Network, type ScenarioList } from "../../api/client";
import { follow, is_over } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { all, one } from "../../state/url";
import { failure_card } from "../../ui/failure";
import { ended_badly, show_progress } from "../../ui/job_progress";
import { announce, toast } from "../../ui/live_region";
import { renewing, type View, type ViewContext } from "../../view";
import {
  changes_part,
  disruptions_part,
  measures_part,
  scenarios_part,
  type BuilderActs,
  type Chosen,
} from "./builder";
import {
  draft_params,
  is_empty,
  nothing_drafted,
  parse_draft,
  slug,
  write_toml,
  type Draft,
} from "../../scenario/draft";
import { draft_of, presets_of } from "./presets";
import { read_toml } from "../../scenario/read_toml";
import { Results } from "./results";
import { keep_part, title_part, toml_part } from "./text_parts";
import { Tables } from "../../scenario/tables";
import { Undoable } from "../../scenario/undoable";

const first_replications = 10;
const replication_choices = [4, 10, 20, 40];

function chosen_in({ store }: ViewContext): Chosen {
  const { params, scenarios } = store.state;
  const named = all(params, "with");
  const from_shell = scenarios.length > 0 ? [scenarios.join("+")] : [];
  return {
    scenarios: named.length > 0 ? named : from_shell,
    draft: parse_draft(params),
  };
}

const text_of = (chosen: Chosen) => JSON.stringify(chosen);

// The name under which a draft is asked about; no kept scenario has it.
export function draft_name(draft: Draft, list: ScenarioList): string {
  const wanted = slug(draft.title) || "own";
  const taken = list.scenarios.some(({ scenario }) => scenario === wanted);
  return taken ? `${wanted}-draft` : wanted;
}

export function request_of(
  corridor: string,
  chosen: Chosen,
  list: ScenarioList,
  how: { replications: number; together: boolean },
): JobRequest {
  const { scenarios, draft } = chosen;
  const name = draft_name(draft, list);
  const names = is_empty(draft) ? [...scenarios] : [...scenarios, name];
  return {
    kind: "comparison",
    corridor,
    scenarios: how.together ? [names.join("+")] : names,
    replications: how.replications,
    ...(is_empty(draft)
      ? {}
      : { drafts: { [name]: write_toml(draft, say.whatif.untitled) } }),
  };
}

class WhatIf {
  private readonly results: Results;
  private readonly steps: Undoable<Chosen>;
  private readonly parts: { show: (chosen: Chosen) => void }[];
  private readonly progress = h("div", { class: "job-line" });
  private readonly run = h("button", { type: "submit", class: "primary" }, say.whatif.compare);
  private readonly undo_button = h("button", { type: "button" }, say.whatif.undo);
  private readonly redo_button = h("button", { type: "button" }, say.whatif.redo);
  private readonly together = h("input", { type: "checkbox" });
  private readonly replications = h(
    "select",
    {},
    ...replication_choices.map((n) =>
      h("option", { value: n, selected: n === first_replications }, n),
    ),
  );
  private readonly listening: () => AbortSignal;
  private writing = false;

  constructor(
    element: HTMLElement,
    private readonly context: ViewContext,
    private readonly network: Network,
    private list: ScenarioList,
  ) {
    this.results = new Results(context);
    this.listening = renewing(context.signal);
    this.steps = new Undoable(chosen_in(context));
    const draft = () => this.steps.now.draft;
    const tables = new Tables(context.corridor.name, context.signal);
    const scenarios = this.scenarios_in_place();
    const parts = [
      title_part(draft, this.acts),
      measures_part(network, draft, this.acts),
      disruptions_part(network, draft, this.acts),
      changes_part(tables, draft, this.acts),
    ];
    const toml = toml_part();
    const keep = keep_part(context, () => this.steps.now.draft, (kept) => void this.renew(kept));
    this.parts = [{ show: scenarios.show }, ...parts, toml, keep];
    element.append(
      h(
        "aside",
        { class: "builder", "aria-label": say.whatif.builder },
        h("h1", {}, say.whatif.title),
        h("p", { class: "small" }, say.whatif.intro),
        this.presets(),
        scenarios.element,
        h(
          "section",
          { class: "own", "aria-label": say.whatif.own_alternative },
          h(
            "div",
            { class: "own-head" },
            h("h2", {}, say.whatif.own_alternative),
            h("div", { class: "tools" }, this.undo_button, this.redo_button),
          ),
          ...parts.map((part) => part.element),
          toml.element,
          keep.element,
        ),
        this.run_form(),
      ),
      h("div", { class: "answers" }, this.progress, this.results.element),
    );
    this.listen_to_keys(element);
    this.show();
    this.results.clear(h("p", { class: "nothing" }, say.whatif.nothing_yet));
    context.store.subscribe((now, before) => {
      this.follow_address();
      if (one(now.params, "job") !== one(before.params, "job")) void this.open_job();
    }, context.signal);
    void this.open_job();
  }

  private readonly acts: BuilderActs = {
    choose: (scenarios) => this.step({ ...this.steps.now, scenarios }),
    edit: (draft) => this.step({ ...this.steps.now, draft }),
    change_own: (scenario) => void this.change_own(scenario),
    forget_own: (scenario) => void this.forget_own(scenario),
  };

  // The list is drawn anew when a scenario was kept or forgotten.
  private scenarios_in_place() {
    const element = h("div", {});
    const make = () =>
      scenarios_part(this.list, () => this.steps.now.scenarios, this.acts);
    let drawn = this.list;
    let part = make();
    element.append(part.element);
    const show = (chosen: Chosen) => {
      if (drawn !== this.list) {
        drawn = this.list;
        part = make();
        element.replaceChildren(part.element);
      }
      part.show(chosen);
    };
    return { element, show };
  }

  private presets(): HTMLElement | null {
    const found = presets_of(this.network, this.list);
    if (found.length === 0) return null;
    return h(
      "div",
      { class: "presets", role: "group", "aria-label": say.whatif.presets_label },
      ...found.map((preset) => {
        const button = h("button", { type: "button" }, say.whatif.presets[preset.name]);
        button.addEventListener("click", () => {
          this.step({
            scenarios: preset.scenarios ?? [],
            draft: draft_of(preset, this.network.base_year ?? 2024),
          });
          announce(say.whatif.preset_taken(say.whatif.presets[preset.name]));
        });
        return button;
      }),
    );
  }

  private run_form(): HTMLElement {
    const form = h(
      "form",
      { class: "run-form" },
      h("label", {}, say.whatif.replications, this.replications),
      h("label", { class: "tick" }, this.together, h("span", {}, say.whatif.together)),
      this.run,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    return form;
  }

  private listen_to_keys(element: HTMLElement) {
    this.undo_button.addEventListener("click", () => this.go_back());
    this.redo_button.addEventListener("click", () => this.go_on());
    element.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
      if (!(event.ctrlKey || event.metaKey) || typing) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) this.go_back();
      else if (key === "y" || (key === "z" && event.shiftKey)) this.go_on();
      else return;
      event.preventDefault();
    });
  }

  private step(next: Chosen) {
    this.steps.change(next);
    this.write();
  }

  private go_back() {
    this.steps.undo();
    this.write();
  }

  private go_on() {
    this.steps.redo();
    this.write();
  }

  private write() {
    const { scenarios, draft } = this.steps.now;
    const { store } = this.context;
    this.writing = true;
    // From here on the alternatives stand with the view.
    store.amend({ scenarios: [] });
    store.amend_look({ ...draft_params(draft), with: scenarios });
    this.writing = false;
    this.show();
  }

  private show() {
    const { now } = this.steps;
    for (const part of this.parts) part.show(now);
    this.undo_button.disabled = !this.steps.can_undo;
    this.redo_button.disabled = !this.steps.can_redo;
    const alternatives = now.scenarios.length + (is_empty(now.draft) ? 0 : 1);
    this.run.disabled = alternatives === 0;
    this.together.disabled = alternatives < 2;
  }

  // "Back", or a link of this view.
  private follow_address() {
    if (this.writing) return;
    const chosen = chosen_in(this.context);
    if (text_of(chosen) === text_of(this.steps.now)) return;
    this.steps.change(chosen);
    this.show();
  }

  private async ask() {
    const { corridor, store, signal } = this.context;
    this.run.disabled = true;
    try {
      const job = await api.create_job(
        request_of(corridor.name, this.steps.now, this.list, {
          replications: Number(this.replications.value),
          together: this.together.checked && !this.together.disabled,
        }),
        signal,
      );
      if (one(store.state.params, "job") === job.job) void this.open_job();
      else store.look_at({ job: job.job, of: undefined });
    } catch (error) {
      this.fail(error);
    } finally {
      this.run.disabled = false;
    }
  }

  private fail(error: unknown) {
    if (is_abort(error)) return;
    this.progress.replaceChildren(failure_card(error));
  }

  private async open_job() {
    const signal = this.listening();
    const id = one(this.context.store.state.params, "job");
    this.progress.replaceChildren();
    if (!id) return;
    try {
      const job = await api.job(id, signal);
      this.take_up(job);
      this.show_job(job);
      if (job.result_replications || job.state === "done") await this.take_result(job);
      if (is_over(job)) return;
      await follow(id, {
        signal,
        on_job: (now) => this.show_job(now),
        on_result: (now) => void this.take_result(now).catch((e) => this.fail(e)),
      });
    } catch (error) {
      this.fail(error);
    }
  }

  // A link that was sent shows what was asked, too.
  private take_up({ request }: Job) {
    const asked = String(request.replications ?? first_replications);
    if (![...this.replications.options].some(({ value }) => value === asked))
      this.replications.append(h("option", { value: asked }, asked));
    this.replications.value = asked;
    const { scenarios, draft } = this.steps.now;
    if (scenarios.length > 0 || !is_empty(draft)) return;
    const drafts = Object.entries(request.drafts ?? {});
    const [, toml = ""] = drafts[0] ?? [];
    const own = new Set(drafts.map(([name]) => name));
    const names = (request.scenarios ?? []).flatMap((name) => name.split("+"));
    this.step({
      scenarios: names.filter((name) => !own.has(name)),
      draft: (toml && read_toml(toml)) || nothing_drafted,
    });
  }

  private show_job(job: Job) {
    if (job.state === "done") this.progress.replaceChildren();
    else if (!is_over(job)) show_progress(this.progress, job);
    else this.fail(ended_badly(job));
    if (!is_over(job) && this.results.empty)
      this.results.clear(h("p", { class: "nothing" }, say.whatif.waiting));
  }

  private async take_result(job: Job) {
    const report = read_report(await this.context.corridor.result<Json>(job));
    if (one(this.context.store.state.params, "job") !== job.job) return;
    if (!report.comparison) return;
    this.results.show({ job, report, network: this.network });
    announce(say.whatif.replications_all(String(report.comparison.replications)));
  }

  private async renew(kept: string) {
    const { corridor } = this.context;
    corridor.forget_scenarios();
    this.list = await corridor.scenarios();
    if (kept) {
      const others = this.steps.now.scenarios.filter((one) => one !== kept);
      this.step({ scenarios: [...others, kept], draft: nothing_drafted });
    } else this.show();
  }

  private async change_own(name: string) {
    const { corridor, signal } = this.context;
    try {
      const { toml } = await api.scenario(corridor.name, name, signal);
      const draft = read_toml(toml);
      if (!draft) return toast(say.whatif.more_than_draft, "bad");
      const scenarios = this.steps.now.scenarios.filter((one) => one !== name);
      this.step({ scenarios, draft });
    } catch (error) {
      this.fail(error);
    }
  }

  private async forget_own(name: string) {
    const { corridor } = this.context;
    try {
      await api.delete_scenario(corridor.name, name);
      const scenarios = this.steps.now.scenarios.filter((one) => one !== name);
      this.step({ ...this.steps.now, scenarios });
      await this.renew("");
    } catch (error) {
      this.fail(error);
    }
  }
}

export const view: View = {
  async mount(element, context) {
    const { corridor, signal } = context;
    const [network, list] = await Promise.all([
      corridor.network(),
      corridor.scenarios(),
    ]);
    if (!signal.aborted) new WhatIf(element, context, network, list);
  },
};
