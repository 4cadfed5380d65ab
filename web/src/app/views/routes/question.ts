// SPDX-License-Identifier: Apache-2.0
// What is asked, in the address and to the server.
import type { Query } from "../../api/client";
import { all, one, type Params } from "../../state/url";

export interface Question {
  from: string;
  to: string;
  commodity: string;
  units: string; // "2xFEU"
  ready: string;
  depart_by: string;
  arrive_by: string;
  weeks: string;
  alternatives: string;
  via: readonly string[];
  avoid: readonly string[];
}

const single = [
  "from",
  "to",
  "commodity",
  "units",
  "ready",
  "depart_by",
  "arrive_by",
  "weeks",
  "alternatives",
] as const;

export function question_of(params: Params): Question {
  const words = single.map((name) => [name, one(params, name)]);
  return {
    ...(Object.fromEntries(words) as Record<(typeof single)[number], string>),
    via: all(params, "via"),
    avoid: all(params, "avoid"),
  };
}

export function is_asked({ from, to }: Question): boolean {
  return from !== "" && to !== "";
}

export function same_question(a: Question, b: Question): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function query_of(asked: Question, scenario: readonly string[]): Query {
  return { ...asked, scenario };
}

export function list_of(text: string): string[] {
  return text
    .split(/[,;，；、]/)
    .map((word) => word.trim())
    .filter(Boolean);
}

// "2xFEU" is 2 and FEU.
export function boxes_of(units: string): { count: string; size: string } {
  const [, count, size] = /^(\d+)x(FEU|TEU)$/.exec(units) ?? [];
  return { count: count ?? "1", size: size ?? "FEU" };
}
