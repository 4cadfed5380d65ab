// SPDX-License-Identifier: Apache-2.0
// What each scenario changes against the base: the year's totals of all of
// them in one table, then scenario by scenario the differences that luck does
// not explain, those first on which most hangs.
import { h } from "../base/dom";
import {
  dash,
  dashed,
  decimals_of,
  format_count,
  format_interval,
  format_number,
  format_range,
  scaled,
  with_unit,
} from "../base/format";
import { table } from "../base/table";
import type { Context } from "../data/context";
import type {
  Compared,
  ComparedFigure,
  ComparedScenario,
  Comparison,
  Edit,
  Interval,
} from "../data/types";
import { indicator_words } from "./observed";
import { lead, nothing, section } from "./section";

const shown_of_a_kind = 6;

interface Kind {
  group: string;
  figure: string;
  title: string;
  scale?: number;
}

const kinds: Kind[] = [
  { group: "total", figure: "teu_year", title: "TEU a year" },
  { group: "total", figure: "tonnes_year", title: "Tonnes a year" },
  { group: "total", figure: "trains_year", title: "Trains a year" },
  { group: "total", figure: "sailings_year", title: "Sailings" },
  { group: "total", figure: "transit_days", title: "Days on the way" },
  { group: "total", figure: "musd_year", title: "Million USD" },
  { group: "total", figure: "kt_co2e_year", title: "kt CO2e" },
  { group: "total", figure: "inside_teu", title: "TEU under way" },
  { group: "flow", figure: "transit_days", title: "Days on the way" },
  { group: "flow", figure: "teu_year", title: "TEU a year" },
  { group: "facility", figure: "wait_hours", title: "Hours of waiting" },
  { group: "facility", figure: "utilisation", title: "% in use", scale: 100 },
  { group: "place", figure: "waiting_teu", title: "TEU waiting" },
  { group: "border", figure: "stay_hours", title: "Hours at the border" },
  { group: "link", figure: "trains_day", title: "Trains a day" },
];

function is_of(kind: Kind, figure: ComparedFigure): boolean {
  return kind.group === figure.group && kind.figure === figure.figure;
}

// "+12.3 ± 0.4", with a true minus.
export function difference_words(difference: Interval): string {
  const { mean, low, high } = difference;
  if (!Number.isFinite(mean)) return dash;
  const decimals = decimals_of(difference);
  const size = format_number(Math.abs(mean), decimals);
  const sign = mean < 0 ? "\u2212" : mean > 0 ? "+" : "";
  const half = (high - low) / 2;
  return half > 0
    ? `${sign}${size} ± ${format_number(half, decimals)}`
    : `${sign}${size}`;
}

export function verdict_words({ value, difference, verdict }: Compared): string {
  if (verdict === "unchanged") return "=";
  if (verdict === "only_base") return "none here";
  if (verdict === "only_here")
    return `${format_interval(value)} (none in the base)`;
  const words = difference_words(difference);
  return verdict === "noise" ? `~ ${words}` : words;
}

function totals_table({ scenarios, figures }: Comparison): HTMLElement {
  const totals = kinds
    .map((kind) => ({
      kind,
      figure: figures.find((one) => one.group === "total" && is_of(kind, one)),
    }))
    .filter(({ figure }) => figure !== undefined);
  const rows = [-1, ...scenarios.keys()];
  return table(
    "The year’s totals: those of the base, and how much more or less each scenario has. ± is a 95 % interval, ~ cannot be told from noise, = is the same in every replication.",
    [
      {
        title: "Scenario",
        cell: (i: number) => (i < 0 ? "base" : scenarios[i]!.name),
      },
      ...totals.map(({ kind, figure }) => ({
        title: kind.title,
        kind: "number" as const,
        cell: (i: number) => {
          if (i < 0) {
            const { base } = figure!;
            return format_number(base.mean, decimals_of(base));
          }
          const compared = figure!.scenarios[i]!;
          const words = verdict_words(compared);
          return compared.verdict === "differs"
            ? h("b", {}, words)
            : h("span", { class: "small" }, words);
        },
      })),
    ],
    rows,
  );
}

interface Row {
  what: string;
  where: string;
  base: string;
  here: string;
  difference: string;
}

// The differences of one kind that luck does not explain, largest first.
export function largest(
  figures: ComparedFigure[],
  i: number,
  kind: Kind,
): ComparedFigure[] {
  const effect = (figure: ComparedFigure) =>
    Math.abs(figure.scenarios[i]!.difference.mean) * figure.weight;
  return figures
    .filter((one) => is_of(kind, one) && one.scenarios[i]?.verdict === "differs")
    .sort((a, b) => effect(b) - effect(a));
}

