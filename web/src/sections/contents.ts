// SPDX-License-Identifier: Apache-2.0
// The line of contents that stays at the top and knows where the reader is.
import { h } from "../base/dom";
import { sentence } from "../base/format";

export function contents(sections: HTMLElement[], title: string): HTMLElement {
  const links = sections.map((section) => {
    const title = section.querySelector("h2")?.textContent ?? "";
    return h("a", { href: `#${section.id}`, title }, sentence(section.id));
  });
  const nav = h(
    "nav",
    { class: "contents", "aria-label": "Contents" },
    h("a", { href: "#summary", class: "home" }, title),
    h("div", {}, ...links),
  );
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = links.find((a) => a.hash === `#${target.id}`);
        if (isIntersecting) link?.setAttribute("aria-current", "true");
        else link?.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const section of sections) seen.observe(section);
  return nav;
}
