// SPDX-License-Identifier: Apache-2.0
// Every budget that was asked about, the chosen one among them, the least
// first.
import type { Investment, Portfolio } from "./investment_types";

export function budgets(investment: Investment): Portfolio[] {
  const others = investment.frontier.filter(
    (one) => one.budget_musd_a_year !== investment.budget_musd_a_year,
  );
  return [...others, investment].sort(
    (a, b) => a.budget_musd_a_year - b.budget_musd_a_year,
  );
}
