// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from "vitest";
import type { Job } from "../../src/app/api/client";
import { follow } from "../../src/app/api/jobs";
import { settings_words, state_of_result } from "../../src/app/views/jobs/row";

const job = (changes: Partial<Job> = {}): Job => ({
  job: "j1",
  result: false,
  kind: "simulation",
  state: "running",
  corridor: "tiny",
  request: { kind: "simulation", corridor: "tiny" },
  progress: { done: 1, of: 4 },
  created: "2026-12-01T00:00:00Z",
  ...changes,
});

afterEach(() => vi.unstubAllGlobals());

const event = (id: number, name: string, of: Job) =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(of)}\n\n`;

// Answers of a server, one after the other.
function serve(...bodies: string[]) {
  const asked: { path: string; last: string | null }[] = [];
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  vi.stubGlobal("fetch", async (path: string, options: RequestInit) => {
    const headers = new Headers(options.headers);
    asked.push({ path, last: headers.get("Last-Event-ID") });
    return new Response(bodies.shift() ?? "", { status: 200 });
  });
  return asked;
}

const signal = new AbortController().signal;

test("a job is followed to its end, results on the way are told", async () => {
  const done = job({ state: "done", result_replications: 4 });
  serve(
    event(1, "progress", job()) +
      event(2, "result", job({ result_replications: 2 })) +
      event(3, "state", done),
    JSON.stringify(done),
  );
  const seen: number[] = [];
  const ended = await follow("j1", {
    signal,
    on_result: (now) => seen.push(now.result_replications ?? 0),
  });
  expect(ended.state).toBe("done");
  expect(seen).toEqual([2, 4]);
});

test("a broken connection is taken up after the last event", async () => {
  const done = job({ state: "done", result_replications: 4 });
  const asked = serve(
    event(7, "progress", job()),
    JSON.stringify(job()), // what is asked when the stream breaks
    event(8, "state", done),
    JSON.stringify(done),
  );
  const ended = await follow("j1", { signal });
  expect(ended.state).toBe("done");
  const streams = asked.filter(({ path }) => path.endsWith("/events"));
  expect(streams.map(({ last }) => last)).toEqual([null, "7"]);
});

test("the end of an earlier run is not the end of a job that runs again", async () => {
  const done = job({ state: "done", result_replications: 4 });
  serve(
    event(1, "state", job({ state: "cancelled" })) +
      event(2, "state", job({ state: "queued" })) +
      event(3, "state", done),
    JSON.stringify(job()), // what it is when its old end is read
    JSON.stringify(done),
  );
  const seen: string[] = [];
  const on_job = (now: Job) => seen.push(now.state);
  const ended = await follow("j1", { signal, on_job });
  expect(ended.state).toBe("done");
  expect(seen).toEqual(["running", "queued", "done"]);
});

test("a result opens in the view that shows it, with its scenarios", () => {
  const asked = {
    kind: "capacity",
    corridor: "tiny",
    scenarios: ["a"],
  } as const;
  const state = state_of_result(
    job({ kind: "capacity", request: { ...asked, scenarios: ["a"] } }),
  );
  expect(state).toEqual({
    view: "capacity",
    corridor: "tiny",
    scenarios: ["a"],
    params: { job: ["j1"] },
  });
});

test("what a job was asked with is told in words", () => {
  const request = {
    kind: "comparison",
    corridor: "tiny",
    scenarios: ["a", "b"],
    replications: 10,
    drafts: { mine: "" },
  } as const;
  const words = settings_words(
    job({ seed: 7, request: { ...request, scenarios: ["a", "b"] } }),
  );
  expect(words).toEqual([
    "a + b",
    "own changes: mine",
    "10 replications",
    "seed 7",
  ]);
});
