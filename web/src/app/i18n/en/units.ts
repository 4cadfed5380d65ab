// SPDX-License-Identifier: Apache-2.0
export const units = {
  day: "days",
  hour: "h",
  minute: "min",
  second: "s",
  teu: "TEU",
  km: "km",
};
