// SPDX-License-Identifier: Apache-2.0
// A chart with its heading, its table twin and its files: every chart of the
// client stands in one of these.
import { h } from "../../base/dom";
import { say } from "../i18n";
import { data_table } from "./data_table";
import { save_drawing } from "./export";
import { toast_error } from "./failure";
import { csv_button, small_button, table_toggle, type Tabled } from "./tools";

export interface Figure<Row> extends Tabled<Row> {
  chart: HTMLElement;
  note?: string;
  level?: "h2" | "h3";
}

export function figure<Row>(made: Figure<Row>): HTMLElement {
  const { title, file, chart, fields, rows } = made;
  const box = h("div", { class: "figure-box" });
  const toggle = table_toggle(box, chart, () => data_table(title, fields, rows));
  const png = () => {
    const drawing = chart.querySelector("svg");
    if (!drawing) return;
    save_drawing(`${file}.png`, drawing).catch(toast_error);
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
        csv_button(made),
        small_button(say.shell.png, say.shell.save_png(title), png),
      ),
    ),
    box,
    made.note !== undefined && h("figcaption", {}, made.note),
  );
}
