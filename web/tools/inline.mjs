// SPDX-License-Identifier: Apache-2.0
// Moves the built script and style sheet into the page, so that the report is
// one file which opens from a disk without any request.
import { existsSync, readFileSync } from "node:fs";

function without_closing_tags(code, tag) {
  return code.replaceAll(`</${tag}`, `<\\/${tag}`);
}

// The licences of what the page contains travel inside it, as they ask.
const contained = [
  "echarts",
  "zrender",
  "d3-geo",
  "d3-array",
  "internmap",
  "topojson-client",
  "tslib",
  "world-atlas",
];

function licences() {
  const packages = new URL("../node_modules/", import.meta.url);
  const text_of = (name) =>
    ["NOTICE", "LICENSE", "LICENSE.txt"]
      .map((file) => new URL(`${name}/${file}`, packages))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, "utf8").replaceAll("\r", "").trim());
  const parts = contained.map((name) => [`# ${name}`, ...text_of(name)]);
  const missing = parts.find((part) => part.length === 1);
  if (missing) throw new Error(`no licence found: ${missing[0]}`);
  const text = parts.flat().join("\n\n").replaceAll("--", "- -");
  return `<!--\nThis file contains the works below.\n\n${text}\n-->`;
}

export function inline_plugin() {
  return {
    name: "inline",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((f) =>
        f.fileName.endsWith(".html"),
      );
      let html = String(page.source);
      for (const file of Object.values(bundle)) {
        if (file === page) continue;
        const at = file.fileName.replaceAll(".", "\\.");
        if (file.type === "chunk") {
          const tag = new RegExp(`<script[^>]*${at}"[^>]*></script>`);
          const code = without_closing_tags(file.code, "script");
          if (!tag.test(html)) throw new Error(`no place for ${file.fileName}`);
          html = html.replace(tag, "");
          html = html.replace(
            "</body>",
            () => `<script type="module">${code}</script>\n</body>`,
          );
        } else {
          const tag = new RegExp(`<link[^>]*${at}"[^>]*>`);
          if (!tag.test(html)) throw new Error(`no place for ${file.fileName}`);
          html = html.replace(tag, () => `<style>${file.source}</style>`);
        }
        delete bundle[file.fileName];
      }
      page.source = `${html.trimEnd()}\n${licences()}\n`;
    },
  };
}
