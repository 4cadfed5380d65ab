// SPDX-License-Identifier: Apache-2.0
// "+1" of a limit as a change of the package's tables, so that the corridor can
// be asked about again with it.
import type { Limit } from "../../../data/types";
import type { Network } from "../../api/client";
import { format_change, nothing_drafted, write_toml, type Change } from "../../scenario/draft";
import type { Table } from "../../scenario/tables";

export interface Step {
  limit: string; // its id
  number: number; // how many more
}

// "path/L017/back*2", as the address holds it.
export function parse_step(text: string): Step {
  const [, limit = text, count = "1"] = /^(.*?)(?:\*(\d+))?$/.exec(text) ?? [];
  return { limit, number: Math.max(1, Number(count)) };
}

export function format_step({ limit, number }: Step): string {
  return number > 1 ? `${limit}*${number}` : limit;
}

export function one_more(steps: readonly Step[], limit: string): Step[] {
  const known = steps.some((step) => step.limit === limit);
  if (!known) return [...steps, { limit, number: 1 }];
  return steps.map((step) =>
    step.limit === limit ? { ...step, number: step.number + 1 } : step,
  );
}

type Cell = Pick<Change, "table" | "key" | "column">;

// The cell that a limit is read from; null where no single one is.
export function cell_of(limit: Pick<Limit, "id" | "kind">, network: Network): Cell | null {
  const [, first = "", second = ""] = limit.id.split("/");
  switch (limit.kind) {
    case "path": {
      const column = second === "back" ? "capacity_back" : "capacity";
      return { table: "links", key: first, column };
    }
    case "standing":
      return { table: "links", key: first, column: "standing" };
    case "facility":
      return { table: "facilities", key: `${first}/${second}`, column: "servers" };
    case "vessels":
    case "wagons":
      return { table: "fleets", key: first, column: "number" };
    case "departures":
      return { table: "services", key: first, column: "frequency" };
    case "storage": {
      const yard = network.facilities.find(
        ({ place, storage_teu }) => place === first && storage_teu !== null,
      );
      return yard ? { table: "facilities", key: `${first}/${yard.facility}`, column: "storage" } : null;
    }
    default:
      return null;
  }
}

// A blank cell has its default, which is what the limit says; so it is set.
export function change_of(
  limit: Pick<Limit, "id" | "kind" | "number">,
  more: number,
  network: Network,
  table: Table,
): Change | null {
  const cell = cell_of(limit, network);
  if (!cell) return null;
  const row = table.rows.find(({ key }) => key === cell.key);
  if (!row) return null;
  const filled = row.cells[cell.column] !== "";
  return filled
    ? { ...cell, kind: "add", value: String(more) }
    : { ...cell, kind: "set", value: String(limit.number + more) };
}

export function steps_toml(changes: readonly Change[], title: string): string {
  return write_toml({ ...nothing_drafted, title, changes: changes.map(format_change) }, title);
}
