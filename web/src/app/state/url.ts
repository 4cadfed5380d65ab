// SPDX-License-Identifier: Apache-2.0
// What you are looking at, as an address: view, corridor, scenarios, and what
// the view itself asks for (a place, a question, a filter).

export const views = [
  "corridor",
  "motion",
  "whatif",
  "routes",
  "capacity",
  "tracking",
  "jobs",
  "packages",
] as const;
export type ViewName = (typeof views)[number];

// What a view keeps in the address, by name; each may be given many times.
export type Params = Readonly<Record<string, readonly string[]>>;

export interface State {
  view: ViewName;
  corridor: string; // "": the server's default
  scenarios: readonly string[];
  params: Params;
}

const shared = new Set(["view", "corridor", "scenario"]);

export function parse_url(search: string): State {
  const query = new URLSearchParams(search);
  const params: Record<string, string[]> = {};
  for (const name of new Set(query.keys()))
    if (!shared.has(name)) params[name] = query.getAll(name);
  const view = query.get("view") as ViewName;
  return {
    view: views.includes(view) ? view : "corridor",
    corridor: query.get("corridor") ?? "",
    scenarios: query.getAll("scenario"),
    params,
  };
}

export function format_url(state: State): string {
  const query = new URLSearchParams({ view: state.view });
  if (state.corridor) query.set("corridor", state.corridor);
  for (const scenario of state.scenarios) query.append("scenario", scenario);
  for (const [name, values] of Object.entries(state.params))
    for (const value of values) if (value !== "") query.append(name, value);
  return `?${query}`;
}

export function one(params: Params, name: string): string {
  return params[name]?.[0] ?? "";
}

export function all(params: Params, name: string): readonly string[] {
  return params[name] ?? [];
}
