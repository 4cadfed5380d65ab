// SPDX-License-Identifier: Apache-2.0
// The inbox: what somebody should look at of boxes under way, those first that
// stand longest. It looks again by itself.
import { h } from "../../../base/dom";
import { api, type AlertPage, type Network } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { number } from "../../i18n/format";
import { one } from "../../state/url";
import { last_word } from "../../tracking/progress";
import { data_table, type Field } from "../../ui/data_table";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { labelled, select } from "../../ui/select";
import { csv_button } from "../../ui/tools";
import { keep_looking, renewing, type ViewContext } from "../../view";
import { alert_reason } from "./reasons";
import { places_in, type Places } from "./words";

type Alert = AlertPage["alerts"][number];

export const alert_kinds = ["late", "may_be_late", "stuck", "off_plan", "missed_connection"] as const;

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

  constructor(
    private readonly context: ViewContext,
    network: Network,
  ) {
    this.places = places_in(network);
    this.renew = renewing(context.signal);
    context.store.subscribe((now, before) => {
      if (one(now.params, "alert") !== one(before.params, "alert")) void this.load();
    }, context.signal);
  }

  async load() {
    const kind = one(this.context.store.state.params, "alert");
    try {
      const page = await api.alerts({ kind, limit: this.wanted }, this.renew());
      this.alerts = page.alerts;
      this.next = page.next ?? "";
      this.as_of = page.as_of;
      this.show();
    } catch (error) {
      if (!is_abort(error)) this.element.replaceChildren(failure_card(error, () => void this.load()));
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

  private show() {
    const { store } = this.context;
    const { tracking } = say;
    const kind = one(store.state.params, "alert");
    const kinds = alert_kinds.map((one) => [one, tracking.alert_kinds[one]] as const);
    const choice = select([["", tracking.every], ...kinds], kind, (value) =>
      store.amend_look({ alert: value || undefined }),
    );
    const rows = this.alerts;
    const fields = this.fields();
    const title = tracking.inbox(number(rows.length) + (this.next ? "+" : ""));
    const more = h("button", { type: "button" }, tracking.more);
    more.addEventListener("click", () => {
      this.wanted += per_page;
      void this.load();
    });
    const had = this.element.contains(document.activeElement) && document.activeElement?.tagName === "SELECT";
    this.element.replaceChildren(
      h(
        "div",
        { class: "figure-head" },
        h("h2", {}, title),
        h(
          "div",
          { class: "tools" },
          labelled(tracking.alert, choice),
          csv_button({ title, file: "alerts", fields, rows }),
        ),
      ),
      rows.length > 0 ? data_table(title, fields, rows) : h("p", { class: "nothing" }, tracking.no_alerts),
      ...(this.next ? [more] : []),
      h("p", { class: "small" }, tracking.as_of(this.places.at(Date.parse(this.as_of) || null, ""))),
    );
    if (had) choice.focus();
  }
}

export function show_alerts(context: ViewContext, network: Network): HTMLElement {
  const inbox = new Inbox(context, network);
  void inbox.load();
  void keep_looking(look_again, context.signal, () => inbox.load());
  return inbox.element;
}
