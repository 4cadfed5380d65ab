// SPDX-License-Identifier: Apache-2.0
// Writes dist/report.sources.sha256: one line a source file, in the format of
// sha256sum, and a last one for the page built from them. check_dist.py reads
// it where there is no Node.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const roots = [
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  "tsconfig.json",
  "report.html",
  "src",
  "tools/base_map.mjs",
  "tools/inline.mjs",
];

function files_under(path) {
  if (!statSync(join(web, path)).isDirectory()) return [path];
  return readdirSync(join(web, path)).flatMap((name) =>
    files_under(`${path}/${name}`),
  );
}

function line_of(path) {
  const digest = createHash("sha256").update(readFileSync(join(web, path)));
  return `${digest.digest("hex")}  ${path}\n`;
}

const sources = roots.flatMap(files_under).sort();
const lines = [...sources, "dist/report.html"].map(line_of);
writeFileSync(join(web, "dist/report.sources.sha256"), lines.join(""));
