// SPDX-License-Identifier: Apache-2.0
import { h, type Child } from "../base/dom";

// The id is also the word in the line of contents.
export function section(
  id: string,
  title: string,
  ...children: Child[]
): HTMLElement {
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title),
    ...children,
  );
}

export function lead(...children: Child[]): HTMLElement {
  return h("p", { class: "lead" }, ...children);
}

export function nothing(text: string): HTMLElement {
  return h("p", { class: "nothing" }, text);
}

export function figure(caption: Child, ...children: Child[]): HTMLElement {
  return h("figure", {}, ...children, h("figcaption", {}, caption));
}
