// SPDX-License-Identifier: Apache-2.0
// The moment by which lateness is reckoned: that of the last event that anybody
// told, as alerts are, so that a year that is captured anew is seen as it was;
// or now, where the address says so (as_of=now), or nobody told anything yet.
import { api } from "../api/client";
import { one, type Params } from "../state/url";

export interface Moment {
  at: number; // ms
  is_now: boolean;
}

export const is_asked_of_now = (params: Params): boolean => one(params, "as_of") === "now";

export async function moment_of(params: Params, signal: AbortSignal): Promise<Moment> {
  const now = { at: Date.now(), is_now: true };
  if (is_asked_of_now(params)) return now;
  const at = Date.parse((await api.alerts({ limit: 1 }, signal)).as_of);
  return at > 0 ? { at, is_now: false } : now;
}
