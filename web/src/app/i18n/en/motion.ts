// SPDX-License-Identifier: Apache-2.0
export const motion = {
  title: "Year in motion",
};
