// SPDX-License-Identifier: Apache-2.0
// The choice of projects as the page reads it.
import type { Interval } from "./types";

// Money in millions of USD, discounted unless it is of one year.
export interface InvestmentCandidate {
  project: string;
  name: string;
  kind: string; // "measure" or "scenario"
  status: string;
  cost_musd: number;
  alone: { benefit_musd: number; cost_musd: number; first_year_musd: number };
}

export interface Portfolio {
  budget_musd_a_year: number;
  value_musd: number;
  benefit_musd: number;
  cost_musd: number;
  projects: { project: string; opens: number }[];
}

export interface InvestmentYear {
  year: number;
  demand_factor: number;
  spent_musd: number;
  benefit_musd: number;
  teu_year: number;
  teu_year_without: number;
  demanded_teu_year: number;
}

export interface SimulatedPortfolio {
  year: number;
  demand_factor: number;
  promised_teu_year: number;
  gained_teu_year: Interval;
  teu_year: Interval;
  teu_year_without: Interval;
  days_shorter: Interval;
}

export interface Investment extends Portfolio {
  carry_over: boolean;
  first_year: number;
  years: number;
  demand_growth: number;
  discount: number;
  unserved_usd_per_teu: number;
  bound_musd: number;
  gap: number;
  proven: boolean;
  candidates: InvestmentCandidate[];
  without_cost: InvestmentCandidate[];
  by_year: InvestmentYear[];
  frontier: Portfolio[]; // other budgets
  simulated: SimulatedPortfolio | null;
}
