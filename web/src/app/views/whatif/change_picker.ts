// SPDX-License-Identifier: Apache-2.0
// A number of the package to change: its table, its row by search, its column,
// and whether it is set, multiplied or added to.
import { h } from "../../../base/dom";
import { say, term } from "../../i18n";
import { toast_error } from "../../ui/failure";
import { labelled, select } from "../../ui/select";
import type { Change, ChangeKind } from "../../scenario/draft";
import { table_names, type Table, type Tables } from "../../scenario/tables";

let made = 0;

function kinds(): HTMLOptionElement[] {
  const { set_to, multiply_by, add_to } = say.whatif;
  const kind = (value: ChangeKind, words: string) => h("option", { value }, words);
  return [kind("set", set_to), kind("multiply", multiply_by), kind("add", add_to)];
}

export function change_picker(tables: Tables, add: (change: Change) => void) {
  const id = `rows-${++made}`;
  const table = select(
    table_names.map((name) => [name, term("table", name)]),
    "",
    () => void open(),
  );
  const rows = h("datalist", { id });
  const row = h("input", { type: "text", list: id, required: true, autocomplete: "off", spellcheck: "false" });
  const column = h("select", {});
  const kind = h("select", {}, ...kinds());
  const value = h("input", { type: "text", required: true, autocomplete: "off" });
  const now = h("p", { class: "small now", role: "status" });
  let known: Table | null = null;

  // A decimal comma is meant where a number is.
  const with_point = (typed: string) =>
    known?.numeric.has(column.value) ? typed.replace(",", ".") : typed;
  const show_now = () => {
    const found = known?.rows.find(({ key }) => key === row.value.trim());
    const cell = found?.cells[column.value];
    now.textContent = found ? say.whatif.is_now(cell || say.whatif.blank) : "";
  };
  const show_table = (read: Table) => {
    known = read;
    rows.replaceChildren(
      ...read.rows.map(({ key, words }) => h("option", { value: key }, words)),
    );
    column.replaceChildren(
      ...read.columns.map((name) =>
        h("option", { value: name }, name.replaceAll("_", " ")),
      ),
    );
    row.value = "";
    show_now();
  };
  const open = () =>
    tables.get(table.value).then(show_table, toast_error);
  row.addEventListener("focus", () => known ?? void open(), { once: true });
  for (const field of [row, column])
    field.addEventListener("input", show_now);

  const form = h(
    "form",
    { class: "change-picker" },
    labelled(say.whatif.table, table),
    h("label", { class: "row-field" }, say.whatif.row, row, rows),
    labelled(say.whatif.column, column),
    labelled(say.whatif.how, kind),
    labelled(say.whatif.value, value),
    h("button", { type: "submit" }, say.whatif.add),
    now,
  );
  // Columns are known once the table is.
  form.addEventListener("focusin", () => known ?? void open(), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add({
      table: table.value,
      key: row.value.trim(),
      column: column.value,
      kind: kind.value as ChangeKind,
      value: with_point(value.value.trim()),
    });
    value.value = "";
    row.focus();
  });
  return form;
}
