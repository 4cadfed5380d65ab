// SPDX-License-Identifier: Apache-2.0
// Which projects under a budget: what they cost may be changed, what opens when
// is shown with what other budgets would be worth.
import { h, type Child } from "../../../base/dom";
import { budgets } from "../../../data/budgets";
import type { Json } from "../../../data/json";
import type {
  Investment,
  InvestmentCandidate,
  InvestmentYear,
  Portfolio,
} from "../../../data/investment_types";
import { investment as read_investment } from "../../../data/read_investment";
import { api, type JobRequest, type Network } from "../../api/client";
import { follow, is_over } from "../../api/jobs";
import { is_abort } from "../../api/problem";
import { live_chart } from "../../charts/live_chart";
import { say, term } from "../../i18n";
import { number, percent } from "../../i18n/format";
import { all, one, type Params } from "../../state/url";
import { data_table, type Field } from "../../ui/data_table";
import { finding, findings_row } from "../../ui/facts";
import { failure_card } from "../../ui/failure";
import { figure } from "../../ui/figure";
import { ended_badly, show_progress } from "../../ui/job_progress";
import type { ViewContext } from "../../view";
import { money, rough } from "./limit_words";

export interface Plan {
  budget: number; // million USD a year
  years: number;
  costs: Record<string, number>; // million USD, by measure, where changed
}

export function parse_plan(params: Params): Plan {
  const costs: Record<string, number> = {};
  for (const text of all(params, "cost")) {
    const [measure = "", musd = ""] = text.split("~");
    if (measure && Number(musd) >= 0 && musd !== "") costs[measure] = Number(musd);
  }
  return {
    budget: Number(one(params, "budget")) || 500,
    years: Math.min(30, Math.max(1, Number(one(params, "years")) || 15)),
    costs,
  };
}

export function plan_params({ budget, years, costs }: Plan) {
  return {
    budget: String(budget),
    years: String(years),
    cost: Object.entries(costs).map(([measure, musd]) => `${measure}~${musd}`),
  };
}

export function plan_of({ budget_usd, years, costs }: JobRequest, plan: Plan): Plan {
  const musd = Object.entries(costs ?? {}).map(([key, usd]) => [key, usd / 1e6]);
  return {
    budget: budget_usd ? budget_usd / 1e6 : plan.budget,
    years: years ?? plan.years,
    costs: Object.fromEntries(musd),
  };
}

export function request_of_plan(
  corridor: string,
  scenarios: readonly string[],
  { budget, years, costs }: Plan,
): JobRequest {
  const usd = Object.entries(costs).map(([measure, musd]) => [measure, musd * 1e6]);
  return {
    kind: "investment",
    corridor,
    scenarios: [...scenarios],
    budget_usd: budget * 1e6,
    years,
    ...(usd.length > 0 ? { costs: Object.fromEntries(usd) } : {}),
  };
}

interface Opening extends InvestmentCandidate {
  opens: number | null;
}

export function openings(investment: Investment): Opening[] {
  const years = new Map(investment.projects.map((p) => [p.project, p.opens]));
  const net = ({ alone }: Opening) => alone.benefit_musd - alone.cost_musd;
  return investment.candidates
    .map((one) => ({ ...one, opens: years.get(one.project) ?? null }))
    .sort((a, b) => (a.opens ?? 9999) - (b.opens ?? 9999) || net(b) - net(a));
}

const signed = (musd: number) =>
  `${musd < -0.05 ? "\u2212" : ""}${money(Math.abs(musd))}`;

function headlines(found: Investment): HTMLElement {
  const { invest } = say.capacity;
  const last = found.by_year[found.by_year.length - 1];
  const facts = [
    finding(invest.worth, money(found.value_musd), invest.for_budget(money(found.budget_musd_a_year))),
    finding(invest.saved, money(found.benefit_musd), invest.spent_against(money(found.cost_musd))),
    finding(invest.opened, number(found.projects.length), invest.of_candidates(number(found.candidates.length))),
  ];
  if (last)
    facts.push(
      finding(
        invest.more_teu(String(last.year)),
        rough(Math.round(last.teu_year - last.teu_year_without)),
        invest.of_demand(rough(last.demanded_teu_year)),
      ),
    );
  return findings_row(facts);
}

