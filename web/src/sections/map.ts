// SPDX-License-Identifier: Apache-2.0
// The map with its legend, and the tables that say the same.
import { h, svg, type Child } from "../base/dom";
import {
  format_count,
  format_hours,
  format_interval,
  format_number,
  format_percent,
  format_plain,
} from "../base/format";
import { table, table_twin } from "../base/table";
import type { Context } from "../data/context";
import {
  find_lines,
  full_width,
  kind_of,
  line_width,
  state_of,
  trains_a_day,
  use_classes,
  type Line,
  type Look,
} from "../map/lines";
import { CorridorMap } from "../map/map";
import { find_marks, largest_waiting, radius_of, type Mark } from "../map/marks";
import { gauge_words, status_words } from "../map/tips";
import { figure, lead, nothing, section } from "./section";
import { single_track_table, wagon_sentence } from "./single_track";

function sample(style: string, width = 3): SVGSVGElement {
  return svg(
    "svg",
    { class: "map sample", viewBox: "0 0 34 10", "aria-hidden": "true" },
    svg("path", { class: `line ${style}`, d: "M1,5H33", "stroke-width": width }),
  );
}

function entry(mark: Child, words: string): HTMLElement {
  return h("li", {}, mark, h("span", {}, words));
}

function group(title: string, ...entries: HTMLElement[]): HTMLElement | null {
  if (entries.length === 0) return null;
  return h("div", {}, h("h3", {}, title), h("ul", {}, ...entries));
}

function gauges_of(lines: Line[], kind: string): string {
  const gauges = new Set(
    lines.filter((l) => kind_of(l.link) === kind).map((l) => l.link.gauge),
  );
  const known = [...gauges].filter((gauge) => gauge > 0).sort((a, b) => a - b);
  return known.map(gauge_words).join(", ") || "rail";
}

function use_legend(
  lines: Line[],
  title: string,
  width: (use: number) => number,
): HTMLElement | null {
  const kinds = ["standard", "wide"].filter((kind) =>
    lines.some((l) => kind_of(l.link) === kind),
  );
  const scales = kinds.map((kind) =>
    h(
      "li",
      { class: "scale" },
      h("span", {}, gauges_of(lines, kind)),
      ...use_classes.map((_, i) => sample(`${kind} used use-${i}`, width(i))),
    ),
  );
  const words = h(
    "li",
    { class: "scale words" },
    h("span", {}, ""),
    ...use_classes.map((use) => h("span", {}, use.words)),
  );
  return group(title, ...scales, words);
}

function width_legend(lines: Line[]): HTMLElement | null {
  const most = Math.max(0, ...lines.map((l) => trains_a_day(l.result)));
  if (!(most > 0)) return null;
  const steps = [...new Set([most / 20, most / 4, most].map(round_number))];
  return group(
    "Trains a day, both ways",
    ...steps.map((n) =>
      entry(sample("ink used", line_width(n)), format_number(n)),
    ),
  );
}

function round_number(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.max(1, Math.round(value / unit) * unit);
}

function state_legend(lines: Line[]): HTMLElement | null {
  const states = new Set(
    lines
      .filter((l) => l.link.mode === "rail")
      .map((l) => state_of(l.link, trains_a_day(l.result))),
  );
  const modes = new Set(lines.map((l) => l.link.mode));
  const rail: [string, string, string][] = [
    ["unused", "standard unused", "open, no trains in this year"],
    ["under_construction", "ink under_construction", "under construction"],
    ["planned", "ink planned", "planned, or opens later"],
    ["closed", "ink closed", "closed"],
  ];
  const other: [string, string][] = [
    ["sea", "ship at sea"],
    ["ferry", "rail ferry"],
    ["road", "road"],
  ];
  return group(
    "Lines",
    ...rail
      .filter(([state]) => states.has(state))
      .map(([, style, words]) => entry(sample(style, 2), words)),
    ...other
      .filter(([mode]) => modes.has(mode))
      .map(([mode, words]) => entry(sample(`${mode} used`, 2.4), words)),
  );
}

