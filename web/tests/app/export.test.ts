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
