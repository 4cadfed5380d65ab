// SPDX-License-Identifier: Apache-2.0
// Moves the built script and style sheet into the page, so that the report is
// one file which opens from a disk without any request.
import { licences } from "./licences.mjs";

function without_closing_tags(code, tag) {
  return code.replaceAll(`</${tag}`, `<\\/${tag}`);
}

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
      page.source = `${html.trimEnd()}\n<!--\nThis file contains the works below.\n\n${licences(contained)}\n-->\n`;
    },
  };
}
