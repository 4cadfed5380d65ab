// SPDX-License-Identifier: Apache-2.0
// What the server could not answer, as RFC 9457 says it, and what the network
// could not bring.
import type { components } from "./generated/types";

export type Problem = components["schemas"]["Problem"];

export class Failure extends Error {
  readonly problem: Problem;
  readonly retry_seconds: number | null;

  constructor(problem: Problem, retry_seconds: number | null = null) {
    super(problem.detail);
    this.problem = problem;
    this.retry_seconds = retry_seconds;
  }

  // "not-ready" of "/v1/problems/not-ready".
  get kind(): string {
    return this.problem.type.split("/").pop() ?? "";
  }
}

export function unreachable(cause: unknown): Failure {
  return new Failure({
    type: "unreachable",
    title: "The server does not answer",
    status: 0,
    detail: String(cause),
  });
}

export async function failure_of(response: Response): Promise<Failure> {
  const after = Number(response.headers.get("Retry-After"));
  const retry = Number.isFinite(after) && after > 0 ? after : null;
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.detail === "string" && typeof problem.type === "string")
      return new Failure(problem, retry);
  } catch {
    // Not a problem document: say what the status says.
  }
  const title = response.statusText || String(response.status);
  const { status } = response;
  return new Failure({ type: "http", title, status, detail: title }, retry);
}

export function is_abort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

// To catch with, where what was called off is no failure.
export function unless_abort(error: unknown) {
  if (!is_abort(error)) throw error;
}
