// SPDX-License-Identifier: Apache-2.0
// What a comparison found: in words, as differences with their intervals, as
// totals of all alternatives, and as distributions. Partial results are shown
// as what they are, and refined.
import { h, type Child } from "../../../base/dom";
import type { Comparison, ComparedFigure, Report } from "../../../data/types";
import type { Job, Network } from "../../api/client";
import { is_over } from "../../api/jobs";
import { say } from "../../i18n";
import { number } from "../../i18n/format";
import { one, type Params } from "../../state/url";
import type { Field } from "../../ui/data_table";
import { finding, findings_row } from "../../ui/facts";
import { figure } from "../../ui/figure";
import { names_of } from "../../ui/names";
import { labelled, select, type Options } from "../../ui/select";
import type { ViewContext } from "../../view";
import { distributions, pair_of_charts, year_of_alternative } from "./distributions";
import {
  chosen_figures,
  difference_words,
  groups,
  percent_words,
  relative,
  sortings,
  value_words,
  verdict_words,
  what_words,
  where_words,
  with_names,
  type Choice,
  type Group,
  type Sorting,
} from "./figures";
import { forest } from "./forest";

export interface Found {
  job: Job;
  report: Report;
  network: Network;
}

const most_rows = 20; // of the chart; the table has all

function choice_of({ store }: ViewContext, scenarios: number): Choice {
  const { params } = store.state;
  const at = Number(one(params, "of")) || 0;
  const sort = one(params, "sort") as Sorting;
  return {
    scenario: Math.min(Math.max(0, at), scenarios - 1),
    group: one(params, "group") as Group | "",
    all: one(params, "all") === "yes",
    sort: sortings.includes(sort) ? sort : "importance",
  };
}

// Whether a filter was: all else that the address says is not drawn here.
export const turned = (now: Params, before: Params): boolean =>
  ["of", "group", "sort", "all"].some(
    (name) => one(now, name) !== one(before, name),
  );

function filters({ store }: ViewContext, { scenarios }: Comparison, choice: Choice) {
  const { whatif } = say;
  const pick = (label: string, options: Options, value: string, name: string) =>
    labelled(
      label,
      select(options, value, (now) => store.amend_look({ [name]: now || undefined })),
    );
  return h(
    "div",
    { class: "filters no-print" },
    scenarios.length > 1 &&
      pick(
        whatif.alternative,
        scenarios.map(({ title }, i) => [String(i), title] as const),
        String(choice.scenario),
        "of",
      ),
    pick(
      whatif.group,
      [["", whatif.all_groups], ...groups.map((g) => [g, whatif.groups[g]] as const)],
      choice.group,
      "group",
    ),
    pick(
      whatif.sort,
      sortings.map((s) => [s, whatif.sortings[s]] as const),
      choice.sort,
      "sort",
    ),
    pick(
      whatif.show,
      [["", whatif.only_differing], ["yes", whatif.all_figures]],
      choice.all ? "yes" : "",
      "all",
    ),
  );
}

// "8 replications so far, of 10": what may still change is said.
export function refinement_words(job: Job, { replications }: Comparison): string {
  const { whatif } = say;
  const asked = job.request.replications;
  if (job.result_settled === false) return whatif.first_answer(number(replications));
  if (is_over(job) || !asked || replications >= asked)
    return whatif.replications_all(number(replications));
  return whatif.replications_so_far(number(replications), number(asked));
}

function counts_words({ scenarios }: Comparison, i: number): string {
  const { counts } = scenarios[i]!;
  const of = (verdict: string) => number(counts[verdict] ?? 0);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return say.whatif.counts(number(all), of("differs"), of("noise"), of("unchanged"));
}

// What a minister reads: totals that differ, each in a line.
function findings(comparison: Comparison, i: number): HTMLElement {
  const totals = comparison.figures.filter(({ group }) => group === "total");
  const differing = totals.filter((f) => f.scenarios[i]?.verdict === "differs");
  const items = differing.map((f) => {
    const compared = f.scenarios[i]!;
    return finding(
      what_words(f),
      difference_words(f, compared),
      say.whatif.from_to(
        value_words(f, f.base, compared.difference),
        value_words(f, compared.value, compared.difference),
      ),
      ` (${percent_words(relative(f, compared).mean)})`,
    );
  });
  return items.length > 0
    ? findings_row(items)
    : h("p", { class: "notice" }, say.whatif.no_total_differs);
}

function fields_of(i: number, name: string): Field<ComparedFigure>[] {
  const { whatif } = say;
  const at = (f: ComparedFigure) => f.scenarios[i]!;
  return [
    { title: whatif.what, cell: what_words },
    { title: whatif.where, cell: where_words },
    {
      title: whatif.base,
      number: true,
      cell: (f) => value_words(f, f.base, at(f).difference),
      raw: (f) => f.base.mean,
    },
    {
      title: name,
      number: true,
      cell: (f) => value_words(f, at(f).value, at(f).difference),
      raw: (f) => at(f).value.mean,
    },
    {
      title: whatif.difference,
      number: true,
      cell: (f) => difference_words(f, at(f)),
    },
    {
      title: whatif.of_base,
      number: true,
      cell: (f) => percent_words(relative(f, at(f)).mean),
      raw: (f) => relative(f, at(f)).mean,
    },
    { title: whatif.verdict, cell: (f) => verdict_words(at(f)) },
  ];
}

