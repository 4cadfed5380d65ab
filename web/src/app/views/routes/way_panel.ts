// SPDX-License-Identifier: Apache-2.0
// One way, leg by leg: what passes before a train leaves, when it goes and
// comes, how surely it is met, and what to do if it is missed.
import { h, type Child } from "../../../base/dom";
import type { RouteLeg, RouteWay } from "../../../data/route_types";
import { say, term } from "../../i18n";
import { date, duration, moment, number, percent } from "../../i18n/format";
import { data_table, type Field } from "../../ui/data_table";
import { fact } from "../../ui/facts";
import { csv_button, table_toggle } from "../../ui/tools";
import { gap_words, reason_line, type Spoken } from "./reasons";
import { through, type Numbered } from "./ways";

export interface Names extends Spoken {
  zone: (code: string) => string;
}

const by_water = (leg: RouteLeg) => leg.mode === "sea" || leg.mode === "ferry";

export function before_words(leg: RouteLeg): string {
  const { routes } = say;
  const what = leg.procedures.map((one) => term("procedure", one)).join(", ");
  const words = [
    leg.procedure_hours > 0
      ? routes.after_procedures(duration(leg.procedure_hours), what)
      : "",
    leg.wait_hours > 0
      ? (by_water(leg) ? routes.wait_vessel : routes.wait_train)(
          duration(leg.wait_hours),
        )
      : "",
  ].filter(Boolean);
  return words.length > 0 ? words.join(" + ") : routes.no_wait;
}

function leg_item(
  leg: RouteLeg,
  destination: string,
  { name, zone }: Names,
): HTMLElement {
  const { routes } = say;
  const service = [leg.name, leg.operator].filter(Boolean).join(" · ");
  return h(
    "li",
    { class: by_water(leg) ? "leg water" : "leg" },
    h(
      "div",
      { class: "stop" },
      h("b", {}, name(leg.from)),
      h("span", { class: "small" }, before_words(leg)),
    ),
    h(
      "div",
      { class: "ride" },
      h("span", {}, `${routes.departs} ${moment(leg.etd, zone(leg.from))}`),
      h("span", { class: "small" }, service),
      h(
        "span",
        { class: "small" },
        [
          term("mode", leg.mode),
          routes.ride(duration(leg.ride_hours)),
          leg.every_hours > 0 ? routes.every(duration(leg.every_hours)) : "",
        ]
          .filter(Boolean)
          .join(" · "),
        " · ",
        h(
          "span",
          { title: routes.made_title },
          routes.made(percent(leg.connection)),
        ),
      ),
      leg.fallback &&
        h(
          "span",
          { class: "small" },
          routes.missed(
            moment(leg.fallback.etd, zone(leg.from)),
            moment(leg.fallback.arrives, zone(destination)),
          ),
        ),
      !leg.simulated && h("span", { class: "small" }, routes.not_simulated),
      h("span", {}, `${routes.arrives} ${moment(leg.eta, zone(leg.to))}`),
    ),
  );
}

function leg_fields({ name, zone }: Names): Field<RouteLeg>[] {
  const { routes } = say;
  const iso = (time: number) => new Date(time).toISOString();
  return [
    { title: routes.from, cell: (leg) => name(leg.from) },
    { title: routes.to, cell: (leg) => name(leg.to) },
    { title: routes.service, cell: (leg) => leg.name },
    { title: routes.operator, cell: (leg) => leg.operator },
    { title: routes.before, cell: before_words },
    {
      title: routes.departs,
      cell: (leg) => moment(leg.etd, zone(leg.from)),
      raw: (leg) => iso(leg.etd),
    },
    {
      title: routes.arrives,
      cell: (leg) => moment(leg.eta, zone(leg.to)),
      raw: (leg) => iso(leg.eta),
    },
    {
      title: routes.made_title,
      number: true,
      cell: (leg) => percent(leg.connection),
      raw: (leg) => leg.connection,
    },
    {
      title: routes.usd,
      number: true,
      cell: (leg) => number(leg.usd),
      raw: (leg) => leg.usd,
    },
    {
      title: routes.co2e,
      number: true,
      cell: (leg) => number(leg.kg_co2e),
      raw: (leg) => leg.kg_co2e,
    },
  ];
}

function promise_of(way: RouteWay, names: Names): HTMLElement {
  const { routes } = say;
  const to = way.legs[way.legs.length - 1]?.to ?? "";
  const from = way.legs[0]?.from ?? "";
  const days = (value: number) => `${number(value, 1)} ${say.units.day}`;
  return h(
    "dl",
    { class: "promise" },
    fact(routes.departs, moment(way.departs, names.zone(from))),
    fact(routes.plan_arrives, moment(way.arrives, names.zone(to))),
    fact(routes.days_p50, days(way.days.p50)),
    fact(routes.days_p80, days(way.days.p80)),
    fact(routes.days_p95, days(way.days.p95)),
    fact(routes.odds, percent(way.by_plan)),
    Number.isFinite(way.ready_by)
      ? fact(routes.ready_by, date(way.ready_by, names.zone(from)))
      : "",
  );
}

function notes_of(way: RouteWay, names: Names): Child[] {
  const { routes } = say;
  const note = (words: string) => h("p", { class: "small" }, words);
  const gaps = (all: string[]) =>
    all.map((what) => gap_words(what, names.name)).join(", ");
  return [
    ...way.closures.map((closure) => reason_line(closure, names, "p")),
    way.last_procedures_hours > 0 &&
      note(routes.handled_there(duration(way.last_procedures_hours))),
    way.unpriced.length > 0 && note(routes.unpriced(gaps(way.unpriced))),
    way.unmeasured.length > 0 &&
      note(routes.unmeasured(gaps(way.unmeasured))),
    note(
      `${routes.followed(number(way.boxes_followed))} ${routes.local_times}`,
    ),
  ];
}

export function way_panel({ way, at }: Numbered, names: Names): HTMLElement {
  const { routes } = say;
  const title = `${routes.way(number(at))}: ${through(way, names.name)}`;
  const fields = leg_fields(names);
  const destination = way.legs.at(-1)?.to ?? "";
  const timeline = h(
    "ol",
    { class: "legs" },
    ...way.legs.map((leg) => leg_item(leg, destination, names)),
    h(
      "li",
      { class: "leg end" },
      h("div", { class: "stop" }, h("b", {}, names.name(destination))),
    ),
  );
  const body = h("div", {});
  const rows = way.legs;
  const toggle = table_toggle(body, timeline, () => data_table(title, fields, rows));
  return h(
    "section",
    { class: "way-panel card" },
    h(
      "div",
      { class: "figure-head" },
      h("h2", {}, title),
      h(
        "div",
        { class: "tools" },
        toggle,
        csv_button({ title: routes.legs, file: `way-${at}`, fields, rows }),
      ),
    ),
    promise_of(way, names),
    body,
    ...notes_of(way, names),
  );
}
