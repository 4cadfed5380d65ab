// SPDX-License-Identifier: Apache-2.0
// What is wrong in the files of a package, where, and what mends it.
import { h } from "../../base/dom";
import type { Finding } from "../api/client";
import { language, say } from "../i18n";
import { data_table, type Field } from "./data_table";
import { csv_button } from "./tools";

// The name of the file as the package has it, without the server's folder.
export function short_file(file: string): string {
  const [, scenario] = /(scenarios\/[^/]+)$/.exec(file) ?? [];
  return scenario ?? file.split("/").pop() ?? file;
}

const english = (words: string) => h("span", { lang: "en" }, words);
const place = (at: number) => (at > 0 ? String(at) : "");

const fields = (): Field<Finding>[] => [
  {
    title: say.packages.file,
    cell: ({ file }) => h("code", {}, short_file(file)),
  },
  { title: say.packages.line, number: true, cell: ({ line }) => place(line) },
  {
    title: say.packages.column,
    number: true,
    cell: ({ column }) => place(column),
  },
  { title: say.packages.what, cell: ({ message }) => english(message) },
  { title: say.packages.mend, cell: ({ hint }) => english(hint) },
];

export function findings_table(
  title: string,
  rows: readonly Finding[],
): HTMLElement {
  const tabled = { title, file: "findings", fields: fields(), rows };
  return h(
    "div",
    { class: "findings" },
    h("div", { class: "tools" }, csv_button(tabled)),
    language !== "en" &&
      h("p", { class: "small" }, say.problems.findings_note),
    data_table(title, tabled.fields, rows),
  );
}
