// SPDX-License-Identifier: Apache-2.0
// The draft as text: its title, the file it makes, and keeping it under a name.
import { h } from "../../../base/dom";
import { api } from "../../api/client";
import { Failure } from "../../api/problem";
import { say } from "../../i18n";
import { copy } from "../../ui/copy";
import { failure_card } from "../../ui/failure";
import { small_button } from "../../ui/tools";
import { toast } from "../../ui/live_region";
import type { ViewContext } from "../../view";
import type { BuilderActs, Chosen } from "./builder";
import { is_empty, slug, write_toml, type Draft } from "../../scenario/draft";
import type { Part } from "./parts";

export function title_part(draft: () => Draft, acts: BuilderActs): Part<Chosen> {
  const input = h("input", { type: "text", placeholder: say.whatif.untitled });
  input.addEventListener("change", () =>
    acts.edit({ ...draft(), title: input.value.trim() }),
  );
  return {
    element: h("label", {}, say.whatif.title_label, input),
    show: ({ draft: { title } }) => {
      if (input.value !== title) input.value = title;
    },
  };
}

export function toml_part(): Part<Chosen> {
  const code = h("pre", { tabindex: 0, "aria-label": say.whatif.toml });
  const button = small_button(say.whatif.copy, say.whatif.copy, () => {
    void copy(code.textContent ?? "", say.whatif.copied);
  });
  const element = h(
    "details",
    { class: "toml" },
    h("summary", {}, say.whatif.toml),
    code,
    button,
  );
  return {
    element,
    show: ({ draft }) => {
      element.hidden = is_empty(draft);
      code.textContent = write_toml(draft, say.whatif.untitled);
    },
  };
}

// Kept anew, or in place of the own one of that name.
async function keep(context: ViewContext, scenario: string, toml: string) {
  const { name } = context.corridor;
  try {
    await api.create_scenario(name, { scenario, toml }, context.signal);
  } catch (error) {
    const known = error instanceof Failure && error.problem.status === 409;
    if (!known) throw error;
    await api.change_scenario(name, { scenario, toml }, context.signal);
  }
}

export function keep_part(
  context: ViewContext,
  draft: () => Draft,
  kept: (scenario: string) => void,
): Part<Chosen> {
  const name = h("input", {
    type: "text",
    required: true,
    maxlength: 63,
    pattern: "[a-z0-9][a-z0-9\\-]*",
    title: say.whatif.name_rule,
    autocomplete: "off",
    spellcheck: "false",
  });
  const trouble = h("div", {});
  const form = h(
    "form",
    { class: "inline-form keep" },
    h("label", {}, say.whatif.keep_as, name),
    h("button", { type: "submit" }, say.whatif.keep),
    trouble,
  );
  let touched = false;
  name.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    keep(context, name.value, write_toml(draft(), say.whatif.untitled)).then(
      () => {
        toast(say.whatif.kept(name.value));
        touched = false;
        kept(name.value);
      },
      (error) => trouble.replaceChildren(failure_card(error)),
    );
  });
  return {
    element: form,
    show: ({ draft: now }) => {
      form.hidden = is_empty(now);
      if (!touched) name.value = slug(now.title);
    },
  };
}
