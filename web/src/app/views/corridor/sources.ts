// SPDX-License-Identifier: Apache-2.0
// What is known of a place, from where, and how surely.
import { h } from "../../../base/dom";
import type { Network, Place, Source } from "../../api/client";
import { say, term } from "../../i18n";
import { place_names } from "../../ui/names";

export interface Evidence {
  source: string; // its key
  facts: string[]; // "customs (stated by the source)"
}

// By source, in the order in which they are first named.
export function evidence_of(network: Network, place: Place): Evidence[] {
  const name = place_names(network);
  const facts = [
    { about: place.name, row: place },
    ...network.facilities
      .filter((one) => one.place === place.place)
      .map((row) => ({ about: term("facility_kind", row.kind), row })),
    ...network.links
      .filter(({ from, to }) => from === place.place || to === place.place)
      .map((row) => {
        const other = row.from === place.place ? row.to : row.from;
        return { about: `→ ${name(other)}`, row };
      }),
  ];
  const found = new Map<string, string[]>();
  for (const { about, row } of facts) {
    const how = term("confidence", row.confidence);
    const fact = how ? `${about} (${how})` : about;
    for (const key of (row.source ?? "").split(";").filter(Boolean))
      found.set(key, [...(found.get(key) ?? []), fact]);
  }
  return [...found].map(([source, of]) => ({
    source,
    facts: [...new Set(of)],
  }));
}

function title_of(source: Source | undefined, key: string): HTMLElement {
  if (!source) return h("span", {}, key);
  const words = [source.title, source.publisher, source.year]
    .filter(Boolean)
    .join(", ");
  const address = source.address ?? "";
  if (!/^https?:\/\//.test(address)) return h("span", {}, words);
  return h(
    "a",
    { href: address, rel: "noopener noreferrer", target: "_blank" },
    words,
  );
}

export function sources_section(network: Network, place: Place): HTMLElement {
  const by_key = new Map(network.sources.map((one) => [one.source, one]));
  const evidence = evidence_of(network, place);
  return h(
    "section",
    { class: "sources" },
    h("h3", {}, say.corridor.sources),
    evidence.length === 0 &&
      h("p", { class: "muted" }, say.corridor.no_sources),
    h(
      "ul",
      {},
      ...evidence.map(({ source, facts }) =>
        h(
          "li",
          {},
          title_of(by_key.get(source), source),
          h("span", { class: "small line" }, facts.join(" · ")),
        ),
      ),
    ),
  );
}
