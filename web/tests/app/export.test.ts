// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { csv_of } from "../../src/app/ui/export";

test("a field with a comma, a quote or a line break is quoted", () => {
  const rows = [
    ["place", "TEU"],
    ['Xi\'an, "Xinzhu"', 1.5],
    ["two\nlines", null],
  ];
  expect(csv_of(rows)).toBe(
    'place,TEU\r\n"Xi\'an, ""Xinzhu""",1.5\r\n"two\nlines",\r\n',
  );
});

test("what a spreadsheet would take for a formula is a text, a number is none", () => {
  const rows = [["=1+1", "+7 code", "-@x", "@a", "\t=1"], [-1.5, "-2", "+3e2", "a=b", ""]];
  expect(csv_of(rows)).toBe("'=1+1,'+7 code,'-@x,'@a,'\t=1\r\n-1.5,-2,+3e2,a=b,\r\n");
});