function rows_of(figures: ComparedFigure[], i: number): Row[] {
  return kinds
    .filter((kind) => kind.group !== "total")
    .flatMap((kind) => {
      const scale = kind.scale ?? 1;
      const found = largest(figures, i, kind);
      const rows = found.slice(0, shown_of_a_kind).map((figure) => {
        const compared = figure.scenarios[i]!;
        const difference = scaled(compared.difference, scale);
        const decimals = decimals_of(difference);
        return {
          what: kind.title,
          where: figure.label,
          base: format_number(scale * figure.base.mean, decimals),
          here: format_number(scale * compared.value.mean, decimals),
          difference: difference_words(difference),
        };
      });
      const rest = found.length - rows.length;
      return rest > 0
        ? [
            ...rows,
            {
              what: kind.title,
              where: `… and ${rest} more`,
              base: "",
              here: "",
              difference: "",
            },
          ]
        : rows;
    });
}

function differences(rows: Row[], name: string): HTMLElement {
  if (rows.length === 0)
    return nothing("Nothing differs by more than luck explains.");
  return table(
    `What differs with ${name} by more than luck explains`,
    [
      { title: "What", cell: (r: Row) => r.what },
      { title: "Where", cell: (r) => r.where },
      { title: "Base", kind: "number", cell: (r) => r.base },
      { title: "Here", kind: "number", cell: (r) => r.here },
      { title: "Difference (95 %)", kind: "number", cell: (r) => r.difference },
    ],
    rows,
  );
}

function edits_list(edits: Edit[]): HTMLElement | null {
  if (edits.length === 0) return null;
  const blank = (value: string) => value || "(blank)";
  return h(
    "details",
    { class: "twin" },
    h("summary", {}, `What it changes in the tables (${edits.length})`),
    h(
      "ul",
      { class: "small" },
      ...edits.map(({ cell, before, after, by }) =>
        h(
          "li",
          {},
          h("code", {}, cell),
          before || after ? ` ${blank(before)} → ${blank(after)}` : " is new",
          by && ` (${by})`,
        ),
      ),
    ),
  );
}

function only_in(
  figures: ComparedFigure[],
  i: number,
  verdict: string,
  what: string,
): HTMLElement | null {
  const labels = new Set(
    figures
      .filter((one) => one.scenarios[i]?.verdict === verdict)
      .map((one) => one.label),
  );
  return labels.size > 0
    ? h("p", { class: "small" }, `${what}: ${[...labels].join("; ")}.`)
    : null;
}

function observed_list({ observed }: ComparedScenario): HTMLElement | null {
  if (observed.length === 0) return null;
  return h(
    "ul",
    { class: "small" },
    ...observed.map((row) =>
      h(
        "li",
        {},
        `${indicator_words(row.indicator)}, ${dashed(row.scope)}: observed ${with_unit(format_range(row.low, row.high), row.unit)}, simulated ${format_interval(row.simulated)} – ${row.inside ? "inside" : "outside"}`,
      ),
    ),
  );
}

function counts_words({ counts }: ComparedScenario): string {
  const of = (verdict: string) => format_number(counts[verdict] ?? 0);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `Of ${format_count(all, "figure")} ${of("differs")} differ, ${of("noise")} cannot be told from noise, ${of("unchanged")} are the same in every replication.`;
}

function block(context: Context, comparison: Comparison, i: number) {
  const scenario = comparison.scenarios[i]!;
  const { figures } = comparison;
  return h(
    "div",
    { class: "scenario" },
    h("h3", {}, `${scenario.name}: ${scenario.title}`),
    h(
      "p",
      { class: "small" },
      `${scenario.description} `,
      ...scenario.sources.map((source) => context.citations.cite(source)),
    ),
    edits_list(scenario.edits),
    differences(rows_of(figures, i), scenario.name),
    only_in(figures, i, "only_base", "No longer there"),
    only_in(figures, i, "only_here", "Only here"),
    observed_list(scenario),
    h("p", { class: "small" }, counts_words(scenario)),
  );
}

export function comparison_section(context: Context): HTMLElement {
  const comparison = context.report.comparison!;
  const { scenarios, replications, days } = comparison;
  return section(
    "scenarios",
    "What scenarios change",
    lead(
      `${format_count(scenarios.length, "scenario")} against the base, ${format_count(days, "day")} simulated ${format_count(replications, "time")} each. All of them have the same luck: the same trains are inspected, the same days are stormy, so that what differs is what the scenario changes. The rest of this report is about the base.`,
    ),
    totals_table(comparison),
    ...scenarios.map((_, i) => block(context, comparison, i)),
  );
}
