// SPDX-License-Identifier: Apache-2.0
// Where the days go: what the boxes of the main flows spend them on.
import { h } from "../base/dom";
import {
  format_hours,
  format_number,
  format_percent,
  format_plain,
  listed,
  sentence,
} from "../base/format";
import { table_twin } from "../base/table";
import { chart, quiet_axis, tooltip_look } from "../charts/chart";
import { label_room, row_axis, row_height } from "../charts/row_labels";
import type { Context } from "../data/context";
import { mean_parts, part_words, total_hours } from "../data/findings";
import { flow_name, flow_note, largest_first, main_flows } from "../data/flows";
import { parts, type Flow, type Part, type Parts } from "../data/types";
import { figure, lead, nothing, section } from "./section";

interface Row {
  name: string;
  note: string;
  hours: Parts;
}

function rows_of(context: Context, flows: Flow[]): Row[] {
  const all_flows = context.simulation.flows;
  const mean = mean_parts(all_flows);
  const all = {
    name: "The average TEU",
    note: `of all ${all_flows.length} flows`,
    hours: mean,
  };
  const rows = flows.map((flow) => ({
    name: flow_name(context, flow),
    note: flow_note(context, flow),
    hours: flow.parts_hours,
  }));
  return total_hours(mean) > 0 ? [all, ...rows] : rows;
}

function tip(row: Row): HTMLElement {
  const total = total_hours(row.hours);
  const known = parts.filter((part) => row.hours[part] > 0.05);
  return h(
    "div",
    {},
    h("strong", {}, row.name),
    h("div", { class: "kind" }, `${format_plain(total / 24)} days: ${row.note}`),
    h(
      "dl",
      {},
      ...known.flatMap((part) => [
        h("dt", {}, h("i", { class: `swatch ${part}` }), part_words[part]),
        h(
          "dd",
          {},
          `${format_hours(row.hours[part])} (${format_percent(row.hours[part] / total)})`,
        ),
      ]),
    ),
  );
}

// A bar of no length at the end of each stack carries the total.
function totals_at_ends(rows: Row[]) {
  return {
    type: "bar" as const,
    name: "total",
    stack: "days",
    data: rows.map(() => 0),
    label: {
      show: true,
      position: "right" as const,
      color: "var(--ink)",
      fontSize: 11.5,
      fontWeight: 600,
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        format_number(total_hours(rows[dataIndex]!.hours) / 24, 1),
    },
  };
}

const row_heights = { narrow: 58, paper: 37, wide: 42 };

function parts_chart(rows: Row[], used: Part[]): HTMLElement {
  const longest = Math.max(...rows.map((row) => total_hours(row.hours) / 24));
  return chart({
    label: `Days by what they are spent on, for ${rows.length} rows; the table below holds the same figures.`,
    height: (width) => rows.length * row_height(width, row_heights) + 44,
    option: (width) => {
      const left = Math.max(8, label_room(width));
      const room = (width - left - 46) / longest; // px a day
      return {
        grid: { left, right: 38, top: left > 8 ? 4 : 18, bottom: 40 },
        tooltip: {
          ...tooltip_look,
          trigger: "axis",
          axisPointer: { type: "none" },
          formatter: (items) => {
            const first = Array.isArray(items) ? items[0] : items;
            return tip(rows[first!.dataIndex]!);
          },
        },
        xAxis: {
          type: "value",
          min: 0,
          name: "days",
          nameLocation: "middle",
          nameGap: 26,
          nameTextStyle: { color: "var(--muted)", fontSize: 11 },
          ...quiet_axis,
        },
        yAxis: row_axis(rows, width),
        series: [
          ...used.map((part) => ({
          type: "bar" as const,
          name: part_words[part],
          stack: "days",
          barWidth: 15,
          data: rows.map((row) => row.hours[part] / 24),
          itemStyle: {
            color: `var(--part-${part})`,
            borderColor: "var(--paper)",
            borderWidth: 0.75,
          },
          emphasis: { disabled: true },
          label: {
            show: true,
            position: "inside" as const,
            color: `var(--on-${part})`,
            fontSize: 10.5,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const days = rows[dataIndex]!.hours[part] / 24;
              return days * room > 26 ? format_number(days, 1) : "";
            },
          },
        })),
          totals_at_ends(rows),
        ],
      };
    },
  });
}

// A hundredth of the journey is hardly a line in its bar.
function is_seen({ hours }: Row, part: Part): boolean {
  return hours[part] > 0.01 * total_hours(hours);
}

function unseen_words(used: Part[], seen: Part[]): string {
  const unseen = used.filter((part) => !seen.includes(part));
  if (unseen.length === 0) return "";
  const what = listed(unseen.map((part) => part_words[part]));
  return `Too short to be seen here, under a hundredth of each journey: ${what}.`;
}

function legend(used: Part[]): HTMLElement {
  return h(
    "ul",
    { class: "swatches", "aria-label": "Colours of the bars, from left to right" },
    ...used.map((part) =>
      h("li", {}, h("i", { class: `swatch ${part}` }), sentence(part_words[part])),
    ),
  );
}

export function parts_section(context: Context): HTMLElement {
  const rows = rows_of(context, largest_first(context.simulation.flows));
  const used = parts.filter((part) => rows.some((row) => row.hours[part] > 0));
  if (rows.length === 0 || used.length === 0)
    return section("days", "Where the days go", nothing("No flow was simulated."));
  const shown = rows_of(context, main_flows(context));
  const seen = used.filter((part) => shown.some((row) => is_seen(row, part)));
  return section(
    "days",
    "Where the days go",
    lead(
      "Each bar is the mean journey of one flow’s boxes, split by what they do or wait for; the flows are those above. Grey is running, and the hours of lifting, customs and inspection that the package states for each place: delays inside those hours, which reports do not tell apart, are grey too. Every colour is a wait for something to be free, to come or to open.",
    ),
    figure(
      `Mean days of a box from the first terminal to the last, over all boxes of the flow, waits of zero included. TEU are those of a year. ${unseen_words(used, seen)}`,
      legend(seen),
      parts_chart(shown, seen),
    ),
    table_twin(
      "hours by cause, all flows",
      [
        { title: "From – to", cell: (row: Row) => row.name },
        { title: "TEU a year, route", cell: (row) => row.note },
        {
          title: "Total days",
          kind: "number",
          cell: (row) => format_plain(total_hours(row.hours) / 24),
        },
        ...used.map((part) => ({
          title: `${sentence(part_words[part])}, h`,
          kind: "number" as const,
          cell: (row: Row) => format_plain(row.hours[part]),
        })),
      ],
      rows,
    ),
  );
}
