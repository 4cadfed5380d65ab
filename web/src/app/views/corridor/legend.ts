// SPDX-License-Identifier: Apache-2.0
// What signs and lines of the map mean.
import { h, svg } from "../../../base/dom";
import type { Network } from "../../api/client";
import { say, term } from "../../i18n";
import { place_kinds, sign_element } from "../../map/icons";
import { kind_of } from "../../map/link_layer";

interface Sample {
  colour: string;
  dash?: string;
  inner?: boolean;
}

const samples: Record<string, Sample> = {
  standard: { colour: "standard-2" },
  wide: { colour: "wide-2", inner: true },
  sea: { colour: "at-sea", dash: "0.1 6" },
  ferry: { colour: "at-sea", dash: "9 3 2 3" },
  road: { colour: "unused", dash: "3 3" },
  planned: { colour: "muted", dash: "4 5" },
  under_construction: { colour: "muted", dash: "9 4" },
};

function line({ colour, dash, inner }: Sample): SVGSVGElement {
  const across = { x1: 2, x2: 34, y1: 6, y2: 6 };
  return svg(
    "svg",
    { viewBox: "0 0 36 12", class: "line-sample", "aria-hidden": "true" },
    svg("line", {
      ...across,
      stroke: `var(--${colour})`,
      "stroke-width": 3.4,
      "stroke-linecap": dash?.startsWith("0.1") ? "round" : "butt",
      "stroke-dasharray": dash,
    }),
    inner
      ? svg("line", {
          ...across,
          stroke: "var(--land)",
          "stroke-width": 1.2,
          "stroke-dasharray": "4 5",
        })
      : null,
  );
}

const words_of: Record<string, () => string> = {
  standard: () => `${term("mode", "rail")}, ${term("gauge", "1435")}`,
  wide: () => `${term("mode", "rail")}, ${term("gauge", "1520")}`,
  sea: () => term("mode", "sea"),
  ferry: () => term("mode", "ferry"),
  road: () => term("mode", "road"),
  planned: () => term("link_status", "planned"),
  under_construction: () => term("link_status", "under_construction"),
};

export function legend({ links, places }: Network): HTMLElement {
  const lines = new Set([...links.map(kind_of), ...links.map((l) => l.status)]);
  const kinds = new Set(places.map((place) => place.kind));
  const item = (sample: Element, words: string) => h("li", {}, sample, words);
  return h(
    "details",
    { class: "legend", "data-print": true },
    h("summary", {}, say.corridor.legend),
    h(
      "ul",
      {},
      ...Object.keys(samples)
        .filter((kind) => lines.has(kind))
        .map((kind) => item(line(samples[kind]!), words_of[kind]!())),
    ),
    h(
      "ul",
      {},
      ...place_kinds
        .filter((kind) => kinds.has(kind))
        .map((kind) => item(sign_element(kind), term("place_kind", kind))),
    ),
    h("p", { class: "small" }, say.corridor.trains_scale),
    h("p", { class: "small" }, say.corridor.disc_scale),
  );
}
