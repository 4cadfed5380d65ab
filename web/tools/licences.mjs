// SPDX-License-Identifier: Apache-2.0
// The licences of what a built page contains travel with it, as they ask.
import { existsSync, readFileSync } from "node:fs";

export function licences(contained) {
  const packages = new URL("../node_modules/", import.meta.url);
  const text_of = (name) =>
    ["NOTICE", "LICENSE", "LICENSE.txt", "LICENSE.md"]
      .map((file) => new URL(`${name}/${file}`, packages))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, "utf8").replaceAll("\r", "").trim());
  const parts = contained.map((name) => [`# ${name}`, ...text_of(name)]);
  const missing = parts.find((part) => part.length === 1);
  if (missing) throw new Error(`no licence found: ${missing[0]}`);
  return parts.flat().join("\n\n").replaceAll("--", "- -");
}

// A file of them beside a page of several files.
export function licences_plugin(contained) {
  return {
    name: "licences",
    generateBundle() {
      const source = `This folder contains the works below.\n\n${licences(contained)}\n`;
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source });
    },
  };
}
