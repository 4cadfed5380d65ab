// SPDX-License-Identifier: Apache-2.0
// The border crossings side by side.
import { h } from "../base/dom";
import {
  country_name,
  format_count,
  format_interval,
  format_limits,
  format_mean,
  format_number,
  format_percent,
  format_plain,
  has_interval,
  listed,
  sentence,
  short_name,
  with_unit,
  words,
} from "../base/format";
import { table_twin } from "../base/table";
import { chart, quiet_axis, tooltip_look } from "../charts/chart";
import { closure_words, closures_of, shut_weeks } from "../data/closures";
import type { Context } from "../data/context";
import {
  find_crossings,
  untold_yards,
  type Crossing,
  type Direction,
  type Side,
} from "../data/crossings";
import type { Stay } from "../data/types";
import { queue_table } from "./queues";
import { lead, nothing, section } from "./section";

const most_shown = 12;
const least_share = 0.01; // of the largest crossing's TEU
const strokes = ["first", "second"] as const;

// TEU waiting week by week on one side, its yards included.
export function weekly_waiting(context: Context, side: Side): number[] {
  const ids = new Set(side.places.map((place) => place.id));
  const weeks = context.simulation.places
    .filter((result) => ids.has(result.place))
    .map((result) => result.waiting_teu_weekly);
  const longest = Math.max(0, ...weeks.map((teu) => teu.length));
  return Array.from({ length: longest }, (_, week) =>
    weeks.reduce((sum, teu) => sum + (teu[week] || 0), 0),
  );
}

function side_words(side: Side): string {
  return side.places.map((place) => short_name(place.name)).join(", ");
}

// The mean of a week is drawn in its middle, the first at 1.
function shaded(context: Context, crossing: Crossing) {
  const { base_year } = context.report.corridor;
  const spans = closures_of(context, crossing).flatMap((closure) =>
    shut_weeks(closure, base_year),
  );
  return {
    silent: true,
    itemStyle: { color: "var(--shut)" },
    data: spans.map((span) =>
      span.map((week) => ({ xAxis: Math.max(1, week + 0.5) })),
    ) as [{ xAxis: number }, { xAxis: number }][],
  };
}

function queue_chart(
  context: Context,
  crossing: Crossing,
  most: number,
): HTMLElement {
  const { sides } = crossing;
  const weeks = sides.map((side) => weekly_waiting(context, side));
  return chart({
    label: `TEU waiting week by week at ${crossing.name}`,
    paper: 325,
    height: () => 90,
    option: () => ({
      grid: { left: 36, right: 6, top: 8, bottom: 20 },
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
      series: sides.map((side, i) => ({
        type: "line" as const,
        name: side_words(side),
        data: weeks[i]!.map((teu, week) => [week + 1, teu]),
        showSymbol: false,
        lineStyle: {
          color: `var(--${strokes[i]})`,
          width: 1.75,
          type: i === 0 ? ("solid" as const) : ([5, 3] as number[]),
        },
        itemStyle: { color: `var(--${strokes[i]})` },
        emphasis: { disabled: true },
        markArea: i === 0 ? shaded(context, crossing) : undefined,
      })),
    }),
  });
}

function queue_legend({ sides }: Crossing): HTMLElement {
  return h(
    "p",
    { class: "axis-title" },
    "TEU waiting: ",
    ...sides.map((side, i) =>
      h(
        "span",
        {},
        h("i", { class: `stroke ${strokes[i]}` }),
        country_name(side.country),
      ),
    ),
  );
}

interface Scale {
  hours: number;
  teu: number;
}

// One post in one direction: the bar is the mean, the whisker its interval.
function stay_bar(context: Context, stay: Stay, side: string, most: number) {
  const { mean, low, high } = stay.stay_hours;
  const share = (hours: number) => `${((100 * hours) / most).toFixed(1)}%`;
  const sure = has_interval(stay.stay_hours);
  const place = context.short(stay.place);
  return h(
    "div",
    { class: `stay ${side}` },
    h("span", { class: "post", title: place }, place),
    h(
      "span",
      { class: "track" },
      h("i", { style: `width:${share(mean)}` }),
      sure &&
        h("b", { style: `left:${share(low)};width:${share(high - low)}` }),
    ),
    h(
      "span",
      { class: "value" },
      with_unit(format_mean(stay.stay_hours), "h"),
      h("small", {}, sure && ` ${format_limits(stay.stay_hours)}`),
    ),
  );
}

function runs(crossing: Crossing, { trains }: Direction): string {
  if (!(trains.mean > 0)) return crossing.by_sea ? "no ship" : "no train";
  const what = crossing.by_sea ? "ships" : "trains";
  return `${format_plain(trains.mean)} ${what} a day`;
}

function way(
  context: Context,
  crossing: Crossing,
  direction: Direction,
  scale: Scale,
): HTMLElement {
  const { from, to, stays } = direction;
  const side = (stay: Stay) => {
    const first = crossing.sides[0].places.some(({ id }) => id === stay.place);
    return strokes[first ? 0 : 1];
  };
  return h(
    "div",
    { class: "way" },
    h(
      "p",
      {},
      h("b", {}, `${country_name(from.country)} → ${country_name(to.country)}`),
      ` ${runs(crossing, direction)}`,
    ),
    ...stays.map((stay) => stay_bar(context, stay, side(stay), scale.hours)),
    stays.length === 0 &&
      direction.trains.mean > 0 &&
      h("p", {}, "passed without a stop"),
  );
}

