// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "сут.",
  hour: "ч",
  minute: "мин",
  second: "с",
  teu: "ДФЭ",
  km: "км",
};
