// SPDX-License-Identifier: Apache-2.0
import type { capacity as english } from "../en/capacity";

export const capacity: typeof english = {
  title: "Пропускная способность",
};
