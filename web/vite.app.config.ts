// SPDX-License-Identifier: Apache-2.0
// The live client: files of its own beside the report, no code inside the page.
import { defineConfig } from "vite";
import { base_map_plugin } from "./tools/base_map.mjs";
import { licences_plugin } from "./tools/licences.mjs";

const contained = [
  "maplibre-gl",
  "echarts",
  "zrender",
  "d3-geo",
  "d3-array",
  "internmap",
  "topojson-client",
  "tslib",
  "world-atlas",
];

const server = process.env.CAMEL_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "./",
  plugins: [base_map_plugin(), licences_plugin(contained)],
  worker: { format: "es" },
  build: {
    outDir: "dist/app",
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: "index.html" },
  },
  server: { proxy: { "/v1": server } },
});
