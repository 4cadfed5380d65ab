// SPDX-License-Identifier: Apache-2.0
import type { jobs as english } from "../en/jobs";

export const jobs: typeof english = {
  title: "Тапсырмалар",
};
