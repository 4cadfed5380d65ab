// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { parse_url } from "../../src/app/state/url";
import {
  boxes_of,
  is_asked,
  list_of,
  query_of,
  question_of,
  same_question,
} from "../../src/app/views/routes/question";

const asked = (search: string) => question_of(parse_url(search).params);

test("a question is read from the address, and goes to the server with scenarios", () => {
  const question = asked(
    "?view=routes&from=CNCDU&to=PLLOD&avoid=RU&avoid=BY&way=2",
  );
  expect(is_asked(question)).toBe(true);
  const query = query_of(question, ["third-railway"]);
  expect(query).toMatchObject({
    from: "CNCDU",
    to: "PLLOD",
    avoid: ["RU", "BY"],
    scenario: ["third-railway"],
  });
  expect(query).not.toHaveProperty("way");
});

test("another way or order is not another question", () => {
  const one = asked("?from=A&to=B&way=1&by=usd");
  expect(same_question(one, asked("?from=A&to=B&way=2"))).toBe(true);
  expect(same_question(one, asked("?from=A&to=C"))).toBe(false);
});

test("without both ends nothing is asked", () => {
  expect(is_asked(asked("?from=CNCDU"))).toBe(false);
});

test("lists are written with the commas of any language", () => {
  expect(list_of(" Aktau,Baku； Poti，、Ruse ")).toEqual([
    "Aktau",
    "Baku",
    "Poti",
    "Ruse",
  ]);
  expect(list_of(" ")).toEqual([]);
});

test("boxes are a number and a size; what is not is one of forty feet", () => {
  expect(boxes_of("12xTEU")).toEqual({ count: "12", size: "TEU" });
  expect(boxes_of("many")).toEqual({ count: "1", size: "FEU" });
});
