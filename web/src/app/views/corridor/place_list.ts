// SPDX-License-Identifier: Apache-2.0
// The map's twin: all places, to be searched, filtered and chosen by keyboard.
import { h } from "../../../base/dom";
import type { Network, Place } from "../../api/client";
import { say, term } from "../../i18n";
import { compare, country, number } from "../../i18n/format";
import { sign_element } from "../../map/icons";
import { one } from "../../state/url";
import type { ViewContext } from "../../view";
import { fold } from "../../ui/combobox";

export function found_places(
  places: readonly Place[],
  search: string,
  kind: string,
): Place[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return places
    .filter((place) => {
      if (kind && place.kind !== kind) return false;
      const text = fold(
        `${place.name} ${place.place} ${place.country} ${country(place.country)}`,
      );
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => compare(a.name, b.name));
}

function row_of({ store }: ViewContext, place: Place): HTMLElement {
  const link = h(
    "a",
    {
      href: store.link({
        params: { ...store.state.params, place: [place.place] },
      }),
    },
    sign_element(place.kind),
    h("span", { class: "name" }, place.name),
    h(
      "span",
      { class: "small" },
      `${term("place_kind", place.kind)} · ${country(place.country)} · ${place.place}`,
    ),
  );
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.look_at({ place: place.place });
  });
  return h("li", {}, link);
}

export function place_list(
  context: ViewContext,
  network: Network,
): HTMLElement {
  const { store, signal } = context;
  const search = h("input", {
    type: "search",
    value: one(store.state.params, "q"),
    placeholder: say.corridor.search_hint,
    autocomplete: "off",
  });
  const kinds = [...new Set(network.places.map((place) => place.kind))].sort();
  const kind = h(
    "select",
    {},
    h("option", { value: "" }, say.corridor.all_kinds),
    ...kinds.map((one) => h("option", { value: one }, term("place_kind", one))),
  );
  kind.value = one(store.state.params, "kind");
  const count = h("p", { class: "small", "aria-live": "polite" });
  const list = h("ul", { class: "place-list" });
  const show = () => {
    const found = found_places(network.places, search.value, kind.value);
    list.replaceChildren(...found.map((place) => row_of(context, place)));
    if (found.length === 0)
      list.append(h("li", { class: "nothing" }, say.shell.no_match));
    count.textContent = say.corridor.place_list(
      number(found.length),
      number(network.places.length),
    );
  };
  const change = () => {
    store.amend_look({ q: search.value.trim(), kind: kind.value });
    show();
  };
  search.addEventListener("input", change, { signal });
  kind.addEventListener("change", change, { signal });
  show();
  return h(
    "div",
    { class: "places" },
    h(
      "div",
      { class: "search" },
      h("label", {}, say.corridor.search, search),
      h("label", {}, say.corridor.kind, kind),
    ),
    count,
    list,
  );
}
