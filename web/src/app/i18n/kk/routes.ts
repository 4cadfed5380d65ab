// SPDX-License-Identifier: Apache-2.0
import type { routes as english } from "../en/routes";

export const routes: typeof english = {
  title: "Бағыттар",
};