// A bar a project, from its year on; those that do not open are in the table.
function portfolio(found: Investment): HTMLElement {
  const { invest } = say.capacity;
  const rows = openings(found);
  const opened = rows.filter(({ opens }) => opens !== null);
  const fields: Field<Opening>[] = [
    { title: invest.project, cell: (r) => r.name },
    { title: invest.opens, number: true, cell: (r) => (r.opens === null ? "–" : String(r.opens)), raw: (r) => r.opens },
    { title: invest.status, cell: (r) => term("measure_status", r.status) },
    { title: invest.costs, number: true, cell: (r) => money(r.cost_musd), raw: (r) => r.cost_musd },
    { title: invest.saves_alone, number: true, cell: (r) => money(r.alone.benefit_musd), raw: (r) => r.alone.benefit_musd },
    { title: invest.net_alone, number: true, cell: (r) => signed(r.alone.benefit_musd - r.alone.cost_musd) },
  ];
  const bars = h(
    "ol",
    { class: "openings" },
    ...opened.map(({ name, opens, cost_musd }) => {
      const bar = h("i", {});
      const share = (opens! - found.first_year) / Math.max(1, found.years);
      bar.style.marginLeft = `${100 * share}%`;
      return h(
        "li",
        {},
        h("span", {}, name, h("small", {}, ` ${say.whatif.costs(money(cost_musd))}`)),
        h("span", { class: "opening-bar" }, bar),
        h("b", {}, String(opens)),
      );
    }),
  );
  return figure({
    title: invest.portfolio,
    file: "portfolio",
    level: "h2",
    chart: opened.length > 0 ? bars : h("p", { class: "nothing" }, invest.nothing_opens),
    fields,
    rows,
    note: invest.portfolio_note,
  });
}

function frontier(found: Investment): HTMLElement | null {
  const { invest } = say.capacity;
  const points = budgets(found);
  if (points.length < 2) return null;
  const chart = live_chart({
    label: invest.frontier_label(number(points.length)),
    height: 250,
    option: ({ quiet_axis, named, above }) => ({
      grid: { left: 8, right: 30, top: 34, bottom: 34, containLabel: true },
      xAxis: { type: "value", min: 0, ...named(invest.budget_axis), ...quiet_axis },
      yAxis: { type: "value", min: 0, boundaryGap: [0, "12%"], ...above(invest.worth_axis), ...quiet_axis },
      series: [
        {
          type: "line",
          silent: true,
          lineStyle: { color: "var(--first)", width: 2 },
          data: points.map((point) => ({
            value: [point.budget_musd_a_year, point.value_musd],
            symbol: "circle",
            symbolSize: point === found ? 13 : 7,
            itemStyle: { color: point === found ? "var(--second)" : "var(--first)" },
            label: {
              show: true,
              position: "top" as const,
              color: "var(--ink)",
              fontSize: 11.5,
              formatter: String(point.projects.length),
            },
          })),
        },
      ],
    }),
  });
  return figure({
    title: invest.frontier,
    file: "frontier",
    level: "h2",
    chart,
    rows: points,
    fields: [
      { title: invest.budget_axis, number: true, cell: (p: Portfolio) => money(p.budget_musd_a_year), raw: (p) => p.budget_musd_a_year },
      { title: invest.worth_axis, number: true, cell: (p) => money(p.value_musd), raw: (p) => p.value_musd },
      { title: invest.saved, number: true, cell: (p) => money(p.benefit_musd), raw: (p) => p.benefit_musd },
      { title: invest.costs, number: true, cell: (p) => money(p.cost_musd), raw: (p) => p.cost_musd },
      { title: invest.projects, cell: (p) => p.projects.map(({ project, opens }) => `${project} ${opens}`).join(", ") || "–" },
    ],
    note: invest.frontier_note,
  });
}

function year_by_year(found: Investment): HTMLElement | null {
  const { invest } = say.capacity;
  const rows = found.by_year;
  if (rows.length === 0) return null;
  const chart = live_chart({
    label: invest.by_year,
    height: 230,
    option: ({ quiet_axis, above }) => ({
      grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: rows.map(({ year }) => String(year)), ...quiet_axis },
      yAxis: { type: "value", ...above(invest.musd), ...quiet_axis },
      series: [
        { type: "bar", barMaxWidth: 16, silent: true, itemStyle: { color: "var(--first)" }, data: rows.map((r) => r.benefit_musd) },
        { type: "bar", barMaxWidth: 16, silent: true, itemStyle: { color: "var(--second)" }, data: rows.map((r) => r.spent_musd) },
      ],
    }),
  });
  return figure({
    title: invest.by_year,
    file: "year-by-year",
    level: "h2",
    chart,
    rows,
    fields: [
      { title: invest.year, cell: (r: InvestmentYear) => String(r.year) },
      { title: invest.demand_times, number: true, cell: (r) => number(r.demand_factor, 2) },
      { title: invest.saved, number: true, cell: (r) => money(r.benefit_musd), raw: (r) => r.benefit_musd },
      { title: invest.spent, number: true, cell: (r) => money(r.spent_musd), raw: (r) => r.spent_musd },
      { title: invest.carried, number: true, cell: (r) => number(r.teu_year), raw: (r) => r.teu_year },
      { title: invest.carried_without, number: true, cell: (r) => number(r.teu_year_without), raw: (r) => r.teu_year_without },
    ],
    note: invest.by_year_note,
  });
}

