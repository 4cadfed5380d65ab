// SPDX-License-Identifier: Apache-2.0
import type { units as english } from "../en/units";

export const units: typeof english = {
  day: "天",
  hour: "小时",
  minute: "分钟",
  second: "秒",
  teu: "标箱",
  km: "公里",
};
