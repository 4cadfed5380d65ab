// SPDX-License-Identifier: Apache-2.0
// What is asked of the capacity, as the address holds it, and as a job.
import type { Limit } from "../../../data/types";
import type { JobRequest, Network } from "../../api/client";
import { say } from "../../i18n";
import type { Change } from "../../scenario/draft";
import type { Tables } from "../../scenario/tables";
import { all, one, type Params } from "../../state/url";
import { cell_of, change_of, parse_step, steps_toml, type Step } from "./steps";

export const objectives = ["throughput", "growth", "cost"] as const;
export type Objective = (typeof objectives)[number];

export interface Question {
  objective: Objective;
  factor: number | null; // times the demand; null: as the server has it
  steps: readonly Step[];
  job: string; // that was sent as a link
}

export function parse_question(params: Params): Question {
  const objective = one(params, "objective") as Objective;
  const factor = Number(one(params, "factor"));
  return {
    objective: objectives.includes(objective) ? objective : "throughput",
    factor: factor > 0 ? factor : null,
    steps: all(params, "step").map(parse_step),
    job: one(params, "job"),
  };
}

export function request_of(
  corridor: string,
  scenarios: readonly string[],
  { objective, factor }: Question,
  toml: string | null,
): JobRequest {
  const steps = "one-more";
  return {
    kind: "capacity",
    corridor,
    scenarios: toml ? [...scenarios, steps] : [...scenarios],
    objective,
    ...(factor !== null && objective !== "growth" ? { demand_factor: factor } : {}),
    ...(toml ? { drafts: { [steps]: toml } } : {}),
  };
}

// The steps as a scenario; the limits are those of the answer without them.
export async function draft_steps(
  steps: readonly Step[],
  limits: readonly Limit[],
  network: Network,
  tables: Tables,
): Promise<string | null> {
  const changes: Change[] = [];
  for (const { limit: id, number } of steps) {
    const limit = limits.find((one) => one.id === id);
    const cell = limit && cell_of(limit, network);
    if (!limit || !cell) continue;
    const change = change_of(limit, number, network, await tables.get(cell.table));
    if (change) changes.push(change);
  }
  return changes.length > 0 ? steps_toml(changes, say.capacity.steps_title) : null;
}
