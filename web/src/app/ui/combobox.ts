// SPDX-License-Identifier: Apache-2.0
// A field with suggestions that is worked by keyboard (the ARIA pattern of an
// editable combobox with a list).
import { h } from "../../base/dom";
import { say } from "../i18n";

export interface Suggestion {
  value: string; // what is meant: a code
  text: string; // what stands in the field
  note: string; // beside it in the list
}

export interface Combobox {
  element: HTMLElement;
  input: HTMLInputElement;
  value: () => string; // of what was chosen, else what was typed
  set: (value: string) => void;
}

// Without case and accents: "lodz" finds "Łódź".
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łŁ]/g, "l")
    .replace(/['’ʼ`]/g, "")
    .toLowerCase();
}

const most_shown = 12;

export function matching(all: readonly Suggestion[], typed: string): Suggestion[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const score = ({ text, value }: Suggestion) =>
    fold(value) === words[0] ? 0 : fold(text).startsWith(words[0] ?? "") ? 1 : 2;
  return all
    .filter(({ text, note, value }) => {
      const whole = fold(`${text} ${note} ${value}`);
      return words.every((word) => whole.includes(word));
    })
    .sort((a, b) => score(a) - score(b))
    .slice(0, most_shown);
}

let made = 0;

export function combobox(
  label: string,
  all: readonly Suggestion[],
  options: { placeholder?: string; required?: boolean; on_change?: () => void } = {},
): Combobox {
  const id = `combobox-${++made}`;
  const input = h("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    placeholder: options.placeholder,
    required: options.required,
  });
  const list = h("ul", { id, role: "listbox", "aria-label": label, hidden: true });
  const by_value = new Map(all.map((one) => [one.value, one]));
  let shown: Suggestion[] = [];
  let at = -1;

  const open = (yes: boolean) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  };
  const mark = (next: number) => {
    at = next;
    [...list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === at));
      if (i !== at) return;
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    });
  };
  const choose = (one: Suggestion) => {
    input.value = one.text;
    open(false);
    options.on_change?.();
  };
  const suggest = () => {
    shown = matching(all, input.value);
    list.replaceChildren(
      ...shown.map((one, i) => {
        const item = h(
          "li",
          { id: `${id}-${i}`, role: "option", "aria-selected": "false" },
          h("span", {}, one.text),
          h("span", { class: "small" }, one.note),
        );
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(one);
        });
        return item;
      }),
    );
    if (shown.length === 0)
      list.append(
        h(
          "li",
          { class: "none", role: "option", "aria-selected": "false", "aria-disabled": true },
          say.shell.no_match,
        ),
      );
    at = -1;
    open(true);
  };
  const keys: Record<string, () => boolean> = {
    ArrowDown: () => {
      if (list.hidden) suggest();
      mark(Math.min(shown.length - 1, at + 1));
      return true;
    },
    ArrowUp: () => {
      mark(Math.max(0, at - 1));
      return true;
    },
    Enter: () => {
      if (list.hidden || at < 0) return false;
      choose(shown[at]!);
      return true;
    },
    Escape: () => {
      const was_open = !list.hidden;
      open(false);
      return was_open;
    },
  };
  input.addEventListener("input", suggest);
  input.addEventListener("change", () => options.on_change?.());
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (keys[event.key]?.()) event.preventDefault();
  });
  const chosen = () => {
    const typed = input.value.trim();
    return all.find((one) => one.text === typed)?.value ?? typed;
  };
  return {
    input,
    element: h(
      "div",
      { class: "combobox" },
      h("label", {}, label, input),
      list,
    ),
    value: chosen,
    set: (value) => (input.value = by_value.get(value)?.text ?? value),
  };
}
