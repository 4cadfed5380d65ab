// SPDX-License-Identifier: Apache-2.0
// One function for each thing the server answers (openapi.yaml). They return
// the document or throw a Failure; all can be called off.
import type { components, operations } from "./generated/types";
import { failure_of, is_abort, unreachable } from "./problem";

type Schemas = components["schemas"];
export type CorridorList = Schemas["CorridorList"];
export type Corridor = Schemas["Corridor"];
export type Finding = Schemas["Finding"];
export type Network = Schemas["Network"];
export type Place = Network["places"][number];
export type Link = Network["links"][number];
export type Facility = Network["facilities"][number];
export type Source = Network["sources"][number];
export type Scenario = Schemas["Scenario"];
export type ScenarioDraft = Schemas["ScenarioDraft"];
export type ScenarioList = Schemas["ScenarioList"];
export type RouteAnswer = Schemas["RouteAnswer"];
export type Job = Schemas["Job"];
export type JobKind = Schemas["JobKind"];
export type JobState = Schemas["JobState"];
export type JobPage = Schemas["JobPage"];
export type JobRequest = Schemas["JobRequest"];
export type Motion = Schemas["Motion"];
export type TablePage = Schemas["TablePage"];

export type Consignment = Schemas["Consignment"];
export type ConsignmentPage = Schemas["ConsignmentPage"];
export type LineUp = Schemas["ConsignmentLineUp"];
export type BoxOutlook = Schemas["BoxOutlook"];
export type BoxAlert = Schemas["BoxAlert"];
export type Subscription = Schemas["Subscription"];
export type SubscriptionDraft = Schemas["SubscriptionDraft"];
export type SubscriptionPage = Schemas["SubscriptionPage"];
type Answer<Of extends keyof operations> = operations[Of] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
export type Outlook = Answer<"getOutlook">;
export type AlertPage = Answer<"listAlerts">;
export type Box = Answer<"getBox">;

export type Query = Record<
  string,
  string | number | readonly string[] | undefined
>;

