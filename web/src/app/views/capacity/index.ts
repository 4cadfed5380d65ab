// SPDX-License-Identifier: Apache-2.0
import { h } from "../../../base/dom";
import { say } from "../../i18n";
import type { View } from "../../view";

export const view: View = {
  mount(element) {
    element.append(
      h("h1", {}, say.capacity.title),
      h("p", { class: "nothing" }, say.shell.coming),
    );
  },
};
