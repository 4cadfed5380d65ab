// SPDX-License-Identifier: Apache-2.0
// The package's tables as a what-if may change them: which rows there are, by
// their keys, and which of their columns are numbers.
import { api, type TablePage } from "../api/client";

// By which columns a row is named, in the tables that people change.
export const keys_of_table: Record<string, readonly string[]> = {
  links: ["link"],
  facilities: ["place", "facility"],
  procedures: ["place", "name"],
  services: ["service"],
  fleets: ["fleet"],
  demand: ["demand"],
  commodities: ["commodity"],
  tariffs: ["tariff"],
  emission_factors: ["factor"],
  loading_bans: ["ban"],
  disruptions: ["disruption"],
};

export const table_names = Object.keys(keys_of_table);

const evidence = new Set(["source", "confidence", "note", "name", "effect"]);

export interface Table {
  name: string;
  columns: readonly string[]; // that can be changed, numbers first
  numeric: ReadonlySet<string>;
  rows: readonly { key: string; words: string; cells: Record<string, string> }[];
}

type Cells = Record<string, string>;

function cells_of({ columns }: TablePage, row: readonly string[]): Cells {
  return Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""]));
}

const is_number = (text: string) => text !== "" && Number.isFinite(Number(text));

function numeric_columns(columns: readonly string[], rows: readonly Cells[]) {
  const holds_numbers = (column: string) => {
    const filled = rows.map((row) => row[column] ?? "").filter(Boolean);
    return filled.length > 0 && filled.every(is_number);
  };
  return new Set(columns.filter(holds_numbers));
}

function words_of(cells: Cells): string {
  const { name, origin, destination, from_place, to_place, kind, from_country, to_country } =
    cells;
  if (name && !from_country) return name;
  if (origin) return `${origin} → ${destination}, ${cells.commodity}`;
  if (from_place) return `${from_place} – ${to_place}, ${cells.mode}`;
  if (from_country) return `${from_country} → ${to_country}`;
  return kind ?? "";
}

export function read_table(page: TablePage): Table {
  const keys = keys_of_table[page.table] ?? [page.columns[0]!];
  const all = page.rows.map((row) => cells_of(page, row));
  const columns = page.columns.filter(
    (column) => !keys.includes(column) && !evidence.has(column),
  );
  const numeric = numeric_columns(columns, all);
  const seen = new Set<string>();
  const rows = all.flatMap((cells) => {
    const key = keys.map((column) => cells[column]).join("/");
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ key, words: words_of(cells), cells }];
  });
  const order = (column: string) => (numeric.has(column) ? 0 : 1);
  columns.sort((a, b) => order(a) - order(b));
  return { name: page.table, columns, numeric, rows };
}

async function all_pages(corridor: string, table: string, signal: AbortSignal) {
  const page = await api.table(corridor, table, "", signal);
  while (page.next) {
    const more = await api.table(corridor, table, page.next, signal);
    page.rows.push(...more.rows);
    if (more.next) page.next = more.next;
    else delete page.next;
  }
  return page;
}

export class Tables {
  private readonly known = new Map<string, Promise<Table>>();

  constructor(
    private readonly corridor: string,
    private readonly signal: AbortSignal,
  ) {}

  get(name: string): Promise<Table> {
    const known = this.known.get(name);
    if (known) return known;
    const asked = all_pages(this.corridor, name, this.signal).then(read_table);
    this.known.set(name, asked);
    asked.catch(() => this.known.delete(name));
    return asked;
  }
}