function card(context: Context, crossing: Crossing, scale: Scale): HTMLElement {
  const { forth, back, utilisation, sides, teu_year } = crossing;
  const used =
    Number.isFinite(utilisation) && !crossing.by_sea
      ? ` · path use ${format_percent(utilisation)}`
      : "";
  return h(
    "article",
    { class: "card" },
    h("h3", {}, crossing.name),
    h("p", { class: "kind" }, `${format_number(teu_year)} TEU a year${used}`),
    way(context, crossing, forth, scale),
    way(context, crossing, back, scale),
    untold_words(crossing),
    queue_legend(crossing),
    sides.some((side) => weekly_waiting(context, side).length > 1)
      ? queue_chart(context, crossing, scale.teu)
      : nothing("No box waited here."),
    ...closure_notes(context, crossing),
  );
}

function untold_words(crossing: Crossing): HTMLElement | null {
  const yards = untold_yards(crossing).map((yard) => short_name(yard.name));
  if (yards.length === 0) return null;
  return h(
    "p",
    { class: "untold" },
    `Not in the bars: the hours of boxes that change trains at ${listed(yards)}, inside the country.`,
  );
}

function closure_notes(context: Context, crossing: Crossing): HTMLElement[] {
  return closures_of(context, crossing).map((closure) => {
    const name = closure.name ? `: ${closure.name}` : "";
    const said = sentence(closure_words(closure)) + name;
    return h("p", { class: "untold" }, h("i", { class: "shut" }), said);
  });
}

function nice_top(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((s) => s * unit >= value) ?? 10;
  return step * unit;
}

function stays_of({ forth, back }: Crossing): Stay[] {
  return [...forth.stays, ...back.stays];
}

function scale_of(context: Context, crossings: Crossing[]): Scale {
  const hours = crossings
    .flatMap(stays_of)
    .map(({ stay_hours }) => stay_hours.high || stay_hours.mean || 0);
  const weeks = crossings.flatMap((crossing) =>
    crossing.sides.flatMap((side) => weekly_waiting(context, side)),
  );
  return { hours: Math.max(1, ...hours), teu: nice_top(Math.max(0, ...weeks)) };
}

function stay_table(context: Context, crossings: Crossing[]): HTMLElement {
  interface Row {
    crossing: Crossing;
    stay: Stay;
  }
  const rows = crossings.flatMap((crossing) =>
    stays_of(crossing).map((stay) => ({ crossing, stay })),
  );
  return table_twin(
    "how long boxes stay at the borders",
    [
      { title: "Crossing", cell: ({ crossing }: Row) => crossing.name },
      { title: "Place", cell: ({ stay }) => context.name(stay.place) },
      { title: "From", cell: ({ stay }) => country_name(stay.from_country) },
      { title: "To", cell: ({ stay }) => country_name(stay.to_country) },
      {
        title: "Mean stay, h",
        kind: "number",
        cell: ({ stay }) => format_interval(stay.stay_hours),
      },
      {
        title: "TEU a year",
        kind: "number",
        cell: ({ stay }) => format_number(stay.teu_year),
      },
    ],
    rows,
  );
}

function border_table(crossings: Crossing[]): HTMLElement {
  return table_twin(
    "border crossings",
    [
      { title: "Crossing", cell: (c: Crossing) => c.name },
      { title: "Countries", cell: (c) => c.countries },
      {
        title: "TEU a year",
        kind: "number",
        cell: (c) => format_number(c.teu_year),
      },
      {
        title: "Trains or ships a day",
        kind: "number",
        cell: (c) => format_interval(c.forth.trains),
      },
      {
        title: "and back",
        kind: "number",
        cell: (c) => format_interval(c.back.trains),
      },
      {
        title: "Path use",
        kind: "number",
        cell: (c) => (c.by_sea ? "" : format_percent(c.utilisation)),
      },
      {
        title: "Lines",
        cell: (c) => {
          const states = c.links.map((l) =>
            [l.gauge || l.mode, words(l.status)].filter(Boolean).join(" "),
          );
          return states.join("; ");
        },
      },
      {
        title: "Train paths a day",
        kind: "number",
        cell: (c) =>
          c.by_sea
            ? ""
            : format_plain(c.links.reduce((n, l) => n + (l.capacity_day || 0), 0)),
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
      nothing("No train or ship crossed a border in this simulation."),
      queue_table(context),
    );
  const least = least_share * all[0]!.teu_year;
  const shown = all
    .filter((c) => c.teu_year >= least && stays_of(c).length > 0)
    .slice(0, most_shown);
  const scale = scale_of(context, shown);
  const which =
    all.length > shown.length
      ? `The ${shown.length} crossings with the most TEU at which boxes stop, of ${all.length}`
      : `${all.length === 1 ? "The crossing" : `All ${format_count(all.length, "crossing")}`}, the most TEU first`;
  return section(
    "borders",
    "Borders side by side",
    lead(
      `${which}. Bars: mean hours that boxes stay at each post or port on their way across, from the arrival of their train or ship to the departure of the next, with its 95\u202f% interval. Curves: TEU waiting on either side, week by week; shaded weeks are those in which the crossing is closed or narrowed. All cards share their scales.`,
    ),
    h(
      "div",
      { class: "cards" },
      ...shown.map((crossing) => card(context, crossing, scale)),
    ),
    queue_table(context),
    stay_table(context, all),
    border_table(all),
  );
}
