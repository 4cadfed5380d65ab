// SPDX-License-Identifier: Apache-2.0
// The year in motion: asked for, stepped through by keyboard, read as a table,
// opened again by its link, and played fast enough without a graphics card.
import { expect } from "./harness.mjs";

const simulating = 240_000; // ms

async function year_of(visit, corridor, more = "") {
  await visit.go(`?view=motion&corridor=${corridor}${more}`);
  const { page } = visit;
  await page.waitForSelector(".page button.primary, .job-line, .strip");
  const ask = page.locator(".page button.primary");
  if (await ask.count()) await ask.click();
  await page.waitForSelector(".strip svg", { timeout: simulating });
  await visit.map_drawn();
}

// How often an element is filled anew by what is done.
async function drawings_while(page, selector, act) {
  await page.evaluate((at) => {
    globalThis.drawings = 0;
    new MutationObserver((found) => {
      globalThis.drawings += found.filter((one) => one.addedNodes.length).length;
    }).observe(document.querySelector(at), { childList: true });
  }, selector);
  await act();
  await page.waitForTimeout(200);
  return page.evaluate(() => globalThis.drawings);
}

const stepped = (size) => ({
  name: `the year is stepped through by keyboard and read as a table (${size})`,
  size,
  run: async (visit) => {
    const { page } = visit;
    await year_of(visit, "tiny");
    const time = page.locator(".motion-controls .time");
    const before = await time.innerText();
    const drawn = await drawings_while(page, ".now-panel .panel-body", () =>
      page.keyboard.press("Shift+ArrowRight"),
    );
    const after = await time.innerText();
    expect(before !== after, "the arrow key does not go on a day");
    expect(drawn === 1, `one step draws the panel ${drawn} times`);
    await page.locator(".controls-row select").first().selectOption({ index: 6 });
    expect(/Jul/.test(await time.innerText()), "the month was not jumped to");
    await page.locator(".now-panel .small-button").first().click();
    const tables = await page.locator(".now-panel h2").count();
    expect(tables >= 3, `${tables} parts tell what is on the map`);
    await page.waitForFunction(() => location.search.includes("t="));
    const shown = await time.innerText();
    await visit.sound(`motion-${size}`);
    await page.reload();
    await page.waitForSelector(".strip svg", { timeout: simulating });
    await page.waitForFunction(
      (words) => document.querySelector(".time")?.textContent === words,
      shown,
    );
  },
});

const looked_at = {
  name: "what stands at a place is told, and is in the address",
  run: async (visit) => {
    const { page } = visit;
    await year_of(visit, "tiny", "&t=2024-07-02T06:00");
    const picker = page.locator(".now-panel select").first();
    const options = await picker.locator("option").count();
    expect(options > 1, "nothing queued in this year");
    await picker.selectOption({ index: 1 });
    await page.waitForSelector(".now-panel .card");
    expect(page.url().includes("place="), "the place is not in the address");
    await visit.sound("motion-place");
  },
};

const least_frames = 15; // a second
const tries = 16;

// Other programs take their share: the best of some seconds counts.
const played = {
  name: "hundreds of trains play at fifteen pictures a second or more",
  run: async (visit) => {
    const { page } = visit;
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await year_of(visit, "china-europe", "&t=2024-10-02T06:00");
    await page.locator(".controls-row select").first().selectOption("24");
    expect(page.url().includes("speed=24"), "the speed is not in the address");
    await page.locator(".play").click();
    let best = 0;
    for (let i = 0; i < tries && best < least_frames; i++) {
      await page.waitForTimeout(1500);
      const frames = await page.locator(".view").getAttribute("data-frames-a-second");
      best = Math.max(best, Number(frames));
    }
    const moving = await page.locator(".facts dd").first().innerText();
    console.log(`        ${moving} trains at ${best} pictures a second`);
    await page.keyboard.press(" ");
    await page.waitForTimeout(300);
    await visit.sound("motion-played");
    expect(best >= least_frames, `${best} pictures a second`);
  },
};

export const tasks = [stepped("desktop"), stepped("phone"), looked_at, played];
