// SPDX-License-Identifier: Apache-2.0
// A share from 0 to 1 as a bar with its interval as a whisker.
import { svg } from "../base/dom";
import { clamp } from "../base/format";
import type { Interval } from "../data/types";

const size = { width: 110, height: 16 };

export function share_bar(share: Interval, label: string): SVGSVGElement {
  const x = (value: number) => size.width * clamp(value || 0, 0, 1);
  const image = svg(
    "svg",
    {
      class: "share",
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-label": label,
    },
    svg("rect", { class: "room", y: 4, width: size.width, height: 8 }),
    svg("rect", { class: "used", y: 4, width: x(share.mean), height: 8 }),
  );
  if (share.high > share.low)
    image.append(
      svg("path", {
        class: "whisker",
        d: `M${x(share.low)},8H${x(share.high)}M${x(share.low)},4.5v7M${x(share.high)},4.5v7`,
      }),
    );
  return image;
}
