// SPDX-License-Identifier: Apache-2.0
// The labels of a chart whose rows are flows: beside the rows where there is
// room, above them on a phone.
import type { YAXisComponentOption } from "echarts";
import { sans } from "./chart";

export const narrow_below = 620;

export function label_room(width: number): number {
  return width < narrow_below ? 0 : Math.min(350, Math.round(0.33 * width));
}

// On paper the rows of one figure fit on one page.
const wide_from = 760;

export function row_height(
  width: number,
  heights: { narrow: number; paper: number; wide: number },
): number {
  if (width < narrow_below) return heights.narrow;
  return width < wide_from ? heights.paper : heights.wide;
}

export interface RowLabel {
  name: string;
  note: string;
}

export function row_axis(
  labels: RowLabel[],
  width: number,
): YAXisComponentOption {
  const narrow = width < narrow_below;
  const room = narrow ? width - 16 : label_room(width) - 14;
  return {
    type: "category",
    inverse: true,
    data: labels.map((_, i) => String(i)),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      interval: 0,
      inside: narrow,
      margin: narrow ? 0 : 14,
      align: narrow ? "left" : "right",
      verticalAlign: narrow ? "bottom" : "middle",
      padding: narrow ? [0, 0, 12, 0] : 0,
      width: room,
      overflow: "truncate",
      fontFamily: sans,
      formatter: (i: string) => {
        const { name, note } = labels[Number(i)]!;
        return note ? `{name|${name}}\n{note|${note}}` : `{name|${name}}`;
      },
      rich: {
        name: { color: "var(--ink)", fontSize: 12, lineHeight: 16 },
        note: { color: "var(--muted)", fontSize: 10.5, lineHeight: 14 },
      },
    },
    z: 5,
  };
}
