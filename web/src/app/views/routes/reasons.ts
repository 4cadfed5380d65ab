// SPDX-License-Identifier: Apache-2.0
// What stands in the way of boxes, and what a way has no price for, in the words
// of the language; a type that is unknown here stands as the server says it.
import { h } from "../../../base/dom";
import type { RouteReason } from "../../../data/route_types";
import { say, term } from "../../i18n";
import { country, date, day_and_month, number } from "../../i18n/format";
import type { PlaceName } from "../../ui/names";

export interface Spoken {
  name: PlaceName;
  goods: (commodity: string) => string;
}

const list = (parts: string[]) => parts.join(", ");

function near_words(reason: RouteReason, { name }: Spoken): string {
  const { near, near_km } = say.routes.reasons;
  const places = reason.km.map((km, i) =>
    near_km(name(reason.places[i + 1] ?? ""), number(km)),
  );
  return places.length > 0 ? ` ${near(list(places))}` : "";
}

function others_words({ places, more }: RouteReason, { name }: Spoken): string {
  const named = list(places.slice(1).map(name));
  return more > 0 ? say.routes.reasons.and_more(named, number(more)) : named;
}

const words_by_type: Record<
  string,
  (reason: RouteReason, spoken: Spoken) => string
> = {
  "there-already": ({ places }, { name }) =>
    say.routes.reasons.there_already(name(places[0] ?? "")),
  "too-late": () => say.routes.reasons.too_late,
  "nothing-leaves": () => say.routes.reasons.nothing_leaves,
  "all-avoided": () => say.routes.reasons.all_avoided,
  "none-via": ({ places }, { name }) =>
    say.routes.reasons.none_via(places.map(name).join(" → ")),
  "too-many": ({ teu }) => say.routes.reasons.too_many(number(teu)),
  "other-cargo": ({ commodity, cargo, cargo_taken }, { goods }) =>
    say.routes.reasons.other_cargo(
      goods(commodity),
      term("cargo", cargo),
      term("cargo", cargo_taken),
    ),
  "too-few-weeks": ({ weeks }) => say.routes.reasons.too_few_weeks(number(weeks)),
  "nothing-from": (reason, spoken) =>
    say.routes.reasons.nothing_from(
      spoken.name(reason.places[0] ?? ""),
      spoken.goods(reason.commodity),
    ) + near_words(reason, spoken),
  "nothing-to": (reason, spoken) =>
    say.routes.reasons.nothing_to(
      spoken.name(reason.places[0] ?? ""),
      spoken.goods(reason.commodity),
    ) + near_words(reason, spoken),
  reaches: (reason, spoken) =>
    say.routes.reasons.reaches(
      spoken.name(reason.places[0] ?? ""),
      spoken.goods(reason.commodity),
      others_words(reason, spoken),
    ),
  "reached-from": (reason, spoken) =>
    say.routes.reasons.reached_from(
      spoken.name(reason.places[0] ?? ""),
      others_words(reason, spoken),
    ),
  closed: ({ closure, places, from, until }, { name }) =>
    say.routes.reasons.closed(
      closure,
      places.map(name).join(" – "),
      day_and_month(from),
      day_and_month(until),
    ),
  waits: ({ arrives }) => say.routes.reasons.waits(date(arrives)),
};

export function reason_words(
  reason: RouteReason,
  spoken: Spoken,
): string | null {
  return words_by_type[reason.type]?.(reason, spoken) ?? null;
}

export function reason_line(
  reason: RouteReason,
  spoken: Spoken,
  tag: "li" | "p" = "li",
): HTMLElement {
  const words = reason_words(reason, spoken);
  return words
    ? h(tag, {}, words)
    : h(tag, { lang: "en" }, reason.text);
}

// "rail in KZ", "handling at KZKHG", "border CNALA>KZDOS": what has no price.
export function gap_words(what: string, name: PlaceName): string {
  const { handling, border, mode_in } = say.routes.gaps;
  const [, place] = /^handling at (\S+)$/.exec(what) ?? [];
  if (place) return handling(name(place));
  const [, from, to] = /^border (\S+)>(\S+)$/.exec(what) ?? [];
  if (from && to) return border(name(from), name(to));
  const [, mode, land] = /^([a-z]+)(?: in ([A-Z]{2}))?$/.exec(what) ?? [];
  if (!mode) return what;
  return land ? mode_in(term("mode", mode), country(land)) : term("mode", mode);
}
