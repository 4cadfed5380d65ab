// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "天",
  hour: "小时",
  minute: "分钟",
  second: "秒",
  teu: "标箱",
  usd: "美元",
  km: "公里",
  kg_co2e: "千克 CO2e",
  tonnes_co2e: "吨 CO2e",
  a_day: "每天",
  a_year: "每年",
};
