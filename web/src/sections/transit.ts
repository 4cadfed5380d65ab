// SPDX-License-Identifier: Apache-2.0
// How long the boxes of the main flows take, and how surely.
import type { CustomSeriesRenderItem } from "echarts";
import { h } from "../base/dom";
import {
  format_interval,
  format_number,
  format_plain,
  round_up,
} from "../base/format";
import { table_twin } from "../base/table";
import { chart, quiet_axis, tooltip_look } from "../charts/chart";
import { label_room, narrow_below, row_axis, row_height } from "../charts/row_labels";
import type { Context } from "../data/context";
import { flow_name, flow_note, largest_first, main_flows } from "../data/flows";
import type { Flow } from "../data/types";
import { figure, lead, nothing, section } from "./section";

// The last day worth showing: what lies beyond holds under half a percent.
export function longest_day(flows: Flow[]): number {
  const ends = flows.map(({ transit_days, transit_histogram }) => {
    const { share, width_days } = transit_histogram;
    let beyond = 0;
    let bin = share.length;
    while (bin > 0 && beyond + (share[bin - 1] || 0) < 0.005)
      beyond += share[--bin] || 0;
    return Math.max(bin * width_days, (transit_days.p90 || 0) * 1.05);
  });
  return Math.max(1, ...ends);
}

function ridge(flows: Flow[], narrow: boolean): CustomSeriesRenderItem {
  return (_, api) => {
    const row = Number(api.value(1));
    const flow = flows[row]!;
    const { share, width_days } = flow.transit_histogram;
    const { mean, low, high, p10, p50, p90 } = flow.transit_days;
    const at = (days: number) => api.coord([days, row])[0]!;
    const [, middle = 0] = api.coord([0, row]);
    const [, band = 0] = api.size!([0, 1]) as number[];
    const floor = middle + (narrow ? 0.36 : 0.26) * band;
    const tall = (narrow ? 0.48 : 0.66) * band;
    const top = Math.max(...share.map((s) => s || 0), 1e-9);
    const steps: number[][] = [[at(0), floor]];
    share.forEach((s, i) => {
      const y = floor - (tall * (s || 0)) / top;
      steps.push([at(i * width_days), y], [at((i + 1) * width_days), y]);
    });
    steps.push([at(share.length * width_days), floor]);
    const line = (x1: number, x2: number, y1: number, y2: number, width: number) => ({
      type: "line" as const,
      shape: { x1, x2, y1, y2 },
      style: { stroke: "var(--ink)", lineWidth: width },
      silent: true,
    });
    const x = at(mean);
    const below = floor + 6;
    return {
      type: "group",
      emphasisDisabled: true,
      children: [
        {
          type: "polygon",
          emphasisDisabled: true,
          shape: { points: share.length > 0 ? steps : [] },
          style: { fill: "var(--ridge)", stroke: "var(--ridge-edge)", lineWidth: 0.75 },
        },
        line(at(p10), at(p90), below, below, 1),
        line(at(p50), at(p50), below - 3.5, below + 3.5, 1.5),
        line(at(low), at(high), below, below, 5),
        {
          type: "circle",
          shape: { cx: x, cy: below, r: 3.6 },
          style: { fill: "var(--paper)", stroke: "var(--ink)", lineWidth: 1.5 },
          silent: true,
        },
      ].filter((child) => !("shape" in child && bad(child.shape))),
    } as ReturnType<CustomSeriesRenderItem>;
  };
}

function bad(shape: object): boolean {
  return Object.values(shape).some((v) => typeof v === "number" && isNaN(v));
}

function tip(context: Context, flow: Flow): HTMLElement {
  const { p10, p50, p90 } = flow.transit_days;
  return h(
    "div",
    {},
    h("strong", {}, flow_name(context, flow)),
    h("div", { class: "kind" }, flow_note(context, flow)),
    h("div", {}, `mean ${format_interval(flow.transit_days, "days")}`),
    h(
      "div",
      {},
      `10\u202f% within ${format_plain(p10)}, half within ${format_plain(p50)}, 90\u202f% within ${format_plain(p90)} days`,
    ),
  );
}

