// SPDX-License-Identifier: Apache-2.0
// Everything that was asked: how far it is, how it ended, and a way to open,
// call off or run it again.
import { h } from "../../../base/dom";
import { api, type Job, type JobKind, type JobState } from "../../api/client";
import { follow, is_over } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { say, term } from "../../i18n";
import type { Field } from "../../ui/data_table";
import { failure_card } from "../../ui/failure";
import { labelled, select, type Options } from "../../ui/select";
import { one } from "../../state/url";
import { keep_looking, type View, type ViewContext } from "../../view";
import { live_csv_button } from "../../ui/tools";
import { job_row, settings_words, update_row } from "./row";

const kinds: JobKind[] = [
  "simulation",
  "comparison",
  "capacity",
  "investment",
  "motion",
  "years",
];
const states: JobState[] = [
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
  "interrupted",
];

const per_page = 50;
const look_again = 5000; // ms

function filter(
  { store }: ViewContext,
  name: string,
  label: string,
  every: string,
  options: Options,
): HTMLElement {
  const picker = select(
    [["", every], ...options],
    one(store.state.params, name),
    (value) => store.look_at({ [name]: value, job: undefined }),
  );
  return labelled(label, picker);
}

function head_row(): HTMLElement {
  const { jobs } = say;
  const titles = [
    jobs.kind,
    jobs.settings,
    jobs.state,
    jobs.asked,
    jobs.took,
    jobs.act,
  ];
  return h(
    "thead",
    {},
    h("tr", {}, ...titles.map((title) => h("th", { scope: "col" }, title))),
  );
}

// As they stand in a file: moments in UTC.
function fields(): Field<Job>[] {
  const { jobs } = say;
  return [
    { title: "job", cell: ({ job }) => job },
    { title: jobs.kind, cell: ({ kind }) => term("job_kind", kind) },
    { title: jobs.settings, cell: (job) => [job.corridor, ...settings_words(job)].join(", ") },
    { title: jobs.state, cell: ({ state }) => term("job_state", state) },
    { title: jobs.asked, cell: ({ created }) => created },
    { title: jobs.ended, cell: ({ finished }) => finished ?? "" },
  ];
}

// The rows, each listening to its job while that is under way.
class JobTable {
  private readonly context: ViewContext;
  private readonly body = h("tbody", {});
  private readonly more = h("button", { type: "button" }, say.jobs.more);
  private readonly rows = new Map<string, HTMLElement>();
  private readonly jobs = new Map<string, Job>(); // as they were told of last
  private next = "";
  readonly element: HTMLElement;

  constructor(context: ViewContext) {
    this.context = context;
    this.element = h(
      "div",
      { class: "card" },
      h("div", { class: "tools" }, this.csv()),
      h(
        "div",
        {
          class: "table",
          tabindex: 0,
          role: "region",
          "aria-label": say.jobs.title,
        },
        h(
          "table",
          { class: "jobs-table" },
          h("caption", { class: "unseen" }, say.jobs.title),
          head_row(),
          this.body,
        ),
      ),
      this.more,
    );
    this.more.hidden = true;
    this.more.addEventListener("click", () => void this.load(this.next));
  }

  private csv() {
    return live_csv_button(say.jobs.title, () => {
      const newest_first = [...this.jobs.values()].sort((a, b) => (a.created < b.created ? 1 : -1));
      return { file: "jobs", fields: fields(), rows: newest_first };
    });
  }

  private query(cursor: string) {
    const { params } = this.context.store.state;
    const [kind, state] = [one(params, "kind"), one(params, "state")];
    return { kind, state, cursor, limit: per_page };
  }

  async load(cursor = "") {
    const { signal } = this.context;
    const page = await api.jobs(this.query(cursor), signal);
    if (cursor === "") {
      this.rows.clear();
      this.jobs.clear();
      this.body.replaceChildren();
    }
    this.next = page.next ?? "";
    this.more.hidden = this.next === "";
    for (const job of page.jobs) this.put(job, false);
    if (this.rows.size === 0) this.say_nothing();
  }

  // Jobs that others asked for meanwhile come on top.
  async look_again() {
    const page = await api.jobs(this.query(""), this.context.signal);
    for (const job of [...page.jobs].reverse())
      if (!this.rows.has(job.job)) this.put(job, true);
  }

  private say_nothing() {
    const { params } = this.context.store.state;
    const chosen = one(params, "kind") || one(params, "state");
    const words = chosen ? say.jobs.none_found : say.jobs.none;
    this.body.append(
      h("tr", {}, h("td", { colspan: 6, class: "nothing" }, words)),
    );
  }

  private put(job: Job, on_top: boolean) {
    if (this.rows.size === 0) this.body.replaceChildren();
    const row = this.row(job);
    if (on_top) this.body.prepend(row);
    else this.body.append(row);
    this.rows.set(job.job, row);
    this.jobs.set(job.job, job);
    if (!is_over(job)) this.listen(job);
  }

  private row(job: Job): HTMLElement {
    return job_row(this.context, job, (now) => {
      this.show(now);
      if (!is_over(now)) this.listen(now);
    });
  }

  private show(job: Job) {
    const old = this.rows.get(job.job);
    if (!old) return;
    this.jobs.set(job.job, job);
    if (update_row(old, job)) return;
    const row = this.row(job);
    if (old.contains(document.activeElement)) {
      const at = document.activeElement?.getAttribute("data-act");
      old.replaceWith(row);
      row.querySelector<HTMLElement>(`[data-act="${at}"]`)?.focus();
    } else old.replaceWith(row);
    this.rows.set(job.job, row);
  }

  private listen(job: Job) {
    const { signal } = this.context;
    follow(job.job, { signal, on_job: (now) => this.show(now) }).catch(
      (error) => {
        if (!is_abort(error)) console.error(error);
      },
    );
  }
}

export const view: View = {
  async mount(element, context) {
    const { store, signal } = context;
    const table = new JobTable(context);
    const problems = h("div", {});
    const load = () =>
      table.load().then(
        () => problems.replaceChildren(),
        (error) => {
          if (!is_abort(error))
            problems.replaceChildren(failure_card(error, load));
        },
      );
    element.append(
      h(
        "div",
        { class: "page" },
        h("h1", {}, say.jobs.title),
        h("p", { class: "muted" }, say.jobs.intro),
        h(
          "div",
          { class: "inline-form" },
          filter(
            context,
            "kind",
            say.jobs.kind,
            say.jobs.all_kinds,
            kinds.map((kind) => [kind, term("job_kind", kind)]),
          ),
          filter(
            context,
            "state",
            say.jobs.state,
            say.jobs.all_states,
            states.map((state) => [state, term("job_state", state)]),
          ),
        ),
        problems,
        table.element,
      ),
    );
    store.subscribe((now, before) => {
      if (now.params !== before.params) void load();
    }, signal);
    await load();
    void keep_looking(look_again, signal, () => table.look_again());
  },
};
