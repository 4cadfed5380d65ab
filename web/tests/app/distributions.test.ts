// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { read_report } from "../../src/data/read";
import type { Network } from "../../src/app/api/client";
import { shared_flows, shared_queues } from "../../src/app/views/whatif/distributions";

const flow = (path: string, mean: number, share: number[]) => ({
  origin: "A",
  destination: "B",
  cargo: "container",
  path,
  route: ["C"],
  teu_year: { mean, low: mean, high: mean },
  transit_histogram: { width_days: 1, share },
});
const queue = (place: string, mean: number) => ({
  place,
  from_country: "KZ",
  to_country: "CN",
  trains: { mean, low: mean, high: mean },
  trains_weekly: [mean],
});

const report = read_report({
  simulation: { flows: [flow("", 5, [1]), flow("fixed", 9, [1])], queues: [queue("C", 1), queue("D", 1)] },
  comparison: {
    scenarios: [
      {
        name: "more",
        distributions: { flows: [flow("fixed", 8, [0, 1]), flow("", 4, [0.5, 0.5])], queues: [queue("D", 4)] },
      },
      { name: "without" },
    ],
  },
});
const network = { places: [{ place: "A", name: "Aktau" }] } as unknown as Network;

test("flows and queues of an alternative lie over the base's of the same kind", () => {
  const other = report.comparison!.scenarios[0]!.distributions!;
  const pair = { base: report.simulation!, other, name: "More", network };
  const shares = shared_flows(pair).map((one) => [one.words, one.other.transit_histogram.share]);
  expect(shares).toEqual([
    ["Aktau → B, containers, by timetable (C)", [0, 1]],
    ["Aktau → B, containers (C)", [0.5, 0.5]],
  ]);
  expect(shared_queues(pair).map(({ other: { place, trains } }) => [place, trains.mean])).toEqual([["D", 4]]);
});

test("a result without distributions has none", () => {
  expect(report.comparison!.scenarios[1]!.distributions).toBe(null);
});
