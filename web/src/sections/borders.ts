// SPDX-License-Identifier: Apache-2.0
// The border crossings side by side.
import { h } from "../base/dom";
import {
  format_hours,
  format_interval,
  format_number,
  format_percent,
  format_plain,
  short_name,
  words,
} from "../base/format";
import { table_twin } from "../base/table";
import { chart, quiet_axis, tooltip_look } from "../charts/chart";
import type { Context } from "../data/context";
import { find_crossings, hours_at, trains, type Crossing } from "../data/crossings";
import type { Place } from "../data/types";
import { lead, nothing, section } from "./section";

const most_shown = 9;
const least_share = 0.02; // of the busiest crossing's trains
const sides = ["first", "second"] as const;

function weekly_waiting(context: Context, post: Place): number[] {
  const result = context.simulation.places.find((r) => r.place === post.id);
  return result?.waiting_teu_weekly ?? [];
}

function waiting(context: Context, post: Place): string {
  const result = context.simulation.places.find((r) => r.place === post.id);
  return result ? format_interval(result.waiting_teu) : "–";
}

function queue_chart(
  context: Context,
  crossing: Crossing,
  most: number,
): HTMLElement {
  const weeks = crossing.posts.map((post) => weekly_waiting(context, post));
  return chart({
    label: `TEU waiting week by week at ${crossing.name}`,
    paper: 212,
    height: () => 112,
    option: () => ({
      grid: { left: 36, right: 6, top: 8, bottom: 22 },
      tooltip: {
        ...tooltip_look,
        trigger: "axis",
        axisPointer: { type: "line", lineStyle: { color: "var(--muted)" } },
        formatter: (items) => {
          const all = Array.isArray(items) ? items : [items];
          const lines = all.map((item) => {
            const [, teu] = item.value as number[];
            return h("div", {}, `${item.seriesName}: ${format_number(teu!)} TEU`);
          });
          const [week] = all[0]!.value as number[];
          return [h("strong", {}, `Week ${week}`), ...lines];
        },
      },
      xAxis: {
        type: "value",
        min: 1,
        max: Math.max(2, ...weeks.map((w) => w.length)),
        ...quiet_axis,
        splitLine: { show: false },
        interval: 13,
        axisLabel: {
          ...quiet_axis.axisLabel,
          formatter: (week: number) => String(week),
          hideOverlap: true,
        },
      },
      yAxis: {
        type: "value",
        min: 0,
        max: most,
        interval: most / 2,
        ...quiet_axis,
        axisLabel: {
          ...quiet_axis.axisLabel,
          formatter: (teu: number) => format_number(teu),
        },
      },
      series: crossing.posts.map((post, i) => ({
        type: "line" as const,
        name: post.name,
        data: weeks[i]!.map((teu, week) => [week + 1, teu]),
        showSymbol: false,
        lineStyle: {
          color: `var(--${sides[i]})`,
          width: 1.75,
          type: i === 0 ? ("solid" as const) : ([5, 3] as number[]),
        },
        itemStyle: { color: `var(--${sides[i]})` },
        emphasis: { disabled: true },
      })),
    }),
  });
}

function hour_bar(context: Context, post: Place, most: number, side: string) {
  const hours = hours_at(context.simulation.facilities, post.id);
  const share = most > 0 && hours > 0 ? (100 * hours) / most : 0;
  return h(
    "div",
    { class: `hour-bar ${side}` },
    h("span", { class: "post" }, h("i", { class: `stroke ${side}` }), short_name(post.name)),
    h(
      "span",
      { class: "track" },
      h("i", { style: `width:${share.toFixed(1)}%` }),
    ),
    h("span", { class: "value" }, format_hours(hours)),
  );
}

interface Scale {
  hours: number;
  teu: number;
}

