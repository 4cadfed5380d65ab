// SPDX-License-Identifier: Apache-2.0
// A link to another state of the client: a step of the store where it is just
// clicked, a page of its own where a new tab or window is asked for.
import { h, type Child } from "../../base/dom";

export function inner_link(
  href: string,
  go: () => void,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLAnchorElement {
  const link = h("a", { href, ...attributes }, ...children);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button)
      return;
    event.preventDefault();
    go();
  });
  return link;
}
