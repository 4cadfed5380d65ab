// SPDX-License-Identifier: Apache-2.0
// Limits of a corridor in words: what they are, how full they get, and what
// more of them is worth.
import type { Gain, Limit } from "../../../data/types";
import { say } from "../../i18n";
import { month, number, plain } from "../../i18n/format";
import type { Names } from "../../ui/names";

const line_kinds = new Set(["path", "standing", "single_track"]);

function word(group: Record<string, string>, key: string): string {
  return group[key] ?? key.replaceAll("_", " ");
}

export function limit_name(names: Names, limit: Limit): string {
  const { kind, place, label } = limit;
  if (line_kinds.has(kind) && place.includes(">")) {
    const [from = "", to = ""] = place.split(">");
    return `${names.place(from)} ${kind === "single_track" ? "–" : "→"} ${names.place(to)}`;
  }
  if (place !== "") return names.place(place);
  return label.replace(/: departures$/, "").replace(" - ", " – ");
}

export function limit_note(names: Names, limit: Limit): string {
  const { kind, place, facility, link } = limit;
  if (kind === "facility") return names.facility(place, facility);
  const words = word(say.capacity.limit_kinds, kind);
  const gauge = line_kinds.has(kind) ? names.gauge(link) : "";
  return [words, gauge].filter(Boolean).join(", ");
}

export function limit_words(names: Names, limit: Limit): string {
  return `${limit_name(names, limit)} (${limit_note(names, limit)})`;
}

// "14 of 14 trains a day"
export function usage_words({ used, number: of, unit }: Limit): string {
  const decimals = of < 100 && !(Number.isInteger(of) && used === of) ? 1 : 0;
  return say.capacity.usage(
    number(used, decimals),
    number(of, Number.isInteger(of) ? 0 : decimals),
    word(say.capacity.unit_words, unit),
  );
}

// "+1 train a day": of a facility the package says of what.
export function step_words({ kind, step }: Limit): string {
  if (kind === "facility") {
    const things = say.capacity.things as Record<string, string>;
    const thing = step.replace(/^\+\d+ /, "");
    return `+1 ${things[thing] ?? thing}`;
  }
  return word(say.capacity.steps, kind);
}

// Three digits are as much as is known.
export function rough(value: number): string {
  if (!Number.isFinite(value)) return number(null);
  const size = Math.abs(value);
  if (size < 100) return plain(value);
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(size)) - 2);
  return number(Math.round(value / digits) * digits);
}

export function gain_words({ teu_year, usd_year, growth }: Gain): string {
  const words = [];
  if (growth) words.push(say.capacity.more_growth(number(growth, 3)));
  else if (teu_year) words.push(say.capacity.more_teu(rough(teu_year)));
  if (usd_year) words.push(say.capacity.more_usd(rough(usd_year / 1e6)));
  return words.length > 0 ? words.join(", ") : say.capacity.nothing_more;
}

export function money(musd: number): string {
  return Math.abs(musd) < 0.05 ? number(0) : plain(musd);
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

// "January to March" in the language that is spoken.
export function season_words(season: string): string {
  const spoken = season.split(" to ").map((name) => {
    const at = months.indexOf(name);
    return at < 0 ? name : month(Date.UTC(2024, at, 15));
  });
  return spoken.join(" – ");
}
