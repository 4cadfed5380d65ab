// SPDX-License-Identifier: Apache-2.0
// A table that is looked at while its rows change: a row stays the row it is,
// so whoever stands in it with the keyboard stays there, and a cell is written
// anew only where it says something else. What of it is said to screen readers
// is the caller's, who knows what counts.
import { caption_words, data_table, most_rows, table_row, type Field } from "./data_table";

export interface LiveTable<Row> {
  element: HTMLElement;
  show(caption: string, rows: readonly Row[]): void;
}

const same = (a: Element, b: Element) => a.innerHTML === b.innerHTML && a.className === b.className;

// A button that asks whether one is sure waits for its answer.
const asks = (cell: Element) => cell.querySelector("[data-sure]") !== null;

function renew_row(row: HTMLTableRowElement, fresh: HTMLTableRowElement) {
  [...fresh.cells].forEach((cell, i) => {
    const now = row.cells[i]!;
    if (same(now, cell) || asks(now)) return;
    const link = now.contains(document.activeElement) ? [...now.querySelectorAll("a, button")] : [];
    const at = link.indexOf(document.activeElement!);
    now.className = cell.className;
    now.replaceChildren(...cell.childNodes);
    if (at >= 0) now.querySelectorAll<HTMLElement>("a, button")[at]?.focus({ preventScroll: true });
  });
}

export function live_table<Row>(
  label: string,
  fields: Field<Row>[],
  key_of: (row: Row) => string,
): LiveTable<Row> {
  const element = data_table<Row>(label, fields, []);
  const body = element.querySelector("tbody")!;
  const caption = element.querySelector("caption")!;
  const known = new Map<string, HTMLTableRowElement>();

  function row_of(row: Row): HTMLTableRowElement {
    const key = key_of(row);
    const fresh = table_row(fields, row);
    const there = known.get(key);
    if (there) renew_row(there, fresh);
    else known.set(key, fresh);
    return there ?? fresh;
  }

  function place(wanted: readonly HTMLTableRowElement[]) {
    const focused = element.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    wanted.forEach((row, i) => {
      if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
    });
    while (body.rows.length > wanted.length) body.rows[wanted.length]!.remove();
    // A row that was moved lets go of the focus.
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  return {
    element,
    show(words, rows) {
      const text = caption_words(words, rows.length);
      if (caption.textContent !== text) caption.textContent = text;
      const shown = rows.slice(0, most_rows);
      const keys = new Set(shown.map(key_of));
      for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
      place(shown.map(row_of));
    },
  };
}
