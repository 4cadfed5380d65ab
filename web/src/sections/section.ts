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

// A figure that stands by itself, with what it is above and what bounds it below.
export function headline(said: string, value: string, below: string): HTMLElement {
  return h(
    "div",
    { class: "headline" },
    h("dt", {}, said),
    h("dd", {}, h("b", {}, value)),
    h("dd", { class: "limits" }, below),
  );
}

// A name, and below it what it is of.
export function two_lines(name: Child, note: Child): HTMLElement {
  return h("span", { class: "two-lines" }, h("b", {}, name), h("small", {}, note));
}
