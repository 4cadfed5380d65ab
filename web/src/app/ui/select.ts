// SPDX-License-Identifier: Apache-2.0
// One of several: values with their words.
import { h } from "../../base/dom";

export type Options = readonly (readonly [value: string, words: string])[];

export function select(
  options: Options,
  value: string,
  on: (value: string) => void,
  label?: string, // where no label stands beside it
): HTMLSelectElement {
  const element = h(
    "select",
    { "aria-label": label },
    ...options.map(([key, words]) =>
      h("option", { value: key, selected: key === value }, words),
    ),
  );
  element.addEventListener("change", () => on(element.value));
  return element;
}

export function labelled(label: string, control: HTMLElement, style?: string) {
  return h("label", { class: style }, label, control);
}
