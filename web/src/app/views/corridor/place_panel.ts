// SPDX-License-Identifier: Apache-2.0
// One place: what it does, how busy it is, what queues there, where lines lead,
// and where all of that is known from.
import { h, type Child } from "../../../base/dom";
import type {
  Facility as FacilityResult,
  Simulation,
} from "../../../data/types";
import type { Facility, Link, Network, Place } from "../../api/client";
import { say, term } from "../../i18n";
import {
  country,
  dash,
  duration,
  duration_interval,
  number,
  percent,
  plain,
} from "../../i18n/format";
import { sign_element } from "../../map/icons";
import { data_table, type Field } from "../../ui/data_table";
import { fact } from "../../ui/facts";
import { inner_link } from "../../ui/inner_link";
import { place_names } from "../../ui/names";
import type { ViewContext } from "../../view";
import { queue_figure, queues_of } from "./queues";
import { sources_section } from "./sources";

interface Seen {
  context: ViewContext;
  network: Network;
  simulation: Simulation | null;
  place: Place;
}

function section(title: string, ...children: Child[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}

function figures_of({ simulation, place }: Seen): HTMLElement | null {
  const found = simulation?.places.find((one) => one.place === place.place);
  if (!found) return null;
  return h(
    "dl",
    { class: "key-figures" },
    fact(say.corridor.trains_day, plain(found.trains_day)),
    fact(say.corridor.teu_year, number(found.teu_year)),
    fact(say.corridor.waiting_mean, plain(found.waiting_teu.mean)),
  );
}

interface FacilityRow {
  facility: Facility;
  result: FacilityResult | undefined;
}

const bar_of = (share: number) => {
  const bar = h("span", { class: "use-bar", "aria-hidden": true });
  const part = h("span", {});
  part.style.width = `${Math.min(100, 100 * share)}%`;
  bar.append(part);
  return bar;
};

function use_cell({ result }: FacilityRow): Child {
  const share = result?.utilisation.mean ?? NaN;
  if (!Number.isFinite(share)) return dash;
  return h("span", { class: "use" }, bar_of(share), percent(share));
}

const facility_fields = (): Field<FacilityRow>[] => [
  {
    title: say.corridor.facilities,
    cell: ({ facility }) =>
      h(
        "span",
        {},
        term("facility_kind", facility.kind),
        facility.storage_teu
          ? h(
              "span",
              { class: "small" },
              ` ${say.corridor.storage(number(facility.storage_teu))}`,
            )
          : null,
      ),
  },
  {
    title: say.corridor.servers,
    number: true,
    cell: ({ facility }) => number(facility.servers),
  },
  {
    title: say.corridor.in_use,
    number: true,
    cell: use_cell,
  },
  {
    title: say.corridor.wait,
    number: true,
    cell: ({ result }) => duration(result?.wait_hours.mean),
  },
  {
    title: say.corridor.dwell,
    number: true,
    cell: ({ result }) => duration(result?.dwell_hours),
  },
  {
    title: say.corridor.units_day,
    number: true,
    cell: ({ result }) => plain(result?.trains_day ?? NaN),
  },
];

function facilities_section({ network, simulation, place }: Seen) {
  const rows = network.facilities
    .filter((facility) => facility.place === place.place)
    .map((facility) => ({
      facility,
      result: simulation?.facilities.find(
        (one) =>
          one.place === place.place && one.facility === facility.facility,
      ),
    }));
  if (rows.length === 0)
    return section(
      say.corridor.facilities,
      h("p", { class: "muted" }, say.corridor.no_facilities),
    );
  return section(
    say.corridor.facilities,
    data_table(say.corridor.facilities, facility_fields(), rows),
  );
}

function stays_section({ simulation, place }: Seen): HTMLElement | null {
  const stays = (simulation?.borders ?? []).filter(
    (stay) => stay.place === place.place && stay.stay_hours.mean > 0,
  );
  if (stays.length === 0) return null;
  return section(
    say.corridor.crossing,
    data_table(
      say.corridor.crossing,
      [
        {
          title: say.corridor.crossing,
          cell: (stay) =>
            say.corridor.stay(
              country(stay.from_country),
              country(stay.to_country),
            ),
        },
        {
          title: say.corridor.dwell,
          number: true,
          cell: ({ stay_hours }) => duration_interval(stay_hours),
        },
        {
          title: say.corridor.teu_year,
          number: true,
          cell: (stay) => number(stay.teu_year),
        },
      ],
      stays,
    ),
  );
}

function link_mode(link: Link): string {
  const mode = term("mode", link.mode);
  return link.gauge ? `${mode} ${term("gauge", link.gauge)}` : mode;
}

function links_section({ context, network, simulation, place }: Seen) {
  const name = place_names(network);
  const links = network.links.filter(
    ({ from, to }) => from === place.place || to === place.place,
  );
  if (links.length === 0) return null;
  const results = new Map(simulation?.links.map((one) => [one.link, one]));
  const other = ({ from, to }: Link) => (from === place.place ? to : from);
  const trains = (link: Link) => {
    const result = results.get(link.link);
    if (!result) return dash;
    const both = [result.trains_day.mean, result.trains_day_back.mean];
    if (link.from !== place.place) both.reverse();
    return both.map(plain).join(" / ");
  };
  const { store } = context;
  const to = (link: Link) => {
    const code = other(link);
    const params = { ...store.state.params, place: [code] };
    const go = () => store.look_at({ place: code });
    return inner_link(store.link({ params }), go, {}, name(code));
  };
  const words = (link: Link) =>
    link.status === "operating"
      ? link_mode(link)
      : `${link_mode(link)}, ${term("link_status", link.status)}${link.open_year ? ` ${link.open_year}` : ""}`;
  return section(
    say.corridor.links,
    data_table(
      say.corridor.links,
      [
        {
          title: say.corridor.to,
          cell: (link) =>
            h(
              "span",
              {},
              to(link),
              h("span", { class: "small line" }, words(link)),
            ),
        },
        { title: say.units.km, number: true, cell: (link) => number(link.km) },
        { title: say.corridor.trains_there, number: true, cell: trains },
        {
          title: say.corridor.capacity_day,
          number: true,
          cell: (link) => number(link.capacity_day),
        },
      ],
      links,
    ),
  );
}

export function place_panel(seen: Seen): HTMLElement {
  const { context, network, simulation, place } = seen;
  const back = h(
    "button",
    { type: "button", class: "back" },
    `← ${say.corridor.back}`,
  );
  back.addEventListener("click", () =>
    context.store.look_at({ place: undefined }),
  );
  const heading = h("h1", { tabindex: -1 }, place.name);
  return h(
    "article",
    { class: "place-panel" },
    back,
    h(
      "header",
      {},
      sign_element(place.kind),
      h(
        "div",
        {},
        heading,
        h(
          "p",
          { class: "small" },
          `${term("place_kind", place.kind)} · ${country(place.country)} · ${place.place}`,
        ),
      ),
    ),
    figures_of(seen),
    facilities_section(seen),
    stays_section(seen),
    simulation &&
      queue_figure(
        queues_of(simulation, place.place),
        place,
        network.base_year ?? new Date().getUTCFullYear(),
      ),
    links_section(seen),
    sources_section(network, place),
  );
}
