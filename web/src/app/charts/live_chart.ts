// SPDX-License-Identifier: Apache-2.0
// A chart of the client: an empty box of the right height at once, the drawing
// when the library has come.
import { h } from "../../base/dom";
import type { Chart } from "../../charts/chart";

export type { Chart, ChartOption } from "../../charts/chart";
export type ChartLibrary = typeof import("../../charts/chart");

const guess = 640;

export function live_chart(
  make: (library: ChartLibrary) => Chart,
  height = 240,
  label = "",
): HTMLElement {
  const box = h("div", {
    class: "chart-place",
    "aria-label": label || undefined,
  });
  box.style.minHeight = `${height}px`;
  void import("../../charts/chart").then((library) => {
    const made = make(library);
    box.style.minHeight = `${made.height(box.clientWidth || guess)}px`;
    box.replaceChildren(library.chart(made));
  });
  return box;
}
