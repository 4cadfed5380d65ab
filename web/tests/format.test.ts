// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  format_headline,
  format_headline_limits,
  format_hours,
  format_interval,
  format_plain,
  format_range,
  listed,
  short_name,
} from "../src/base/format";

const none = NaN;

describe("an interval", () => {
  test("shows as many digits as it supports", () => {
    expect(format_interval({ mean: 12.34, low: 12.0, high: 12.64 }, "days")).toBe(
      "12.3 (12.0–12.6) days",
    );
    expect(format_interval({ mean: 12.3456, low: 12.3, high: 12.4 })).toBe(
      "12.35 (12.30–12.40)",
    );
  });

  test("rounds large numbers to the second digit of its half-width", () => {
    const teu = { mean: 2043117, low: 2040817, high: 2045417 };
    expect(format_interval(teu, "TEU")).toBe("2,043,100 (2,040,800–2,045,400) TEU");
  });

  test("is left out when there is one replication", () => {
    expect(format_interval({ mean: 3.14159, low: none, high: none })).toBe("3.1");
    expect(format_interval({ mean: 5, low: 5, high: 5 })).toBe("5.0");
  });

  test("of a missing number is a dash without a unit", () => {
    expect(format_interval({ mean: none, low: none, high: none }, "h")).toBe("–");
  });
});

describe("a headline", () => {
  test("counts in millions", () => {
    const teu = { mean: 2043117, low: 2038000, high: 2048234 };
    expect(format_headline(teu)).toBe("2.043 million");
    expect(format_headline_limits(teu)).toBe("2.038–2.048 million");
  });

  test("below a million is an ordinary mean", () => {
    expect(format_headline({ mean: 13.42, low: 13.2, high: 13.6 })).toBe("13.4");
  });
});

test("plain numbers keep the digits that matter", () => {
  expect([0, 0.034, 0.5, 3.11, 17.24, 1240].map(format_plain)).toEqual([
    "0",
    "0.034",
    "0.50",
    "3.1",
    "17.2",
    "1,240",
  ]);
});

test("a range of one value is that value", () => {
  expect(format_range(15.5, 15.5)).toBe("15.5");
  expect(format_range(4, 6)).toBe("4.0–6.0");
});

test("long waits are told in days, short ones in minutes", () => {
  expect([0.5, 7.42, 31, 60].map(format_hours)).toEqual([
    "30 min",
    "7.4 h",
    "31 h",
    "2.5 days",
  ]);
});

test("names lose what stands in brackets only when they are long", () => {
  expect(short_name("Frankfurt (Oder)")).toBe("Frankfurt (Oder)");
  expect(short_name("Kars (logistics centre, 1435/1520)")).toBe("Kars");
  expect(short_name("Absheron station / container terminal")).toBe(
    "Absheron station",
  );
});

test("lists read as English", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
});
