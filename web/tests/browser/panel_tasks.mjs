// SPDX-License-Identifier: Apache-2.0
// Every view at desktop and phone width, light and dark, in four languages:
// nothing asked elsewhere, no error, no serious finding, nothing cut off.
import { expect } from "./harness.mjs";

const views = [
  "corridor",
  "motion",
  "whatif",
  "routes",
  "capacity",
  "tracking",
  "jobs",
  "packages",
];
const languages = ["en", "zh", "ru", "kk"];

const settled = 400; // ms
const small = "&corridor=tiny"; // maps of it are drawn soon

async function see(visit, search, name) {
  await visit.go(search);
  if (await visit.page.$(".map-box")) await visit.map_drawn();
  await visit.page.waitForTimeout(settled);
  const failure = visit.page.locator(".failure");
  if (await failure.count())
    expect(false, `it fails: ${await failure.first().innerText()}`);
  await visit.sound(name);
}

const panel = (view, size, dark) => ({
  name: `${view} on a ${size}${dark ? " in the dark" : ""} is sound`,
  size,
  dark,
  run: (visit) =>
    see(
      visit,
      `?view=${view}${small}`,
      `${view}-${size}${dark ? "-dark" : ""}`,
    ),
});

const spoken = (language, view) => ({
  name: `${view} in ${language} fits a phone`,
  size: "phone",
  language,
  run: async (visit) => {
    await see(visit, `?view=${view}${small}`, `${view}-phone-${language}`);
    const said = await visit.page.getAttribute("html", "lang");
    expect(said === language, `the page says it is in ${said}`);
  },
});

// The best of some, since other tests may run beside it.
const first_paint = {
  name: "the shell is painted within a second and a half",
  run: async (visit) => {
    const paints = [];
    for (let i = 0; i < 3; i++) {
      await visit.go("?view=jobs");
      paints.push(
        await visit.page.evaluate(
          () =>
            performance.getEntriesByName("first-contentful-paint")[0].startTime,
        ),
      );
    }
    const best = Math.round(Math.min(...paints));
    console.log(`        first paint after ${best} ms`);
    expect(best < 1500, `the first paint took ${best} ms`);
  },
};

const bundled = {
  name: "the bundled corridor is drawn whole",
  run: (visit) => see(visit, "?view=corridor", "bundled"),
};

export const tasks = [
  first_paint,
  bundled,
  ...views.flatMap((view) => [panel(view, "desktop"), panel(view, "phone")]),
  ...views.map((view) => panel(view, "desktop", true)),
  ...languages
    .slice(1)
    .flatMap((language) =>
      views.map((view) => spoken(language, view)),
    ),
];
