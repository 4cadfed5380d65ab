// SPDX-License-Identifier: Apache-2.0
// The small buttons beside a heading: a table for a drawing, and files.
import { h } from "../../base/dom";
import { say } from "../i18n";
import type { LiveMap } from "../map/live_map";
import { csv_rows, type Field } from "./data_table";
import { save_canvas, save_csv } from "./export";

export function small_button(text: string, label: string, act: () => void) {
  const button = h(
    "button",
    {
      type: "button",
      class: "small-button",
      "aria-label": label,
      title: label,
    },
    text,
  );
  button.addEventListener("click", act);
  return button;
}

export interface Tabled<Row> {
  title: string;
  file: string; // its name, without ending
  fields: Field<Row>[];
  rows: readonly Row[];
}

export function csv_button<Row>(one: Tabled<Row>) {
  return live_csv_button(one.title, () => one);
}

// Of rows as they are when it is pressed.
export function live_csv_button<Row>(title: string, of: () => Omit<Tabled<Row>, "title">) {
  return small_button(say.shell.csv, say.shell.save_csv(title), () => {
    const { file, fields, rows } = of();
    save_csv(`${file}.csv`, csv_rows(fields, rows));
  });
}

// Of a map that may still be on its way.
export function map_png_button(
  title: string,
  file: string,
  map: () => LiveMap | null,
) {
  return small_button(say.shell.png, say.shell.save_png(title), () => {
    void map()
      ?.picture()
      .then((picture) => save_canvas(`${file}.png`, picture));
  });
}

export function toggle_button(text: string, on: (pressed: boolean) => void) {
  const button = h(
    "button",
    { type: "button", class: "small-button", "aria-pressed": "false" },
    text,
  );
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(pressed));
    on(pressed);
  });
  return button;
}

// Shows a drawing, or the table that says the same, in a box.
export function table_toggle(
  box: HTMLElement,
  drawing: HTMLElement,
  table: () => HTMLElement,
) {
  let made: HTMLElement | null = null;
  box.replaceChildren(drawing);
  return toggle_button(say.shell.as_table, (pressed) =>
    box.replaceChildren(pressed ? (made ??= table()) : drawing),
  );
}
