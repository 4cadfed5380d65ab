// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { EventParser } from "../../src/app/api/events";

test("events come whole out of text that comes in pieces", () => {
  const parser = new EventParser();
  expect(parser.push("id: 7\nevent: prog")).toEqual([]);
  expect(parser.push('ress\ndata: {"job":1}\n')).toEqual([]);
  expect(parser.push("\n: a comment\n\n")).toEqual([
    { id: "7", event: "progress", data: '{"job":1}' },
  ]);
});

test("an event without a name is a message, and keeps the last id", () => {
  const parser = new EventParser();
  const text = "id: 1\ndata: a\ndata: b\r\n\r\ndata:c\n\n";
  expect(parser.push(text)).toEqual([
    { id: "1", event: "message", data: "a\nb" },
    { id: "1", event: "message", data: "c" },
  ]);
});
