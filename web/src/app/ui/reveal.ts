// SPDX-License-Identifier: Apache-2.0
// On a narrow window what was chosen may appear below what is seen.
import { moves_little } from "../theme";

const narrow = "(max-width: 900px)"; // as in the style sheets

export function reveal(element: HTMLElement) {
  if (!matchMedia(narrow).matches) return;
  element.scrollIntoView({
    block: "start",
    behavior: moves_little() ? "auto" : "smooth",
  });
}
