// SPDX-License-Identifier: Apache-2.0
// Which projects first, and when, under a budget of each year.
import { h, type Child } from "../base/dom";
import {
  format_count,
  format_number,
  format_percent,
  format_rough,
} from "../base/format";
import { table, table_twin, type Column } from "../base/table";
import type { Context } from "../data/context";
import type {
  Investment,
  InvestmentCandidate,
  SimulatedPortfolio,
} from "../data/investment_types";
import { difference_words } from "./comparison";
import { frontier_parts, millions, year_parts } from "./investment_charts";
import { headline, lead, nothing, section } from "./section";

// Millions of USD below which nothing is worth naming.
const worth_naming = 0.05;

// A proof is not said to be closer than the page can print.
const least_gap = 1e-4;

// Whole TEU, of which none is less than nothing by a rounding.
function whole_teu(teu: number): string {
  return format_rough(Math.abs(teu) < 0.5 ? 0 : teu);
}

function last_year({ first_year, years }: Investment): number {
  return first_year + years - 1;
}

export function summary(investment: Investment): string {
  const { candidates, projects, budget_musd_a_year } = investment;
  const budget = `${millions(budget_musd_a_year)} million USD a year`;
  const of = `Of ${format_count(candidates.length, "project")} whose cost is known`;
  if (projects.length === 0)
    return `${of}, none saves more from ${investment.first_year} to ${last_year(investment)} than it costs, under a budget of ${budget}.`;
  const open = projects.length === 1 ? "one opens" : `${projects.length} open`;
  return `${of}, ${open} under a budget of ${budget}. From ${investment.first_year} to ${last_year(investment)} this saves ${millions(investment.benefit_musd)} million USD and costs ${millions(investment.cost_musd)}, so that it is worth ${millions(investment.value_musd)} million.`;
}

export function proof({ proven, gap, bound_musd }: Investment): string {
  return proven
    ? `No other choice under this budget is worth more: by the flow model that is proven, to within ${format_percent(Math.max(gap, least_gap), 2)}.`
    : `That no choice is worth more is not proven: the bound is ${millions(bound_musd)} million USD.`;
}

function assumptions(investment: Investment): string {
  const { demand_growth, discount, unserved_usd_per_teu, carry_over } = investment;
  const kept = carry_over ? "kept for later years" : "lost";
  return `Demand grows by ${format_percent(demand_growth, 1)} a year, a later year counts ${format_percent(discount, 1)} less, and a TEU left behind costs ${format_number(unserved_usd_per_teu)} USD more than if it were carried; on this last the choice hangs most. What is not spent in a year is ${kept}. Money is discounted to ${investment.first_year} unless it is of one year.`;
}

function headlines(investment: Investment): HTMLElement {
  const { by_year, simulated } = investment;
  const last = by_year[by_year.length - 1];
  return h(
    "dl",
    { class: "headlines four" },
    headline(
      "million USD the choice is worth",
      millions(investment.value_musd),
      `for ${millions(investment.budget_musd_a_year)} million a year`,
    ),
    headline(
      "million USD saved",
      millions(investment.benefit_musd),
      `against ${millions(investment.cost_musd)} million spent`,
    ),
    last &&
      headline(
        `TEU more carried in ${last.year}, as the flow model promises`,
        whole_teu(last.teu_year - last.teu_year_without),
        `of ${format_rough(last.demanded_teu_year)} asked for`,
      ),
    simulated &&
      headline(
        "TEU more carried when that year is simulated",
        difference_words(simulated.gained_teu_year),
        "95\u202f% interval, with the same luck",
      ),
  );
}

interface Opening extends InvestmentCandidate {
  opens: number; // NaN: never
}

// What opens, the earliest first; then the others, the best by itself first.
export function openings(investment: Investment): Opening[] {
  const years = new Map(investment.projects.map((p) => [p.project, p.opens]));
  const net = ({ alone }: Opening) => alone.benefit_musd - alone.cost_musd;
  return investment.candidates
    .map((one) => ({ ...one, opens: years.get(one.project) ?? NaN }))
    .sort(
      (a, b) => (a.opens || 9999) - (b.opens || 9999) || net(b) - net(a),
    );
}

function name_cell({ name, project }: InvestmentCandidate): Child {
  return h("span", { title: project }, name);
}

