// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { ComparedFigure } from "../../src/data/types";
import {
  chosen_figures,
  difference_words,
  percent_words,
  relative,
  signed_words,
  with_names,
  type Choice,
} from "../../src/app/views/whatif/figures";
import { reach_of } from "../../src/app/views/whatif/forest";
import { time_text, minute_of } from "../../src/app/views/motion/time";

const around = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half });

const figure = (group: string, label: string, mean: number, verdict: string, weight = 1): ComparedFigure => ({
  group,
  of: label,
  label,
  figure: "transit_days",
  unit: "days",
  weight,
  base: around(10, 1),
  scenarios: [{ value: around(10 + mean, 1), difference: around(mean, 0.5), verdict }],
});

const figures = [
  figure("flow", "few boxes", 4, "differs", 1),
  figure("flow", "many boxes", 2, "differs", 100),
  figure("flow", "by luck", 3, "noise", 100),
  figure("total", "", 0.1, "noise"),
];

const choice: Choice = { scenario: 0, group: "", all: false, sort: "importance" };
const labels = (more: Partial<Choice>) =>
  chosen_figures(figures, { ...choice, ...more }).map(({ label }) => label);

describe("figures of a comparison", () => {
  test("totals first, then what most hangs on; noise is left out unless asked for", () => {
    expect(labels({})).toEqual(["", "many boxes", "few boxes"]);
    expect(labels({ all: true })).toContain("by luck");
    expect(labels({ group: "flow" })).toEqual(["many boxes", "few boxes"]);
  });

  test("by the size of their change, and by name", () => {
    expect(labels({ sort: "change", group: "flow" })).toEqual(["few boxes", "many boxes"]);
    expect(labels({ sort: "name", group: "flow" })).toEqual(["few boxes", "many boxes"]);
  });

  test("are told with a sign and as many digits as the interval bears", () => {
    expect(signed_words(around(-2.063, 0.352))).toBe("\u22122.06 ± 0.35");
    expect(signed_words(around(1234.5, 60))).toBe("+1,235 ± 60");
    expect(difference_words(figures[0]!, { ...figures[0]!.scenarios[0]!, verdict: "unchanged" })).toBe("=");
  });

  test("are a share of the base, or of nothing", () => {
    const half = relative(figures[0]!, figures[0]!.scenarios[0]!);
    expect(percent_words(half.mean)).toBe("+40%");
    const none = { ...figures[0]!, base: around(0, 0) };
    expect(percent_words(relative(none, none.scenarios[0]!).mean)).toBe("–");
  });
});

test("three in four marks fit into the scale", () => {
  expect(reach_of([0.01, 0.02, 0.03, 9].map((m) => around(m, 0)))).toBe(0.05);
  expect(reach_of([around(NaN, 0)])).toBe(0.01);
});

test("a time of the year stands in the address to the minute", () => {
  const start = Date.UTC(2024, 0, 1);
  expect(time_text(1530, start)).toBe("2024-01-02T01:30");
  expect(minute_of("2024-01-02T01:30", start, 365)).toBe(1530);
  expect(minute_of("", start, 365)).toBe(0);
  expect(minute_of("2030-01-01T00:00", start, 365)).toBe(365 * 1440 - 1);
});

describe("what the server names in English", () => {
  const names = {
    place: (code: string) => code.toLowerCase(),
    gauge: () => "",
    facility: (_: string, facility: string) => facility.replaceAll("_", " "),
  };
  const label = (group: string, of: string) =>
    with_names(names)({ ...figure(group, "as it came", 1, "differs"), of }).label;

  test("is said by its codes: flows with cargo, timetable and way", () => {
    expect(label("flow", "CNCKG>DEDUI container")).toBe("cnckg → dedui, containers");
    expect(label("flow", "A>B reefer fixed by C/D")).toBe("a → b, refrigerated, by timetable, by c · d");
    expect(label("facility", "PLMAL/gauge_change")).toBe("plmal, gauge change");
  });

  test("stays where no code says more", () => {
    expect(label("border", "KZDOS KZ>CN")).toBe("as it came");
    expect(label("flow", "?")).toBe("as it came");
  });
});
