// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  draft_params,
  format_change,
  nothing_drafted,
  parse_change,
  parse_draft,
  slug,
  with_change,
  with_measure,
  with_struck,
  without_struck,
  write_toml,
  type Draft,
} from "../../src/app/scenario/draft";
import { read_toml } from "../../src/app/scenario/read_toml";
import { Undoable } from "../../src/app/scenario/undoable";
import { turned } from "../../src/app/views/whatif/results";

const drafted: Draft = {
  title: 'A "second" berth',
  measures: ["berth", "ferries"],
  disruptions: [
    { key: "flood", start: "", end: "" },
    { key: "closed", start: "2024-09-01", end: "2024-09-30" },
  ],
  changes: ["links.L.017.capacity=60", "facilities.KZ*/customs.servers+=1"],
};

test("a draft is written as a scenario file", () => {
  expect(write_toml(drafted, "mine")).toBe(`title = "A \\"second\\" berth"
measures = ["berth", "ferries"]
disruptions = ["flood"]
changes = [
  "links.L.017.capacity=60",
  "facilities.KZ*/customs.servers+=1",
]

[[disruption]]
key = "closed"
start = 2024-09-01
end = 2024-09-30
`);
});

test("without a title it has the one of those without", () => {
  expect(write_toml({ ...nothing_drafted, title: "  " }, "Mine")).toBe(
    'title = "Mine"\n',
  );
});

test("what was written can be read again", () => {
  expect(read_toml(write_toml(drafted, ""))).toEqual(drafted);
});

test("a file by hand is read, its comments and its description passed over", () => {
  const draft = read_toml(
    '# mine\ntitle = "T"\ndescription = """\nmany\nlines"""\nsource = "a"\n\n[[disruption]]\nkey = "closed"\nstart = 2024-10-01\n',
  );
  expect(draft).toEqual({
    ...nothing_drafted,
    title: "T",
    disruptions: [{ key: "closed", start: "2024-10-01", end: "" }],
  });
});

test("a file with new rows is more than a draft can say", () => {
  expect(read_toml('title = "T"\n[[add.links]]\nlink = "NEW"\n')).toBeNull();
});

test("a draft goes into the address and comes back", () => {
  const params = draft_params(drafted);
  expect(parse_draft({ ...params, title: [params.title] })).toEqual(drafted);
});

describe("changes", () => {
  test("keys may hold points and slashes", () => {
    expect(parse_change("links.L.017.capacity*=1.5")).toEqual({
      table: "links",
      key: "L.017",
      column: "capacity",
      kind: "multiply",
      value: "1.5",
    });
    expect(parse_change("nothing")).toBeNull();
  });

  test("come back as they were written", () => {
    for (const text of drafted.changes)
      expect(format_change(parse_change(text)!)).toBe(text);
  });

  test("the same cell is set once", () => {
    const change = parse_change("links.L.017.capacity=70")!;
    expect(with_change(drafted, change).changes).toEqual([
      "facilities.KZ*/customs.servers+=1",
      "links.L.017.capacity=70",
    ]);
  });
});

test("measures and disruptions come and go", () => {
  const without = without_struck(with_measure(drafted, "berth", false), "flood");
  expect(without.measures).toEqual(["ferries"]);
  expect(without.disruptions.map(({ key }) => key)).toEqual(["closed"]);
  const later = { key: "closed", start: "2024-11-01", end: "" };
  expect(with_struck(without, later).disruptions).toEqual([later]);
});

test("steps are undone and done again, until another is taken", () => {
  const steps = new Undoable(1);
  steps.change(2);
  steps.change(3);
  expect([steps.undo(), steps.undo(), steps.undo()]).toEqual([2, 1, 1]);
  expect(steps.redo()).toBe(2);
  steps.change(5);
  expect([steps.can_redo, steps.redo(), steps.undo()]).toEqual([false, 5, 2]);
});

test("a title makes a name that a file can have", () => {
  expect(slug("A third railway – by Bakhty!")).toBe("a-third-railway-by-bakhty");
  expect(slug("三号铁路")).toBe("");
});

test("results are drawn again for a filter, and for nothing else", () => {
  const before = { of: ["1"], title: ["a"] };
  expect(turned({ of: ["1"], title: ["ab"], job: ["j"] }, before)).toBe(false);
  expect(turned({ of: ["1"], title: ["a"], sort: ["name"] }, before)).toBe(true);
  expect(turned({ title: ["a"] }, before)).toBe(true);
});
