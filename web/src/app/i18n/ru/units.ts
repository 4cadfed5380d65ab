// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "сут.",
  hour: "ч",
  minute: "мин",
  second: "с",
  teu: "ДФЭ",
  usd: "долл. США",
  km: "км",
  kg_co2e: "кг CO2e",
  tonnes_co2e: "т CO2e",
  a_day: "в сутки",
  a_year: "в год",
};
