// SPDX-License-Identifier: Apache-2.0
// One box by its number: where it is, what is ahead of it, and the consignments
// that it is in.
import { h } from "../../../base/dom";
import { api, type LineUp, type Network } from "../../api/client";
import { say } from "../../i18n";
import { number } from "../../i18n/format";
import { last_word } from "../../tracking/progress";
import { data_table, type Field } from "../../ui/data_table";
import { inner_link } from "../../ui/inner_link";
import { csv_button } from "../../ui/tools";
import type { ViewContext } from "../../view";
import { outlook_part } from "./outlook";
import { places_in, step_word, type Places } from "./words";

type Box = LineUp["boxes"][number];
type Event = Box["milestones"][number];

function events_of(box: Box, places: Places): HTMLElement[] {
  const { tracking } = say;
  const name = last_word(box.object);
  const fields: Field<Event>[] = [
    {
      title: tracking.when,
      cell: (e) => places.at(Date.parse(e.time), last_word(e.place)),
      raw: (e) => e.time,
    },
    { title: tracking.step, cell: (e) => step_word(e.step) },
    { title: tracking.place, cell: (e) => places.name(last_word(e.place)) },
    { title: tracking.through, cell: (e) => last_word(e.through) },
  ];
  return [
    h("div", { class: "tools" }, csv_button({ title: name, file: name, fields, rows: box.milestones })),
    data_table(name, fields, box.milestones),
  ];
}

function where(box: Box, places: Places): string {
  const { tracking } = say;
  return [
    box.last_place && tracking.at_place(places.name(last_word(box.last_place))),
    box.in && tracking.inside(last_word(box.in)),
  ]
    .filter(Boolean)
    .join(", ");
}

// Folded, among others.
export function box_part(box: Box, places: Places): HTMLElement {
  const count = number(box.milestones.length);
  return h(
    "details",
    { class: "fold", "data-print": true },
    h(
      "summary",
      {},
      h("code", {}, last_word(box.object)),
      ` ${where(box, places)} `,
      h("span", { class: "count" }, count),
    ),
    ...events_of(box, places),
  );
}

export async function show_box(context: ViewContext, network: Network, word: string, page: HTMLElement) {
  const { store, signal } = context;
  const { tracking } = say;
  const link = (text: string, consignment?: string) =>
    inner_link(
      store.link({ params: { ...store.state.params, box: [], consignment: consignment ? [consignment] : [] } }),
      () => store.look_at({ box: undefined, consignment }),
      {},
      text,
    );
  page.prepend(link(`← ${tracking.back}`));
  page.querySelector("h1")!.textContent = tracking.box_named(word);
  const { box, consignments, line_up, outlook } = await api.box(word, signal);
  const places = places_in(network);
  page.querySelector("h1")!.textContent = tracking.box_named(last_word(box));
  page.append(
    h("p", { class: "muted" }, where(line_up, places)),
    consignments.length > 0
      ? h(
          "p",
          {},
          `${tracking.in_consignments}: `,
          ...consignments.flatMap(({ consignment, note }, i) => [i > 0 ? ", " : "", link(note || consignment, consignment)]),
        )
      : "",
    outlook ? outlook_part(outlook, places) : "",
    h("section", { class: "card" }, h("h2", {}, tracking.told), ...events_of(line_up, places)),
  );
}
