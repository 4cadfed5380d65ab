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
import { inner_link } from "../../ui/inner_link";
import { labelled, select } from "../../ui/select";
import { csv_button } from "../../ui/tools";
import { keep_looking, type ViewContext } from "../../view";
import { late_words, places_in, step_words, title_of, type Places } from "./words";

export interface Row {
  consignment: Consignment;
  line_up: LineUp;
  progress: Progress;
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
export function shown_rows(rows: readonly Row[], { status, border, late }: Filter): Row[] {
  const lateness = ({ progress }: Row) =>
    progress.late_hours < late_from ? 0 : progress.late_hours;
  const due = ({ progress: { status, arrives } }: Row) =>
    (status !== "arrived" && arrives) || Number.MAX_VALUE;
  return rows
    .filter(({ progress }) => !status || progress.status === status)
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
  const state = ({ progress }: Row) =>
    h("span", { class: `state ${progress.status}` }, tracking.statuses[progress.status]);
  const late = ({ progress }: Row) =>
    h("span", { class: progress.late_hours < late_from ? "muted" : "late" }, late_words(progress));
  const due_at = ({ consignment }: Row) => consignment.delivery?.place ?? "";
  return [
    { title: tracking.consignment, cell: link, raw: ({ consignment }) => title_of(consignment) },
    { title: tracking.status, cell: state },
    { title: tracking.lateness, cell: late, raw: ({ progress }) => progress.late_hours },
    {
      title: tracking.due,
      cell: (row) => places.at(row.progress.arrives, due_at(row)),
      raw: ({ progress }) => (progress.arrives ? new Date(progress.arrives).toISOString() : null),
    },
    { title: tracking.next, cell: ({ progress: { next } }) => (next ? step_words(next, places) : "") },
    { title: tracking.last_seen, cell: ({ progress: { last } }) => (last ? step_words(last, places) : "") },
    { title: tracking.way, cell: ends },
  ];
}

const at_once = 6;

// Line-ups a few at a time; one that cannot be had leaves the plan.
async function told(rows: Row[], signal: AbortSignal, show: () => void) {
  const waiting = [...rows];
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        row.line_up = await api.line_up(row.consignment.consignment, signal);
        row.progress = progress_of(row.line_up.legs, Date.now());
      } catch (error) {
        if (is_abort(error)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: at_once }, worker));
  show();
}

const row_of = (consignment: Consignment): Row => {
  const line_up = untold(consignment);
  return { consignment, line_up, progress: progress_of(line_up.legs, Date.now()) };
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
  private readonly filters = h("div", { class: "inline-form no-print" });

  constructor(
    private readonly context: ViewContext,
    private readonly network: Network,
  ) {
    this.places = places_in(network);
    this.more.addEventListener("click", () => void this.load(this.next));
    this.element = h("div", { class: "card" }, this.filters, this.table, this.more);
    context.store.subscribe((now, before) => {
      if (one(now.params, "q") !== one(before.params, "q")) void this.load();
      else if (now.params !== before.params) this.show();
    }, context.signal);
  }

  async load(cursor = "") {
    const { store, signal } = this.context;
    const asked = query_of(one(store.state.params, "q"));
    const page = await api.consignments({ ...asked, cursor, limit: per_page }, signal);
    const rows = page.consignments.map(row_of);
    this.rows = cursor ? [...this.rows, ...rows] : rows;
    this.next = page.next ?? "";
    this.show();
    await told(rows, signal, () => this.show());
  }

  // Again, without a word: what changed is drawn.
  async refresh() {
    await told(this.rows, this.context.signal, () => this.show());
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
    );
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
    const at = [...this.filters.querySelectorAll("input, select")].indexOf(document.activeElement!);
    const { store } = this.context;
    const { tracking } = say;
    const { status, border, late } = filter_in(store.state.params);
    const set = (name: string) => (value: string) =>
      store.amend_look({ [name]: value || undefined });
    const search = h("input", {
      type: "search",
      value: one(store.state.params, "q"),
      placeholder: tracking.search_hint,
    });
    search.addEventListener("change", () => set("q")(search.value.trim()));
    const every = ["", tracking.every] as const;
    this.filters.replaceChildren(
      labelled(tracking.search, search),
      labelled(
        tracking.status,
        select([every, ...statuses.map((s) => [s, tracking.statuses[s]] as const)], status, set("status")),
      ),
      labelled(tracking.border, select([every, ...this.borders()], border, set("border"))),
      labelled(
        tracking.lateness,
        select([every, ["yes", tracking.only_late]], late ? "yes" : "", set("late")),
      ),
    );
    this.filters.querySelectorAll<HTMLElement>("input, select")[at]?.focus();
  }
}

export async function show_tower(context: ViewContext, network: Network, page: HTMLElement) {
  const tower = new Tower(context, network);
  page.append(h("p", { class: "muted" }, say.tracking.intro), tower.element);
  await tower.load();
  void keep_looking(look_again, context.signal, () => tower.refresh());
}
