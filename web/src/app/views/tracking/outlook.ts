// SPDX-License-Identifier: Apache-2.0
// What is ahead of a box: its milestones with the band in which four of five
// come, drawn beside the plan and written in the table.
import { h, svg } from "../../../base/dom";
import type { BoxAlert, BoxOutlook } from "../../api/client";
import { say } from "../../i18n";
import { last_word } from "../../tracking/progress";
import { data_table, type Field } from "../../ui/data_table";
import { csv_button } from "../../ui/tools";
import { alert_reason } from "./reasons";
import type { Places } from "./words";

type Milestone = BoxOutlook["plan"][number];

const ms = (text: string | null | undefined) => (text ? Date.parse(text) : NaN);

// From the first to the last moment that any of them has.
export function span_of(plan: readonly Milestone[]): [from: number, to: number] {
  const all = plan
    .flatMap(({ planned, actual, eta }) => [ms(planned), ms(actual), ms(eta?.p10), ms(eta?.p90)])
    .filter(Number.isFinite);
  return all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 0];
}

const width = 160;

// Planned is a stroke, actual a full dot, what is expected a bar with its
// middle.
function band(one: Milestone, [from, to]: [number, number]): SVGElement | string {
  const x = (text: string | null | undefined) =>
    to > from ? 4 + ((ms(text) - from) / (to - from)) * (width - 8) : width / 2;
  const marks: SVGElement[] = [];
  if (one.eta) {
    const [low, high] = [x(one.eta.p10), x(one.eta.p90)];
    marks.push(
      svg("rect", { class: "band", x: low, y: 4, width: Math.max(2, high - low), height: 8, rx: 2 }),
      svg("circle", { class: "middle", cx: x(one.eta.p50), cy: 8, r: 3 }),
    );
  }
  if (one.planned) marks.push(svg("line", { class: "plan", x1: x(one.planned), x2: x(one.planned), y1: 1, y2: 15 }));
  if (one.actual) marks.push(svg("circle", { class: "actual", cx: x(one.actual), cy: 8, r: 4 }));
  return svg("svg", { class: "outlook", viewBox: `0 0 ${width} 16`, width, height: 16, "aria-hidden": "true" }, ...marks);
}

function fields_of(plan: readonly Milestone[], places: Places): Field<Milestone>[] {
  const { tracking } = say;
  const span = span_of(plan);
  const when = (title: string, of: (m: Milestone) => string | null | undefined): Field<Milestone> => ({
    title,
    cell: (m) => (of(m) ? places.at(ms(of(m)), m.place) : ""),
    raw: (m) => of(m) ?? null,
  });
  const fields = [
    { title: tracking.step, cell: (m: Milestone) => tracking.steps[m.passing](places.name(m.place)) },
    when(tracking.planned, ({ planned }) => planned),
    when(tracking.actual, ({ actual }) => actual),
  ];
  if (!plan.some(({ eta }) => eta)) return fields;
  return [
    ...fields,
    when(tracking.one_in_ten, ({ eta }) => eta?.p10),
    when(tracking.one_in_two, ({ eta }) => eta?.p50),
    when(tracking.nine_in_ten, ({ eta }) => eta?.p90),
    { title: tracking.band, cell: (m) => band(m, span), raw: () => null },
  ];
}

export function alert_line(alert: BoxAlert, places: Places): HTMLElement {
  const { tracking } = say;
  const place = last_word(alert.place);
  return h(
    "p",
    { class: "alert" },
    h("b", { class: alert.kind }, tracking.alert_kinds[alert.kind]),
    ` ${places.name(place)} · ${tracking.since(places.at(ms(alert.since), place))} `,
    alert_reason(alert, places),
  );
}

export function outlook_part(outlook: BoxOutlook, places: Places): HTMLElement {
  const { tracking } = say;
  const name = last_word(outlook.object);
  const title = tracking.outlook(name);
  const fields = fields_of(outlook.plan, places);
  const has_band = outlook.plan.some(({ eta }) => eta);
  return h(
    "section",
    { class: "card" },
    h(
      "div",
      { class: "figure-head" },
      h("h2", {}, title),
      h("div", { class: "tools" }, csv_button({ title, file: `outlook-${name}`, fields, rows: outlook.plan })),
    ),
    ...outlook.alerts.map((one) => alert_line(one, places)),
    data_table(title, fields, outlook.plan),
    has_band && h("p", { class: "small" }, tracking.band_means),
  );
}

// When the last box of several is expected, and within what.
export function expected(outlooks: readonly BoxOutlook[]): Milestone["eta"] | null {
  const ends = outlooks.flatMap(({ plan }) => plan.at(-1)?.eta ?? []);
  return ends.sort((a, b) => ms(a.p50) - ms(b.p50)).at(-1) ?? null;
}
