// SPDX-License-Identifier: Apache-2.0
// Tables, and the table twin that every chart and the map have.
import { h, type Child } from "./dom";

export interface Column<Row> {
  title: string | Node;
  cell: (row: Row) => Child;
  kind?: "text" | "number";
}

export function table<Row>(
  caption: string,
  columns: Column<Row>[],
  rows: Row[],
  style = "",
): HTMLElement {
  const kind = (column: Column<Row>) =>
    column.kind === "number" ? "number" : undefined;
  const head = columns.map((column) =>
    h("th", { scope: "col", class: kind(column) }, column.title),
  );
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      ...columns.map((column, i) =>
        i === 0
          ? h("th", { scope: "row", class: kind(column) }, column.cell(row))
          : h("td", { class: kind(column) }, column.cell(row)),
      ),
    ),
  );
  const whole = h(
    "table",
    { class: style },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...head)),
    h("tbody", {}, ...body),
  );
  return h(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": caption },
    whole,
  );
}

export function table_twin<Row>(
  caption: string,
  columns: Column<Row>[],
  rows: Row[],
): HTMLElement {
  return h(
    "details",
    { class: "twin" },
    h("summary", {}, `Table: ${caption} (${rows.length})`),
    table(caption, columns, rows),
  );
}
