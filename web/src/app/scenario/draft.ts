// SPDX-License-Identifier: Apache-2.0
// An alternative that is being made up: measures, disruptions and numbers. It
// is written as a scenario file (corridors/FORMAT.md, "scenarios"), and into
// the address.
import { all, one, type Params } from "../state/url";

export type ChangeKind = "set" | "multiply" | "add";

export interface Change {
  table: string;
  key: string; // may hold "*" for any letters
  column: string;
  kind: ChangeKind;
  value: string;
}

export interface Struck {
  key: string;
  start: string; // a day, or "": as the package has it
  end: string;
}

export interface Draft {
  title: string;
  measures: readonly string[];
  disruptions: readonly Struck[];
  changes: readonly string[]; // "links.L017.capacity=60"
}

export const nothing_drafted: Draft = {
  title: "",
  measures: [],
  disruptions: [],
  changes: [],
};

export function is_empty({ measures, disruptions, changes }: Draft): boolean {
  return measures.length + disruptions.length + changes.length === 0;
}

const signs: Record<ChangeKind, string> = { set: "=", multiply: "*=", add: "+=" };

export function format_change({ table, key, column, kind, value }: Change) {
  return `${table}.${key}.${column}${signs[kind]}${value}`;
}

export function parse_change(text: string): Change | null {
  const found = /^(\w+)\.(.+)\.(\w+)\s*(\*=|\+=|=)(.*)$/.exec(text.trim());
  if (!found) return null;
  const [, table = "", key = "", column = "", sign, value = ""] = found;
  const kind = sign === "*=" ? "multiply" : sign === "+=" ? "add" : "set";
  return { table, key, column, kind, value: value.trim() };
}

export function with_measure(draft: Draft, key: string, wanted: boolean): Draft {
  const others = draft.measures.filter((measure) => measure !== key);
  return { ...draft, measures: wanted ? [...others, key] : others };
}

export function with_struck(draft: Draft, struck: Struck): Draft {
  const known = draft.disruptions.some(({ key }) => key === struck.key);
  const disruptions = known
    ? draft.disruptions.map((one) => (one.key === struck.key ? struck : one))
    : [...draft.disruptions, struck];
  return { ...draft, disruptions };
}

export function without_struck(draft: Draft, key: string): Draft {
  const disruptions = draft.disruptions.filter((one) => one.key !== key);
  return { ...draft, disruptions };
}

// The last word on a cell holds: the same cell is not set twice.
export function with_change(draft: Draft, change: Change): Draft {
  const text = format_change(change);
  const same_cell = (other: string) => {
    const { table, key, column, kind } = parse_change(other) ?? {};
    const cell = table === change.table && key === change.key && column === change.column;
    return cell && kind === change.kind;
  };
  const changes = [...draft.changes.filter((other) => !same_cell(other)), text];
  return { ...draft, changes };
}

export function without_change(draft: Draft, text: string): Draft {
  return { ...draft, changes: draft.changes.filter((one) => one !== text) };
}

function quoted(text: string): string {
  const plain = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(/\s+/g, " ")
    .replace(/[\u0000-\u001f\u007f]/g, "");
  return `"${plain}"`;
}

const list_of = (items: readonly string[]) => items.map(quoted).join(", ");

export function write_toml(draft: Draft, untitled: string): string {
  const undated = draft.disruptions.filter(({ start }) => !start);
  const dated = draft.disruptions.filter(({ start }) => start);
  const lines = [`title = ${quoted(draft.title.trim() || untitled)}`];
  if (draft.measures.length > 0)
    lines.push(`measures = [${list_of(draft.measures)}]`);
  if (undated.length > 0)
    lines.push(`disruptions = [${list_of(undated.map(({ key }) => key))}]`);
  if (draft.changes.length > 0)
    lines.push("changes = [", ...draft.changes.map((c) => `  ${quoted(c)},`), "]");
  for (const { key, start, end } of dated) {
    lines.push("", "[[disruption]]", `key = ${quoted(key)}`, `start = ${start}`);
    if (end) lines.push(`end = ${end}`);
  }
  return `${lines.join("\n")}\n`;
}

const apart = "~"; // no id holds it

export function draft_params({ title, measures, disruptions, changes }: Draft) {
  const struck = disruptions.map(({ key, start, end }) =>
    start ? [key, start, end].join(apart) : key,
  );
  return { title, measure: measures, disruption: struck, change: changes };
}

export function parse_draft(params: Params): Draft {
  return {
    title: one(params, "title"),
    measures: all(params, "measure"),
    disruptions: all(params, "disruption").map((text) => {
      const [key = "", start = "", end = ""] = text.split(apart);
      return { key, start, end };
    }),
    changes: all(params, "change"),
  };
}

// The name of a file for a title: "A third railway!" -> "a-third-railway".
export function slug(title: string): string {
  return title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
}
