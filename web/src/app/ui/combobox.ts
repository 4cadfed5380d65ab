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

export function matching(
  all: readonly Suggestion[],
  typed: string,
): Suggestion[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const score = ({ text, value }: Suggestion) =>
    fold(value) === first ? 0 : fold(text).startsWith(first) ? 1 : 2;
  return all
    .filter(({ text, note, value }) => {
      const whole = fold(`${text} ${note} ${value}`);
      return words.every((word) => whole.includes(word));
    })
    .sort((a, b) => score(a) - score(b))
    .slice(0, most_shown);
}

let made = 0;

export class Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly all: readonly Suggestion[];
  private readonly list: HTMLUListElement;
  private shown: Suggestion[] = [];
  private at = -1;

  constructor(
    label: string,
    all: readonly Suggestion[],
    options: { placeholder?: string; required?: boolean } = {},
  ) {
    this.all = all;
    const id = `combobox-${++made}`;
    this.input = h("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      ...options,
    });
    this.list = h("ul", {
      id,
      role: "listbox",
      "aria-label": label,
      hidden: true,
    });
    this.element = h(
      "div",
      { class: "combobox" },
      h("label", {}, label, this.input),
      this.list,
    );
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("blur", () => this.open(false));
    this.input.addEventListener("keydown", (event) => {
      if (this.press(event.key)) event.preventDefault();
    });
  }

  // Of what was chosen, else what was typed.
  value(): string {
    const typed = this.input.value.trim();
    return this.all.find(({ text }) => text === typed)?.value ?? typed;
  }

  set(value: string) {
    const known = this.all.find((one) => one.value === value);
    this.input.value = known?.text ?? value;
  }

  private open(yes: boolean) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
    if (!yes) this.input.removeAttribute("aria-activedescendant");
  }

  private suggest() {
    this.shown = matching(this.all, this.input.value);
    const items = this.shown.map((one, i) => this.item(one, i));
    this.list.replaceChildren(...(items.length > 0 ? items : [this.nothing()]));
    this.at = -1;
    this.open(true);
  }

  private item(one: Suggestion, i: number): HTMLElement {
    const item = h(
      "li",
      { id: `${this.list.id}-${i}`, role: "option", "aria-selected": "false" },
      h("span", {}, one.text),
      h("span", { class: "small" }, one.note),
    );
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(one);
    });
    return item;
  }

  private nothing(): HTMLElement {
    const state = { "aria-selected": "false", "aria-disabled": "true" };
    return h(
      "li",
      { class: "none", role: "option", ...state },
      say.shell.no_match,
    );
  }

  private mark(next: number) {
    this.at = Math.max(0, Math.min(this.shown.length - 1, next));
    [...this.list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === this.at));
      if (i !== this.at) return;
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    });
  }

  private choose(one: Suggestion) {
    this.input.value = one.text;
    this.open(false);
  }

  // Whether the key was meant for the list.
  private press(key: string): boolean {
    const closed = this.list.hidden === true;
    if (key === "ArrowDown") {
      if (closed) this.suggest();
      this.mark(this.at + 1);
      return true;
    }
    if (closed) return false;
    if (key === "ArrowUp") this.mark(this.at - 1);
    else if (key === "Escape") this.open(false);
    else if (key === "Enter" && this.at >= 0) this.choose(this.shown[this.at]!);
    else return false;
    return true;
  }
}