function assumptions(found: Investment): string {
  const { invest } = say.capacity;
  const proof = found.proven ? invest.proven(percent(Math.max(found.gap, 0.0001), 2)) : invest.not_proven(money(found.bound_musd));
  return `${proof} ${invest.assumed(percent(found.demand_growth, 1), percent(found.discount, 1), number(found.unserved_usd_per_teu))}`;
}

function without_cost(found: Investment): HTMLElement | null {
  const { invest } = say.capacity;
  const rows = found.without_cost.filter(({ alone }) => alone.benefit_musd >= 0.5);
  if (rows.length === 0) return null;
  const fields: Field<InvestmentCandidate>[] = [
    { title: invest.project, cell: (r) => r.name },
    { title: invest.worth_at_most, number: true, cell: (r) => money(r.alone.benefit_musd), raw: (r) => r.alone.benefit_musd },
  ];
  return h(
    "section",
    {},
    h("h2", {}, invest.without_cost),
    data_table(invest.without_cost, fields, rows),
  );
}

export function investment_parts(found: Investment): Child[] {
  return [
    headlines(found),
    h("p", { class: "small" }, assumptions(found)),
    portfolio(found),
    frontier(found),
    year_by_year(found),
    without_cost(found),
  ];
}

// Candidates with what they cost; a cost that is typed in counts as it is.
function cost_table(network: Network, plan: () => Plan, change: (plan: Plan) => void) {
  const { invest } = say.capacity;
  const rows = network.measures.filter(({ models }) => models);
  const input = ({ measure, name, cost_musd }: (typeof rows)[number]) => {
    const field = h("input", {
      type: "number",
      min: 0,
      step: "any",
      value: plan().costs[measure] ?? cost_musd ?? "",
      "aria-label": `${invest.costs}: ${name}`,
    });
    field.addEventListener("change", () => {
      const costs = { ...plan().costs };
      delete costs[measure];
      const typed = field.value === "" ? NaN : Number(field.value);
      if (typed >= 0 && typed !== cost_musd) costs[measure] = typed;
      change({ ...plan(), costs });
    });
    return field;
  };
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, invest.candidates(number(rows.length))),
    h("p", { class: "small" }, invest.costs_hint),
    data_table(
      invest.candidates(number(rows.length)),
      [
        { title: invest.project, cell: (r) => r.name },
        { title: invest.status, cell: (r) => term("measure_status", r.status) },
        { title: invest.year, number: true, cell: (r) => (r.year ? String(r.year) : "–") },
        { title: invest.costs, number: true, cell: input },
      ],
      rows,
    ),
  );
}

export function investment_view(context: ViewContext, network: Network): HTMLElement {
  const { store, corridor, signal } = context;
  const { invest } = say.capacity;
  const plan = () => parse_plan(store.state.params);
  const change = (next: Plan) => store.amend_look(plan_params(next));
  const budget = h("input", { type: "number", min: 1, step: "any", required: true, value: plan().budget });
  const years = h("input", { type: "number", min: 1, max: 30, required: true, value: plan().years });
  for (const field of [budget, years])
    field.addEventListener("change", () =>
      change({ ...plan(), budget: Number(budget.value), years: Number(years.value) }),
    );
  const run = h("button", { type: "submit", class: "primary" }, invest.choose);
  const answer = h("div", { class: "results" }, h("p", { class: "nothing" }, invest.nothing_yet));
  const fail = (error: unknown) => {
    if (!is_abort(error)) answer.replaceChildren(failure_card(error));
  };
  const show = async (id: string) => {
    let job = await api.job(id, signal);
    const on_job = (now: typeof job) => show_progress(answer, now);
    change(plan_of(job.request, plan()));
    budget.value = String(plan().budget);
    years.value = String(plan().years);
    if (!is_over(job)) job = await follow(id, { signal, on_job });
    if (job.state !== "done") throw ended_badly(job);
    const found = read_investment(await corridor.result<Json>(job));
    answer.replaceChildren(
      ...investment_parts(found).filter((part) => part instanceof Node),
    );
  };
  const form = h(
    "form",
    { class: "inline-form" },
    h("label", {}, invest.budget, budget),
    h("label", {}, invest.years, years),
    run,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = request_of_plan(corridor.name, store.state.scenarios, plan());
    run.disabled = true;
    api
      .create_job(request, signal)
      .then((job) => {
        store.look_at({ ...plan_params(plan()), ijob: job.job });
        return show(job.job);
      })
      .catch(fail)
      .finally(() => (run.disabled = false));
  });
  const known = one(store.state.params, "ijob");
  if (known) show(known).catch(fail);
  return h(
    "div",
    { class: "investment" },
    h("p", { class: "small" }, invest.intro),
    form,
    cost_table(network, plan, change),
    answer,
  );
}
