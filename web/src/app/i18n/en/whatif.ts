// SPDX-License-Identifier: Apache-2.0
export const whatif = {
  title: "What if",
};
