// SPDX-License-Identifier: Apache-2.0
// The ways as a list: each with its days, money, CO2e and odds, in the order
// that was chosen.
import { h } from "../../../base/dom";
import { short_name } from "../../../base/format";
import type { RouteExample, RouteWay } from "../../../data/route_types";
import { say } from "../../i18n";
import { number, percent } from "../../i18n/format";
import type { Field } from "../../ui/data_table";
import type { PlaceName } from "../../ui/names";

// A way and its number, which is its place in the server's order.
export interface Numbered {
  way: RouteWay;
  at: number;
}

export const orders = ["goods", "days", "usd", "co2e", "odds"] as const;
export type Order = (typeof orders)[number];

const measure: Record<Order, (numbered: Numbered) => number> = {
  goods: ({ at }) => at,
  days: ({ way }) => way.days.p50,
  usd: ({ way }) => way.usd,
  co2e: ({ way }) => way.kg_co2e,
  odds: ({ way }) => -way.by_plan,
};

export function ordered(example: RouteExample, order: Order): Numbered[] {
  const by = measure[order] ?? measure.goods;
  return example.ways
    .slice(0, example.chosen)
    .map((way, i) => ({ way, at: i + 1 }))
    .sort((a, b) => by(a) - by(b) || a.at - b.at);
}

export function order_words(order: Order): string {
  return say.routes[`order_${order}`];
}

export function through(way: RouteWay, name: PlaceName): string {
  const ends = way.legs.map((leg) => leg.to);
  const all = [way.legs[0]?.from ?? "", ...ends];
  return all.map((code) => short_name(name(code))).join(" → ");
}

function best_words(way: RouteWay): HTMLElement[] {
  const known = say.routes.best as Record<string, string>;
  return way.best_in.map((one) =>
    h("span", { class: "badge" }, known[one] ?? one),
  );
}

function figure_of(value: string, unit: string): HTMLElement {
  return h("div", {}, h("dd", {}, value), h("dt", {}, unit));
}

export function way_card(
  { way, at }: Numbered,
  name: PlaceName,
  chosen: boolean,
  choose: () => void,
): HTMLElement {
  const { routes } = say;
  const button = h(
    "button",
    { type: "button", class: "way", "aria-pressed": chosen ? "true" : "false" },
    h(
      "span",
      { class: "way-head" },
      h("b", {}, routes.way(number(at))),
      ...best_words(way),
    ),
    h(
      "dl",
      {},
      figure_of(
        `${number(way.days.p50, 1)}–${number(way.days.p95, 1)}`,
        routes.days,
      ),
      figure_of(number(way.usd), routes.usd),
      figure_of(number(way.kg_co2e), routes.co2e),
      figure_of(percent(way.by_plan), routes.odds),
    ),
    h("span", { class: "small" }, through(way, name)),
  );
  button.addEventListener("click", choose);
  return h("li", {}, button);
}

export function way_fields(name: PlaceName): Field<Numbered>[] {
  const { routes } = say;
  const days = (title: string, of: (way: RouteWay) => number) => ({
    title,
    cell: ({ way }: Numbered) => number(of(way), 1),
    raw: ({ way }: Numbered) => of(way),
    number: true,
  });
  const whole = (title: string, of: (way: RouteWay) => number) => ({
    title,
    cell: ({ way }: Numbered) => number(of(way)),
    raw: ({ way }: Numbered) => of(way),
    number: true,
  });
  return [
    {
      title: routes.title,
      cell: ({ way, at }) => `${at}. ${through(way, name)}`,
    },
    days(routes.days_p50, (way) => way.days.p50),
    days(routes.days_p80, (way) => way.days.p80),
    days(routes.days_p95, (way) => way.days.p95),
    whole(routes.usd, (way) => way.usd),
    whole(routes.co2e, (way) => way.kg_co2e),
    {
      title: routes.odds,
      cell: ({ way }) => percent(way.by_plan),
      raw: ({ way }) => way.by_plan,
      number: true,
    },
    whole(routes.changes, (way) => way.changes),
  ];
}
