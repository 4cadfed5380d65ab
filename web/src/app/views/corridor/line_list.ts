// SPDX-License-Identifier: Apache-2.0
// The lines of the map as a table, the busiest first.
import { h } from "../../../base/dom";
import type { Simulation } from "../../../data/types";
import { trains_a_day } from "../../../map/lines";
import type { Link, Network } from "../../api/client";
import { say, term } from "../../i18n";
import { number, percent, plain } from "../../i18n/format";
import { data_table, type Field } from "../../ui/data_table";
import { place_names } from "../../ui/names";
import { csv_button } from "../../ui/tools";

export interface Line {
  link: Link;
  from: string;
  to: string;
  trains: number | null;
  use: number | null;
}

export function lines_of(
  network: Network,
  simulation: Simulation | null,
): Line[] {
  const name = place_names(network);
  const results = new Map(simulation?.links.map((one) => [one.link, one]));
  return network.links
    .map((link) => {
      const result = results.get(link.link);
      return {
        link,
        from: name(link.from),
        to: name(link.to),
        trains: result ? trains_a_day(result) : null,
        use: result?.utilisation ?? null,
      };
    })
    .sort((a, b) => (b.trains ?? 0) - (a.trains ?? 0));
}

function kind_words({ mode, gauge, status }: Link): string {
  const parts = [gauge ? term("gauge", gauge) : term("mode", mode)];
  if (status !== "operating") parts.push(term("link_status", status));
  return parts.join(", ");
}

const fields = (): Field<Line>[] => [
  {
    title: say.corridor.lines,
    cell: ({ from, to, link }) =>
      h(
        "span",
        {},
        `${from} – ${to}`,
        h("span", { class: "small line" }, kind_words(link)),
      ),
    raw: ({ from, to }) => `${from} – ${to}`,
  },
  {
    title: say.units.km,
    number: true,
    cell: ({ link }) => number(link.km),
    raw: ({ link }) => link.km,
  },
  {
    title: say.corridor.trains_day,
    number: true,
    cell: ({ trains }) => plain(trains ?? NaN),
    raw: ({ trains }) => trains,
  },
  {
    title: say.corridor.line_use,
    number: true,
    cell: ({ use }) => percent(use),
    raw: ({ use }) => use,
  },
];

// What only a file has room for.
const more_fields = (): Field<Line>[] => [
  { title: say.corridor.code, cell: ({ link }) => link.link },
  { title: say.corridor.kind, cell: ({ link }) => kind_words(link) },
];

export function line_list(network: Network, simulation: Simulation | null) {
  const lines = lines_of(network, simulation);
  const title = say.corridor.lines_all;
  const csv = csv_button({
    title,
    file: `${network.corridor ?? "corridor"}-lines`,
    fields: [...fields(), ...more_fields()],
    rows: lines,
  });
  return h(
    "div",
    { class: "lines" },
    h("div", { class: "tools" }, csv),
    data_table(title, fields(), lines),
  );
}
