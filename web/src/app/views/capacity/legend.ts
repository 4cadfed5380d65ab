// SPDX-License-Identifier: Apache-2.0
// What depth, width and edges of lines mean.
import { h, svg } from "../../../base/dom";
import { full_width, use_classes } from "../../../map/lines";
import { say } from "../../i18n";
import { percent } from "../../i18n/format";

function sample(...colours: [string, number, string?][]) {
  return svg(
    "svg",
    { class: "line-sample", viewBox: "0 0 36 12", "aria-hidden": true },
    ...colours.map(([colour, width, edge], i) => {
      const y = 6 + (colours.length > 1 ? (i === 0 ? -3 : 3) : 0);
      const line = { x1: 2, x2: 34, y1: y, y2: y, "stroke-linecap": "round" };
      return svg(
        "g",
        {},
        edge && svg("line", { ...line, stroke: edge, "stroke-width": width + 4 }),
        svg("line", { ...line, stroke: colour, "stroke-width": width }),
      );
    }),
  );
}

export function saturation_legend(): HTMLElement {
  const { capacity: words } = say;
  const edges = [0, ...use_classes.map(({ below }) => below)];
  const items = use_classes.map((_, i) => {
    const [from, to] = [edges[i]!, edges[i + 1]!];
    const text = Number.isFinite(to)
      ? words.between(percent(from), percent(to))
      : words.above(percent(from));
    const width = Math.min(4, 0.7 * full_width(i));
    return h("li", {}, sample([`var(--standard-${i})`, width], [`var(--wide-${i})`, width]), text);
  });
  return h(
    "details",
    { class: "legend", open: !matchMedia("(max-width: 680px)").matches },
    h("summary", {}, words.legend),
    h(
      "ul",
      {},
      ...items,
      h("li", {}, sample(["var(--standard-3)", 3, "var(--outside)"]), words.holds_back),
    ),
  );
}