function waiting_legend(marks: Mark[]): HTMLElement | null {
  const largest = largest_waiting(marks);
  if (!(largest > 0)) return null;
  const steps = [...new Set([largest / 10, largest].map(round_number))];
  return group(
    "TEU waiting, mean of the year",
    ...steps.map((teu) => {
      const r = radius_of(teu, largest, 1000);
      const disc = svg(
        "svg",
        { class: "map disc", width: 42, height: 2 * r + 2, "aria-hidden": "true" },
        svg("circle", { class: "waiting", cx: 21, cy: r + 1, r }),
      );
      return entry(disc, format_number(teu));
    }),
  );
}

function binding_legend(lines: Line[], marks: Mark[]): HTMLElement | null {
  const ring = svg(
    "svg",
    { class: "map disc", width: 34, height: 16, "aria-hidden": "true" },
    svg("circle", { class: "binding", cx: 17, cy: 8, r: 6.5 }),
  );
  return group(
    "What holds it back",
    ...(lines.some((line) => line.full?.binds)
      ? [entry(sample("used binds", full_width(3)), "a line’s paths or single track")]
      : []),
    ...(marks.some((mark) => mark.binding.length > 0)
      ? [entry(ring, "tracks, cranes, lanes, berths or yards of a place")]
      : []),
  );
}

function legend(look: Look, ...groups: (HTMLElement | null)[]): HTMLElement {
  return h(
    "div",
    {
      class: "legend",
      role: "group",
      "aria-label": "Legend of the map",
      hidden: look !== "year",
    },
    ...groups,
  );
}

const look_words: Record<Look, string> = {
  year: "Trains of the year",
  full: "At the most it can carry",
};

// Buttons that choose what the lines say; the legend follows.
function look_buttons(
  map: CorridorMap,
  legends: Record<Look, HTMLElement>,
): HTMLElement {
  const looks = Object.keys(look_words) as Look[];
  const buttons = looks.map((look) =>
    h(
      "button",
      { type: "button", "aria-pressed": look === "year" ? "true" : "false" },
      look_words[look],
    ),
  );
  buttons.forEach((button, i) =>
    button.addEventListener("click", () => {
      map.show_as(looks[i]!);
      looks.forEach((look, other) => {
        legends[look].hidden = other !== i;
        buttons[other]!.setAttribute("aria-pressed", String(other === i));
      });
    }),
  );
  return h(
    "div",
    { class: "map-looks", role: "group", "aria-label": "What the map shows" },
    ...buttons,
  );
}

const busiest_shown = 10;

function busiest_lines(context: Context, lines: Line[]): HTMLElement | null {
  const busiest = lines
    .filter((l) => l.link.mode === "rail" && trains_a_day(l.result) > 0)
    .reverse()
    .slice(0, busiest_shown);
  if (busiest.length === 0) return null;
  return table(
    `The ${busiest.length} railway lines with the most trains, both ways together.`,
    [
      {
        title: "Line",
        cell: ({ link }: Line) =>
          `${context.short(link.from)} – ${context.short(link.to)}`,
      },
      { title: "Gauge", cell: ({ link }) => gauge_words(link.gauge) },
      {
        title: "Trains a day",
        kind: "number",
        cell: ({ result }) => format_interval(result!.trains_day),
      },
      {
        title: "and back",
        kind: "number",
        cell: ({ result }) => format_interval(result!.trains_day_back),
      },
      {
        title: "Path use",
        kind: "number",
        cell: ({ result }) => format_percent(result!.utilisation),
      },
      {
        title: "Wait for a train path",
        kind: "number",
        cell: ({ result }) => format_hours(result!.wait_hours),
      },
      {
        title: "TEU a year",
        kind: "number",
        cell: ({ result }) => format_number(result!.teu_year),
      },
    ],
    busiest,
    "busiest",
  );
}

