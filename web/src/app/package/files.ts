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

export function package_of(
  contents: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Package {
  const root = root_of([...contents.keys()]);
  const made: Package = {
    name: root.split("/").filter(Boolean).pop() ?? "",
    files: {},
    left_out: [],
    size: 0,
  };
  for (const [path, bytes] of contents) {
    const name = path.slice(root.length);
    if (!path.startsWith(root) || !belongs.test(name)) {
      made.left_out.push(path);
      continue;
    }
    made.files[name] = text_of(path, bytes);
    made.size += bytes.byteLength;
  }
  return made;
}

async function bytes_of({ file }: Named) {
  return new Uint8Array(await file.arrayBuffer());
}

export async function read_package(chosen: readonly Named[]): Promise<Package> {
  const [zip] = chosen.filter(is_zip);
  if (zip) {
    const found = package_of(await read_zip(await bytes_of(zip), largest));
    const name = found.name || zip.file.name.replace(/\.zip$/i, "");
    return { ...found, name };
  }
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const one of chosen) contents.set(one.path, await bytes_of(one));
  return package_of(contents);
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
async function all_in(folder: FileSystemDirectoryEntry) {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return entries;
    entries.push(...portion);
  }
}

async function files_in(entry: FileSystemEntry): Promise<Named[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile)
    return [{ path, file: await file_of(entry as FileSystemFileEntry) }];
  const inside = await all_in(entry as FileSystemDirectoryEntry);
  return (await Promise.all(inside.map(files_in))).flat();
}

// What was dropped, folders with all that is in them.
export async function dropped_files(data: DataTransfer): Promise<Named[]> {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return chosen_files(data.files);
  return (await Promise.all(entries.map(files_in))).flat();
}
