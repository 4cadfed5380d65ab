// SPDX-License-Identifier: Apache-2.0
export const jobs = {
  title: "Jobs",
};
