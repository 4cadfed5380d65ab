// SPDX-License-Identifier: Apache-2.0
// Packages: which corridors the server knows, and taking up one more.
import { h, type Child } from "../../../base/dom";
import {
  api,
  type Corridor,
  type CorridorList,
  type Finding,
} from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { number } from "../../i18n/format";
import { one, type State } from "../../state/url";
import { data_table } from "../../ui/data_table";
import { failure_card, toast_error } from "../../ui/failure";
import { findings_table } from "../../ui/findings";
import { inner_link } from "../../ui/inner_link";
import { toast } from "../../ui/live_region";
import { sure_button } from "../../ui/sure_button";
import type { View, ViewContext } from "../../view";
import { upload_part } from "./upload";

type Listed = CorridorList["corridors"][number];

interface Checked {
  errors?: Finding[];
  warnings?: Finding[];
}

const state_of = (corridor: string): Partial<State> => ({
  view: "corridor",
  corridor,
  scenarios: [],
  params: {},
});

function forget_button({ title }: Listed, act: () => void): HTMLElement {
  const { forget, forget_sure } = say.packages;
  return sure_button({ act: forget, sure: forget_sure, what: title }, act);
}

function list_of(
  { store }: ViewContext,
  { corridors }: CorridorList,
  forget: (corridor: Listed) => void,
): HTMLElement {
  const { packages } = say;
  const look = ({ corridor }: Listed) => {
    const params = { of: [corridor] };
    const go = () => store.look_at({ of: corridor });
    return inner_link(store.link({ params }), go, {}, packages.findings);
  };
  const acts = (listed: Listed): Child => {
    const state = state_of(listed.corridor);
    return h(
      "span",
      { class: "tools" },
      inner_link(store.link(state), () => store.go(state), {}, packages.open),
      look(listed),
      !listed.bundled && forget_button(listed, () => forget(listed)),
    );
  };
  return data_table(
    packages.all,
    [
      { title: say.shell.corridor, cell: ({ title }) => title },
      { title: packages.name, cell: (one) => h("code", {}, one.corridor) },
      {
        title: packages.origin,
        cell: ({ bundled }) => (bundled ? packages.bundled : packages.own),
      },
      { title: packages.acts, cell: acts },
    ],
    corridors,
  );
}

function about(found: Corridor): HTMLElement {
  const { packages } = say;
  const { errors = [], warnings = [] } = found.check as Checked;
  const findings = [...errors, ...warnings];
  const count = number(findings.length);
  return h(
    "section",
    {},
    h("h2", { tabindex: -1 }, packages.findings_of(found.title, count)),
    found.description && h("p", { class: "small" }, found.description),
    findings.length > 0
      ? findings_table(packages.findings, findings)
      : h("p", { class: "nothing" }, packages.sound),
  );
}

export const view: View = {
  async mount(element, context) {
    const { store, signal, show_corridors } = context;
    const list = h("div", {});
    const detail = h("div", {});
    const show = async () => {
      const found = await api.corridors(signal);
      show_corridors(found);
      list.replaceChildren(list_of(context, found, (one) => void forget(one)));
    };
    const forget = async ({ corridor, title }: Listed) => {
      try {
        await api.delete_corridor(corridor, signal);
        toast(say.packages.forgotten(title));
        const gone = store.state.corridor === corridor;
        if (gone) store.go({ corridor: "", scenarios: [], params: {} });
        else await show();
      } catch (error) {
        if (!is_abort(error)) toast_error(error);
      }
    };
    const look = async () => {
      const name = one(store.state.params, "of");
      detail.replaceChildren();
      if (!name) return;
      try {
        detail.replaceChildren(about(await api.corridor(name, signal)));
      } catch (error) {
        if (!is_abort(error)) detail.replaceChildren(failure_card(error));
      }
    };
    store.subscribe((now, before) => {
      if (one(now.params, "of") === one(before.params, "of")) return;
      void look().then(() => detail.querySelector("h2")?.focus());
    }, signal);
    const taken = ({ corridor, title }: Corridor) => {
      toast(say.packages.taken(title));
      store.go(state_of(corridor));
    };
    element.append(
      h(
        "div",
        { class: "page" },
        h("h1", {}, say.packages.title),
        h("p", { class: "muted" }, say.packages.intro),
        h("div", { class: "card" }, list),
        detail,
        upload_part(signal, taken),
      ),
    );
    await Promise.all([show(), look()]);
  },
};
