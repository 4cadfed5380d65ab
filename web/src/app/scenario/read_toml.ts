// SPDX-License-Identifier: Apache-2.0
// Reads a scenario file back into a draft, where it holds no more than a draft
// can say; null for those that only their text can be changed of.
import { nothing_drafted, type Draft, type Struck } from "./draft";

const text = String.raw`"(?:[^"\\]|\\.)*"`;
const title_line = new RegExp(String.raw`^title\s*=\s*(${text})$`);
const list_block = new RegExp(
  String.raw`^(measures|disruptions|changes)\s*=\s*\[((?:\s|,|${text})*)\]`,
);
const ignored = /^(description|source)\s*=\s*(?:"""[\s\S]*?"""|"(?:[^"\\]|\\.)*")/;
const day = String.raw`\d{4}-\d\d-\d\d`;
const struck_block = new RegExp(
  String.raw`^\[\[disruption\]\]\s*\n\s*key\s*=\s*(${text})` +
    String.raw`(?:\s*\n\s*start\s*=\s*(${day}))?(?:\s*\n\s*end\s*=\s*(${day}))?`,
);

function plain(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, "$1");
}

function items(inside: string): string[] {
  return (inside.match(new RegExp(text, "g")) ?? []).map(plain);
}

function take(rest: string, draft: Draft): { rest: string; draft: Draft } | null {
  const title = title_line.exec(rest.split("\n", 1)[0]!.trimEnd());
  if (title)
    return {
      rest: rest.slice(rest.indexOf("\n") + 1 || rest.length),
      draft: { ...draft, title: plain(title[1]!) },
    };
  const list = list_block.exec(rest);
  if (list) {
    const found = items(list[2]!);
    const struck: Struck[] = found.map((key) => ({ key, start: "", end: "" }));
    const more = {
      measures: { measures: found },
      disruptions: { disruptions: [...draft.disruptions, ...struck] },
      changes: { changes: found },
    }[list[1] as "measures" | "disruptions" | "changes"];
    return { rest: rest.slice(list[0].length), draft: { ...draft, ...more } };
  }
  const other = ignored.exec(rest);
  if (other) return { rest: rest.slice(other[0].length), draft };
  const block = struck_block.exec(rest);
  if (!block) return null;
  const [whole, key, start = "", end = ""] = block;
  const disruptions = [...draft.disruptions, { key: plain(key!), start, end }];
  return { rest: rest.slice(whole.length), draft: { ...draft, disruptions } };
}

const past_blanks = (text: string) => text.replace(/^(?:\s|#[^\n]*(?:\n|$))*/, "");

export function read_toml(toml: string): Draft | null {
  let rest = past_blanks(toml.replace(/\r\n/g, "\n"));
  let draft = nothing_drafted;
  while (rest !== "") {
    const taken = take(rest, draft);
    if (!taken) return null;
    draft = taken.draft;
    rest = past_blanks(taken.rest);
  }
  return draft;
}
