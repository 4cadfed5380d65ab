// SPDX-License-Identifier: Apache-2.0
// ECharts with only the parts the report uses, drawn as SVG in the colours of
// the page, which are CSS variables: dark and paper need no redrawing.
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  TooltipComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ComposeOption } from "echarts/core";
import type {
  BarSeriesOption,
  CustomSeriesOption,
  LineSeriesOption,
} from "echarts/charts";
import type {
  AriaComponentOption,
  GridComponentOption,
  TooltipComponentOption,
} from "echarts/components";
import { h } from "../base/dom";
import { fitted } from "../base/fitted";

echarts.use([
  AriaComponent,
  BarChart,
  CustomChart,
  GridComponent,
  LineChart,
  MarkAreaComponent,
  SVGRenderer,
  TooltipComponent,
]);

export type ChartOption = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | CustomSeriesOption
  | GridComponentOption
  | LineSeriesOption
  | TooltipComponentOption
>;

export const sans =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

export const quiet_axis = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: "var(--muted)", fontSize: 11, fontFamily: sans },
  splitLine: { lineStyle: { color: "var(--rule)", width: 1 } },
};

// The name of an axis: of one that lies, and of one that stands.
export const named = (name: string) => ({
  name,
  nameLocation: "middle" as const,
  nameGap: 26,
  nameTextStyle: { color: "var(--muted)", fontSize: 11 },
});

export const above = (name: string) => ({
  name,
  nameTextStyle: { color: "var(--muted)", fontSize: 11, align: "left" as const },
});

// What a tooltip is about.
export function first_of<T>(items: T | T[]): T {
  return Array.isArray(items) ? items[0]! : items;
}

export const tooltip_look: TooltipComponentOption = {
  className: "chart-tip",
  confine: true,
  transitionDuration: 0,
  backgroundColor: "var(--paper)",
  borderColor: "var(--rule-strong)",
  borderWidth: 1,
  padding: [8, 10],
  textStyle: { color: "var(--ink)", fontSize: 12, fontFamily: sans },
  extraCssText: "box-shadow:none;max-width:320px;white-space:normal",
};

export interface Chart {
  label: string; // what a screen reader says
  height: (width: number) => number;
  option: (width: number) => ChartOption;
  paper?: number; // width in print, when not that of the page
}

export function chart({ label, height, option, paper }: Chart): HTMLElement {
  const drawing = h("div", { class: "drawing" });
  const box = h(
    "div",
    { class: "chart", role: "img", "aria-label": label, "data-paper": paper },
    drawing,
  );
  let drawn: echarts.ECharts | undefined;
  fitted(box, (width) => {
    drawn?.dispose();
    const size = { width, height: height(width) };
    drawing.style.height = `${size.height}px`;
    drawn = echarts.init(drawing, null, { renderer: "svg", ...size });
    drawn.setOption({
      animation: false,
      textStyle: { fontFamily: sans, color: "var(--ink)" },
      ...option(width),
    });
    drawn.getZr().flush();
  });
  return box;
}
