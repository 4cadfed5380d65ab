// SPDX-License-Identifier: Apache-2.0
// The head of the report: which corridor, what was computed, what came out.
import { h } from "../base/dom";
import {
  dashed,
  format_count,
  format_headline,
  format_headline_limits,
  format_number,
  format_range,
  has_interval,
  words,
} from "../base/format";
import type { Context } from "../data/context";
import { count_inside, find_findings, overload, sort_out } from "../data/findings";
import { long_trade } from "../data/flows";
import type { Interval, Observed } from "../data/types";

const known_totals: Record<string, string> = {
  teu_year: "TEU delivered in the year: boxes full and empty, and bulk",
  transit_days: "days from the first terminal to the last, mean of all cargo",
  trains_year: "trains run in the year",
  tonnes_year: "tonnes delivered in the year",
  sailings_year: "sailings of ships and ferries in the year",
};

function headline(said: string, total: Interval, below = ""): HTMLElement {
  const limits = has_interval(total) ? format_headline_limits(total) : "";
  return h(
    "div",
    { class: "headline" },
    h("dt", {}, said),
    h("dd", {}, h("b", {}, format_headline(total))),
    h("dd", { class: "limits" }, [limits, below].filter(Boolean).join("; ")),
  );
}

// The mean of all cargo mixes coal that goes next door with boxes that cross
// a continent: the long way is told first.
function total_headline(context: Context, id: string, total: Interval) {
  const { demanded_teu_year } = context.simulation;
  const said = known_totals[id] ?? words(id);
  if (id === "teu_year" && demanded_teu_year > 0) {
    const demanded = format_range(demanded_teu_year, demanded_teu_year);
    return headline(said, total, `demanded: ${demanded}`);
  }
  const trade = id === "transit_days" ? long_trade(context) : null;
  if (!trade) return headline(said, total);
  return headline(
    `days of a box ${trade.name}, first terminal to last, mean of ${format_teu(trade.teu_year)} TEU`,
    trade.days,
    `all cargo, short ways too: ${format_headline(total)}`,
  );
}

function format_teu(teu: number): string {
  return format_number(teu >= 1e4 ? 1000 * Math.round(teu / 1000) : teu);
}

function fit_headline(context: Context): HTMLElement | null {
  const { behaviour, judge } = sort_out(context.simulation.observed);
  if (behaviour.length === 0) return null;
  const met = (rows: Observed[]) => `${count_inside(rows)} of ${rows.length}`;
  const test = judge.length > 0 ? judge : behaviour;
  const unseen = judge.length > 0 ? "the model was not fitted to " : "";
  return h(
    "div",
    { class: "headline" },
    h("dt", {}, `real-world figures of the corridor’s behaviour ${unseen}are met`),
    h("dd", {}, h("b", {}, met(test))),
    h(
      "dd",
      { class: "limits" },
      judge.length > 0 &&
        `of ${behaviour.length} with those open to fitting, ${count_inside(behaviour)}`,
    ),
  );
}

function computed(context: Context): HTMLElement {
  const { report, simulation } = context;
  const facts: [string, string][] = [
    ["Base year", String(report.corridor.base_year || "not stated")],
  ];
  if (report.simulation) {
    const { scenario, replications, days } = simulation;
    const each = days > 0 ? ` of ${format_count(days, "day")}` : "";
    facts.push(
      ["Scenario", words(scenario) || "base"],
      ["Simulated", `${format_count(replications, "run")}${each}`],
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
  const is_told = (id: string) =>
    id === "transit_days" && long_trade(context) !== null;
  const { report } = context;
  const { corridor } = report;
  const order = Object.keys(known_totals);
  const rank = (id: string) => (order.indexOf(id) + order.length) % order.length;
  const totals = Object.entries(context.simulation.totals)
    .filter(([id, total]) => Number.isFinite(total.mean) || is_told(id))
    .sort(([a], [b]) => rank(a) - rank(b));
  const findings = find_findings(context);
  const warning = overload(context);
  return h(
    "header",
    { id: "summary" },
    h("p", { class: "kicker" }, "Corridor report"),
    h("h1", {}, dashed(corridor.title) || "A corridor"),
    corridor.description && h("p", { class: "description" }, corridor.description),
    computed(context),
    totals.length > 0 &&
      h(
        "dl",
        { class: "headlines" },
        ...totals
          .slice(0, 5)
          .map(([id, total]) => total_headline(context, id, total)),
        fit_headline(context),
      ),
    totals.length > 0 &&
      h(
        "p",
        { class: "small wide" },
        "TEU: twenty-foot equivalent unit; a forty-foot box counts two, bulk counts by its weight. Under each figure stands its 95\u202f% interval over the runs: how far chance moves the simulated mean, not how well the model knows the world. For that look at the last figure, which leaves out what only gives back the package’s own numbers.",
      ),
    findings.length > 0 &&
      h(
        "div",
        { class: "findings" },
        h("h2", {}, "What the year shows"),
        warning && h("p", { class: "overload" }, warning),
        h("ul", {}, ...findings.map((said) => h("li", {}, said))),
      ),
    !report.simulation &&
      h(
        "p",
        { class: "nothing" },
        report.investment
          ? "This report is of the choice of projects; the year of the corridor itself is in that of camel run."
          : "The corridor was checked, not simulated: this report shows its package only.",
      ),
  );
}
