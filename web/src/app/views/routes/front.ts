// SPDX-License-Identifier: Apache-2.0
// The ways against each other: days along the bottom, another criterion above,
// the chosen way in front.
import { h } from "../../../base/dom";
import { live_chart } from "../../charts/live_chart";
import { say } from "../../i18n";
import { number, percent, plain } from "../../i18n/format";
import { figure } from "../../ui/figure";
import type { PlaceName } from "../../ui/names";
import { select } from "../../ui/select";
import { way_fields, type Numbered } from "./ways";

export const criteria = ["usd", "co2e", "odds"] as const;
export type Criterion = (typeof criteria)[number];

const value_of: Record<Criterion, (one: Numbered) => number> = {
  usd: ({ way }) => way.usd,
  co2e: ({ way }) => way.kg_co2e,
  odds: ({ way }) => 100 * way.by_plan,
};

const name_of: Record<Criterion, () => string> = {
  usd: () => say.routes.usd,
  co2e: () => say.routes.co2e,
  odds: () => `${say.routes.odds}, %`,
};

interface Front {
  ways: Numbered[];
  chosen: number;
  criterion: Criterion;
  name: PlaceName;
}

function tip({ way, at }: Numbered): HTMLElement {
  const { routes } = say;
  const row = (title: string, value: string) => [
    h("dt", {}, title),
    h("dd", {}, value),
  ];
  return h(
    "div",
    {},
    h("strong", {}, routes.way(number(at))),
    h(
      "dl",
      {},
      ...row(routes.days_p50, number(way.days.p50, 1)),
      ...row(routes.days_p95, number(way.days.p95, 1)),
      ...row(routes.usd, number(way.usd)),
      ...row(routes.co2e, number(way.kg_co2e)),
      ...row(routes.odds, percent(way.by_plan)),
    ),
  );
}

function line_of({ chosen, criterion }: Front, one: Numbered) {
  const { way, at } = one;
  const color = at === chosen ? "var(--first)" : "var(--muted)";
  const y = value_of[criterion](one);
  return {
    type: "line" as const,
    z: at === chosen ? 3 : 2,
    lineStyle: { color, width: at === chosen ? 3 : 1.6 },
    itemStyle: { color },
    symbol: "circle",
    data: [
      {
        value: [way.days.p50, y],
        symbolSize: at === chosen ? 11 : 8,
        label: {
          show: true,
          position: "left" as const,
          color: "var(--ink)",
          fontSize: 11.5,
          formatter: String(at),
        },
      },
      { value: [way.days.p95, y], symbolSize: 4 },
    ],
  };
}

function chart_of(front: Front): HTMLElement {
  const { ways, criterion } = front;
  return live_chart({
    label: say.routes.front_label(number(ways.length)),
    height: 230,
    option: (library) => ({
      grid: { left: 8, right: 24, top: 28, bottom: 30, containLabel: true },
      tooltip: {
        ...library.tooltip_look,
        trigger: "item",
        formatter: (items) => {
          const { seriesIndex } = library.first_of(items);
          return tip(ways[seriesIndex ?? 0]!);
        },
      },
      xAxis: {
        type: "value",
        scale: true,
        ...library.named(say.routes.days),
        ...library.quiet_axis,
      },
      yAxis: {
        type: "value",
        scale: true,
        ...library.above(name_of[criterion]()),
        ...library.quiet_axis,
        axisLabel: {
          ...library.quiet_axis.axisLabel,
          formatter: (value: number) => plain(value),
        },
      },
      series: ways.map((one) => line_of(front, one)),
    }),
  });
}

export function front_figure(
  front: Front,
  choose: (criterion: Criterion) => void,
): HTMLElement {
  const picker = select(
    criteria.map((one) => [one, name_of[one]()]),
    front.criterion,
    (value) => choose(value as Criterion),
    say.routes.against,
  );
  return h(
    "div",
    { class: "front card" },
    figure({
      title: say.routes.front,
      level: "h2",
      file: "routes",
      chart: chart_of(front),
      fields: way_fields(front.name),
      rows: front.ways,
      note: say.routes.front_note,
    }),
    picker,
  );
}
