// SPDX-License-Identifier: Apache-2.0
// Names of places by their codes; a code that is unknown stands for itself.
import type { Network } from "../api/client";

export type PlaceName = (code: string) => string;

export function place_names({ places }: Pick<Network, "places">): PlaceName {
  const names = new Map(places.map(({ place, name }) => [place, name]));
  return (code) => names.get(code) ?? code;
}
