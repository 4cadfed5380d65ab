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
import { is_asked_of_now, moment_of, type Moment } from "../../tracking/moment";
import type { Field } from "../../ui/data_table";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { announcing_changes } from "../../ui/live_region";
import { live_table } from "../../ui/live_table";
import { labelled, select } from "../../ui/select";
import { live_csv_button } from "../../ui/tools";
import { keep_looking, renewing, type ViewContext } from "../../view";
import { show_alerts } from "./alerts";
import { hooks_link } from "./hooks";
import { late_words, moment_words, places_in, step_words, title_of, type Places } from "./words";

interface Tracked {
  consignment: Consignment;
  line_up: LineUp; // the plan alone until more is known
  known: "asked" | "told" | "failed"; // what was told of it
}

export interface Row extends Tracked {
  progress: Progress; // as of the moment that is looked at
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
async function ask_what_is_told(rows: readonly Tracked[], signal: AbortSignal) {
  const waiting = [...rows];
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        row.line_up = await api.line_up(row.consignment.consignment, signal);
        row.known = "told";
      } catch (error) {
        if (is_abort(error)) throw error;
        if (row.known === "asked") row.known = "failed";
      }
    }
  };
  await Promise.all(Array.from({ length: at_once }, worker));
}

const tracked = (consignment: Consignment): Tracked => ({
  consignment,
  line_up: untold(consignment),
  known: "asked",
});

const per_page = 100;
const look_again = 30_000; // ms

class Tower {
  readonly element: HTMLElement;
  private rows: Tracked[] = [];
  private next = "";
  private readonly places: Places;
  private moment: Moment = { at: Date.now(), is_now: true };
  private readonly fields: Field<Row>[];
  private readonly table;
  private readonly nothing = h("p", { class: "nothing" });
  private readonly box = h("div", {});
  private readonly as_of = h("p", { class: "small" });
  private readonly say_counts = announcing_changes();
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
    this.fields = fields_of(context, this.places);
    this.table = live_table(say.tracking.consignments, this.fields, ({ consignment }) => consignment.consignment);
    this.renew = renewing(signal);
    this.more.hidden = true;
    this.more.addEventListener("click", () => this.try_to_load(this.next));
    this.search.value = one(store.state.params, "q");
    this.search.addEventListener("change", () =>
      store.amend_look({ q: this.search.value.trim() || undefined }),
    );
    this.filters.append(labelled(say.tracking.search, this.search));
    const csv = live_csv_button(say.tracking.consignments, () => ({
      file: "consignments",
      fields: this.fields,
      rows: this.shown(),
    }));
    this.element = h(
      "div",
      { class: "card" },
      this.filters,
      h("div", { class: "tools" }, csv),
      this.table.element,
      this.nothing,
      this.box,
      this.as_of,
      this.more,
      this.fault,
    );
    store.subscribe((now, before) => {
      const q = one(now.params, "q");
      if (q !== one(before.params, "q")) {
        if (q !== this.search.value.trim()) this.search.value = q;
        this.try_to_load();
      } else if (is_asked_of_now(now.params) !== is_asked_of_now(before.params)) {
        this.try_to(() => this.look_as_of());
      } else if (now.params !== before.params) this.show();
    }, signal);
  }

  async load(cursor = "") {
    const signal = this.renew();
    const asked = query_of(one(this.context.store.state.params, "q"));
    const [page] = await Promise.all([
      api.consignments({ ...asked, cursor, limit: per_page }, signal),
      this.find_moment(signal),
    ]);
    const rows = page.consignments.map(tracked);
    this.rows = cursor ? [...this.rows, ...rows] : rows;
    this.next = page.next ?? "";
    this.show();
    await ask_what_is_told(
      this.rows.filter(({ known }) => known === "asked"),
      signal,
    );
    this.show();
  }

  // Again: what changed is drawn, and said only where a count is another one.
  async refresh() {
    const { signal } = this.context;
    await this.find_moment(signal);
    await ask_what_is_told(this.rows, signal);
    this.show();
  }

  // What was told is known; lateness is reckoned as of another moment.
  private async look_as_of() {
    await this.find_moment(this.context.signal);
    this.show();
  }

  // It stays the one before until the other is known. An answer is passed over
  // when the address has come to ask for another.
  private async find_moment(signal: AbortSignal) {
    const { store } = this.context;
    const { params } = store.state;
    const moment = await moment_of(params, signal);
    if (is_asked_of_now(params) === is_asked_of_now(store.state.params)) this.moment = moment;
  }

  private try_to(act: () => Promise<void>) {
    this.fault.replaceChildren();
    act().catch((error: unknown) => {
      if (is_abort(error)) return;
      this.fault.replaceChildren(failure_card(error, () => this.try_to(act)));
    });
  }

  private try_to_load(cursor = "") {
    this.try_to(() => this.load(cursor));
  }

  private shown(): Row[] {
    const { at } = this.moment;
    const rows = this.rows.map((one) => ({ ...one, progress: progress_of(one.line_up.legs, at) }));
    return shown_rows(rows, filter_in(this.context.store.state.params));
  }

  private show() {
    const { tracking, shell } = say;
    const rows = this.shown();
    const late = rows.filter(({ progress, known }) => known === "told" && progress.late_hours >= late_from);
    this.more.hidden = this.next === "";
    this.show_filters();
    const counts = tracking.all(number(rows.length), number(this.rows.length));
    this.table.show(counts, rows);
    this.table.element.hidden = rows.length === 0;
    this.nothing.hidden = rows.length > 0;
    // What is not known yet may match, once it is.
    const is_asking = this.rows.some(({ known }) => known === "asked");
    this.nothing.textContent = is_asking ? tracking.asked : this.rows.length > 0 ? shell.no_match : tracking.none;
    this.as_of.textContent = `${tracking.lateness}: ${moment_words(this.moment)}`;
    const link = this.box_link();
    if (this.box.innerHTML !== (typeof link === "string" ? link : link.outerHTML)) this.box.replaceChildren(link);
    if (!is_asking) this.say_counts(`${counts}. ${tracking.late_now(number(late.length))}`);
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
    const is_now = is_asked_of_now(store.state.params);
    const wanted = JSON.stringify([now, borders, is_now]);
    if (wanted === this.choices_of) return;
    this.choices_of = wanted;
    const set = (name: string) => (value: string) =>
      store.amend_look({ [name]: value || undefined });
    const at = this.choices.findIndex((one) => one.contains(document.activeElement));
    for (const choice of this.choices) choice.remove();
    const every = ["", tracking.every] as const;
    const named = statuses.map((status) => [status, tracking.statuses[status]] as const);
    const late = ["yes", tracking.only_late] as const;
    const last = ["", tracking.last_event] as const;
    this.choices = [
      labelled(tracking.status, select([every, ...named], now.status, set("status"))),
      labelled(tracking.border, select([every, ...borders], now.border, set("border"))),
      labelled(tracking.lateness, select([every, late], now.late ? "yes" : "", set("late"))),
      labelled(tracking.reckoned, select([last, ["now", tracking.now]], is_now ? "now" : "", set("as_of"))),
    ];
    this.filters.append(...this.choices);
    this.choices[at]?.querySelector("select")?.focus();
  }
}

export async function show_tower(context: ViewContext, network: Network, page: HTMLElement) {
  const tower = new Tower(context, network);
  page.append(
    h("p", { class: "muted" }, say.tracking.intro, " ", hooks_link(context)),
    tower.element,
    show_alerts(context, network),
  );
  void keep_looking(look_again, context.signal, () => tower.refresh());
  await tower.load();
}
