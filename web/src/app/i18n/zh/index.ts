// SPDX-License-Identifier: Apache-2.0
import type { Messages } from "..";
import { capacity } from "./capacity";
import { corridor } from "./corridor";
import { hooks } from "./hooks";
import { jobs } from "./jobs";
import { motion } from "./motion";
import { packages } from "./packages";
import { problems } from "./problems";
import { routes } from "./routes";
import { shell } from "./shell";
import { terms } from "./terms";
import { tracking } from "./tracking";
import { units } from "./units";
import { whatif } from "./whatif";

export const zh: Messages = {
  capacity,
  corridor,
  hooks,
  jobs,
  motion,
  packages,
  problems,
  routes,
  shell,
  terms,
  tracking,
  units,
  whatif,
};