const row_heights = { narrow: 84, paper: 46, wide: 54 };

function transit_chart(context: Context, flows: Flow[]): HTMLElement {
  const labels = flows.map((flow) => ({
    name: flow_name(context, flow),
    note: flow_note(context, flow),
  }));
  const longest = longest_day(flows);
  const step = longest > 50 ? 10 : 5;
  return chart({
    label: `Distribution of transit days of ${flows.length} main flows; the table below holds the same figures.`,
    height: (width) => flows.length * row_height(width, row_heights) + 44,
    option: (width) => ({
      grid: {
        left: Math.max(8, label_room(width)),
        right: 14,
        top: label_room(width) > 0 ? 4 : 14,
        bottom: 40,
      },
      tooltip: {
        ...tooltip_look,
        trigger: "item",
        formatter: (item) => {
          const index = Array.isArray(item) ? 0 : item.dataIndex;
          return tip(context, flows[index]!);
        },
      },
      xAxis: {
        type: "value",
        min: 0,
        max: round_up(longest, step),
        interval: step,
        name: "days from the first terminal to the last",
        nameLocation: "middle",
        nameGap: 26,
        nameTextStyle: { color: "var(--muted)", fontSize: 11 },
        ...quiet_axis,
      },
      yAxis: row_axis(labels, width),
      series: [
        {
          type: "custom",
          renderItem: ridge(flows, width < narrow_below),
          data: flows.map((flow, i) => [flow.transit_days.mean, i]),
          encode: { x: 0, y: 1 },
          clip: true,
        },
      ],
    }),
  });
}

export function flow_table(context: Context, flows: Flow[]): HTMLElement {
  return table_twin(
    "transit times of all flows",
    [
      { title: "From – to", cell: (f: Flow) => flow_name(context, f) },
      { title: "Changing at", cell: (f) => f.route.map(context.name).join(", ") },
      { title: "Cargo", cell: (f) => f.cargo },
      {
        title: "TEU a year",
        kind: "number",
        cell: (f) => format_interval(f.teu_year),
      },
      ...(flows.some((f) => f.demanded_teu_year >= 0)
        ? [
            {
              title: "Demanded",
              kind: "number" as const,
              cell: (f: Flow) => format_number(f.demanded_teu_year),
            },
          ]
        : []),
      {
        title: "Mean days",
        kind: "number",
        cell: (f) => format_interval(f.transit_days),
      },
      {
        title: "10 %",
        kind: "number",
        cell: (f) => format_plain(f.transit_days.p10),
      },
      {
        title: "Half",
        kind: "number",
        cell: (f) => format_plain(f.transit_days.p50),
      },
      {
        title: "90 %",
        kind: "number",
        cell: (f) => format_plain(f.transit_days.p90),
      },
    ],
    flows,
  );
}

export function transit_section(context: Context): HTMLElement {
  const flows = largest_first(context.simulation.flows);
  if (flows.length === 0)
    return section("transit", "Transit times", nothing("No flow was simulated."));
  const shown = main_flows(context);
  const which =
    flows.length > shown.length
      ? `${shown.length} of ${flows.length} flows: the largest of each pair of countries among boxes by rail, then among boxes that change to a ship, and the largest in bulk`
      : "All flows, boxes by rail first, those that change to a ship next, then bulk";
  return section(
    "transit",
    "Transit times",
    lead(
      `${which}. A long tail to the right is what a shipper pays for with stock: the mean alone does not show it.`,
    ),
    figure(
      "TEU are those of a year. Shape: share of boxes by days, each row to the same height. Under it the days within which 10\u202f% and 90\u202f% arrive (thin line), half arrive (tick), and the mean (ring) with its 95\u202f% interval (thick line, where wider than the ring).",
      transit_chart(context, shown),
    ),
    flow_table(context, flows),
  );
}
