// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "тәул.",
  hour: "сағ",
  minute: "мин",
  second: "с",
  teu: "ЖФБ",
  usd: "АҚШ доллары",
  km: "км",
  kg_co2e: "кг CO2e",
  tonnes_co2e: "т CO2e",
  a_day: "тәулігіне",
  a_year: "жылына",
};
