// SPDX-License-Identifier: Apache-2.0
// The inbox: what somebody should look at of boxes under way, those first that
// stand longest. It looks again by itself.
import { h } from "../../../base/dom";
import { api, type AlertPage, type Network } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { date_and_time, number } from "../../i18n/format";
import { one } from "../../state/url";
import { last_word } from "../../tracking/progress";
import type { Field } from "../../ui/data_table";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { announcing_changes } from "../../ui/live_region";
import { live_table } from "../../ui/live_table";
import { labelled, select } from "../../ui/select";
import { live_csv_button } from "../../ui/tools";
import { keep_looking, renewing, type ViewContext } from "../../view";
import { alert_reason } from "./reasons";
import { places_in, type Places } from "./words";

type Alert = AlertPage["alerts"][number];

export const alert_kinds = ["late", "may_be_late", "stuck", "off_plan", "missed_connection"] as const;

const key_of = ({ kind, object, place, since, consignment }: Alert) =>
  [kind, object, place, since, consignment].join(" ");

const per_page = 20;
const look_again = 30_000; // ms

class Inbox {
  readonly element = h("section", { class: "card" });
  private alerts: readonly Alert[] = [];
  private next = "";
  private as_of = "";
  private wanted = per_page;
  private readonly places: Places;
  private readonly renew: () => AbortSignal;
  private readonly listed: Field<Alert>[];
  private readonly table;
  private readonly choice: HTMLSelectElement;
  private readonly title = h("h2", {});
  private readonly nothing = h("p", { class: "nothing" }, say.tracking.no_alerts);
  private readonly more = h("button", { type: "button" }, say.tracking.more);
  private readonly moment = h("p", { class: "small" });
  private readonly fault = h("div", {});
  private readonly say_count = announcing_changes();

  constructor(
    private readonly context: ViewContext,
    network: Network,
  ) {
    this.places = places_in(network);
    this.renew = renewing(context.signal);
    this.listed = this.fields();
    this.table = live_table(say.tracking.alert, this.listed, key_of);
    this.choice = this.choose_kind();
    this.nothing.hidden = this.more.hidden = true;
    this.build();
    context.store.subscribe((now, before) => {
      if (one(now.params, "alert") !== one(before.params, "alert")) void this.load();
    }, context.signal);
  }

  async look() {
    const kind = one(this.context.store.state.params, "alert");
    const page = await api.alerts({ kind, limit: this.wanted }, this.renew());
    this.alerts = page.alerts;
    this.next = page.next ?? "";
    this.as_of = page.as_of;
    this.fault.replaceChildren();
    this.show();
  }

  // As somebody asks for it: what fails is said.
  async load() {
    try {
      await this.look();
    } catch (error) {
      if (!is_abort(error)) this.fault.replaceChildren(failure_card(error, () => void this.load()));
    }
  }

  private fields(): Field<Alert>[] {
    const { store } = this.context;
    const { tracking } = say;
    const place = (alert: Alert) => last_word(alert.place);
    const link = (text: string, name: "box" | "consignment", value: string) =>
      inner_link(
        store.link({ params: { ...store.state.params, [name]: [value] } }),
        () => store.look_at({ [name]: value }),
        {},
        text,
      );
    return [
      {
        title: tracking.alert,
        cell: ({ kind }) => h("b", { class: `alert ${kind}` }, tracking.alert_kinds[kind]),
      },
      { title: tracking.box, cell: ({ object }) => link(last_word(object), "box", object) },
      {
        title: tracking.consignment,
        cell: ({ consignment, note }) => consignment && link(note || consignment, "consignment", consignment),
      },
      { title: tracking.place, cell: (alert) => this.places.name(place(alert)) },
      {
        title: tracking.since_when,
        cell: (alert) => this.places.at(Date.parse(alert.since), place(alert)),
        raw: ({ since }) => since,
      },
      {
        title: tracking.why,
        cell: (alert) => alert_reason(alert, this.places),
      },
    ];
  }

  private choose_kind() {
    const { store } = this.context;
    const { tracking } = say;
    const kinds = alert_kinds.map((one) => [one, tracking.alert_kinds[one]] as const);
    return select([["", tracking.every], ...kinds], one(store.state.params, "alert"), (value) =>
      store.amend_look({ alert: value || undefined }),
    );
  }

  private build() {
    const { tracking } = say;
    const csv = live_csv_button(tracking.alert, () => ({ file: "alerts", fields: this.listed, rows: this.alerts }));
    this.more.addEventListener("click", () => {
      this.wanted += per_page;
      void this.load();
    });
    this.element.append(
      h(
        "div",
        { class: "figure-head" },
        this.title,
        h("div", { class: "tools" }, labelled(tracking.alert, this.choice), csv),
      ),
      this.table.element,
      this.nothing,
      this.more,
      this.moment,
      this.fault,
    );
  }

  private show() {
    const { tracking } = say;
    const rows = this.alerts;
    const title = tracking.inbox(number(rows.length) + (this.next ? "+" : ""));
    this.choice.value = one(this.context.store.state.params, "alert");
    if (this.title.textContent !== title) this.title.textContent = title;
    this.table.show(title, rows);
    this.table.element.hidden = rows.length === 0;
    this.nothing.hidden = rows.length > 0;
    this.more.hidden = this.next === "";
    const at = Date.parse(this.as_of);
    this.moment.textContent = at > 0 ? tracking.as_of(date_and_time(at)) : "";
    this.say_count(title);
  }
}

export function show_alerts(context: ViewContext, network: Network): HTMLElement {
  const inbox = new Inbox(context, network);
  void inbox.load();
  void keep_looking(look_again, context.signal, () => inbox.look());
  return inbox.element;
}