const alone_columns: Column<Opening>[] = [
  {
    title: "Saves alone",
    kind: "number",
    cell: (r) => millions(r.alone.benefit_musd),
  },
  {
    title: "Less its cost",
    kind: "number",
    cell: (r) => signed(r.alone.benefit_musd - r.alone.cost_musd),
  },
  {
    title: "In its first year",
    kind: "number",
    cell: (r) => millions(r.alone.first_year_musd),
  },
];

function signed(value: number): string {
  return `${value < 0 ? "\u2212" : ""}${millions(Math.abs(value))}`;
}

function opening_table(rows: Opening[]): HTMLElement {
  return table(
    "What opens when. Alone: if nothing but it and what it requires were opened; costs and the first year are not discounted. Million USD.",
    [
      { title: "Project", cell: name_cell },
      { title: "Opens", kind: "number", cell: (r: Opening) => String(r.opens) },
      { title: "Costs", kind: "number", cell: (r) => millions(r.cost_musd) },
      ...alone_columns,
    ],
    rows,
  );
}

function alone_table(rows: Opening[]): HTMLElement {
  return table_twin(
    "what each project is worth alone, in million USD",
    [
      { title: "Project", cell: name_cell },
      { title: "Kind", cell: (r: Opening) => r.kind },
      {
        title: "Opens",
        kind: "number",
        cell: (r) => (r.opens ? String(r.opens) : "–"),
      },
      { title: "Costs", kind: "number", cell: (r) => millions(r.cost_musd) },
      ...alone_columns,
    ],
    rows,
  );
}

function without_cost(investment: Investment): Child[] {
  const worth = (r: InvestmentCandidate) => r.alone.benefit_musd;
  const named = investment.without_cost
    .filter((one) => worth(one) >= worth_naming)
    .sort((a, b) => worth(b) - worth(a));
  const others = investment.without_cost.length - named.length;
  return [
    named.length > 0 &&
      table(
        "Not chosen from, since the package knows no cost of them: what each would be worth paying at most, by itself, in million USD.",
        [
          { title: "Project", cell: name_cell },
          { title: "Key", cell: (r: InvestmentCandidate) => r.project },
          { title: "Worth at most", kind: "number", cell: (r) => millions(worth(r)) },
          {
            title: "In its first year",
            kind: "number",
            cell: (r) => millions(r.alone.first_year_musd),
          },
        ],
        named,
      ),
    others > 0 &&
      h(
        "p",
        { class: "small" },
        `${format_count(others, "other")} of unknown cost ${others === 1 ? "saves" : "save"} nothing alone.`,
      ),
  ];
}

export function simulated_words(simulated: SimulatedPortfolio): string {
  const { year, demand_factor, promised_teu_year, gained_teu_year } = simulated;
  const share = gained_teu_year.mean / promised_teu_year;
  const of = promised_teu_year >= 0.5 ? `, ${format_percent(share)} of it` : "";
  return `For ${year}, with ${format_number(demand_factor, 2)} times the base year’s demand, the flow model promises ${whole_teu(promised_teu_year)} TEU a year more with the chosen projects than without. Simulated without and with them, under the same luck, they bring ${difference_words(gained_teu_year)} TEU${of}; days on the way are shorter by ${difference_words(simulated.days_shorter)}. The promise knows no waiting of trains for each other.`;
}

function under(title: string, ...children: Child[]): Child[] {
  const known = children.filter((child) => child);
  return known.length > 0 ? [h("h3", {}, title), ...known] : [];
}

export function investment_section(context: Context): HTMLElement {
  const investment = context.report.investment!;
  const rows = openings(investment);
  const opened = rows.filter((row) => row.opens);
  const { simulated } = investment;
  return section(
    "projects",
    "Which projects first",
    lead(summary(investment)),
    headlines(investment),
    h(
      "p",
      { class: "small wide" },
      `${proof(investment)} ${assumptions(investment)}`,
    ),
    ...under(
      "What opens when",
      opened.length > 0
        ? opening_table(opened)
        : nothing("Nothing opens under this budget."),
      alone_table(rows),
    ),
    ...under("What another budget is worth", ...frontier_parts(investment)),
    ...under("Year by year", ...year_parts(investment)),
    ...under("Projects without a cost", ...without_cost(investment)),
    ...(simulated
      ? under("Promised and simulated", h("p", {}, simulated_words(simulated)))
      : []),
  );
}
