// SPDX-License-Identifier: Apache-2.0
// A chart of the client: an empty box of the right height at once, the drawing
// when the library has come.
import { h } from "../../base/dom";
import type { ChartOption } from "../../charts/chart";

export type { ChartOption };
export type ChartLibrary = typeof import("../../charts/chart");

export interface LiveChart {
  label: string; // what a screen reader says
  height: number;
  option: (library: ChartLibrary) => ChartOption;
}

export function live_chart({ label, height, option }: LiveChart): HTMLElement {
  const box = h("div", {});
  box.style.minHeight = `${height}px`;
  void import("../../charts/chart").then((library) => {
    const drawn = { label, height: () => height, option: () => option(library) };
    box.replaceChildren(library.chart(drawn));
  });
  return box;
}