function link_table(context: Context, lines: Line[]): HTMLElement {
  return table_twin(
    "lines of the corridor",
    [
      {
        title: "Line",
        cell: ({ link }: Line) =>
          `${context.name(link.from)} – ${context.name(link.to)}`,
      },
      { title: "Mode", cell: ({ link }) => link.mode },
      { title: "Gauge", cell: ({ link }) => gauge_words(link.gauge) },
      { title: "Status", cell: status_words },
      {
        title: "km",
        kind: "number",
        cell: ({ link }) => format_number(link.length_km),
      },
      {
        title: "Trains a day",
        kind: "number",
        cell: ({ result }) => (result ? format_interval(result.trains_day) : ""),
      },
      {
        title: "and back",
        kind: "number",
        cell: ({ result }) =>
          result ? format_interval(result.trains_day_back) : "",
      },
      {
        title: "Train paths a day",
        kind: "number",
        cell: ({ link }) =>
          link.mode === "rail" ? format_plain(link.capacity_day) : "",
      },
      {
        title: "Path use",
        kind: "number",
        cell: ({ result }) => (result ? format_percent(result.utilisation) : ""),
      },
      {
        title: "Wait for a train path",
        kind: "number",
        cell: ({ result }) => (result ? format_hours(result.wait_hours) : ""),
      },
      {
        title: "TEU a year",
        kind: "number",
        cell: ({ result }) => (result ? format_number(result.teu_year) : ""),
      },
      { title: "Source", cell: ({ link }) => context.citations.cite(link.source) },
    ],
    [...lines].reverse(),
  );
}

function place_table(marks: Mark[]): HTMLElement {
  const rows = marks
    .filter((mark) => mark.result !== undefined)
    .sort((a, b) => b.waiting - a.waiting);
  return table_twin(
    "places of the corridor",
    [
      { title: "Place", cell: ({ place }: Mark) => place.name },
      { title: "Country", cell: ({ place }) => place.country },
      { title: "Kind", cell: ({ place }) => place.kind.replaceAll("_", " ") },
      {
        title: "TEU waiting",
        kind: "number",
        cell: ({ result }) => format_interval(result!.waiting_teu),
      },
      {
        title: "Trains a day",
        kind: "number",
        cell: ({ result }) => format_plain(result!.trains_day),
      },
      {
        title: "TEU a year",
        kind: "number",
        cell: ({ result }) => format_number(result!.teu_year),
      },
    ],
    rows,
  );
}

function look_sentence(context: Context): string {
  return context.report.capacity
    ? " A second look shows how full lines are when the corridor carries the most it can, and what holds it back."
    : "";
}

export function map_section(context: Context): HTMLElement {
  const marks = find_marks(context);
  const lines = find_lines(context);
  if (marks.length === 0)
    return section("map", "The corridor", nothing("The package has no places."));
  const length = lines
    .filter((l) => l.link.mode === "rail" && l.link.open)
    .reduce((sum, l) => sum + (l.link.length_km || 0), 0);
  const countries = new Set(marks.map((mark) => mark.place.country)).size;
  const map = new CorridorMap(context);
  const legends = {
    year: legend(
      "year",
      use_legend(lines, "Path use, by gauge", () => 6),
      width_legend(lines),
      state_legend(lines),
      waiting_legend(marks),
    ),
    full: legend(
      "full",
      use_legend(
        lines,
        "Paths or single track in use at the most it can carry, by gauge",
        full_width,
      ),
      state_legend(lines),
      binding_legend(lines, marks),
    ),
  };
  const drawing = figure(
    "Equal-area projection fitted to the corridor. Lines join places directly and are not surveyed tracks. Coasts and boundaries: Natural Earth; they take no position on any territory’s status. To zoom use the buttons, the keys + − 0, or Ctrl with the wheel; arrow keys go from place to place.",
    context.report.capacity && look_buttons(map, legends),
    map.element,
    legends.year,
    context.report.capacity && legends.full,
  );
  drawing.classList.add("map-figure");
  return section(
    "map",
    "The corridor",
    lead(
      `${format_count(marks.length, "place")} in ${format_count(countries, "country", "countries")}, joined by ${format_count(lines.length, "link")}, among them ${format_number(length)} km of open railway. The colour of a line is its gauge, the width between its rails: at a change of gauge boxes change trains. Its depth is the share of its train paths, the slots it has for trains, that the year used; its width the trains that ran; discs are boxes that wait.${look_sentence(context)}`,
    ),
    drawing,
    busiest_lines(context, lines),
    single_track_table(context),
    wagon_sentence(context),
    link_table(context, lines),
    place_table(marks),
  );
}
