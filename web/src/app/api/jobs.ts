// SPDX-License-Identifier: Apache-2.0
// A job is asked for, listened to until it ends, and taken up again where the
// connection broke.
import { api, type Job, type JobKind, type JobRequest } from "./client";
import { read_events } from "./events";
import { Failure, is_abort } from "./problem";

const over = new Set<Job["state"]>([
  "done",
  "failed",
  "cancelled",
  "interrupted",
]);

export function is_over(job: Job): boolean {
  return over.has(job.state);
}

export interface Listener {
  signal: AbortSignal;
  on_job?: (job: Job) => void;
  on_result?: (job: Job) => void; // a result, or one of more replications
}

const longest_wait = 10_000; // ms between attempts

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException("called off", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}

// Listens once; the last event's id and whether the job ended.
async function listen(id: string, last: string, to: Listener) {
  let at = last;
  let results = -1;
  for await (const event of read_events(
    await api.events(id, last, to.signal),
  )) {
    at = event.id || at;
    const job = await job_of(event.data, id, to.signal);
    to.on_job?.(job);
    const now = job.result_replications ?? (job.state === "done" ? 0 : -1);
    if (event.event === "result" || (is_over(job) && now > results)) {
      results = now;
      to.on_result?.(job);
    }
    if (is_over(job)) return { at, job };
  }
  return { at, job: null };
}

// A job that was run again has ends among its past events: whether it is over
// now is asked.
async function job_of(data: string, id: string, signal: AbortSignal) {
  try {
    const job = JSON.parse(data) as Job;
    if (job.job && job.state && !is_over(job)) return job;
  } catch {
    // An event without a job in it: ask.
  }
  return api.job(id, signal);
}

// Resolves with the job when it is over.
export async function follow(id: string, to: Listener): Promise<Job> {
  let last = "";
  let wait = 500;
  for (;;) {
    try {
      const { at, job } = await listen(id, last, to);
      if (job) return job;
      if (at !== last) wait = 500;
      last = at;
      const now = await api.job(id, to.signal);
      to.on_job?.(now);
      if (is_over(now)) {
        if (now.state === "done") to.on_result?.(now);
        return now;
      }
    } catch (error) {
      const lost = error instanceof Failure && error.problem.status < 500;
      if (is_abort(error)) throw error;
      if (lost && (error as Failure).problem.status !== 0) throw error;
    }
    await pause(wait, to.signal);
    wait = Math.min(longest_wait, 2 * wait);
  }
}

export async function ask_and_follow(request: JobRequest, to: Listener) {
  const job = await api.create_job(request, to.signal);
  to.on_job?.(job);
  if (job.state === "done") to.on_result?.(job);
  return is_over(job) ? job : follow(job.job, to);
}

export const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x, i) => x === b[i]);

// What was asked with these scenarios and nothing made up, the newest first.
export async function jobs_for(
  kind: JobKind,
  corridor: string,
  scenarios: readonly string[],
  signal: AbortSignal,
): Promise<Job[]> {
  const { jobs } = await api.jobs({ kind, corridor, limit: 100 }, signal);
  return jobs.filter(
    ({ request }) => same(request.scenarios ?? [], scenarios) && !request.drafts,
  );
}
