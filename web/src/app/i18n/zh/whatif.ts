// SPDX-License-Identifier: Apache-2.0
import type { whatif as english } from "../en/whatif";

export const whatif: typeof english = {
  title: "情景推演",
};
