// SPDX-License-Identifier: Apache-2.0
import type { motion as english } from "../en/motion";

export const motion: typeof english = {
  title: "一年动态",
};
