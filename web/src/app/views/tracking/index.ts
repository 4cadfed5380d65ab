// SPDX-License-Identifier: Apache-2.0
// Tracking: all consignments that one has to do with, or one of them, a box, or
// who is told of events.
import { say } from "../../i18n";
import { h } from "../../../base/dom";
import { is_abort } from "../../api/problem";
import { one } from "../../state/url";
import { failure_card } from "../../ui/failure";
import { renewing, type View } from "../../view";
import { show_box } from "./box";
import { show_consignment } from "./consignment";
import { show_hooks } from "./hooks";
import { show_tower } from "./tower";

export const view: View = {
  async mount(element, context) {
    const { store, corridor, signal } = context;
    const network = await corridor.network();
    if (signal.aborted) return;
    const renew = renewing(signal);
    const draw = async () => {
      const now = { ...context, signal: renew() };
      const id = one(store.state.params, "consignment");
      const box = one(store.state.params, "box");
      const page = h("div", { class: "page wide" }, h("h1", { tabindex: -1 }, say.tracking.title));
      element.replaceChildren(page);
      try {
        if (box) await show_box(now, network, box, page);
        else if (one(store.state.params, "hooks")) show_hooks(now, page);
        else if (id) await show_consignment(now, network, id, page, () => void draw());
        else await show_tower(now, network, page);
      } catch (error) {
        if (!is_abort(error)) page.append(failure_card(error, () => void draw()));
      }
    };
    store.subscribe((now, before) => {
      const same = (name: string) => one(now.params, name) === one(before.params, name);
      if (["consignment", "box", "hooks"].every(same)) return;
      void draw().then(() => element.querySelector("h1")?.focus());
    }, signal);
    await draw();
  },
};
