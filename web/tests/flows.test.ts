// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Context } from "../src/data/context";
import { flow_name, long_trade, main_flows, under_way } from "../src/data/flows";
import { context } from "./sample";

const places = ["CN", "DE", "PL", "KZ"].flatMap((country) =>
  [1, 2].map((n) => ({ id: country + n, name: country + n, country })),
);
const port = { id: "SEA", name: "SEA", country: "KZ", kind: "port" };

const flow = (way: string, teu: number, cargo = "container", route: string[] = []) => {
  const [origin, destination] = way.split(" ");
  const exactly = (mean: number) => ({ mean, low: mean, high: mean });
  return {
    origin,
    destination,
    cargo,
    route,
    teu_year: exactly(teu),
    transit_days: exactly(10),
  };
};

function corridor_of(flows: object[]): Context {
  return context({ corridor: { places: [...places, port] }, simulation: { flows } });
}

function names_of(flows: object[]): string[] {
  const corridor = corridor_of(flows);
  return main_flows(corridor).map((main) => flow_name(corridor, main));
}

test("a flow is named by its ends, and by its cargo unless that is boxes", () => {
  expect(names_of([flow("CN1 DE1", 3)])).toEqual(["CN1 → DE1"]);
  expect(names_of([flow("DE1 CN1", 3, "empty")])).toEqual([
    "DE1 → CN1 · empty boxes",
  ]);
});

test("boxes under way follow from the year and the days", () => {
  const [only] = corridor_of([flow("CN1 DE1", 3650)]).simulation.flows;
  expect(under_way(only!)).toBe(100);
});

describe("the main flows", () => {
  test("are all flows of a small corridor", () => {
    const all = [flow("CN1 DE1", 9), flow("DE1 CN1", 8, "empty")];
    expect(names_of(all)).toHaveLength(2);
  });

  test("give each pair of countries a place before any has a second", () => {
    const many = Array.from({ length: 20 }, (_, i) => flow("CN1 DE1", 900 + i));
    const names = names_of([...many, flow("CN1 PL1", 5), flow("PL1 DE1", 4)]);
    expect(names).toContain("CN1 → PL1");
    expect(names).toContain("PL1 → DE1");
    expect(names).toHaveLength(16);
  });

  test("keep room for ships and bulk, which come after boxes by rail", () => {
    const names = names_of([
      ...Array.from({ length: 20 }, (_, i) => flow("CN1 DE1", 900 + i)),
      flow("CN1 PL1", 7, "container", ["SEA"]),
      flow("KZ1 CN1", 9000, "bulk"),
    ]);
    expect(names.slice(0, 9)).toEqual(Array(9).fill("CN1 → DE1"));
    expect(names.slice(9, 11)).toEqual(["CN1 → PL1", "KZ1 → CN1 · bulk"]);
  });
});

describe("the long way", () => {
  const trade_of = (flows: object[]) => long_trade(corridor_of(flows));

  test("is the largest of those that change trains at least twice", () => {
    const trade = trade_of([
      flow("CN1 DE1", 300, "container", ["KZ1", "PL1"]),
      flow("CN2 DE2", 100, "container", ["KZ1", "PL1", "PL2"]),
      flow("CN1 PL1", 350, "container", ["KZ1", "PL1"]),
      flow("KZ1 CN1", 9000, "container", ["CN2"]),
      flow("KZ1 DE1", 9000, "bulk", ["PL1", "PL2"]),
    ]);
    expect(trade!.name).toBe("from China to Germany");
    expect(trade!.teu_year).toBe(400);
    expect(trade!.days.mean).toBe(10);
  });

  test("asks for no more changes than there are", () => {
    const flows = [flow("CN1 KZ1", 30), flow("KZ1 KZ2", 20)];
    expect(trade_of(flows)!.name).toBe("from China to Kazakhstan");
    expect(trade_of(flows.slice(1))!.name).toBe("within Kazakhstan");
    expect(trade_of([])).toBeNull();
  });

  test("is not measured on flows that delivered nothing", () => {
    const none = { ...flow("CN1 KZ1", 30), transit_days: { mean: null } };
    expect(trade_of([none])).toBeNull();
  });
});
