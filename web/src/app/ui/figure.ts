// SPDX-License-Identifier: Apache-2.0
// A chart with its heading, its table twin and its files: every chart of the
// client stands in one of these.
import { h } from "../../base/dom";
import { say } from "../i18n";
import { csv_rows, data_table, type Field } from "./data_table";
import { save_csv, save_drawing } from "./export";
import { toast } from "./live_region";

export interface Figure<Row> {
  title: string;
  file: string; // name of files, without ending
  chart: HTMLElement;
  fields: Field<Row>[];
  rows: readonly Row[];
  note?: string;
  level?: "h2" | "h3";
}

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

export function figure<Row>(made: Figure<Row>): HTMLElement {
  const { title, file, chart, fields, rows } = made;
  const box = h("div", { class: "figure-box" }, chart);
  let twin: HTMLElement | null = null;
  const toggle = h(
    "button",
    { type: "button", class: "small-button", "aria-pressed": "false" },
    say.shell.as_table,
  );
  toggle.addEventListener("click", () => {
    const tabled = box.firstChild === chart;
    twin ??= data_table(title, fields, rows);
    box.replaceChildren(tabled ? twin : chart);
    toggle.setAttribute("aria-pressed", String(tabled));
  });
  const png = () => {
    const drawing = chart.querySelector("svg");
    if (!drawing) return;
    save_drawing(`${file}.png`, drawing).catch((error) =>
      toast(String(error), "bad"),
    );
  };
  return h(
    "figure",
    { class: "figure" },
    h(
      "div",
      { class: "figure-head" },
      h(made.level ?? "h3", {}, title),
      h(
        "div",
        { class: "tools" },
        toggle,
        small_button(say.shell.csv, say.shell.save_csv(title), () =>
          save_csv(`${file}.csv`, csv_rows(fields, rows)),
        ),
        small_button(say.shell.png, say.shell.save_png(title), png),
      ),
    ),
    box,
    made.note !== undefined && h("figcaption", {}, made.note),
  );
}
