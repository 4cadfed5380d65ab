// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "тәул.",
  hour: "сағ",
  minute: "мин",
  second: "с",
  teu: "ЖФБ",
  km: "км",
};
