// SPDX-License-Identifier: Apache-2.0
// How far all demand can grow together, and what stops it step by step.
import type { CustomSeriesRenderItem } from "echarts";
import { h } from "../base/dom";
import { format_number } from "../base/format";
import { table_twin } from "../base/table";
import { chart, quiet_axis, tooltip_look } from "../charts/chart";
import { label_room, row_axis, row_height } from "../charts/row_labels";
import type { Context } from "../data/context";
import { find_limit, limit_name } from "../data/limits";
import type { Capacity } from "../data/types";
import { figure } from "./section";

export interface Rung {
  name: string;
  note: string;
  season: string;
  before: number; // how far demand could grow until here
  growth: number;
}

export function rungs_of(context: Context, capacity: Capacity): Rung[] {
  const ladder = capacity.growth?.ladder ?? [];
  return ladder.map((step, i) => {
    const limit = find_limit(capacity, step.id);
    const named = limit
      ? limit_name(context, limit)
      : { name: step.label, note: "" };
    const note = [named.note, step.season].filter(Boolean).join(" · ");
    const before = i === 0 ? 0 : ladder[i - 1]!.growth;
    return { name: named.name, note, season: step.season, before, growth: step.growth };
  });
}

export function times(growth: number): string {
  return `×\u202f${format_number(growth, growth < 10 ? 2 : 1)}`;
}

function tip(rung: Rung, i: number): HTMLElement {
  const said = i === 0
    ? `is the first to hold all demand back, at ${times(rung.growth)}`
    : `holds it back at ${times(rung.growth)}, once all above is out of the way`;
  return h(
    "div",
    {},
    h("strong", {}, rung.name),
    h("span", { class: "kind" }, rung.note),
    h("div", {}, said),
  );
}

const row_heights = { narrow: 56, paper: 34, wide: 36 };

// The demand of the base year: a line through all rows.
const today: CustomSeriesRenderItem = (_, api) => {
  const [x, y] = api.coord([1, 0]) as [number, number];
  const [, height] = api.size!([0, 1]) as [number, number];
  const bottom = (api.coord([1, Number(api.value(1))]) as number[])[1]!;
  return {
    type: "line",
    shape: { x1: x, x2: x, y1: y - height / 2, y2: bottom + height / 2 },
    style: { stroke: "var(--ink)", lineWidth: 1, lineDash: [3, 3] },
    silent: true,
  };
};

function growth_chart(rungs: Rung[]): HTMLElement {
  const most = Math.max(1, ...rungs.map((rung) => rung.growth));
  const bar = { type: "bar" as const, stack: "growth", barWidth: 13 };
  return chart({
    label: `How far all demand can grow, in ${rungs.length} steps; the table below holds the same figures.`,
    height: (width) => rungs.length * row_height(width, row_heights) + 44,
    option: (width) => {
      const left = Math.max(8, label_room(width));
      return {
        grid: { left, right: 58, top: left > 8 ? 4 : 18, bottom: 40 },
        tooltip: {
          ...tooltip_look,
          trigger: "axis",
          axisPointer: { type: "none" },
          formatter: (items) => {
            const first = Array.isArray(items) ? items[0] : items;
            return tip(rungs[first!.dataIndex]!, first!.dataIndex);
          },
        },
        xAxis: {
          type: "value",
          min: 0,
          ...(most > 1 ? {} : { max: 1 }),
          name: "times the demand of the base year",
          nameLocation: "middle",
          nameGap: 26,
          nameTextStyle: { color: "var(--muted)", fontSize: 11 },
          ...quiet_axis,
        },
        yAxis: row_axis(rungs, width),
        series: [
          {
            ...bar,
            name: "before",
            data: rungs.map((rung) => rung.before),
            itemStyle: { color: "var(--part-processing)" },
            emphasis: { disabled: true },
          },
          {
            ...bar,
            name: "growth",
            data: rungs.map((rung) => rung.growth - rung.before),
            itemStyle: { color: "var(--first)" },
            emphasis: { disabled: true },
            label: {
              show: true,
              position: "right",
              color: "var(--ink)",
              fontSize: 11.5,
              fontWeight: 600,
              backgroundColor: "var(--paper)",
              padding: [0, 3],
              formatter: ({ dataIndex }: { dataIndex: number }) =>
                times(rungs[dataIndex]!.growth),
            },
          },
          {
            type: "custom",
            name: "base year",
            data: [[1, rungs.length - 1]],
            renderItem: today,
            tooltip: { show: false },
            z: 1,
          },
        ],
      };
    },
  });
}

export function growth_parts(
  context: Context,
  capacity: Capacity,
): HTMLElement[] {
  const rungs = rungs_of(context, capacity);
  if (rungs.length === 0) return [];
  return [
    figure(
      "Each row is reached once what stands in the rows above is out of the way; then the row’s own limit, in the season beside it, holds all demand back. Blue: what the step adds. Dashed: the demand of the base year.",
      growth_chart(rungs),
    ),
    table_twin(
      "how far all demand can grow",
      [
        { title: "Held back by", cell: (r: Rung) => r.name },
        { title: "What and when", cell: (r) => r.note },
        {
          title: "Times the base year’s demand",
          kind: "number",
          cell: (r) => format_number(r.growth, 3),
        },
      ],
      rungs,
    ),
  ];
}
