// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Consignment } from "../../src/app/api/client";
import { last_word, progress_of, untold, type Leg } from "../../src/app/tracking/progress";
import { expected, span_of } from "../../src/app/views/tracking/outlook";
import { query_of, shown_rows, type Row } from "../../src/app/views/tracking/tower";

const day = (n: number, hour = 0) => new Date(Date.UTC(2026, 2, n, hour)).toISOString();

const leg = (from: string, to: string, first: number, departed: string | null, arrived: string | null): Leg => ({
  from,
  to,
  planned: { departs: day(first), arrives: day(first + 2) },
  actual: { departed, arrived },
  boxes_departed: departed ? 1 : 0,
  boxes_arrived: arrived ? 1 : 0,
});

const at = (n: number, hour = 0) => Date.UTC(2026, 2, n, hour);

describe("how far a consignment is", () => {
  test("planned, until something is told of it; overdue is late", () => {
    const legs = [leg("A", "B", 10, null, null), leg("B", "C", 13, null, null)];
    expect(progress_of(legs, at(9))).toMatchObject({ status: "planned", late_hours: 0, last: null });
    expect(progress_of(legs, at(10, 5)).late_hours).toBe(5);
    expect(progress_of(legs, at(9)).arrives).toBe(at(15));
  });

  test("under way, as late as what was told last, or as what is overdue", () => {
    const legs = [leg("A", "B", 10, day(10, 3), day(12, 8)), leg("B", "C", 13, null, null)];
    const now = progress_of(legs, at(12, 9));
    expect(now).toMatchObject({ status: "under_way", late_hours: 8 });
    expect([now.last?.place, now.next?.what, now.next?.place]).toEqual(["B", "departs", "B"]);
    expect(progress_of(legs, at(13, 20)).late_hours).toBe(20);
  });

  test("a step that nobody told of is passed when a later one is told", () => {
    const legs = [leg("A", "B", 10, null, null), leg("B", "C", 13, day(13), null)];
    const now = progress_of(legs, at(14));
    expect([now.status, now.next?.place, now.late_hours]).toEqual(["under_way", "C", 0]);
  });

  test("arrived, when its last leg is; what was early is not late", () => {
    const legs = [leg("A", "B", 10, day(10), day(11))];
    expect(progress_of(legs, at(20))).toMatchObject({ status: "arrived", late_hours: 0, next: null });
  });

  test("without a plan nothing is due", () => {
    expect(progress_of([], at(1)).status).toBe("no_plan");
  });
});

function row(id: string, legs: Leg[], now: number): Row {
  const consignment: Consignment = { consignment: id, created: day(1) };
  return {
    consignment,
    line_up: { ...untold(consignment), legs },
    progress: progress_of(legs, now),
    known: "told",
  };
}

test("the tower shows the latest first, then the next due; filters narrow it", () => {
  const now = at(12);
  const rows = [
    row("due later", [leg("A", "B", 14, null, null)], now),
    row("due first", [leg("A", "C", 13, null, null)], now),
    row("late", [leg("A", "B", 11, null, null)], now),
    row("there", [leg("A", "B", 5, day(5), day(7))], now),
  ];
  const ids = (filter: Partial<{ status: string; border: string; late: boolean }>) =>
    shown_rows(rows, { status: "", border: "", late: false, ...filter }).map((r) => r.consignment.consignment);
  expect(ids({})).toEqual(["late", "due first", "due later", "there"]);
  expect(ids({ late: true })).toEqual(["late"]);
  expect(ids({ border: "C" })).toEqual(["due first"]);
  expect(ids({ status: "arrived" })).toEqual(["there"]);
});

test("what was not told of is behind what was, and is neither late nor planned", () => {
  const overdue = [leg("A", "B", 5, null, null)];
  const failed: Row = { ...row("failed", overdue, at(12)), known: "failed" };
  const rows = [failed, row("on time", [leg("A", "B", 14, null, null)], at(12))];
  const ids = (status: string, late: boolean) =>
    shown_rows(rows, { status, border: "", late }).map((r) => r.consignment.consignment);
  expect(ids("", false)).toEqual(["on time", "failed"]);
  expect(ids("planned", false)).toEqual(["on time"]);
  expect(ids("", true)).toEqual([]);
});

test("a number as on a box asks for the box, all else for the note", () => {
  expect(query_of("csqu 305438-3")).toEqual({ box: "CSQU3054383" });
  expect(query_of("21 81 2471 217-3")).toEqual({ box: "218124712173" });
  expect(query_of(" CIM-0042 ")).toEqual({ note: "CIM-0042" });
  expect(query_of("  ")).toEqual({});
});

test("names of events are said by their last word", () => {
  expect(last_word("https://ref.gs1.org/cbv/BizStep-departing")).toBe("departing");
  expect(last_word("urn:example:container:CSQU3054383")).toBe("CSQU3054383");
  expect(last_word("loading")).toBe("loading");
});

describe("what is ahead of a box", () => {
  const milestone = (n: number, eta?: number) => ({
    passing: "arrives" as const,
    place: "B",
    by: "",
    planned: day(n),
    actual: null,
    ...(eta && {
      eta: { p05: day(eta - 2), p10: day(eta - 1), p25: day(eta), p50: day(eta), p75: day(eta), p90: day(eta + 2), p95: day(eta + 3) },
    }),
  });
  const outlook = (...plan: ReturnType<typeof milestone>[]) => ({ object: "X", as_of: day(1), plan, alerts: [] });

  test("is drawn from the first moment to the last", () => {
    expect(span_of([milestone(3), milestone(4, 6)])).toEqual([at(3), at(8)]);
    expect(span_of([])).toEqual([0, 0]);
  });

  test("of several is that of the last", () => {
    expect(expected([outlook(milestone(3, 5)), outlook(milestone(3, 7)), outlook(milestone(3))])?.p50).toBe(day(7));
    expect(expected([])).toBeNull();
  });
});
