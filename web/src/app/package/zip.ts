// SPDX-License-Identifier: Apache-2.0
// Reads a ZIP archive (PKWARE APPNOTE 6.3): the directory at its end, then each
// file, stored or deflated. What is larger than a limit is not unpacked.

export class BadZip extends Error {}

interface Entry {
  name: string;
  method: number;
  at: number; // of its own header
  size: number; // packed
}

const end_sign = 0x06054b50;
const entry_sign = 0x02014b50;
const file_sign = 0x04034b50;
const end_size = 22;
const longest_comment = 65_535;

function end_of(view: DataView): number {
  const first = Math.max(0, view.byteLength - end_size - longest_comment);
  for (let at = view.byteLength - end_size; at >= first; --at)
    if (view.getUint32(at, true) === end_sign) return at;
  throw new BadZip("no directory");
}

function entries_of(view: DataView): Entry[] {
  const end = end_of(view);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; --left) {
    if (view.getUint32(at, true) !== entry_sign) throw new BadZip("directory");
    if (view.getUint16(at + 8, true) & 1) throw new BadZip("encrypted");
    const length = view.getUint16(at + 28, true);
    const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, length);
    entries.push({
      name: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    const [extra, comment] = [at + 30, at + 32];
    at += 46 + length;
    at += view.getUint16(extra, true) + view.getUint16(comment, true);
  }
  return entries;
}

// Stops reading as soon as more came out than there is room for.
async function inflate(packed: Uint8Array<ArrayBuffer>, room: number) {
  const stream = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.byteLength;
    if (size > room) {
      void reader.cancel();
      throw new BadZip("too large");
    }
    parts.push(value);
  }
}

async function unpack(view: DataView<ArrayBuffer>, entry: Entry, room: number) {
  const { at, size, method } = entry;
  if (view.getUint32(at, true) !== file_sign) throw new BadZip("header");
  const names = view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const from = view.byteOffset + at + 30 + names;
  const packed = new Uint8Array(view.buffer, from, size);
  if (method === 0) return packed.slice();
  if (method === 8) return inflate(packed, room);
  throw new BadZip("method");
}

// Files by their paths; folders are left out.
export async function read_zip(
  bytes: Uint8Array<ArrayBuffer>,
  largest: number,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let room = largest;
  try {
    for (const entry of entries_of(view)) {
      if (entry.name.endsWith("/")) continue;
      const content = await unpack(view, entry, room);
      room -= content.byteLength;
      if (room < 0) throw new BadZip("too large");
      files.set(entry.name, content);
    }
  } catch (error) {
    throw error instanceof BadZip ? error : new BadZip(String(error));
  }
  return files;
}
