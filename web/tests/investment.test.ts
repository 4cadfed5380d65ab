// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { parse_report } from "../src/data/read";
import { openings, proof, simulated_words, summary } from "../src/sections/investment";
import { budgets } from "../src/data/budgets";

const candidate = (project: string, benefit: number, cost: number) => ({
  project,
  name: `The ${project}`,
  kind: "measure",
  cost_musd: cost,
  alone: { benefit_musd: benefit, cost_musd: cost, first_year_musd: 1 },
});

const point = (budget: number, value: number) => ({
  budget_musd_a_year: budget,
  value_musd: value,
  projects: [],
});

const read = (changed: object) =>
  parse_report(
    JSON.stringify({
      investment: {
        ...point(20, 15),
        first_year: 2025,
        years: 10,
        benefit_musd: 25,
        cost_musd: 10,
        gap: 0.0001,
        proven: true,
        projects: [
          { project: "line", opens: 2027 },
          { project: "berth", opens: 2025 },
        ],
        candidates: [
          candidate("poor", 1, 9),
          candidate("line", 30, 20),
          candidate("fair", 8, 9),
          candidate("berth", 3, 2),
        ],
        frontier: [point(40, 18), point(10, 4), point(20, 15)],
        ...changed,
      },
    }),
  ).investment!;

test("what opens comes first, then what would be worth most", () => {
  expect(openings(read({})).map((one) => one.project)).toEqual([
    "berth",
    "line",
    "fair",
    "poor",
  ]);
});

test("the budget asked about stands once among the others", () => {
  const investment = read({});
  const all = budgets(investment);
  expect(all.map((one) => one.budget_musd_a_year)).toEqual([10, 20, 40]);
  expect(all[1]).toBe(investment);
});

test("the summary says what is chosen, or that nothing is", () => {
  expect(summary(read({}))).toBe(
    "Of 4 projects whose cost is known, 2 open under a budget of 20.0 million USD a year. From 2025 to 2034 this saves 25.0 million USD and costs 10.0, so that it is worth 15.0 million.",
  );
  expect(summary(read({ projects: [] }))).toMatch(/none saves more from 2025 to 2034/);
});

test("what is not proven is not called so", () => {
  expect(proof(read({}))).toMatch(/proven, to within 0\.01/);
  expect(proof(read({ gap: 0 }))).toMatch(/proven, to within 0\.01/);
  expect(proof(read({ proven: false, bound_musd: 17 }))).toMatch(
    /not proven: the bound is 17\.0 million/,
  );
});

test("a simulated gain may be a loss, and has its share of the promise", () => {
  const simulated = (mean: number, promised = 400) =>
    read({
      simulated: {
        year: 2034,
        demand_factor: 1.3,
        promised_teu_year: promised,
        gained_teu_year: { mean, low: mean - 10, high: mean + 10 },
      },
    }).simulated!;
  expect(simulated_words(simulated(300))).toMatch(/\+300 ± 10 TEU, 75\u202f% of it/);
  expect(simulated_words(simulated(0, -1e-9))).toMatch(/promises 0 TEU a year more/);
  expect(simulated_words(simulated(-50))).toMatch(/\u221250 ± 10 TEU/);
});

test("a document of which parts are missing is read", () => {
  const bare = parse_report('{"investment": {}}').investment!;
  expect(bare.candidates).toEqual([]);
  expect(bare.simulated).toBeNull();
  expect(parse_report("{}").investment).toBeNull();
});
