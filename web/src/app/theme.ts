// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system. The palette's dark half is a media rule of
// the style sheet (src/styles/colours.css); choosing a theme rewrites the
// rule's condition, so there is one palette for the report and the client.

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const kept_at = "steel-camel-theme";
const system = "screen and (prefers-color-scheme: dark)";
const condition: Record<Theme, string> = {
  auto: system,
  light: "not all",
  dark: "screen",
};

const dark_rules: CSSMediaRule[] = [];

function find_rules() {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (
        rule instanceof CSSMediaRule &&
        rule.conditionText.includes("prefers-color-scheme")
      )
        dark_rules.push(rule);
}

export function theme(): Theme {
  const kept = localStorage.getItem(kept_at) as Theme | null;
  return kept && themes.includes(kept) ? kept : "auto";
}

function apply(chosen: Theme) {
  if (dark_rules.length === 0) find_rules();
  for (const rule of dark_rules) rule.media.mediaText = condition[chosen];
  document.documentElement.style.colorScheme =
    chosen === "auto" ? "light dark" : chosen;
  dispatchEvent(new Event("themechange"));
}

export function choose_theme(chosen: Theme) {
  localStorage.setItem(kept_at, chosen);
  apply(chosen);
}

export function start_theme() {
  apply(theme());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    dispatchEvent(new Event("themechange")),
  );
}

// The value of a variable of the palette, for canvases and the map.
export function colour(name: string): string {
  return getComputedStyle(document.documentElement)
    .getPropertyValue(`--${name}`)
    .trim();
}

export function moves_little(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
