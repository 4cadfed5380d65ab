// SPDX-License-Identifier: Apache-2.0
// How the uncertain inputs were fitted: what that is worth by the observations
// that took no part, where each input went and how surely, and which
// observation moved it there.
import { h } from "../base/dom";
import {
  dash,
  dashed,
  format_interval,
  format_number,
  format_plain,
  format_range,
  with_unit,
} from "../base/format";
import { table, table_twin } from "../base/table";
import type { Context } from "../data/context";
import type {
  CalibratedInput,
  Calibration,
  InsideCount,
  JudgedObservation,
} from "../data/types";
import { indicator_words } from "./observed";
import { lead, section } from "./section";

// Parts of a movement smaller than this share of the bounds are not shown.
const least_part = 0.01;

export function remark(input: CalibratedInput): string {
  if (input.at_bound) return `at its ${input.at_bound} bound`;
  return input.determined ? "" : "not determined";
}

export function verdict(row: JudgedObservation, when: "before" | "after"): string {
  if (!Number.isFinite(row[when].mean)) return "not simulated";
  if (row.inside[when]) return "inside";
  return row.inside_15[when] ? "within 15\u202f%" : "outside";
}

// The observations that moved any input by a part worth showing, those first
// that moved most in all.
export function movers(calibration: Calibration): string[] {
  const moved = new Map<string, number>();
  for (const input of calibration.inputs)
    for (const [id, part] of Object.entries(input.moved_by)) {
      const share = Math.abs(part) / (input.high - input.low);
      if (share >= least_part) moved.set(id, (moved.get(id) ?? 0) + share);
    }
  return [...moved].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

function of(count: InsideCount, inside: number): string {
  return `${format_number(inside)} of ${format_number(count.of)}`;
}

function counts(calibration: Calibration): HTMLElement {
  const { judge, fit } = calibration.inside;
  const rows = [
    { what: "Kept back to judge", count: judge },
    { what: "Open to fitting", count: fit },
  ];
  return table(
    "Observations of behaviour inside their range",
    [
      { title: "", cell: (r) => r.what },
      { title: "Before", kind: "number", cell: (r) => of(r.count, r.count.before) },
      { title: "After", kind: "number", cell: (r) => of(r.count, r.count.after) },
      {
        title: "Or within 15\u202f% of the reported value, before",
        kind: "number",
        cell: (r) => of(r.count, r.count.before_15),
      },
      {
        title: "After",
        kind: "number",
        cell: (r) => of(r.count, r.count.after_15),
      },
    ],
    rows,
  );
}

function inputs_table({ inputs }: Calibration): HTMLElement {
  return table(
    "Where the inputs began and where they ended",
    [
      {
        title: "Input",
        cell: (r: CalibratedInput) => h("span", { title: r.note || undefined }, r.id),
      },
      { title: "Changes", cell: (r) => r.change },
      { title: "Start", kind: "number", cell: (r) => format_plain(r.start) },
      {
        title: "Fitted ± spread",
        kind: "number",
        cell: (r) => `${format_plain(r.fitted)} ± ${format_plain(r.spread)}`,
      },
      { title: "Bounds", kind: "number", cell: (r) => format_range(r.low, r.high) },
      { title: "", cell: remark },
    ],
    inputs,
  );
}

// A part of a movement, the stronger the more of the bounds it is.
function part_cell(part: number | undefined, input: CalibratedInput) {
  const share = (part ?? 0) / (input.high - input.low);
  if (!(Math.abs(share) >= least_part)) return h("span", { class: "part" });
  const strength = Math.min(1, Math.abs(share) / 0.5);
  const way = share > 0 ? "more" : "less";
  return h(
    "span",
    { class: `part ${way}`, style: `--strength:${strength.toFixed(2)}` },
    `${share > 0 ? "+" : "\u2212"}${format_plain(Math.abs(part!))}`,
  );
}

function influence_table(calibration: Calibration): HTMLElement {
  const known = new Map(calibration.observations.map((row) => [row.id, row]));
  const column = (id: string) => {
    const row = known.get(id);
    const what = row ? `${indicator_words(row.indicator)}: ${row.scope}` : id;
    return {
      title: h("span", { title: what }, id),
      kind: "number" as const,
      cell: (r: CalibratedInput) => part_cell(r.moved_by[id], r),
    };
  };
  return h(
    "div",
    { class: "heat" },
    table(
      "Which observation moved which input, in the input’s unit; the colour is the share of its bounds",
      [
        { title: "Input", cell: (r: CalibratedInput) => r.id },
        ...movers(calibration).map(column),
        {
          title: "Bounds and bends",
          kind: "number",
          cell: (r) => part_cell(r.moved_otherwise, r),
        },
        {
          title: "In all",
          kind: "number",
          cell: (r) => part_cell(r.fitted - r.start, r),
        },
      ],
      calibration.inputs,
    ),
  );
}

const order = ["outside", "not simulated", "within 15\u202f%", "inside"];

function observations_table(
  context: Context,
  rows: JudgedObservation[],
  caption: string,
): HTMLElement {
  const sorted = [...rows].sort(
    (a, b) => order.indexOf(verdict(a, "after")) - order.indexOf(verdict(b, "after")),
  );
  const figure = (row: JudgedObservation, when: "before" | "after") =>
    Number.isFinite(row[when].mean) ? format_interval(row[when], row.unit) : dash;
  return table_twin(
    caption,
    [
      { title: "Id", cell: (r: JudgedObservation) => r.id },
      {
        title: "What",
        cell: (r) => `${indicator_words(r.indicator)}: ${dashed(r.scope)}`,
      },
      { title: "Scenario", cell: (r) => r.scenario || "base" },
      {
        title: "Observed",
        kind: "number",
        cell: (r) => with_unit(format_range(r.low, r.high), r.unit),
      },
      { title: "Before", kind: "number", cell: (r) => figure(r, "before") },
      { title: "", cell: (r) => verdict(r, "before") },
      { title: "After", kind: "number", cell: (r) => figure(r, "after") },
      { title: "", cell: (r) => verdict(r, "after") },
      { title: "Source", cell: (r) => context.citations.cite(r.source) },
    ],
    sorted,
  );
}

export function calibration_section(context: Context): HTMLElement {
  const calibration = context.report.calibration!;
  const { judge } = calibration.inside;
  const behaviour = calibration.observations.filter((row) => !row.given);
  const role = (name: string) => behaviour.filter((row) => row.role === name);
  return section(
    "calibration",
    "Calibration",
    lead(
      `Of ${format_number(judge.of)} observations that took no part in the fit, ${format_number(judge.before)} were inside their range before it and ${format_number(judge.after)} are after; or within 15\u202f% of the reported value, ${format_number(judge.before_15)} and ${format_number(judge.after_15)}.`,
    ),
    h(
      "p",
      { class: "small" },
      `${format_number(calibration.inputs.length)} uncertain inputs were fitted in ${format_number(calibration.evaluations)} evaluations of ${format_number(calibration.replications)} simulated years each. Before and after are ${format_number(calibration.judging_replications)} years of their own, with other luck. The rest of this report is of the corridor with the fitted inputs.`,
    ),
    counts(calibration),
    inputs_table(calibration),
    influence_table(calibration),
    observations_table(context, role("judge"), "kept back to judge, before and after"),
    observations_table(context, role("fit"), "open to fitting, before and after"),
  );
}
