// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { route_example } from "../../src/data/read_routes";
import { before_words } from "../../src/app/views/routes/way_panel";
import { ordered, through, way_fields } from "../../src/app/views/routes/ways";

const leg = (from: string, to: string, mode = "rail") => ({
  service: "S",
  from,
  to,
  mode,
  procedures: ["customs"],
  procedure_hours: 20,
  wait_hours: 5,
  connection: 0.9,
  fallback: { etd: "2026-12-02T00:00:00Z", arrives: "2026-12-20T00:00:00Z" },
});

const way = (p50: number, usd: number, by_plan: number) => ({
  days: { p50, p80: p50 + 1, p95: p50 + 3 },
  usd,
  kg_co2e: 10 * usd,
  promise: { by_plan, boxes_followed: 100 },
  legs: [leg("A", "B"), leg("B", "C", "sea")],
});

const example = route_example({
  question: { from: "A", to: "C", ready: "2026-12-01T00:00:00Z" },
  alternatives: [way(12, 3000, 0.8), way(10, 4000, 0.9), way(15, 2000, 0.5)],
  others: [way(9, 9000, 0.1)],
});

const name = (code: string) =>
  ({ A: "Xi'an", B: "Aktau port", C: "Poti" })[code] ?? code;
const numbers = (order: Parameters<typeof ordered>[1]) =>
  ordered(example, order).map(({ at }) => at);

test("ways keep their number whatever they are ordered by", () => {
  expect(numbers("goods")).toEqual([1, 2, 3]);
  expect(numbers("days")).toEqual([2, 1, 3]);
  expect(numbers("usd")).toEqual([3, 1, 2]);
  expect(numbers("odds")).toEqual([2, 1, 3]);
});

test("a way is told by the places it passes", () => {
  expect(through(example.ways[0]!, name)).toBe("Xi'an → Aktau → Poti");
});

test("what is before a leg is told, for a train and for a vessel", () => {
  const [train, vessel] = example.ways[0]!.legs;
  expect(before_words(train!)).toBe("20 h for customs + 5.0 h for the train");
  expect(before_words(vessel!)).toBe("20 h for customs + 5.0 h for the vessel");
});

test("what to do when a train is missed is read", () => {
  expect(example.ways[0]!.legs[0]!.fallback).toEqual({
    etd: Date.UTC(2026, 11, 2),
    arrives: Date.UTC(2026, 11, 20),
  });
});

test("a table of ways has every criterion", () => {
  const [first] = ordered(example, "goods");
  const cells = way_fields(name).map((field) => field.cell(first!));
  expect(cells).toEqual([
    "1. Xi'an → Aktau → Poti",
    "12.0",
    "13.0",
    "15.0",
    "3,000",
    "30,000",
    "80%",
    "–",
  ]);
});
