// SPDX-License-Identifier: Apache-2.0
export const units = {
  day: "days",
  hour: "h",
  minute: "min",
  second: "s",
  teu: "TEU",
  usd: "USD",
  km: "km",
  kg_co2e: "kg CO2e",
  tonnes_co2e: "t CO2e",
  a_day: "a day",
  a_year: "a year",
};
