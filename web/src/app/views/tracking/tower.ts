// SPDX-License-Identifier: Apache-2.0
// The control tower: consignments with where they are, when they are due and
// how late, the latest first, and filters that stand in the address.
import { h } from "../../../base/dom";
import { api, type Consignment, type LineUp, type Network } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { compare, number } from "../../i18n/format";
import { one, type Params } from "../../state/url";
import {
  boxes_of,
  late_from,
  places_of,
  progress_of,
  statuses,
  untold,
  type Progress,
} from "../../tracking/progress";
import { data_table, type Field } from "../../ui/data_table";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { labelled, select } from "../../ui/select";
import { csv_button } from "../../ui/tools";
import { keep_looking, renewing, type ViewContext } from "../../view";
import { show_alerts } from "./alerts";
import { late_words, places_in, step_words, title_of, type Places } from "./words";

export interface Row {
  consignment: Consignment;
  line_up: LineUp; // the plan alone until more is known
  progress: Progress;
  known: "asked" | "told" | "failed"; // what was told of it
}

export interface Filter {
  status: string;
  border: string; // a place on the way
  late: boolean;
}

const filter_in = (params: Params): Filter => ({
  status: one(params, "status"),
  border: one(params, "border"),
  late: one(params, "late") === "yes",
});

// The latest first; of those that are on time, the next due; what is there last.
// How those do of which nothing is known yet cannot be said: they are behind.
export function shown_rows(rows: readonly Row[], { status, border, late }: Filter): Row[] {
  const lateness = ({ progress, known }: Row) =>
    known !== "told" ? -1 : progress.late_hours < late_from ? 0 : progress.late_hours;
  const due = ({ progress: { status, arrives } }: Row) =>
    (status !== "arrived" && arrives) || Number.MAX_VALUE;
  return rows
    .filter(({ progress, known }) => !status || (known === "told" && progress.status === status))
    .filter(({ line_up }) => !border || places_of(line_up.legs).includes(border))
    .filter((row) => !late || lateness(row) > 0)
    .sort((a, b) => lateness(b) - lateness(a) || due(a) - due(b));
}

// A number as on a box or wagon is asked for as such, all else as a note's.
export function query_of(typed: string): { box?: string; note?: string } {
  const plain = typed.replace(/[\s-]/g, "").toUpperCase();
  if (plain === "") return {};
  return /^([A-Z]{4}\d{7}|\d{8}|\d{12})$/.test(plain) ? { box: plain } : { note: typed.trim() };
}

function fields_of({ store }: ViewContext, places: Places): Field<Row>[] {
  const { tracking } = say;
  const link = ({ consignment }: Row) => {
    const id = consignment.consignment;
    const href = store.link({ params: { ...store.state.params, consignment: [id] } });
    const go = () => store.look_at({ consignment: id });
    const boxes = boxes_of(consignment);
    const more = boxes.length > 2 ? ` +${number(boxes.length - 2)}` : "";
    return h(
      "span",
      {},
      inner_link(href, go, {}, title_of(consignment)),
      h("span", { class: "small line" }, boxes.slice(0, 2).join(", ") + more),
    );
  };
  const ends = ({ consignment: { taking_over, delivery } }: Row) =>
    `${places.name(taking_over?.place ?? "")} → ${places.name(delivery?.place ?? "")}`;
  const state = ({ progress, known }: Row) => {
    if (known === "asked") return h("span", { class: "muted" }, tracking.asked);
    if (known === "failed") return h("span", { class: "muted", title: tracking.not_had }, tracking.unknown);
    return h("span", { class: `state ${progress.status}` }, tracking.statuses[progress.status]);
  };
  const late = ({ progress, known }: Row) =>
    known === "told" &&
    h("span", { class: progress.late_hours < late_from ? "muted" : "late" }, late_words(progress));
  const step = (which: "next" | "last") => ({ progress, known }: Row) => {
    const milestone = progress[which];
    return known === "told" && milestone ? step_words(milestone, places) : "";
  };
  const due_at = ({ consignment }: Row) => consignment.delivery?.place ?? "";
  return [
    { title: tracking.consignment, cell: link, raw: ({ consignment }) => title_of(consignment) },
    { title: tracking.status, cell: state },
    { title: tracking.lateness, cell: late, raw: ({ progress, known }) => (known === "told" ? progress.late_hours : null) },
    {
      title: tracking.due,
      cell: (row) => places.at(row.progress.arrives, due_at(row)),
      raw: ({ progress }) => (progress.arrives ? new Date(progress.arrives).toISOString() : null),
    },
    { title: tracking.next, cell: step("next") },
    { title: tracking.last_seen, cell: step("last") },
    { title: tracking.way, cell: ends },
  ];
}

const at_once = 6;

// Line-ups a few at a time. One that cannot be had is not known; what was told
// before stays.
async function ask_what_is_told(rows: readonly Row[], signal: AbortSignal) {
  const waiting = [...rows];
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        row.line_up = await api.line_up(row.consignment.consignment, signal);
        row.progress = progress_of(row.line_up.legs, Date.now());
        row.known = "told";
      } catch (error) {
        if (is_abort(error)) throw error;
        if (row.known === "asked") row.known = "failed";
      }
    }
  };
  await Promise.all(Array.from({ length: at_once }, worker));
}

const row_of = (consignment: Consignment): Row => {
  const line_up = untold(consignment);
  const progress = progress_of(line_up.legs, Date.now());
  return { consignment, line_up, progress, known: "asked" };
};

