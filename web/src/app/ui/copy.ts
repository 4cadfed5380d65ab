// SPDX-License-Identifier: Apache-2.0
// Text into the clipboard, and words that it is there. Where a browser has no
// clipboard for the page, as without TLS, that is said.
import { toast_error } from "./failure";
import { toast } from "./live_region";

export async function copy(text: string, words: string) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words);
  } catch (error) {
    toast_error(error);
  }
}
