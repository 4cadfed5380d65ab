// SPDX-License-Identifier: Apache-2.0
// Short messages: shown for a while in a corner, and said to screen readers.
import { h } from "../../base/dom";

const shown_for = 6000; // ms

let region: HTMLElement | null = null;
let toasts: HTMLElement | null = null;

export function live_region(): DocumentFragment {
  region = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
  toasts = h("div", { class: "toasts" });
  const both = document.createDocumentFragment();
  both.append(region, toasts);
  return both;
}

export function announce(message: string) {
  if (region) region.textContent = message;
}

// Says a count when it is another one than before; not the first, which stands
// in the page as it is opened.
export function announcing_changes(): (words: string) => void {
  let before: string | null = null;
  return (words) => {
    if (before !== null && words !== before) announce(words);
    before = words;
  };
}

export function toast(message: string, kind: "good" | "bad" = "good") {
  announce(message);
  const note = h(
    "div",
    { class: `toast ${kind}`, "aria-hidden": true },
    message,
  );
  toasts?.append(note);
  setTimeout(() => note.remove(), shown_for);
}