function differences(comparison: Comparison, choice: Choice): HTMLElement {
  const { scenario } = choice;
  const { name, title } = comparison.scenarios[scenario]!;
  const rows = chosen_figures(comparison.figures, choice);
  const drawn = rows.slice(0, most_rows);
  const { whatif } = say;
  const label = whatif.forest_label(title, number(drawn.length));
  const more =
    rows.length > drawn.length
      ? ` ${whatif.more_rows(number(rows.length - drawn.length))}`
      : "";
  if (rows.length === 0) return h("p", { class: "nothing" }, whatif.nothing_differs);
  return figure({
    title: whatif.differences_of(title),
    file: `differences-${name}`,
    level: "h2",
    chart: forest(drawn, scenario, label),
    rows,
    fields: fields_of(scenario, title),
    note: `${whatif.forest_note}${more}`,
  });
}

// Totals of the base and, for each alternative, how they differ.
function totals_matrix({ scenarios, figures }: Comparison): HTMLElement | null {
  if (scenarios.length < 2) return null;
  const totals = figures.filter(({ group }) => group === "total");
  const rows = totals.map((f) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, what_words(f)),
      h("td", { class: "number" }, value_words(f, f.base, f.base)),
      ...f.scenarios.map((one) => {
        const words = difference_words(f, one);
        const shown = one.verdict === "noise" ? `~ ${words}` : words;
        const style = one.verdict === "differs" ? "number strong" : "number muted";
        return h("td", { class: style }, shown);
      }),
    ),
  );
  const head = [say.whatif.what, say.whatif.base, ...scenarios.map((s) => s.title)];
  return h(
    "section",
    {},
    h("h2", {}, say.whatif.side_by_side),
    h(
      "div",
      { class: "table", tabindex: 0, role: "region", "aria-label": say.whatif.side_by_side },
      h(
        "table",
        {},
        h("caption", {}, say.whatif.side_by_side_note),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...head.map((words, i) =>
              h("th", { scope: "col", class: i > 0 ? "number" : undefined }, words),
            ),
          ),
        ),
        h("tbody", {}, ...rows),
      ),
    ),
  );
}

function edits_of({ scenarios }: Comparison, i: number): HTMLElement | null {
  const { edits } = scenarios[i]!;
  if (edits.length === 0) return null;
  const { whatif } = say;
  const cell = (value: string) => value || whatif.blank;
  return h(
    "details",
    { class: "edits" },
    h("summary", {}, whatif.edits(number(edits.length))),
    h(
      "ul",
      { class: "small" },
      ...edits
        .slice(0, 200)
        .map(({ cell: name, before, after }) =>
          h(
            "li",
            {},
            h("code", {}, name),
            before || after ? ` ${cell(before)} → ${cell(after)}` : ` ${whatif.is_new}`,
          ),
        ),
    ),
  );
}

// The parts that change with the filters, and the one that keeps its answers.
export class Results {
  readonly element = h("div", { class: "results" });
  private found: Found | null = null;
  private years: { key: string; element: HTMLElement } | null = null;

  constructor(private readonly context: ViewContext) {
    context.store.subscribe((now, before) => {
      if (turned(now.params, before.params)) this.draw();
    }, context.signal);
  }

  get empty(): boolean {
    return this.found === null;
  }

  show(found: Found) {
    const { report, network } = found;
    const { comparison } = report;
    const named = comparison && {
      ...comparison,
      figures: comparison.figures.map(with_names(names_of(network))),
    };
    this.found = { ...found, report: { ...report, comparison: named } };
    this.draw();
  }

  clear(...children: Child[]) {
    this.found = null;
    this.element.replaceChildren(h("div", {}, ...children));
  }

  // What was looked at as a table stays one, and a filter that was turned keeps
  // the keyboard.
  private draw() {
    const tabled = this.element.querySelector(".figure .tools [aria-pressed=true]");
    const filters = () => [...this.element.querySelectorAll<HTMLSelectElement>(".filters select")];
    const turned = filters().indexOf(document.activeElement as HTMLSelectElement);
    this.redraw();
    if (tabled)
      this.element.querySelector<HTMLElement>(".figure .tools [aria-pressed]")?.click();
    filters()[turned]?.focus();
  }

  private redraw() {
    const { found, context } = this;
    const comparison = found?.report.comparison;
    if (!found || !comparison || comparison.scenarios.length === 0) return;
    const choice = choice_of(context, comparison.scenarios.length);
    const { title, description } = comparison.scenarios[choice.scenario]!;
    this.element.replaceChildren(
      h(
        "div",
        { class: "results-head" },
        h("h2", {}, say.whatif.against_base(title)),
        description && h("p", { class: "small" }, description),
        h(
          "p",
          { class: "small", role: "status" },
          `${refinement_words(found.job, comparison)} ${counts_words(comparison, choice.scenario)}`,
        ),
      ),
      findings(comparison, choice.scenario),
      filters(context, comparison, choice),
      differences(comparison, choice),
      ...[totals_matrix(comparison), edits_of(comparison, choice.scenario)].filter(
        (part) => part !== null,
      ),
      ...this.distributions(found, choice.scenario),
    );
  }

  private distributions(found: Found, i: number): HTMLElement[] {
    const spread = this.spread(found, i);
    if (!spread) return [];
    return [h("section", {}, h("h2", {}, say.whatif.distributions), spread)];
  }

  private spread({ job, report, network }: Found, i: number): HTMLElement | null {
    const { comparison, simulation: base } = report;
    const scenario = comparison?.scenarios[i];
    if (!scenario || !base) return null;
    const { title: name, distributions: other } = scenario;
    if (other) return pair_of_charts(this.context, { base, other, name, network });
    if (!is_over(job)) return null;
    const key = `${job.job} ${i}`;
    if (this.years?.key !== key) {
      const request = year_of_alternative(job, i, base);
      const element = distributions(this.context, request, { base, name, network });
      this.years = { key, element };
    }
    return this.years.element;
  }
}
