// SPDX-License-Identifier: Apache-2.0
// Numbers and dates in the way of the language that is spoken. Browsers often
// lack Kazakh data: its numbers are written as Russian ones are, and its months
// and lands stand here.
import { language, say, type Language } from ".";
import { kk_countries, kk_months, kk_weekdays } from "./kk_names";

const locales: Record<Language, string> = {
  en: "en-GB",
  zh: "zh-CN",
  ru: "ru-RU",
  kk: "ru-RU",
};

export const dash = "–";

export function locale(): string {
  return locales[language];
}

export function number(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value))
    return dash;
  return value.toLocaleString(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

// As many digits as carry meaning: 0.12, 3.4, 56, 1,234.
export function plain(value: number | null | undefined): string {
  const size = Math.abs(value ?? 0);
  if (size === 0 || size >= 100) return number(value);
  return number(value, size >= 10 ? 0 : size >= 1 ? 1 : 2);
}

export function percent(share: number | null | undefined, decimals = 0) {
  if (share === null || share === undefined || !Number.isFinite(share))
    return dash;
  return share.toLocaleString(locale(), {
    style: "percent",
    maximumFractionDigits: decimals,
  });
}

// Hours below two days, days above; minutes below an hour.
export function duration(hours: number | null | undefined): string {
  if (hours === null || hours === undefined || !Number.isFinite(hours))
    return dash;
  const { day, hour, minute } = say.units;
  if (hours >= 48) return `${number(hours / 24, 1)} ${day}`;
  if (hours < 1) return `${number(60 * hours)} ${minute}`;
  return `${number(hours, hours < 10 ? 1 : 0)} ${hour}`;
}

// How long a computation took: seconds below two minutes.
export function took(seconds: number): string {
  if (seconds < 120)
    return `${number(seconds, seconds < 10 ? 1 : 0)} ${say.units.second}`;
  return duration(seconds / 3600);
}

// "3.6 (2.5–4.6) days"
export function duration_interval(of: {
  mean: number;
  low: number;
  high: number;
}) {
  const days = of.mean >= 48;
  const write = (hours: number) =>
    number(days ? hours / 24 : hours, days || of.mean < 10 ? 1 : 0);
  const between =
    of.high > of.low ? ` (${write(of.low)}–${write(of.high)})` : "";
  return `${write(of.mean)}${between} ${days ? say.units.day : say.units.hour}`;
}

type When = string | number | Date;

function as_date(when: When): Date | null {
  const date = when instanceof Date ? when : new Date(when);
  return Number.isNaN(date.getTime()) ? null : date;
}

function written(
  when: When,
  zone: string,
  options: Intl.DateTimeFormatOptions,
) {
  const date = as_date(when);
  if (!date) return dash;
  const timeZone = zone || "UTC";
  if (language !== "kk")
    return date.toLocaleString(locale(), { timeZone, ...options });
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(date);
  const part = (type: string) =>
    parts.find((one) => one.type === type)?.value ?? "";
  const day = `${Number(part("day"))} ${kk_months[Number(part("month")) - 1]}`;
  return [
    options.weekday ? `${kk_weekdays[part("weekday")] ?? ""},` : "",
    options.day ? day : kk_months[Number(part("month")) - 1],
    options.year ? `${part("year")} ж.` : "",
    options.hour ? `${part("hour")}:${part("minute")}` : "",
  ]
    .filter((word) => word !== "")
    .join(" ");
}

export function date(when: When, zone = "UTC"): string {
  return written(when, zone, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

export function day_and_month(when: When, zone = "UTC"): string {
  return written(when, zone, { day: "numeric", month: "short" });
}

export function month(when: When): string {
  return written(when, "UTC", { month: "short" });
}

export function moment(when: When, zone = "UTC"): string {
  return written(when, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

export function date_and_time(when: When, zone = "UTC"): string {
  return written(when, zone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

export function country(code: string): string {
  if (!code) return "";
  if (language === "kk" && kk_countries[code]) return kk_countries[code];
  try {
    const names = new Intl.DisplayNames([locale()], { type: "region" });
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

// Where whoever looks at it is.
export const own_zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

// For sorting names as the language does.
export function compare(a: string, b: string): number {
  return a.localeCompare(b, locale());
}
