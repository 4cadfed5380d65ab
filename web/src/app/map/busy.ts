// SPDX-License-Identifier: Apache-2.0
// How busy links and places are, as far as it is known: what the map draws.
import type { Link, Place } from "../api/client";

export interface Busy {
  trains: (link: Link) => number | null; // a day, both ways; null: not known
  waiting: (place: Place) => number; // TEU
  weight: (place: Place) => number; // the heavier, the sooner named
}

// Lines and signs alone, so that what lies over them is seen.
export const quiet: Busy = {
  trains: () => 0,
  waiting: () => 0,
  weight: () => 0,
};

export const nothing_known: Busy = {
  trains: () => null,
  waiting: () => 0,
  weight: () => 0,
};
