// SPDX-License-Identifier: Apache-2.0
// Figures with their names, as lists of terms.
import { h, type Child } from "../../base/dom";

export function fact(title: string, value: Child): HTMLElement {
  return h("div", {}, h("dt", {}, title), h("dd", {}, value));
}

// A headline: what it is, how much, and what it is held against.
export function finding(
  title: string,
  value: string,
  ...note: Child[]
): HTMLElement {
  return h(
    "div",
    { class: "finding" },
    h("dt", {}, title),
    h("dd", { class: "big" }, value),
    h("dd", { class: "small" }, ...note),
  );
}

export function findings_row(findings: readonly HTMLElement[]): HTMLElement {
  return h("dl", { class: "findings-row" }, ...findings);
}
