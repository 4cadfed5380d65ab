// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { format_url, parse_url } from "../../src/app/state/url";

test("an address without a view is that of the corridor", () => {
  const nothing = { view: "corridor", corridor: "", scenarios: [], params: {} };
  expect(parse_url("")).toEqual(nothing);
  expect(parse_url("?view=unheard-of")).toEqual(nothing);
});

test("what is written into the address is read out of it", () => {
  const state = {
    view: "routes",
    corridor: "china-europe",
    scenarios: ["third-railway", "e-documents"],
    params: { from: ["Xi'an & more"], via: ["KZDOS", "Łódź"] },
  } as const;
  expect(parse_url(format_url(state))).toEqual(state);
});

test("what is empty is not in the address", () => {
  const state = parse_url("?view=routes&from=&to=PLLOD");
  expect(format_url(state)).toBe("?view=routes&to=PLLOD");
});
