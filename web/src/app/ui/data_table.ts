// SPDX-License-Identifier: Apache-2.0
// A table of the client: the columns say how a row is shown and what a CSV
// holds, so both come from one list.
import { h, type Child } from "../../base/dom";
import { say } from "../i18n";
import { number } from "../i18n/format";

export interface Field<Row> {
  title: string;
  cell: (row: Row) => Child;
  raw?: (row: Row) => string | number | null; // for CSV; else the text shown
  number?: boolean;
}

export const most_rows = 500;

const style = <Row>(field: Field<Row>) => (field.number ? "number" : undefined);

export function table_row<Row>(fields: Field<Row>[], row: Row): HTMLTableRowElement {
  return h(
    "tr",
    {},
    ...fields.map((field, i) =>
      i === 0
        ? h("th", { scope: "row", class: style(field) }, field.cell(row))
        : h("td", { class: style(field) }, field.cell(row)),
    ),
  );
}

export function caption_words(caption: string, rows: number): string {
  return rows > most_rows
    ? `${caption}. ${say.shell.first_rows(number(most_rows), number(rows))}`
    : caption;
}

export function data_table<Row>(
  caption: string,
  fields: Field<Row>[],
  rows: readonly Row[],
): HTMLElement {
  const body = rows.slice(0, most_rows).map((row) => table_row(fields, row));
  const head = fields.map((field) =>
    h("th", { scope: "col", class: style(field) }, field.title),
  );
  return h(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", {}, caption_words(caption, rows.length)),
      h("thead", {}, h("tr", {}, ...head)),
      h("tbody", {}, ...body),
    ),
  );
}

function text_of(child: Child): string {
  if (child instanceof Node) return child.textContent ?? "";
  return child === null || child === undefined || child === false
    ? ""
    : String(child);
}

export function csv_rows<Row>(fields: Field<Row>[], rows: readonly Row[]) {
  return [
    fields.map((field) => field.title),
    ...rows.map((row) =>
      fields.map((field) =>
        field.raw ? field.raw(row) : text_of(field.cell(row)),
      ),
    ),
  ];
}
