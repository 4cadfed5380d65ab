// SPDX-License-Identifier: Apache-2.0
// What is tracked, in words and in its place's time.
import type { Consignment, Network } from "../../api/client";
import { say } from "../../i18n";
import { dash, date_and_time, duration, moment } from "../../i18n/format";
import type { Moment } from "../../tracking/moment";
import { last_word, late_from, type Milestone, type Progress } from "../../tracking/progress";
import { place_names, type PlaceName } from "../../ui/names";

export interface Places {
  name: PlaceName;
  at: (when: number | null, place: string) => string; // local time
}

export function places_in(network: Network): Places {
  const zones = new Map(network.places.map((one) => [one.place, one.time_zone]));
  return {
    name: place_names(network),
    at: (when, place) =>
      when === null || !Number.isFinite(when) ? dash : moment(when, zones.get(place)),
  };
}

export const title_of = ({ note, consignment }: Consignment): string => note || consignment;

export function step_words({ what, place }: Milestone, { name }: Places): string {
  return say.tracking.steps[what](name(place));
}

// Of an event, as the standard names it.
export function step_word(step: string): string {
  const word = last_word(step);
  const known = say.tracking.event_steps as Record<string, string>;
  return known[word] ?? word.replaceAll("_", " ");
}

export function late_words({ late_hours }: Pick<Progress, "late_hours">): string {
  return late_hours < late_from ? say.tracking.on_time : say.tracking.late_by(duration(late_hours));
}

export function moment_words({ at, is_now }: Moment): string {
  return is_now ? say.tracking.as_of_now : say.tracking.as_of(date_and_time(at));
}

// How much later than planned, as far as it is told.
export function difference_words({ planned, actual }: Milestone): string {
  if (actual === null) return "";
  const hours = (actual - planned) / 3_600_000;
  if (Math.abs(hours) < 0.5) return say.tracking.as_planned;
  return hours > 0
    ? say.tracking.later(duration(hours))
    : say.tracking.earlier(duration(-hours));
}
