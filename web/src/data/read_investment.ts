// SPDX-License-Identifier: Apache-2.0
// Reads which projects were chosen, and what other budgets would choose.
import { difference, interval, list, number, record, text, type Json } from "./json";
import type {
  Investment,
  InvestmentCandidate,
  InvestmentYear,
  Portfolio,
  SimulatedPortfolio,
} from "./investment_types";

function candidate(v: Json): InvestmentCandidate {
  const alone = record(v.alone);
  return {
    project: text(v.project),
    name: text(v.name) || text(v.project),
    kind: text(v.kind),
    status: text(v.status),
    cost_musd: number(v.cost_musd),
    alone: {
      benefit_musd: number(alone.benefit_musd),
      cost_musd: number(alone.cost_musd),
      first_year_musd: number(alone.first_year_musd),
    },
  };
}

function portfolio(v: Json): Portfolio {
  return {
    budget_musd_a_year: number(v.budget_musd_a_year),
    value_musd: number(v.value_musd),
    benefit_musd: number(v.benefit_musd),
    cost_musd: number(v.cost_musd),
    projects: list(v.projects, (p) => ({
      project: text(p.project),
      opens: number(p.opens),
    })),
  };
}

function year(v: Json): InvestmentYear {
  return {
    year: number(v.year),
    demand_factor: number(v.demand_factor),
    spent_musd: number(v.spent_musd),
    benefit_musd: number(v.benefit_musd),
    teu_year: number(v.teu_year),
    teu_year_without: number(v.teu_year_without),
    demanded_teu_year: number(v.demanded_teu_year),
  };
}

function simulated(v: Json): SimulatedPortfolio {
  return {
    year: number(v.year),
    demand_factor: number(v.demand_factor),
    promised_teu_year: number(v.promised_teu_year),
    gained_teu_year: difference(v.gained_teu_year),
    teu_year: interval(v.teu_year),
    teu_year_without: interval(v.teu_year_without),
    days_shorter: difference(v.days_shorter),
  };
}

export function investment(v: Json): Investment {
  return {
    ...portfolio(v),
    carry_over: v.carry_over === true,
    first_year: number(v.first_year),
    years: number(v.years),
    demand_growth: number(v.demand_growth),
    discount: number(v.discount),
    unserved_usd_per_teu: number(v.unserved_usd_per_teu),
    bound_musd: number(v.bound_musd),
    gap: number(v.gap),
    proven: v.proven === true,
    candidates: list(v.candidates, candidate),
    without_cost: list(v.without_cost, candidate),
    by_year: list(v.by_year, year),
    frontier: list(v.frontier, portfolio),
    simulated: v.simulated ? simulated(record(v.simulated)) : null,
  };
}
