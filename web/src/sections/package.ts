// SPDX-License-Identifier: Apache-2.0
// The corridor package behind the report: how large, how consistent, and what
// its check warns of.
import { h } from "../base/dom";
import {
  dashed,
  format_count,
  format_number,
  format_range,
  with_unit,
  words,
} from "../base/format";
import { table } from "../base/table";
import { range_mark, range_scale, reach_of } from "../charts/range_mark";
import type { Context } from "../data/context";
import type { DemandTotal, Warning } from "../data/types";
import { indicator_words } from "./observed";
import { lead, section } from "./section";

function tables(context: Context): HTMLElement | null {
  const sizes = Object.entries(context.report.check.tables);
  if (sizes.length === 0) return null;
  return h(
    "dl",
    { class: "sizes" },
    ...sizes.map(([name, rows]) =>
      h("div", {}, h("dt", {}, words(name)), h("dd", {}, format_number(rows))),
    ),
  );
}

function totals(context: Context): HTMLElement | null {
  const rows = [...context.report.check.totals].sort(
    (a, b) => Number(a.inside) - Number(b.inside),
  );
  if (rows.length === 0) return null;
  const compared = ({ low, high, model, inside }: DemandTotal) => {
    const simulated = { mean: model, low: NaN, high: NaN };
    return { low, high, simulated, inside };
  };
  const reach = reach_of(rows.map(compared));
  return h(
    "div",
    {},
    h("h3", {}, "Do the tables add up to what is reported?"),
    table(
      "Sums and lengths of the package against reported totals; nothing of this is simulated.",
      [
        { title: "Total", cell: (t: DemandTotal) => dashed(t.scope) || t.id },
        { title: "Indicator", cell: (t) => indicator_words(t.indicator) },
        {
          title: "Reported",
          kind: "number",
          cell: (t) => with_unit(format_range(t.low, t.high), t.unit),
        },
        {
          title: "In the package",
          kind: "number",
          cell: (t) => with_unit(format_range(t.model, t.model), t.unit),
        },
        {
          title: range_scale(reach),
          cell: (t) =>
            range_mark(compared(t), reach, t.inside ? "inside" : "outside"),
        },
        { title: "", cell: (t) => (t.inside ? "inside" : "outside") },
        { title: "Source", cell: (t) => context.citations.cite(t.source) },
      ],
      rows,
      "totals",
    ),
  );
}

function warnings(context: Context): HTMLElement {
  const rows = context.report.check.warnings;
  if (rows.length === 0)
    return h("p", {}, "The check of the package gave no warning.");
  const where = (w: Warning) =>
    [w.file, w.line, w.column]
      .filter((part) => part !== "" && !Number.isNaN(part))
      .join(":");
  return h(
    "details",
    { class: "twin" },
    h("summary", {}, format_count(rows.length, "warning")),
    table(
      "Warnings of the check, with the mend of each",
      [
        { title: "Where", cell: (w: Warning) => h("code", {}, where(w)) },
        { title: "What", cell: (w) => w.message },
        { title: "Mend", cell: (w) => w.hint },
      ],
      rows,
    ),
  );
}

export function package_section(context: Context): HTMLElement {
  const { check, corridor } = context.report;
  const inside = check.totals.filter((total) => total.inside).length;
  const agreed =
    check.totals.length > 0
      ? ` ${inside} of ${format_count(check.totals.length, "total")} agree with what is reported.`
      : "";
  return section(
    "package",
    "The package",
    lead(
      `All of this was computed from the package “${corridor.name}”, a folder of tables that anyone can read, correct and run again. It was checked first, with ${format_count(check.warnings.length, "warning")} and no error.${agreed}`,
    ),
    tables(context),
    totals(context),
    warnings(context),
  );
}
