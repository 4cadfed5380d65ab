// SPDX-License-Identifier: Apache-2.0
// The corridor: a map, the list that is its twin, and the place looked at.
import { h } from "../../../base/dom";
import { api, type Link, type Network, type Place } from "../../api/client";
import { say, term } from "../../i18n";
import { country, number, plain } from "../../i18n/format";
import { nothing_known } from "../../map/busy";
import type { LiveMap } from "../../map/live_map";
import { one, type Params } from "../../state/url";
import { save_csv, save_geojson } from "../../ui/export";
import { toast_error } from "../../ui/failure";
import { place_names } from "../../ui/names";
import { reveal } from "../../ui/reveal";
import { map_png_button, small_button } from "../../ui/tools";
import type { View, ViewContext } from "../../view";
import { busy_of } from "./busy";
import { legend } from "./legend";
import { line_list } from "./line_list";
import { place_list } from "./place_list";
import { place_panel } from "./place_panel";
import { year_line, type Year } from "./year";

function place_tip(year: () => Year | null) {
  return (place: Place) => {
    const found = year()?.simulation.places.find(
      (p) => p.place === place.place,
    );
    return h(
      "div",
      {},
      h("strong", {}, place.name),
      h(
        "div",
        { class: "small" },
        `${term("place_kind", place.kind)} · ${country(place.country)}`,
      ),
      found &&
        h("div", {}, `${say.corridor.trains_day}: ${plain(found.trains_day)}`),
      found &&
        h(
          "div",
          {},
          `${say.corridor.waiting_mean}: ${plain(found.waiting_teu.mean)}`,
        ),
    );
  };
}

function link_tip(network: Network, year: () => Year | null) {
  const name = place_names(network);
  return (link: Link) => {
    const found = year()?.simulation.links.find((l) => l.link === link.link);
    const gauge = link.gauge ? `, ${term("gauge", link.gauge)}` : "";
    return h(
      "div",
      {},
      h("strong", {}, `${name(link.from)} – ${name(link.to)}`),
      h(
        "div",
        { class: "small" },
        `${term("mode", link.mode)}${gauge} · ${number(link.km)} ${say.units.km} · ${term("link_status", link.status)}`,
      ),
      found &&
        h(
          "div",
          {},
          `${say.corridor.trains_there}: ${plain(found.trains_day.mean)} / ${plain(found.trains_day_back.mean)}`,
        ),
    );
  };
}

function exports(network: Network, map: () => LiveMap | null): HTMLElement {
  const { corridor } = network;
  const name = corridor ?? "corridor";
  const csv = () =>
    save_csv(`${name}-places.csv`, [
      ["place", "name", "kind", "country", "lat", "lon"],
      ...network.places.map((p) => [
        p.place,
        p.name,
        p.kind,
        p.country,
        p.lat,
        p.lon,
      ]),
    ]);
  const geojson = () =>
    void api
      .map_geojson(name)
      .then((text) => save_geojson(`${name}.geojson`, text))
      .catch(toast_error);
  const { shell } = say;
  return h(
    "div",
    { class: "tools map-tools" },
    small_button(shell.csv, shell.save_csv(say.corridor.places), csv),
    small_button(
      shell.geojson,
      shell.save_geojson(say.corridor.places),
      geojson,
    ),
    map_png_button(say.corridor.title, name, map),
  );
}

function list_choice({ store }: ViewContext): HTMLElement {
  const now = one(store.state.params, "list");
  const choice = (list: string, words: string) => {
    const button = h(
      "button",
      { type: "button", "aria-pressed": String(now === list) },
      words,
    );
    button.addEventListener("click", () => store.look_at({ list }));
    return button;
  };
  return h(
    "div",
    { class: "list-choice", role: "group", "aria-label": say.shell.as_table },
    choice("", say.corridor.places),
    choice("lines", say.corridor.lines),
  );
}

// What the panel shows: a place, or one of the lists that are the map's twin.
function show_panel(
  panel: HTMLElement,
  context: ViewContext,
  network: Network,
  year: Year | null,
) {
  const { params } = context.store.state;
  const place = network.places.find((p) => p.place === one(params, "place"));
  const simulation = year?.simulation ?? null;
  const list = () =>
    one(params, "list") === "lines"
      ? line_list(network, simulation)
      : place_list(context, network);
  if (place)
    panel.replaceChildren(place_panel({ context, network, simulation, place }));
  else panel.replaceChildren(list_choice(context), list());
  panel.scrollTop = 0;
}

const shown_in_panel = (params: Params) =>
  `${one(params, "place")} ${one(params, "list")}`;

export const view: View = {
  async mount(element, context) {
    const { store, corridor, signal } = context;
    const network = await corridor.network();
    if (signal.aborted) return;
    let year: Year | null = null;
    let map: LiveMap | null = null;
    const panel = h("div", { class: "panel-body" });
    const show = () => show_panel(panel, context, network, year);
    const line = year_line(context, (found) => {
      year = found;
      map?.show(found ? busy_of(found.simulation) : nothing_known);
      if (shown_in_panel(store.state.params) !== " ") show();
    });
    const box = h("div", { class: "map-box" });
    element.append(
      h(
        "div",
        { class: "map-side" },
        box,
        legend(network),
        exports(network, () => map),
      ),
      h(
        "aside",
        { class: "panel", "aria-label": say.corridor.places },
        line,
        panel,
      ),
    );
    show();
    store.subscribe((now, before) => {
      if (shown_in_panel(now.params) === shown_in_panel(before.params)) return;
      show();
      if (map) look(map, one(now.params, "place"));
      const heading = panel.querySelector("h1");
      const pressed = panel.querySelector<HTMLElement>("[aria-pressed=true]");
      (heading ?? pressed)?.focus({ preventScroll: true });
      reveal(panel);
    }, signal);

    const { create_map } = await import("../../map/live_map");
    if (signal.aborted) return;
    map = await create_map(box, {
      network,
      label: say.corridor.map_label(corridor.title),
      signal,
      on_place: (place) => store.look_at({ place }),
      tip: place_tip(() => year),
      link_tip: link_tip(network, () => year),
    });
    const found = year as Year | null;
    map.show(found ? busy_of(found.simulation) : nothing_known);
    look(map, one(store.state.params, "place"));
  },
};

function look(map: LiveMap, code: string) {
  map.select(code);
  const place = map.places.get(code);
  if (place && !map.map.getBounds().contains([place.lon, place.lat]))
    map.go_to([place]);
}
