// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { fold, matching } from "../../src/app/ui/combobox";

const places = [
  { value: "PLLOD", text: "Łódź (Olechów)", note: "Poland · PLLOD" },
  { value: "CNSIA", text: "Xi'an International Port", note: "China · CNSIA" },
  { value: "KZALA", text: "Almaty-1", note: "Kazakhstan · KZALA" },
  { value: "AZALA", text: "Alat - Baku Sea Port", note: "Azerbaijan · AZALA" },
];
const found = (typed: string) =>
  matching(places, typed).map(({ value }) => value);

test("names are found without their accents and marks", () => {
  expect(fold("Łódź")).toBe("lodz");
  expect(found("lodz")).toEqual(["PLLOD"]);
  expect(found("xian")).toEqual(["CNSIA"]);
});

test("a code, a country and words in any order do, too", () => {
  expect(found("port china")).toEqual(["CNSIA"]);
  expect(found("kazakh")).toEqual(["KZALA"]);
});

test("the very code comes first, then names that begin so", () => {
  expect(found("azala")).toEqual(["AZALA"]);
  expect(found("al")[0]).toBe("KZALA");
  expect(matching(places, "")).toHaveLength(4);
});