function card(context: Context, crossing: Crossing, scale: Scale): HTMLElement {
  const { forth, back, utilisation, posts } = crossing;
  return h(
    "article",
    { class: "card" },
    h("h3", {}, crossing.name),
    h(
      "p",
      { class: "kind" },
      `${crossing.countries} · ${format_interval(forth)} trains a day to ${short_name(posts[1]!.name)}, ${format_interval(back)} to ${short_name(posts[0]!.name)}`,
      Number.isFinite(utilisation) && ` · ${format_percent(utilisation)} of paths used`,
    ),
    ...posts.map((post, i) => hour_bar(context, post, scale.hours, sides[i]!)),
    h("p", { class: "axis-title" }, "TEU waiting, by weeks of the year"),
    posts.some((post) => weekly_waiting(context, post).length > 1)
      ? queue_chart(context, crossing, scale.teu)
      : nothing("No box waited here."),
  );
}

function nice_top(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((s) => s * unit >= value) ?? 10;
  return step * unit;
}

function scale_of(context: Context, crossings: Crossing[]): Scale {
  const posts = crossings.flatMap((crossing) => crossing.posts);
  const hours = posts.map(
    (post) => hours_at(context.simulation.facilities, post.id) || 0,
  );
  const weeks = posts.flatMap((post) => weekly_waiting(context, post));
  return {
    hours: Math.max(0, ...hours),
    teu: nice_top(Math.max(0, ...weeks.filter(Number.isFinite))),
  };
}

function border_table(context: Context, crossings: Crossing[]): HTMLElement {
  const hours = (post: Place | undefined) =>
    post ? format_hours(hours_at(context.simulation.facilities, post.id)) : "";
  return table_twin(
    "border crossings",
    [
      { title: "Crossing", cell: (c: Crossing) => c.name },
      { title: "Countries", cell: (c) => c.countries },
      {
        title: "Trains a day",
        kind: "number",
        cell: (c) => format_interval(c.forth),
      },
      { title: "and back", kind: "number", cell: (c) => format_interval(c.back) },
      {
        title: "Paths used",
        kind: "number",
        cell: (c) => format_percent(c.utilisation),
      },
      {
        title: "Stay, first post",
        kind: "number",
        cell: (c) => hours(c.posts[0]),
      },
      {
        title: "Stay, second post",
        kind: "number",
        cell: (c) => hours(c.posts[1]),
      },
      {
        title: "TEU waiting, first",
        kind: "number",
        cell: (c) => waiting(context, c.posts[0]!),
      },
      {
        title: "TEU waiting, second",
        kind: "number",
        cell: (c) => waiting(context, c.posts[1]!),
      },
      {
        title: "Lines",
        cell: (c) => {
          const states = c.links.map((l) =>
            [l.gauge || "", words(l.status)].filter(Boolean).join(" "),
          );
          return states.join("; ");
        },
      },
      {
        title: "Paths a day",
        kind: "number",
        cell: (c) =>
          format_plain(c.links.reduce((n, l) => n + (l.capacity_day || 0), 0)),
      },
    ],
    crossings,
  );
}

export function borders_section(context: Context): HTMLElement {
  const all = find_crossings(context);
  if (all.length === 0)
    return section(
      "borders",
      "Borders side by side",
      nothing("No train crossed a border in this simulation."),
    );
  const least = least_share * trains(all[0]!);
  const shown = all.filter((c) => trains(c) >= least).slice(0, most_shown);
  const scale = scale_of(context, shown);
  const which =
    all.length > shown.length
      ? `The ${shown.length} busiest of ${all.length} crossings`
      : `${all.length === 1 ? "The crossing" : `All ${all.length} crossings`} trains ran over`;
  return section(
    "borders",
    "Borders side by side",
    lead(
      `${which}. Bars: hours a TEU stays at the facilities of each post, waiting included, each facility weighted by the TEU it serves. Curves: TEU waiting at the two posts over the year. All cards share their scales.`,
    ),
    h(
      "div",
      { class: "cards" },
      ...shown.map((crossing) => card(context, crossing, scale)),
    ),
    border_table(context, all),
  );
}
