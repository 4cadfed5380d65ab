// SPDX-License-Identifier: Apache-2.0
// A number of the package to change: its table, its row by search, its column,
// and whether it is set, multiplied or added to.
import { h } from "../../../base/dom";
import { say, term } from "../../i18n";
import { toast } from "../../ui/live_region";
import type { Change, ChangeKind } from "../../scenario/draft";
import { table_names, type Table, type Tables } from "../../scenario/tables";

let made = 0;

function select(label: string, options: readonly [string, string][]) {
  const element = h(
    "select",
    { "aria-label": label },
    ...options.map(([value, words]) => h("option", { value }, words)),
  );
  return { element, label: h("label", {}, label, element) };
}

function kinds(): [ChangeKind, string][] {
  const { set_to, multiply_by, add_to } = say.whatif;
  return [
    ["set", set_to],
    ["multiply", multiply_by],
    ["add", add_to],
  ];
}

export function change_picker(tables: Tables, add: (change: Change) => void) {
  const id = `rows-${++made}`;
  const table = select(
    say.whatif.table,
    table_names.map((name) => [name, term("table", name)]),
  );
  const rows = h("datalist", { id });
  const row = h("input", { type: "text", list: id, required: true, autocomplete: "off", spellcheck: "false" });
  const column = select(say.whatif.column, []);
  const kind = select(say.whatif.how, kinds());
  const value = h("input", { type: "text", required: true, autocomplete: "off" });
  const now = h("p", { class: "small now", role: "status" });
  let known: Table | null = null;

  // A decimal comma is meant where a number is.
  const with_point = (typed: string) =>
    known?.numeric.has(column.element.value) ? typed.replace(",", ".") : typed;
  const show_now = () => {
    const found = known?.rows.find(({ key }) => key === row.value.trim());
    const cell = found?.cells[column.element.value];
    now.textContent = found ? say.whatif.is_now(cell || say.whatif.blank) : "";
  };
  const show_table = (read: Table) => {
    known = read;
    rows.replaceChildren(
      ...read.rows.map(({ key, words }) => h("option", { value: key }, words)),
    );
    column.element.replaceChildren(
      ...read.columns.map((name) =>
        h("option", { value: name }, name.replaceAll("_", " ")),
      ),
    );
    row.value = "";
    show_now();
  };
  const open = () =>
    tables.get(table.element.value).then(show_table, (error) =>
      toast(String(error), "bad"),
    );
  table.element.addEventListener("change", () => void open());
  row.addEventListener("focus", () => known ?? void open(), { once: true });
  for (const field of [row, column.element])
    field.addEventListener("input", show_now);

  const form = h(
    "form",
    { class: "change-picker" },
    table.label,
    h("label", { class: "row-field" }, say.whatif.row, row, rows),
    column.label,
    kind.label,
    h("label", {}, say.whatif.value, value),
    h("button", { type: "submit" }, say.whatif.add),
    now,
  );
  // Columns are known once the table is.
  form.addEventListener("focusin", () => known ?? void open(), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add({
      table: table.element.value,
      key: row.value.trim(),
      column: column.element.value,
      kind: kind.element.value as ChangeKind,
      value: with_point(value.value.trim()),
    });
    value.value = "";
    row.focus();
  });
  return form;
}
