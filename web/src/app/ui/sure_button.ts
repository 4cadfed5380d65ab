// SPDX-License-Identifier: Apache-2.0
// A small button for what cannot be undone: it asks once more before it is
// done.
import { small_button } from "./tools";

export interface SureWords {
  act: string;
  sure: string; // "Really delete?"
  what: string;
}

export function sure_button({ act, sure, what }: SureWords, on: () => void): HTMLElement {
  const ask = () => {
    button.dataset.sure = "";
    button.textContent = sure;
    button.setAttribute("aria-label", `${sure} ${what}`);
  };
  const be_as_before = () => {
    delete button.dataset.sure;
    button.textContent = act;
    button.setAttribute("aria-label", `${act}: ${what}`);
  };
  const button = small_button(act, `${act}: ${what}`, () => {
    if (button.dataset.sure === undefined) return ask();
    be_as_before();
    on();
  });
  button.addEventListener("blur", be_as_before);
  return button;
}
