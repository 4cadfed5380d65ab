// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";
import { base_map_plugin } from "./tools/base_map.mjs";
import { inline_plugin } from "./tools/inline.mjs";

export default defineConfig({
  plugins: [base_map_plugin(), inline_plugin()],
  build: {
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1000,
    emptyOutDir: false,
    rollupOptions: { input: "report.html" },
  },
  test: { include: ["tests/**/*.test.ts"] },
});
