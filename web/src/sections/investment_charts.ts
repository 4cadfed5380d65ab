// SPDX-License-Identifier: Apache-2.0
// What other budgets would be worth, and what each year saves and spends.
import { h } from "../base/dom";
import { format_count, format_number, format_plain } from "../base/format";
import { table_twin } from "../base/table";
import { above, chart, first_of, named, quiet_axis, tooltip_look } from "../charts/chart";
import { budgets } from "../data/budgets";
import type { Investment, InvestmentYear, Portfolio } from "../data/investment_types";
import { figure } from "./section";

// Less than half of a tenth of a million is nothing.
export function millions(value: number): string {
  return format_plain(Math.abs(value) < 0.05 ? 0 : value);
}

function budget_tip(point: Portfolio): HTMLElement {
  return h(
    "div",
    {},
    h("strong", {}, `${millions(point.budget_musd_a_year)} million USD a year`),
    h("div", {}, `worth ${millions(point.value_musd)} million USD`),
    h(
      "div",
      {},
      `saves ${millions(point.benefit_musd)}, costs ${millions(point.cost_musd)}; ${format_count(point.projects.length, "project")}`,
    ),
  );
}

function frontier_chart(investment: Investment, points: Portfolio[]) {
  return chart({
    label: `What the best choice is worth for ${points.length} budgets; the table below holds the same figures.`,
    height: (width) => (width < 500 ? 240 : 270),
    option: () => ({
      grid: { left: 8, right: 30, top: 34, bottom: 34, containLabel: true },
      tooltip: {
        ...tooltip_look,
        trigger: "axis",
        axisPointer: { type: "none" },
        formatter: (items) => budget_tip(points[first_of(items).dataIndex]!),
      },
      xAxis: {
        type: "value",
        min: 0,
        ...named("budget, million USD a year"),
        ...quiet_axis,
      },
      yAxis: {
        type: "value",
        min: 0,
        boundaryGap: [0, "12%"], // room for the numbers of projects
        ...above("worth, million USD"),
        ...quiet_axis,
      },
      series: [
        {
          type: "line",
          silent: true,
          lineStyle: { color: "var(--first)", width: 2 },
          data: points.map((point) => {
            const is_chosen = point === investment;
            return {
              value: [point.budget_musd_a_year, point.value_musd],
              symbol: "circle",
              symbolSize: is_chosen ? 13 : 7,
              itemStyle: {
                color: is_chosen ? "var(--second)" : "var(--first)",
                borderColor: "var(--paper)",
                borderWidth: is_chosen ? 2 : 0,
              },
              label: {
                show: true,
                position: "top" as const,
                color: "var(--ink)",
                fontSize: 11.5,
                fontWeight: is_chosen ? 700 : 400,
                formatter: String(point.projects.length),
              },
            };
          }),
        },
      ],
    }),
  });
}

export function frontier_parts(investment: Investment): HTMLElement[] {
  const points = budgets(investment);
  if (points.length < 2) return [];
  return [
    figure(
      "The best choice for each budget; the number is how many projects it opens. The large mark is the budget of this section. Where the line is flat, more money has nothing to buy that is worth it.",
      frontier_chart(investment, points),
    ),
    table_twin(
      "what other budgets are worth, in million USD",
      [
        {
          title: "Budget a year",
          kind: "number",
          cell: (p: Portfolio) => millions(p.budget_musd_a_year),
        },
        { title: "Worth", kind: "number", cell: (p) => millions(p.value_musd) },
        { title: "Saves", kind: "number", cell: (p) => millions(p.benefit_musd) },
        { title: "Costs", kind: "number", cell: (p) => millions(p.cost_musd) },
        {
          title: "Projects",
          cell: (p) =>
            p.projects.map(({ project, opens }) => `${project} ${opens}`).join(", ") ||
            "none",
        },
      ],
      points,
    ),
  ];
}

function year_tip(row: InvestmentYear): HTMLElement {
  return h(
    "div",
    {},
    h("strong", {}, String(row.year)),
    h("div", {}, `saves ${millions(row.benefit_musd)} million USD`),
    h("div", {}, `spends ${millions(row.spent_musd)} million USD`),
    h(
      "div",
      {},
      `carries ${format_number(row.teu_year)} TEU, without ${format_number(row.teu_year_without)}`,
    ),
  );
}

function year_chart(rows: InvestmentYear[]): HTMLElement {
  const bar = { type: "bar" as const, barMaxWidth: 16, silent: true };
  return chart({
    label: `Savings and spending of ${rows.length} years; the table below holds the same figures.`,
    height: (width) => (width < 500 ? 230 : 250),
    option: () => ({
      grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true },
      tooltip: {
        ...tooltip_look,
        trigger: "axis",
        axisPointer: { type: "none" },
        formatter: (items) => year_tip(rows[first_of(items).dataIndex]!),
      },
      xAxis: {
        type: "category",
        data: rows.map((row) => String(row.year)),
        ...quiet_axis,
      },
      yAxis: { type: "value", ...above("million USD"), ...quiet_axis },
      series: [
        {
          ...bar,
          name: "saved",
          itemStyle: { color: "var(--first)" },
          data: rows.map((row) => row.benefit_musd),
        },
        {
          ...bar,
          name: "spent",
          itemStyle: { color: "var(--second)" },
          data: rows.map((row) => row.spent_musd),
        },
      ],
    }),
  });
}

export function year_parts({ by_year }: Investment): HTMLElement[] {
  if (by_year.length === 0) return [];
  return [
    figure(
      "Blue: what carriage costs less in the year than without the projects, boxes left behind at their price. Ochre: what is spent in it. Not discounted.",
      year_chart(by_year),
    ),
    table_twin(
      "year by year, in million USD and TEU",
      [
        { title: "Year", cell: (r: InvestmentYear) => String(r.year) },
        {
          title: "Times the base year’s demand",
          kind: "number",
          cell: (r) => format_number(r.demand_factor, 2),
        },
        { title: "Spent", kind: "number", cell: (r) => millions(r.spent_musd) },
        { title: "Saved", kind: "number", cell: (r) => millions(r.benefit_musd) },
        { title: "TEU asked for", kind: "number", cell: (r) => format_number(r.demanded_teu_year) },
        { title: "Carried", kind: "number", cell: (r) => format_number(r.teu_year) },
        {
          title: "Carried without",
          kind: "number",
          cell: (r) => format_number(r.teu_year_without),
        },
      ],
      by_year,
    ),
  ];
}
