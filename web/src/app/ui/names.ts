// SPDX-License-Identifier: Apache-2.0
// Names by codes; a code that is unknown stands for itself.
import { short_name } from "../../base/format";
import type { Network } from "../api/client";
import { term } from "../i18n";

export type PlaceName = (code: string) => string;

export function place_names({ places }: Pick<Network, "places">): PlaceName {
  const names = new Map(places.map(({ place, name }) => [place, name]));
  return (code) => names.get(code) ?? code;
}

export interface Names {
  place: PlaceName; // short
  gauge: (link: string) => string;
  facility: (place: string, facility: string) => string;
}

export function names_of(network: Network): Names {
  const place = place_names(network);
  const gauges = new Map(network.links.map((one) => [one.link, one.gauge ?? ""]));
  const kinds = new Map(
    network.facilities.map((one) => [`${one.place}/${one.facility}`, one.kind]),
  );
  return {
    place: (code) => short_name(place(code)),
    gauge: (link) => term("gauge", gauges.get(link)),
    facility: (place, facility) => {
      const kind = kinds.get(`${place}/${facility}`);
      const words = term("facility_kind", kind);
      // Two facilities of a kind are told apart by their names.
      return !kind || kind === facility ? words || facility : `${words} (${facility.replaceAll("_", " ")})`;
    },
  };
}
