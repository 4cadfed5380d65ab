// SPDX-License-Identifier: Apache-2.0
// Numbers the sources in the order in which the report cites them; the list
// at its end holds those and no others.
import type { Source } from "../data/types";
import { h } from "./dom";

export class Citations {
  private readonly by_id: Map<string, Source>;
  private readonly cited = new Map<string, number>();

  constructor(sources: Source[]) {
    this.by_id = new Map(sources.map((source) => [source.id, source]));
  }

  number_of(id: string): number {
    const known = this.cited.get(id);
    if (known !== undefined) return known;
    this.cited.set(id, this.cited.size + 1);
    return this.cited.size;
  }

  // "KEY_A;KEY_B" becomes [1, 2], each a link to the list.
  cite(keys: string): HTMLElement | null {
    const ids = keys.split(";").map((key) => key.trim());
    const known = ids.filter((id) => id !== "");
    if (known.length === 0) return null;
    const marks = known.flatMap((id, i) => {
      const mark = h(
        "a",
        { href: `#source-${this.number_of(id)}`, title: this.title_of(id) },
        this.number_of(id),
      );
      return i === 0 ? [mark] : [", ", mark];
    });
    return h("span", { class: "cite" }, "[", ...marks, "]");
  }

  title_of(id: string): string {
    const source = this.by_id.get(id);
    if (!source) return id;
    const parts = [source.publisher, source.title, source.year];
    return parts.filter((part) => part !== "").join(", ");
  }

  all_cited(): { number: number; id: string; source: Source | undefined }[] {
    return [...this.cited].map(([id, number]) => ({
      number,
      id,
      source: this.by_id.get(id),
    }));
  }
}
