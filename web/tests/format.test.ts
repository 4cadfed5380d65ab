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
    expect(format_interval({ mean: 12.3, low: 8.1, high: 16.5 })).toBe(
      "12 (8–17)",
    );
  });

  test("shows three digits when it is narrow, more only to be seen", () => {
    expect(format_interval({ mean: 24.69, low: 24.62, high: 24.76 })).toBe(
      "24.7 (24.6–24.8)",
    );
    expect(format_interval({ mean: 24.72, low: 24.71, high: 24.73 })).toBe(
      "24.72 (24.71–24.73)",
    );
  });

  test("rounds large numbers to the second digit of its half-width", () => {
    const teu = { mean: 43117, low: 40817, high: 45417 };
    expect(format_interval(teu, "TEU")).toBe("43,100 (40,800–45,400) TEU");
  });

  test("speaks of millions", () => {
    const tonnes = { mean: 12561000, low: 12519900, high: 12602100 };
    expect(format_interval(tonnes, "t")).toBe("12.6 (12.5–12.6) million t");
  });

  test("below zero is told in words", () => {
    expect(format_interval({ mean: 0.01, low: -0.01, high: 0.03 })).toBe(
      "0.01 (\u22120.01 to 0.03)",
    );
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
    expect(format_headline(teu)).toBe("2.04 million");
    expect(format_headline_limits(teu)).toBe("2.04–2.05 million");
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
  expect(format_range(12, 24.5)).toBe("12.0–24.5");
  expect(format_range(48, 72)).toBe("48–72");
  expect(format_range(4.66, 5.144)).toBe("4.66–5.14");
  expect(format_range(8293.5, 9166.5)).toBe("8,294–9,167");
  expect(format_range(11.5e6, 13.44e6)).toBe("11.50–13.44 million");
});

test("long waits are told in days, short ones in minutes", () => {
  expect([0.5, 7.42, 31, 60].map(format_hours)).toEqual([
    "30 min",
    "7.4 h",
    "31 h",
    "2.5 days",
  ]);
});

test("names lose their kind, and what stands in brackets when they are long", () => {
  expect(short_name("Frankfurt (Oder)")).toBe("Frankfurt (Oder)");
  expect(short_name("Kars (logistics centre, 1435/1520)")).toBe("Kars");
  expect(short_name("Absheron station / container terminal")).toBe("Absheron");
  expect(short_name("Xi'an International Port (Xinzhu)")).toBe("Xi'an");
  expect(short_name("Aktau port")).toBe("Aktau");
});

test("lists read as English", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
});