interface Request {
  method?: string;
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

const key_at = "steel-camel-key";

export function keep_key(key: string) {
  sessionStorage.setItem(key_at, key);
}

export function with_key(): Record<string, string> {
  const key = sessionStorage.getItem(key_at);
  return key ? { Authorization: `Bearer ${key}` } : {};
}

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value])
      search.append(name, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

export async function send(path: string, request: Request = {}) {
  const { method = "GET", query, body, headers, signal } = request;
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      signal: signal ?? null,
      headers: {
        ...with_key(),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw is_abort(error) ? error : unreachable(error);
  }
  if (!response.ok) throw await failure_of(response);
  return response;
}

async function ask<T>(path: string, request?: Request): Promise<T> {
  const response = await send(path, request);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

const at = encodeURIComponent;
const corridor_at = (name: string) => `/v1/corridors/${at(name)}`;
const scenario_at = (corridor: string, name: string) =>
  `${corridor_at(corridor)}/scenarios/${at(name)}`;
const consignment_at = (id: string) => `/v1/consignments/${at(id)}`;
const subscription_at = (id: string) => `/v1/subscriptions/${at(id)}`;
const job_at = (job: string) => `/v1/jobs/${at(job)}`;

type Signal = AbortSignal | undefined;

export const api = {
  corridors: (signal?: Signal) =>
    ask<CorridorList>("/v1/corridors", { signal }),
  corridor: (name: string, signal?: Signal) =>
    ask<Corridor>(corridor_at(name), { signal }),
  delete_corridor: (name: string, signal?: Signal) =>
    ask<void>(corridor_at(name), { method: "DELETE", signal }),
  network: (name: string, signal?: Signal) =>
    ask<Network>(`${corridor_at(name)}/network`, { signal }),
  table: (corridor: string, table: string, cursor = "", signal?: Signal) =>
    ask<TablePage>(`${corridor_at(corridor)}/tables/${at(table)}`, {
      query: { limit: 1000, cursor },
      signal,
    }),
  map_geojson: async (name: string, signal?: Signal) =>
    (await send(`${corridor_at(name)}/map`, { signal })).text(),
  scenarios: (corridor: string, signal?: Signal) =>
    ask<ScenarioList>(`${corridor_at(corridor)}/scenarios`, { signal }),
  scenario: (corridor: string, name: string, signal?: Signal) =>
    ask<Scenario>(scenario_at(corridor, name), { signal }),
  create_scenario: (corridor: string, body: ScenarioDraft, signal?: Signal) =>
    ask<Scenario>(`${corridor_at(corridor)}/scenarios`, {
      method: "POST",
      body,
      signal,
    }),
  change_scenario: (corridor: string, body: ScenarioDraft, signal?: Signal) =>
    ask<Scenario>(scenario_at(corridor, body.scenario), {
      method: "PUT",
      body,
      signal,
    }),
  delete_scenario: (corridor: string, name: string, signal?: Signal) =>
    ask<void>(scenario_at(corridor, name), { method: "DELETE", signal }),
  routes: (corridor: string, query: Query, signal?: Signal) =>
    ask<RouteAnswer>(`${corridor_at(corridor)}/routes`, { query, signal }),
  routes_geojson: async (corridor: string, query: Query, signal?: Signal) => {
    const headers = { Accept: "application/geo+json" };
    const request = { query, headers, signal };
    return (await send(`${corridor_at(corridor)}/routes`, request)).text();
  },
  consignments: (query: Query, signal?: Signal) =>
    ask<ConsignmentPage>("/v1/consignments", { query, signal }),
  consignment: (id: string, signal?: Signal) =>
    ask<Consignment>(consignment_at(id), { signal }),
  line_up: (id: string, signal?: Signal) =>
    ask<LineUp>(`${consignment_at(id)}/line-up`, { signal }),
  outlook: (id: string, signal?: Signal) =>
    ask<Outlook>(`${consignment_at(id)}/outlook`, { signal }),
  alerts: (query: Query, signal?: Signal) =>
    ask<AlertPage>("/v1/alerts", { query, signal }),
  box: (word: string, signal?: Signal) =>
    ask<Box>(`/v1/boxes/${at(word)}`, { signal }),
  subscriptions: (query: Query, signal?: Signal) =>
    ask<SubscriptionPage>("/v1/subscriptions", { query, signal }),
  create_subscription: (body: SubscriptionDraft, signal?: Signal) =>
    ask<Subscription>("/v1/subscriptions", { method: "POST", body, signal }),
  delete_subscription: (id: string, signal?: Signal) =>
    ask<void>(subscription_at(id), { method: "DELETE", signal }),
  try_again: (id: string, signal?: Signal) =>
    ask<Subscription>(`${subscription_at(id)}/again`, { method: "POST", signal }),
  renew_secret: (id: string, signal?: Signal) =>
    ask<Answer<"renewSecret">>(`${subscription_at(id)}/secret`, { method: "POST", signal }),
  jobs: (query: Query, signal?: Signal) =>
    ask<JobPage>("/v1/jobs", { query, signal }),
  job: (job: string, signal?: Signal) => ask<Job>(job_at(job), { signal }),
  create_job: (body: JobRequest, signal?: Signal) =>
    ask<Job>("/v1/jobs", { method: "POST", body, signal }),
  cancel_job: (job: string, signal?: Signal) =>
    ask<Job>(job_at(job), { method: "DELETE", signal }),
  run_again: (job: string, signal?: Signal) =>
    ask<Job>(`${job_at(job)}/again`, { method: "POST", signal }),
  result: <T>(job: string, signal?: Signal) =>
    ask<T>(`${job_at(job)}/result`, { signal }),
  events: (job: string, last: string, signal: AbortSignal) =>
    send(`${job_at(job)}/events`, {
      signal,
      headers: {
        Accept: "text/event-stream",
        ...(last ? { "Last-Event-ID": last } : {}),
      },
    }),
};
