// SPDX-License-Identifier: Apache-2.0
// The head of the report: which corridor, what was computed, what came out.
import { h } from "../base/dom";
import {
  format_count,
  format_headline,
  format_headline_limits,
  has_interval,
  words,
} from "../base/format";
import type { Context } from "../data/context";
import { count_inside, find_findings } from "../data/findings";
import type { Interval } from "../data/types";

const known_totals: Record<string, { unit: string; words: string }> = {
  teu_year: { unit: "TEU", words: "delivered in the year" },
  transit_days: { unit: "days", words: "mean transit of a TEU" },
  trains_year: { unit: "trains", words: "run in the year" },
  tonnes_year: { unit: "tonnes", words: "delivered in the year" },
  sailings_year: { unit: "sailings", words: "in the year" },
};

function headline(id: string, total: Interval): HTMLElement {
  const known = known_totals[id] ?? { unit: "", words: words(id) };
  return h(
    "div",
    { class: "headline" },
    h("dt", {}, [known.unit, known.words].filter(Boolean).join(", ")),
    h("dd", {}, h("b", {}, format_headline(total))),
    h(
      "dd",
      { class: "limits" },
      has_interval(total) && format_headline_limits(total),
    ),
  );
}

function fit_headline(context: Context): HTMLElement | null {
  const rows = context.simulation.observed;
  if (rows.length === 0) return null;
  const judged = rows.filter((row) => row.role === "judge");
  return h(
    "div",
    { class: "headline" },
    h("dt", {}, "observed figures met"),
    h("dd", {}, h("b", {}, `${count_inside(rows)} of ${rows.length}`)),
    h(
      "dd",
      { class: "limits" },
      judged.length > 0 &&
        `${count_inside(judged)} of ${judged.length} not used for fitting`,
    ),
  );
}

function computed(context: Context): HTMLElement {
  const { report, simulation } = context;
  const facts: [string, string][] = [
    ["Base year", String(report.corridor.base_year || "not stated")],
  ];
  if (report.simulation) {
    const { scenario, replications, days, warm_up_days, seed } = simulation;
    const year = format_count(days, "day");
    const before = format_count(warm_up_days, "day");
    facts.push(
      ["Scenario", words(scenario) || "base"],
      ["Computed", format_count(replications, "replication")],
      ["Each of", days > 0 ? `${year} after ${before} of warm-up` : ""],
      ["Seed", Number.isFinite(seed) ? String(seed) : ""],
    );
  }
  facts.push(["Steel Camel", report.version]);
  return h(
    "dl",
    { class: "computed" },
    ...facts
      .filter(([, value]) => value !== "")
      .map(([name, value]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, value)),
      ),
  );
}

export function title_block(context: Context): HTMLElement {
  const { corridor } = context.report;
  const order = Object.keys(known_totals);
  const rank = (id: string) => (order.indexOf(id) + order.length) % order.length;
  const totals = Object.entries(context.simulation.totals)
    .filter(([, total]) => Number.isFinite(total.mean))
    .sort(([a], [b]) => rank(a) - rank(b));
  const findings = find_findings(context);
  return h(
    "header",
    { id: "summary" },
    h("p", { class: "kicker" }, "Corridor report"),
    h("h1", {}, corridor.title || "A corridor"),
    corridor.description && h("p", { class: "description" }, corridor.description),
    computed(context),
    totals.length > 0 &&
      h(
        "dl",
        { class: "headlines" },
        ...totals.slice(0, 5).map(([id, total]) => headline(id, total)),
        fit_headline(context),
      ),
    totals.length > 0 &&
      h(
        "p",
        { class: "small" },
        "Under each figure its 95\u202f% interval over the replications: how far chance moves the simulated mean, not how well the model knows the world.",
      ),
    findings.length > 0 &&
      h(
        "div",
        { class: "findings" },
        h("h2", {}, "What the year shows"),
        h("p", {}, findings.join(" ")),
      ),
    !context.report.simulation &&
      h(
        "p",
        { class: "nothing" },
        "The corridor was checked, not simulated: this report shows its package only.",
      ),
  );
}
