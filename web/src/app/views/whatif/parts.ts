// SPDX-License-Identifier: Apache-2.0
// Pieces that the builder is made of: a part that follows the draft, and lists
// of things to tick.
import { h, type Child } from "../../../base/dom";
import { say } from "../../i18n";
import { fold } from "../../ui/combobox";

// A part of the builder: an element, and how it takes up what is drafted.
export interface Part<T> {
  element: HTMLElement;
  show: (now: T) => void;
}

export interface Ticked {
  key: string;
  name: string;
  note: Child; // under the name
  more?: HTMLElement; // shown while it is ticked
}

export interface TickList {
  element: HTMLElement;
  tick: (keys: ReadonlySet<string>) => void;
}

const many = 8; // from here on a search helps

export function tick_list(
  label: string,
  items: readonly Ticked[],
  on_tick: (key: string, wanted: boolean) => void,
): TickList {
  const rows = items.map((item) => {
    const box = h("input", { type: "checkbox" });
    box.addEventListener("change", () => on_tick(item.key, box.checked));
    const row = h(
      "li",
      {},
      h(
        "label",
        { class: "tick" },
        box,
        h("span", {}, h("span", { class: "tick-name" }, item.name), h("small", {}, item.note)),
      ),
      item.more,
    );
    const found_by = fold(`${item.key} ${row.textContent}`);
    return { item, box, row, found_by };
  });
  const none = h("p", { class: "small" }, say.shell.no_match);
  none.hidden = true;
  const search = h("input", {
    type: "search",
    placeholder: say.whatif.search,
    "aria-label": `${say.whatif.search}: ${label}`,
  });
  search.addEventListener("input", () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    for (const { row, box, found_by } of rows)
      row.hidden = !box.checked && !words.every((word) => found_by.includes(word));
    none.hidden = rows.some(({ row }) => !row.hidden);
  });
  const list = h(
    "ul",
    { class: "tick-list", "aria-label": label },
    ...rows.map(({ row }) => row),
  );
  return {
    element: h("div", { class: "ticks" }, rows.length > many && search, list, none),
    tick: (keys) => {
      for (const { item, box } of rows) {
        box.checked = keys.has(item.key);
        if (item.more) item.more.hidden = !box.checked;
      }
      // What is ticked comes first, else in the order given.
      const first = rows.filter(({ box }) => box.checked);
      if (first.some(({ row }, i) => list.children[i] !== row))
        list.prepend(...first.map(({ row }) => row));
    },
  };
}

// A section of the builder that can be folded away, with how much is in it.
export function folded(title: string, open: boolean, ...children: Child[]) {
  const count = h("span", { class: "count" });
  const element = h(
    "details",
    { class: "fold", open, "data-print": true },
    h("summary", {}, title, " ", count),
    ...children,
  );
  return {
    element,
    count: (number: number) => {
      count.textContent = number > 0 ? String(number) : "";
    },
  };
}
