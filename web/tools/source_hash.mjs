// SPDX-License-Identifier: Apache-2.0
// Writes dist/report.sources.sha256 and dist/app.sources.sha256: one line a
// source file, in the format of sha256sum, and then the files built from them.
// check_dist.py reads them where there is no Node.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const { pages } = JSON.parse(readFileSync(join(web, "tools/pages.json")));

function files_under(path, without) {
  if (path === without) return [];
  if (!statSync(join(web, path)).isDirectory()) return [path];
  return readdirSync(join(web, path)).flatMap((name) =>
    files_under(`${path}/${name}`, without),
  );
}

function line_of(path) {
  const digest = createHash("sha256").update(readFileSync(join(web, path)));
  return `${digest.digest("hex")}  ${path}\n`;
}

for (const page of pages) {
  const sources = page.roots
    .flatMap((root) => files_under(root, page.without))
    .sort();
  const lines = [...sources, ...files_under(page.built).sort()].map(line_of);
  writeFileSync(join(web, page.list), lines.join(""));
}
