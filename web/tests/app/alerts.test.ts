// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test } from "vitest";
import reference from "../../../docs/reference/results.md?raw";
import type { BoxAlert } from "../../src/app/api/client";
import { languages, speak } from "../../src/app/i18n";
import { moment } from "../../src/app/i18n/format";
import { alert_words } from "../../src/app/views/tracking/reasons";

afterEach(() => speak("en"));

const places = {
  name: (code: string) => (code === "KZDOS" ? "Dostyk" : code),
  at: (when: number | null) => (when === null ? "–" : moment(when)),
};

function alert(why: BoxAlert["why"], place = "urn:example:place:KZDOS"): BoxAlert {
  return { kind: "late", object: "X", place, since: "2026-03-01T00:00:00Z", why, reason: "so", fallback: "" };
}

const whole = {
  planned: "2026-03-04T11:00:00Z",
  expected: "2026-03-05T15:00:00Z",
  actual: "2026-03-05T15:00:00Z",
  hours: 28,
  usual_hours: 60,
  service: "S1",
  fallback: { service: "S1", departs: "2026-03-06T08:00:00Z" },
};

const [, part = ""] = reference.split("## Reasons of alerts");
const [table = ""] = part.split("\n## ");
const documented = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
  [...(cell ?? "").matchAll(/`([a-z-]+)`/g)].map(([, type]) => type!),
);

test.each(languages)("every documented reason has words in %s", async (code) => {
  await speak(code);
  expect(documented.length).toBe(7);
  for (const type of documented) {
    const words = alert_words(alert({ ...whole, type }), places) ?? "";
    expect(words, type).toMatch(/\S/);
    expect(words, type).not.toMatch(/undefined|NaN/);
  }
});

test("a missed connection names the train and the one after it", async () => {
  const missed = alert({ ...whole, type: "misses-connection" });
  expect(alert_words(missed, places)).toBe(
    "is expected at Dostyk 28 h after it was to go on by S1; goes on by S1 about Fri 6 Mar, 08:00",
  );
  await speak("ru");
  expect(alert_words(missed, places)).toContain("ожидается в пункте Dostyk на 28 ч позже");
});

test("the place of an event's own name is said by its name", async () => {
  await speak("zh");
  expect(alert_words(alert({ type: "off-plan" }), places)).toBe("曾在 Dostyk，不在其计划路线上");
});

test("a reason that is new stands as the server says it", () => {
  expect(alert_words(alert({ type: "new" }), places)).toBeNull();
});
