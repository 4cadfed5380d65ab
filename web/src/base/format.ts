// SPDX-License-Identifier: Apache-2.0
// How numbers look: as many digits as the interval supports, thousands
// separated, the unit last: "12.3 (12.0–12.6) days".
import type { Interval } from "../data/types";

export const dash = "–";
const thin = "\u202f"; // narrow no-break space
const most_decimals = 3;

export function format_number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return dash;
  return value.toLocaleString("en-US", {
    minimumFractionDigits: Math.max(0, decimals),
    maximumFractionDigits: Math.max(0, decimals),
  });
}

// Two or three digits that carry meaning; whole numbers above a hundred.
export function decimals_for(value: number): number {
  const size = Math.abs(value);
  if (!(size > 0) || size >= 100) return 0;
  if (size >= 1) return 1;
  return size >= 0.1 ? 2 : most_decimals;
}

export function format_plain(value: number): string {
  if (value === 0) return "0";
  return format_number(value, decimals_for(value));
}

// The place of the interval's leading digit: -1 for tenths, 2 for hundreds.
function place_of_precision(interval: Interval): number | null {
  const half = (interval.high - interval.low) / 2;
  if (!(half > 0)) return null;
  // 0.96 is one, not nine tenths: round before taking the digit.
  return Math.floor(Math.log10(half * 1.05));
}

function format_to(value: number, place: number): string {
  if (place <= 0) return format_number(value, Math.min(-place, most_decimals));
  const step = 10 ** Math.max(0, place - 1);
  return format_number(Math.round(value / step) * step);
}

// Of a difference: two digits of the interval, or three of a number without
// one.
export function decimals_of({ mean, low, high }: Interval): number {
  const half = (high - low) / 2;
  const size = half > 0 ? half : Math.abs(mean) / 10;
  if (!(size > 0)) return 0;
  return clamp(1 - Math.floor(Math.log10(size)), 0, most_decimals);
}

export function has_interval(interval: Interval): boolean {
  return place_of_precision(interval) !== null;
}

// The last digit worth printing: that of the interval, but no more than three
// digits in all unless they would hide that there is an interval.
function last_place(interval: Interval): number | null {
  const place = place_of_precision(interval);
  if (place === null) return null;
  const third = Math.floor(Math.log10(Math.abs(interval.mean) || 1)) - 2;
  const { low, high } = interval;
  const enough = Math.max(place, third);
  return format_to(low, enough) === format_to(high, enough) ? place : enough;
}

export function format_mean(interval: Interval): string {
  const place = last_place(interval);
  if (place === null) return format_plain(interval.mean);
  return format_to(interval.mean, place);
}

function between(low: string, high: string): string {
  return low.startsWith("-")
    ? `${low} to ${high}`.replaceAll("-", "\u2212")
    : `${low}–${high}`;
}

export function scaled({ mean, low, high }: Interval, by: number): Interval {
  return { mean: by * mean, low: by * low, high: by * high };
}

const in_millions = (interval: Interval) => scaled(interval, 1e-6);

const million = 1e6;

export function format_range(low: number, high: number): string {
  if (low === high || !Number.isFinite(high)) return format_one(low);
  if (!Number.isFinite(low)) return format_one(high);
  if (high >= million)
    return `${format_number(low / 1e6, 2)}–${format_number(high / 1e6, 2)} million`;
  // Two digits of the range's own width, so that its ends can be told apart.
  const enough = clamp(1 - Math.floor(Math.log10(high - low)), 0, most_decimals);
  const halves = high < 100 && !(Number.isInteger(low) && Number.isInteger(high));
  const decimals = Math.max(enough, halves ? 1 : 0);
  return between(format_number(low, decimals), format_number(high, decimals));
}

function format_one(value: number): string {
  if (Math.abs(value) < million) return format_plain(value);
  return `${format_number(value / 1e6, 2)} million`;
}

export function format_limits(interval: Interval): string {
  const place = last_place(interval);
  if (place === null) return "";
  const { low, high } = interval;
  return between(format_to(low, place), format_to(high, place));
}

export function with_unit(number: string, unit: string): string {
  if (!unit || number === dash) return number;
  return unit === "%" ? `${number}${thin}%` : `${number} ${unit}`;
}

export function format_interval(interval: Interval, unit = ""): string {
  const large = Math.abs(interval.mean) >= million;
  const shown = large ? in_millions(interval) : interval;
  const limits = format_limits(shown);
  const number = format_mean(shown) + (limits && ` (${limits})`);
  return with_unit(large ? `${number} million` : number, unit);
}

// Three digits: what a model of means can carry is not known better.
export function format_rough(value: number): string {
  const size = Math.abs(value);
  if (size >= million) return `${format_number(value / 1e6, 2)} million`;
  if (!(size >= 1000)) return format_number(value);
  const unit = 10 ** (Math.floor(Math.log10(size)) - 2);
  return format_number(unit * Math.round(value / unit));
}

// A headline: the mean alone, its interval goes under it.
export function format_headline(interval: Interval): string {
  if (Math.abs(interval.mean) < million) return format_mean(interval);
  return `${format_mean(in_millions(interval))} million`;
}

export function format_headline_limits(interval: Interval): string {
  if (Math.abs(interval.mean) < million) return format_limits(interval);
  const limits = format_limits(in_millions(interval));
  return limits && `${limits} million`;
}

export function format_percent(share: number, decimals = 0): string {
  return with_unit(format_number(100 * share, decimals), "%");
}

export const percent_interval = (share: Interval) => scaled(share, 100);

// Below two days hours speak; above, days.
export function format_hours(hours: number): string {
  if (!Number.isFinite(hours)) return dash;
  if (hours >= 48) return `${format_plain(hours / 24)} days`;
  if (hours > 0 && hours < 1) return `${format_number(60 * hours)} min`;
  return `${format_number(hours, hours < 10 ? 1 : 0)} h`;
}

export function format_count(count: number, one: string, many = `${one}s`) {
  return `${format_number(count)} ${count === 1 ? one : many}`;
}

export function round_up(value: number, step: number): number {
  return step * Math.ceil(value / step);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

const kind_of_place =
  /(\s+international)?(\s+(railway|sea|dry|freight))?\s+(port|seaport|terminal|station)$/i;

const long_name = 18;

// "Xi'an International Port (Xinzhu)" is "Xi'an" where room is short, "Aktau
// port" is "Aktau"; "Frankfurt (Oder)" is short enough.
export function short_name(name: string): string {
  const without_notes = name.replace(/\s*\([^)]*\)/g, "").replace(/\s+\/.*$/, "");
  const bare = name.length > long_name ? without_notes : name;
  return bare.replace(kind_of_place, "") || name;
}

// "KZ" is "Kazakhstan".
export function country_name(code: string): string {
  try {
    const names = new Intl.DisplayNames(["en"], { type: "region" });
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

// A hyphen that stands as a dash becomes one.
export function dashed(text: string): string {
  return text.replaceAll(" - ", " \u2013 ");
}

export function words(id: string): string {
  return id.replaceAll("_", " ");
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// "a, b and c"
export function listed(items: string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
