// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Network } from "../../src/app/api/client";
import { read_table } from "../../src/app/scenario/tables";
import { parse_plan, plan_of, plan_params, request_of_plan } from "../../src/app/views/capacity/investment";
import { parse_question, request_of } from "../../src/app/views/capacity/question";
import {
  cell_of,
  change_of,
  format_step,
  one_more,
  parse_step,
  steps_toml,
} from "../../src/app/views/capacity/steps";

const network = {
  facilities: [
    { facility: "yard", place: "XSALT", kind: "yard", servers: 1, storage_teu: 400 },
  ],
} as unknown as Network;

const links = read_table({
  table: "links",
  columns: ["link", "from_place", "to_place", "mode", "capacity", "capacity_back", "source"],
  rows: [["L.1", "A", "B", "rail", "14", "", "me"]],
  total: 1,
});

test("steps stand in the address, and one more of the same is counted", () => {
  const steps = one_more(one_more([], "path/L.1/back"), "path/L.1/back");
  expect(steps.map(format_step)).toEqual(["path/L.1/back*2"]);
  expect(parse_step("path/L.1/back*2")).toEqual({ limit: "path/L.1/back", number: 2 });
  expect(parse_step("vessels/FERRY")).toEqual({ limit: "vessels/FERRY", number: 1 });
});

describe("one more of a limit is a change of a table", () => {
  const there = { id: "path/L.1/there", kind: "path", number: 14 };
  const back = { id: "path/L.1/back", kind: "path", number: 14 };

  test("added where the cell holds a number", () => {
    expect(change_of(there, 1, network, links)).toMatchObject({ column: "capacity", kind: "add", value: "1" });
  });

  test("set where it is blank and a default holds", () => {
    expect(change_of(back, 2, network, links)).toMatchObject({ column: "capacity_back", kind: "set", value: "16" });
  });

  test("none where no single cell says it", () => {
    expect(cell_of({ id: "single_track/L.1", kind: "single_track" }, network)).toBeNull();
    expect(cell_of({ id: "storage/XSALT", kind: "storage" }, network)).toMatchObject({ key: "XSALT/yard" });
    expect(cell_of({ id: "storage/NONE", kind: "storage" }, network)).toBeNull();
    expect(change_of({ id: "path/L.2/there", kind: "path", number: 1 }, 1, network, links)).toBeNull();
  });

  test("written as a scenario", () => {
    const change = change_of(back, 1, network, links)!;
    expect(steps_toml([change], "One more")).toBe(
      'title = "One more"\nchanges = [\n  "links.L.1.capacity_back=15",\n]\n',
    );
  });
});

test("a question of growth has no factor of demand", () => {
  const asked = parse_question({ objective: ["growth"], factor: ["1.5"] });
  expect(request_of("tiny", [], asked, null)).toEqual({
    kind: "capacity",
    corridor: "tiny",
    scenarios: [],
    objective: "growth",
  });
  const most = parse_question({ objective: ["none"], factor: ["1.5"] });
  expect(request_of("tiny", ["papers"], most, "title = 1")).toMatchObject({
    objective: "throughput",
    demand_factor: 1.5,
    scenarios: ["papers", "one-more"],
    drafts: { "one-more": "title = 1" },
  });
});

test("a plan of investment stands in the address, its costs by measure", () => {
  const plan = { budget: 40, years: 10, costs: { berth: 0, ferries: 75.5 } };
  const { budget, years, cost } = plan_params(plan);
  expect(parse_plan({ budget: [budget], years: [years], cost })).toEqual(plan);
  expect(request_of_plan("tiny", [], plan)).toMatchObject({
    budget_usd: 40e6,
    years: 10,
    costs: { berth: 0, ferries: 75.5e6 },
  });
  expect(plan_of(request_of_plan("tiny", [], plan), parse_plan({}))).toEqual(plan);
  expect(parse_plan({ cost: ["berth~x", "~3", "new~"] }).costs).toEqual({});
});

test("numbers of a table are its columns to change first", () => {
  expect(links.columns).toEqual(["capacity", "from_place", "to_place", "mode", "capacity_back"]);
  expect(links.rows[0]).toMatchObject({ key: "L.1", words: "A – B, rail" });
});