const per_page = 100;
const look_again = 30_000; // ms

class Tower {
  readonly element: HTMLElement;
  private rows: Row[] = [];
  private next = "";
  private readonly places: Places;
  private readonly table = h("div", { "aria-live": "polite" });
  private readonly more = h("button", { type: "button" }, say.tracking.more);
  private readonly fault = h("div", {});
  // What is typed stands while the rest is drawn anew.
  private readonly search = h("input", { type: "search", placeholder: say.tracking.search_hint });
  private readonly filters = h("div", { class: "inline-form no-print" });
  private choices: HTMLElement[] = [];
  private choices_of = "";
  private readonly renew: () => AbortSignal;

  constructor(
    private readonly context: ViewContext,
    private readonly network: Network,
  ) {
    const { store, signal } = context;
    this.places = places_in(network);
    this.renew = renewing(signal);
    this.more.hidden = true;
    this.more.addEventListener("click", () => this.try_to_load(this.next));
    this.search.value = one(store.state.params, "q");
    this.search.addEventListener("change", () =>
      store.amend_look({ q: this.search.value.trim() || undefined }),
    );
    this.filters.append(labelled(say.tracking.search, this.search));
    this.element = h("div", { class: "card" }, this.filters, this.table, this.more, this.fault);
    store.subscribe((now, before) => {
      const q = one(now.params, "q");
      if (q !== one(before.params, "q")) {
        if (q !== this.search.value.trim()) this.search.value = q;
        this.try_to_load();
      } else if (now.params !== before.params) this.show();
    }, signal);
  }

  async load(cursor = "") {
    const signal = this.renew();
    this.fault.replaceChildren();
    const asked = query_of(one(this.context.store.state.params, "q"));
    const page = await api.consignments({ ...asked, cursor, limit: per_page }, signal);
    const rows = page.consignments.map(row_of);
    this.rows = cursor ? [...this.rows, ...rows] : rows;
    this.next = page.next ?? "";
    this.show();
    await ask_what_is_told(
      this.rows.filter(({ known }) => known === "asked"),
      signal,
    );
    this.show();
  }

  // Again, without a word: what changed is drawn.
  async refresh() {
    await ask_what_is_told(this.rows, this.context.signal);
    this.show();
  }

  private try_to_load(cursor = "") {
    this.load(cursor).catch((error: unknown) => {
      if (is_abort(error)) return;
      this.fault.replaceChildren(failure_card(error, () => this.try_to_load(cursor)));
    });
  }

  private show() {
    const { store } = this.context;
    const rows = shown_rows(this.rows, filter_in(store.state.params));
    this.more.hidden = this.next === "";
    this.show_filters();
    const title = say.tracking.all(number(rows.length), number(this.rows.length));
    const fields = fields_of(this.context, this.places);
    this.table.replaceChildren(
      h("div", { class: "tools" }, csv_button({ title, file: "consignments", fields, rows })),
      rows.length > 0
        ? data_table(title, fields, rows)
        : h("p", { class: "nothing" }, this.rows.length > 0 ? say.shell.no_match : say.tracking.none),
      this.box_link(),
    );
  }

  // A box may be known of that is in no consignment.
  private box_link(): HTMLElement | string {
    const { store } = this.context;
    const { box } = query_of(one(store.state.params, "q"));
    if (!box) return "";
    const link = store.link({ params: { ...store.state.params, box: [box] } });
    return h("p", {}, inner_link(link, () => store.look_at({ box }), {}, say.tracking.box_named(box)));
  }

  private borders(): (readonly [string, string])[] {
    const posts = new Set(
      this.network.places.filter(({ kind }) => kind === "border_post").map(({ place }) => place),
    );
    const passed = new Set(this.rows.flatMap(({ line_up }) => places_of(line_up.legs)));
    return [...passed]
      .filter((place) => posts.has(place))
      .map((place) => [place, this.places.name(place)] as const)
      .sort(([, a], [, b]) => compare(a, b));
  }

  private show_filters() {
    const { store } = this.context;
    const { tracking } = say;
    const now = filter_in(store.state.params);
    const borders = this.borders();
    const wanted = JSON.stringify([now, borders]);
    if (wanted === this.choices_of) return;
    this.choices_of = wanted;
    const set = (name: string) => (value: string) =>
      store.amend_look({ [name]: value || undefined });
    const at = this.choices.findIndex((one) => one.contains(document.activeElement));
    for (const choice of this.choices) choice.remove();
    const every = ["", tracking.every] as const;
    const named = statuses.map((status) => [status, tracking.statuses[status]] as const);
    const late = ["yes", tracking.only_late] as const;
    this.choices = [
      labelled(tracking.status, select([every, ...named], now.status, set("status"))),
      labelled(tracking.border, select([every, ...borders], now.border, set("border"))),
      labelled(tracking.lateness, select([every, late], now.late ? "yes" : "", set("late"))),
    ];
    this.filters.append(...this.choices);
    this.choices[at]?.querySelector("select")?.focus();
  }
}

export async function show_tower(context: ViewContext, network: Network, page: HTMLElement) {
  const tower = new Tower(context, network);
  page.append(h("p", { class: "muted" }, say.tracking.intro), tower.element, show_alerts(context, network));
  void keep_looking(look_again, context.signal, () => tower.refresh());
  await tower.load();
}
