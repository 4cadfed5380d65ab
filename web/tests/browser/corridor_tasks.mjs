// SPDX-License-Identifier: Apache-2.0
// What a planner does with the corridor: find a place by keyboard, see how busy
// it is and what queues there, and come back.
import { expect } from "./harness.mjs";

async function simulated(visit) {
  await visit.go("?view=corridor&corridor=tiny");
  const { page } = visit;
  await page.waitForSelector(".year-line > *");
  const ask = page.locator(".year-line button.primary");
  if (await ask.count()) await ask.click();
  await page.waitForSelector(".year-line > p.small", { timeout: 120_000 });
}

const find_place = (size) => ({
  name: `a place is found by keyboard, its queue is read as a table (${size})`,
  size,
  run: async (visit) => {
    await simulated(visit);
    const { page } = visit;
    await page.locator("input[type=search]").fill("sandgate");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".place-panel");
    const name = await page.locator(".place-panel h1").innerText();
    expect(/sandgate/i.test(name), `the panel shows ${name}`);
    expect(page.url().includes("place="), "the place is not in the address");
    const rows = await page.locator(".place-panel table tbody tr").count();
    expect(rows > 1, "no facilities and lines are listed");
    const queue = page.locator(".place-panel .figure").first();
    if (await queue.count()) {
      await queue.getByRole("button").first().click();
      const weeks = await queue.locator("tbody tr").count();
      expect(weeks >= 50, `the queue has ${weeks} weeks`);
    }
    await visit.sound(`place-${size}`);
    await page.goBack();
    await page.waitForSelector(".place-list");
  },
});

const missing = {
  name: "a corridor that is not there is said to be missing",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=atlantis");
    const words = await visit.page.locator(".failure").innerText();
    expect(words.length > 20, `only this is said: ${words}`);
    visit.errors.length = 0; // the console tells of the answer
    await visit.sound("missing");
  },
};

const exports = {
  name: "the places are saved as CSV and the map as a picture",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=tiny");
    await visit.map_drawn();
    const { page } = visit;
    const saved = async (nth) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(".map-tools button").nth(nth).click(),
      ]);
      return download.suggestedFilename();
    };
    expect((await saved(0)) === "tiny-places.csv", "no CSV was saved");
    expect((await saved(1)) === "tiny.geojson", "no GeoJSON was saved");
    expect((await saved(2)) === "tiny.png", "no picture was saved");
  },
};

const lines = {
  name: "the lines of the map are a table, and come back by the link",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=tiny");
    const { page } = visit;
    await page.locator(".list-choice button").nth(1).click();
    const rows = await page.locator(".lines tbody tr").count();
    expect(rows >= 4, `${rows} lines are listed`);
    expect(page.url().includes("list=lines"), "the list is not in the address");
    await page.reload();
    await page.waitForSelector(".lines");
    await visit.sound("lines");
  },
};

export const tasks = [
  find_place("desktop"),
  find_place("phone"),
  lines,
  missing,
  exports,
];
