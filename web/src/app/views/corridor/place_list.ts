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
import { inner_link } from "../../ui/inner_link";
import { labelled, select } from "../../ui/select";

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
  const params = { ...store.state.params, place: [place.place] };
  const link = inner_link(
    store.link({ params }),
    () => store.look_at({ place: place.place }),
    {},
    sign_element(place.kind),
    h("span", { class: "name" }, place.name),
    h(
      "span",
      { class: "small" },
      `${term("place_kind", place.kind)} · ${country(place.country)} · ${place.place}`,
    ),
  );
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
  const kind = select(
    [
      ["", say.corridor.all_kinds],
      ...kinds.map((one) => [one, term("place_kind", one)] as const),
    ],
    one(store.state.params, "kind"),
    () => change(),
  );
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
  show();
  return h(
    "div",
    {},
    h(
      "div",
      { class: "search" },
      labelled(say.corridor.search, search),
      labelled(say.corridor.kind, kind),
    ),
    count,
    list,
  );
}
