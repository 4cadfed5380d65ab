// SPDX-License-Identifier: Apache-2.0
// The ways between two places against each other: days and money, and how
// surely a plan is kept that allows more time.
import { h } from "../base/dom";
import { format_number, format_percent } from "../base/format";
import { above, chart, first_of, named, quiet_axis, tooltip_look } from "../charts/chart";
import type { RouteExample, RouteWay } from "../data/route_types";

const frame = {
  grid: { left: 8, right: 24, top: 34, bottom: 34, containLabel: true },
};

function tip(way: RouteWay, number: number): HTMLElement {
  return h(
    "div",
    {},
    h("strong", {}, `Way ${number}`),
    h(
      "div",
      {},
      `half within ${format_number(way.days.p50, 1)} days, 19 of 20 within ${format_number(way.days.p95, 1)}`,
    ),
    h(
      "div",
      {},
      `${format_number(way.usd)} USD, ${format_number(way.kg_co2e)} kg CO2e`,
    ),
  );
}

// From the days in which half of the boxes arrive to those of 19 in 20.
export function front_chart({ ways, chosen }: RouteExample): HTMLElement {
  return chart({
    label: `Days and money of ${ways.length} ways; the table holds the same figures.`,
    height: () => 250,
    option: () => ({
      ...frame,
      tooltip: {
        ...tooltip_look,
        trigger: "item",
        formatter: (items) => {
          const at = first_of(items).seriesIndex ?? 0;
          return tip(ways[at]!, at + 1);
        },
      },
      xAxis: {
        type: "value",
        scale: true,
        ...named("days, from half of the boxes to 19 of 20"),
        ...quiet_axis,
      },
      yAxis: { type: "value", scale: true, ...above("USD"), ...quiet_axis },
      series: ways.map((way, i) => {
        const color = i < chosen ? "var(--first)" : "var(--muted)";
        return {
          type: "line" as const,
          lineStyle: { color, width: i < chosen ? 3 : 1.5 },
          itemStyle: { color },
          symbol: "circle",
          data: [
            {
              value: [way.days.p50, way.usd],
              symbolSize: 9,
              label: {
                show: true,
                position: "left" as const,
                color: "var(--ink)",
                fontSize: 11.5,
                formatter: String(i + 1),
              },
            },
            { value: [way.days.p95, way.usd], symbolSize: 4 },
          ],
        };
      }),
    }),
  });
}

// What is worth drawing: plans of the ways to choose from, the soonest first.
export function plan_lines({ ways, chosen }: RouteExample): [number, number][][] {
  return ways
    .slice(0, chosen)
    .map((way) =>
      way.plans
        .filter((plan) => Number.isFinite(plan.days))
        .map((plan): [number, number] => [plan.days, 100 * plan.chance])
        .sort((a, b) => a[0] - b[0]),
    );
}

export function plan_chart(example: RouteExample): HTMLElement {
  const lines = plan_lines(example);
  return chart({
    label:
      "How surely every connection and the arrival are kept, by the days that the plan allows.",
    height: () => 250,
    option: () => ({
      ...frame,
      tooltip: {
        ...tooltip_look,
        trigger: "item",
        formatter: (items) => {
          const item = first_of(items);
          const [days, chance] = item.value as [number, number];
          return `Way ${(item.seriesIndex ?? 0) + 1}: planned for ${format_number(days, 1)} days, all of it kept with ${format_percent(chance / 100)}`;
        },
      },
      xAxis: {
        type: "value",
        scale: true,
        ...named("days the plan allows"),
        ...quiet_axis,
      },
      yAxis: {
        type: "value",
        min: 0,
        max: 100,
        ...above("% of plans kept to the letter"),
        ...quiet_axis,
      },
      series: lines.map((data, i) => ({
        type: "line" as const,
        step: "end" as const,
        lineStyle: { color: i === 0 ? "var(--first)" : "var(--second)", width: 2 },
        itemStyle: { color: i === 0 ? "var(--first)" : "var(--second)" },
        symbol: "circle",
        symbolSize: 6,
        data: data.map((value, n) => ({
          value,
          label: {
            show: n === data.length - 1,
            position: "top" as const,
            color: "var(--ink)",
            fontSize: 11.5,
            formatter: String(i + 1),
          },
        })),
      })),
    }),
  });
}
