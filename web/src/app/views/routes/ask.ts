// SPDX-License-Identifier: Apache-2.0
// Asks for ways; while the years that odds are read off are being simulated,
// shows how far they are, and asks again when they are there.
import { h } from "../../../base/dom";
import type { Json } from "../../../data/json";
import { route_example } from "../../../data/read_routes";
import type { RouteExample } from "../../../data/route_types";
import { api, type Job, type Query } from "../../api/client";
import { follow, pause } from "../../api/jobs";
import { Failure, is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { ended_badly, show_progress } from "../../ui/job_progress";

export interface Answer {
  example: RouteExample;
  map: GeoJSON.FeatureCollection | null;
}

const usual_wait = 3; // seconds

async function wait_for(
  failure: Failure,
  box: HTMLElement,
  signal: AbortSignal,
) {
  const line = h("div", {});
  box.replaceChildren(h("p", {}, say.routes.waiting_years), line);
  const { job } = failure.problem;
  if (job) {
    const on_job = (now: Job) => show_progress(line, now);
    const ended = await follow(job, { signal, on_job });
    if (ended.state !== "done") throw ended_badly(ended);
  } else await pause(1000 * (failure.retry_seconds ?? usual_wait), signal);
}

// The lines are a picture beside the answer: without them it still stands.
async function lines_of(corridor: string, query: Query, signal: AbortSignal) {
  try {
    const text = await api.routes_geojson(corridor, query, signal);
    return JSON.parse(text) as GeoJSON.FeatureCollection;
  } catch (error) {
    if (is_abort(error)) throw error;
    return null;
  }
}

const most_attempts = 20;

export async function ask_ways(
  corridor: string,
  query: Query,
  box: HTMLElement,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await api.routes(corridor, query, signal);
      const example = route_example(answer as unknown as Json);
      const found = example.ways.length > 0;
      const map = found ? await lines_of(corridor, query, signal) : null;
      return { example, map };
    } catch (error) {
      const waits = error instanceof Failure && error.kind === "not-ready";
      if (!waits || attempt === most_attempts) throw error;
      await wait_for(error, box, signal);
    }
  }
}
