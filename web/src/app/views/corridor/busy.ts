// SPDX-License-Identifier: Apache-2.0
// How busy a simulated year makes links and places, for the map and the list.
import type { Simulation } from "../../../data/types";
import { trains_a_day } from "../../../map/lines";
import type { Link, Place } from "../../api/client";
import type { Busy } from "../../map/busy";

export function busy_of(simulation: Simulation): Busy {
  const links = new Map(simulation.links.map((link) => [link.link, link]));
  const places = new Map(
    simulation.places.map((place) => [place.place, place]),
  );
  const most = (values: number[]) => Math.max(1, ...values);
  const most_waiting = most(
    simulation.places.map((p) => p.waiting_teu.mean || 0),
  );
  const most_teu = most(simulation.places.map((p) => p.teu_year || 0));
  const waiting = (place: Place) =>
    places.get(place.place)?.waiting_teu.mean || 0;
  return {
    trains: (link: Link) => trains_a_day(links.get(link.link)),
    waiting,
    weight: (place) =>
      waiting(place) / most_waiting +
      0.5 * Math.sqrt((places.get(place.place)?.teu_year || 0) / most_teu),
  };
}
