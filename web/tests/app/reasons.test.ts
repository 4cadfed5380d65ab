// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test } from "vitest";
import reference from "../../../docs/reference/results.md?raw";
import { route_example } from "../../src/data/read_routes";
import type { RouteReason } from "../../src/data/route_types";
import { languages, speak } from "../../src/app/i18n";
import { gap_words, reason_words } from "../../src/app/views/routes/reasons";

afterEach(() => speak("en"));

const names: Record<string, string> = { A: "Xi'an", B: "Khorgos", C: "Łódź" };
const spoken = {
  name: (code: string) => names[code] ?? code,
  goods: (key: string) => (key === "MACH" ? "machinery" : key),
};

function reason(of: Record<string, unknown>): RouteReason {
  const read = route_example({ question: {}, no_route_reasons: [of] });
  return read.reasons[0]!;
}

const [, part = ""] = reference.split("### Reasons of routes");
const [table = ""] = part.split("`--geojson`");
const documented = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
  [...(cell ?? "").matchAll(/`([a-z-]+)`/g)].map(([, type]) => type!),
);

test.each(languages)("every documented reason has words in %s", async (code) => {
  await speak(code);
  expect(documented.length).toBeGreaterThan(12);
  for (const type of documented) {
    const all = reason({ type, text: "?", places: ["A", "B"], km: [5] });
    expect(reason_words(all, spoken), type).toMatch(/\S/);
  }
});

test("a place without a service is told with those near it", () => {
  const near = reason({
    type: "nothing-from",
    places: ["A", "B"],
    km: [12],
    commodity: "MACH",
  });
  expect(reason_words(near, spoken)).toBe(
    "No service takes machinery from Xi'an. Ask for a place near it: Khorgos (12 km).",
  );
});

test("places that are not named are counted", () => {
  const joined = reason({ type: "reached-from", places: ["A", "B", "C"], more: 4 });
  expect(reason_words(joined, spoken)).toBe(
    "Xi'an is reached from Khorgos, Łódź and 4 more.",
  );
});

test("a closure is told with its days, in the way of the language", async () => {
  const closed = reason({
    type: "closed",
    places: ["A", "B"],
    closure: "Flood",
    from: "2024-09-01",
    until: "2024-11-30",
  });
  expect(reason_words(closed, spoken)).toBe(
    "Closed from 1 Sept to 30 Nov: Xi'an – Khorgos (Flood).",
  );
  await speak("zh");
  expect(reason_words(closed, spoken)).toBe(
    "9月1日至11月30日关闭：Xi'an – Khorgos（Flood）。",
  );
});

test("a reason that is new stands as the server says it", () => {
  expect(reason_words(reason({ type: "new", text: "so" }), spoken)).toBeNull();
});

test("what has no price is told in the language", async () => {
  expect(gap_words("rail in KZ", spoken.name)).toBe("railway in Kazakhstan");
  expect(gap_words("handling at A", spoken.name)).toBe("handling at Xi'an");
  await speak("ru");
  expect(gap_words("border A>B", spoken.name)).toBe("граница Xi'an – Khorgos");
  expect(gap_words("sea", spoken.name)).toBe("море");
});
