// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  dropped_files,
  NotText,
  package_of,
  read_package,
  root_of,
} from "../../src/app/package/files";
import { BadZip, read_zip } from "../../src/app/package/zip";
import { short_file } from "../../src/app/ui/findings";

type Bytes = Uint8Array<ArrayBuffer>;
const bytes = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

async function deflated(content: Bytes): Promise<Bytes> {
  const stream = new Blob([content])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Numbers of so many bytes each, the least first.
const numbers = (...all: [value: number, size: number][]) =>
  all.flatMap(([value, size]) =>
    Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 255),
  );

// As APPNOTE 6.3 has it; dates and sums are left zero, nobody reads them here.
async function zip_of(files: Record<string, string>, flags = 0): Promise<Bytes> {
  const [body, directory]: [number[], number[]] = [[], []];
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [bytes(path), bytes(text)];
    const method = text.length > 20 ? 8 : 0;
    const packed = method === 8 ? await deflated(content) : content;
    const at = body.length;
    const sizes = numbers([packed.length, 4], [content.length, 4]);
    const common = numbers([20, 2], [flags, 2], [method, 2], [0, 4], [0, 4]);
    body.push(...numbers([0x04034b50, 4]), ...common, ...sizes);
    body.push(...numbers([name.length, 2], [0, 2]), ...name, ...packed);
    directory.push(...numbers([0x02014b50, 4], [20, 2]), ...common, ...sizes);
    directory.push(...numbers([name.length, 2], [3, 2], [2, 2], [0, 2], [0, 2], [0, 4], [at, 4]));
    directory.push(...name, 1, 2, 3, 4, 5);
  }
  const count = Object.keys(files).length;
  const end = numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [directory.length, 4], [body.length, 4], [0, 2]);
  return new Uint8Array([...body, ...directory, ...end]);
}

const text_in = (content: Bytes | undefined) => new TextDecoder().decode(content);
const long = "place,name\n".repeat(50);

describe("an archive", () => {
  test("gives its files, stored or deflated, with whatever stands between", async () => {
    const found = await read_zip(await zip_of({ "a/": "", "a/b.csv": long, c: "short" }), 1e6);
    expect([...found.keys()]).toEqual(["a/b.csv", "c"]);
    expect(text_in(found.get("a/b.csv"))).toBe(long);
    expect(text_in(found.get("c"))).toBe("short");
  });

  test("larger than there is room for is not unpacked", async () => {
    await expect(read_zip(await zip_of({ a: long, b: long }), 600)).rejects.toThrow(BadZip);
  });

  test("that is broken, cut off or encrypted is refused", async () => {
    const good = await zip_of({ a: long });
    await expect(read_zip(bytes("no archive at all"), 1e6)).rejects.toThrow(BadZip);
    await expect(read_zip(new Uint8Array(0), 1e6)).rejects.toThrow(BadZip);
    await expect(read_zip(good.slice(30), 1e6)).rejects.toThrow(BadZip);
    await expect(read_zip(await zip_of({ a: long }, 1), 1e6)).rejects.toThrow(BadZip);
  });
});

const unread = (): Promise<Bytes> => {
  throw new Error("nobody asked for it");
};

// A folder of a disk, as a browser hands it over; "tree" is what is in it.
type Tree = { [name: string]: string | Tree };

function entry_of(path: string, tree: string | Tree, opened: string[]): FileSystemEntry {
  const common = { fullPath: path, isFile: typeof tree === "string", isDirectory: typeof tree !== "string" };
  if (typeof tree === "string") {
    const file = (on: (file: File) => void) => on(new File([tree], path));
    return { ...common, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    opened.push(path);
    const portions = [Object.entries(tree).map(([name, one]) => entry_of(`${path}/${name}`, one, opened)), []];
    return { readEntries: (on: (entries: FileSystemEntry[]) => void) => on(portions.shift()!) };
  };
  return { ...common, createReader } as unknown as FileSystemEntry;
}

test("of a dropped folder what is no package is not opened", async () => {
  const opened: string[] = [];
  const own = {
    "corridor.toml": "name",
    "places.csv": "place",
    scenarios: { "flood.toml": "title", deeper: { "x.toml": "?" } },
    photographs: { "a.raw": "?" },
  };
  const dropped = entry_of("/my", { own, music: { album: { "a.flac": "?" } } }, opened);
  const items = [{ webkitGetAsEntry: () => dropped }];
  const found = await read_package(await dropped_files({ items } as unknown as DataTransfer));
  expect(found.name).toBe("own");
  expect(Object.keys(found.files)).toEqual(["corridor.toml", "places.csv", "scenarios/flood.toml"]);
  expect(opened).toEqual(["/my", "/my/own", "/my/music", "/my/own/scenarios"]);
});

describe("a package", () => {
  const contents = new Map([
    ["my/own/corridor.toml", async () => bytes("name")],
    ["my/own/places.csv", async () => bytes("place")],
    ["my/own/scenarios/flood.toml", async () => bytes("title")],
    ["my/own/notes.txt", unread],
    ["my/.git/config", unread],
  ]);

  test("is what lies where corridor.toml lies; the rest is named as left out", async () => {
    const { name, files, left_out, size } = await package_of(contents);
    expect(name).toBe("own");
    expect(files).toEqual({
      "corridor.toml": "name",
      "places.csv": "place",
      "scenarios/flood.toml": "title",
    });
    expect(left_out).toEqual(["my/own/notes.txt", "my/.git/config"]);
    expect(size).toBe(14);
  });

  test("has its root at the outermost corridor.toml", () => {
    expect(root_of(["a/b/corridor.toml", "a/corridor.toml"])).toBe("a/");
    expect(root_of(["corridor.toml", "a/corridor.toml"])).toBe("");
    expect(root_of(["places.csv"])).toBe("");
  });

  test("with a file that is no text is refused by that file's name", async () => {
    const broken = new Map([["places.csv", async () => new Uint8Array([0xc3, 0x28])]]);
    await expect(package_of(broken)).rejects.toThrow(new NotText("places.csv"));
  });

  test("of an archive without a folder has the archive's name", async () => {
    const zip = await zip_of({ "corridor.toml": "name" });
    const file = new File([zip], "north-south.zip");
    const found = await read_package([{ path: file.name, file }]);
    expect(found.name).toBe("north-south");
    expect(found.files).toEqual({ "corridor.toml": "name" });
  });
});

test("a finding names its file as the package does", () => {
  expect(short_file("/var/lib/x/places.csv")).toBe("places.csv");
  expect(short_file("/var/lib/x/scenarios/flood.toml")).toBe("scenarios/flood.toml");
  expect(short_file("links.csv")).toBe("links.csv");
});
