// SPDX-License-Identifier: Apache-2.0
// A package as people have it, a ZIP archive, a folder or its files, as what
// the server takes: text by name.
import { read_zip } from "./zip";

export interface Named {
  path: string;
  file: File;
}

export interface Package {
  name: string; // of the archive or folder; "": not known
  files: Record<string, string>;
  left_out: string[]; // what is no part of a package
  size: number; // bytes
}

export class NotText extends Error {}

const largest = 64 * 2 ** 20; // bytes, unpacked

const belongs =
  /^(corridor\.toml|SOURCES\.md|[a-z_]{1,40}\.csv|scenarios\/[a-z0-9][a-z0-9-]{0,62}\.toml)$/;

const is_zip = ({ path }: Named) => /\.zip$/i.test(path);

// Where corridor.toml lies is the package's own folder; what lies outside of it
// is not looked at.
export function root_of(paths: readonly string[]): string {
  const depth = (path: string) => path.split("/").length;
  const [first = ""] = paths
    .filter((path) => /(^|\/)corridor\.toml$/.test(path))
    .sort((a, b) => depth(a) - depth(b));
  return first.slice(0, -"corridor.toml".length);
}

function text_of(path: string, bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotText(path);
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

// Of many files only those that belong to it are asked for their bytes.
export async function package_of(
  contents: ReadonlyMap<string, () => Promise<Bytes>>,
): Promise<Package> {
  const root = root_of([...contents.keys()]);
  const made: Package = {
    name: root.split("/").filter(Boolean).pop() ?? "",
    files: {},
    left_out: [],
    size: 0,
  };
  for (const [path, read] of contents) {
    const name = path.slice(root.length);
    if (!path.startsWith(root) || !belongs.test(name)) {
      made.left_out.push(path);
      continue;
    }
    const bytes = await read();
    made.files[name] = text_of(path, bytes);
    made.size += bytes.byteLength;
  }
  return made;
}

async function bytes_of({ file }: Named): Promise<Bytes> {
  return new Uint8Array(await file.arrayBuffer());
}

async function unpacked({ file }: Named): Promise<Package> {
  const inside = await read_zip(await bytes_of({ path: "", file }), largest);
  const found = await package_of(
    new Map([...inside].map(([path, bytes]) => [path, async () => bytes])),
  );
  return { ...found, name: found.name || file.name.replace(/\.zip$/i, "") };
}

export async function read_package(chosen: readonly Named[]): Promise<Package> {
  const [zip] = chosen.filter(is_zip);
  if (zip) return unpacked(zip);
  return package_of(new Map(chosen.map((one) => [one.path, () => bytes_of(one)])));
}

// What was chosen in a dialogue.
export function chosen_files(list: FileList): Named[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath || file.name,
    file,
  }));
}

const file_of = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

// A folder is read in portions until a portion is blank.
async function folder_of(folder: FileSystemEntry) {
  const reader = (folder as FileSystemDirectoryEntry).createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return entries;
    entries.push(...portion);
  }
}

const path_of = ({ fullPath }: FileSystemEntry) => fullPath.replace(/^\//, "");

async function named(entry: FileSystemEntry): Promise<Named> {
  return { path: path_of(entry), file: await file_of(entry as FileSystemFileEntry) };
}

const most_entries = 10_000; // of a folder in which no package is found so far

// From the outside inwards until a folder has a corridor.toml: its files and its
// scenarios are the package. What lies beside or below is not looked at, as a
// whole disk may have been dropped.
async function searched(entries: readonly FileSystemEntry[]): Promise<Named[]> {
  const files: Named[] = [];
  let level = [...entries];
  for (let seen = 0; level.length > 0 && seen < most_entries; seen += level.length) {
    files.push(...(await Promise.all(level.filter((one) => one.isFile).map(named))));
    if (files.some(({ path }) => /(^|\/)corridor\.toml$/.test(path))) {
      const root = root_of(files.map(({ path }) => path));
      const scenarios = level.filter((one) => path_of(one) === `${root}scenarios`);
      const inside = (await Promise.all(scenarios.map(folder_of))).flat();
      return [...files, ...(await Promise.all(inside.filter((one) => one.isFile).map(named)))];
    }
    level = (await Promise.all(level.filter((one) => one.isDirectory).map(folder_of))).flat();
  }
  return files;
}

// What was dropped, and what a package has in folders.
export async function dropped_files(data: DataTransfer): Promise<Named[]> {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  return entries.length === 0 ? chosen_files(data.files) : searched(entries);
}
