// SPDX-License-Identifier: Apache-2.0
// Capacity: what holds a corridor back is ranked, one more is added by a click,
// and projects are chosen under a budget.
import { expect } from "./harness.mjs";

const solving = 120_000; // ms

const one_more = (size) => ({
  name: `one more of what holds the corridor back is added by a click (${size})`,
  size,
  run: async (visit) => {
    const { page } = visit;
    await visit.go("?view=capacity&corridor=tiny&factor=12");
    await page.locator(".capacity-part form button").click();
    await page.waitForSelector(".bottleneck", { timeout: solving });
    await page.locator(".bottleneck .small-button").first().click();
    await page.waitForSelector(".results .notice", { timeout: solving });
    const gain = await page.locator(".results .notice").innerText();
    expect(/\+[\d,]+ TEU/.test(gain), `the gain reads: ${gain}`);
    expect(page.url().includes("step="), "the step is not in the address");
    await visit.map_drawn();
    await visit.sound(`capacity-${size}`);
    await page.locator(".results section .tools button").first().click();
    const rows = await page.locator(".results section").first().locator("tbody tr").count();
    expect(rows > 10, `the table holds ${rows} limits`);
    await page.locator(".chip button").click();
    await page.locator(".chip").waitFor({ state: "detached" });
  },
});

const projects = {
  name: "projects are chosen under a budget, with a cost of one's own",
  run: async (visit) => {
    const { page } = visit;
    await visit.go("?view=capacity&corridor=tiny&part=investment&budget=50");
    await page.locator(".investment .fold summary").click();
    await page.locator(".investment td input").first().fill("1");
    await page.keyboard.press("Tab");
    expect(page.url().includes("cost="), "the cost is not in the address");
    await page.locator(".investment form button").click();
    await page.waitForSelector(".investment .findings-row", { timeout: solving });
    await page.locator(".investment .figure .tools button").first().click();
    const rows = await page.locator(".investment .figure tbody tr").count();
    expect(rows >= 1, "no project is listed");
    await visit.sound("investment");
  },
};

// Pictures drawn by the graphics card that the page still holds.
async function count_maps(page) {
  await page.addInitScript(() => {
    const made = [];
    const make = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      const pen = make.call(this, kind, ...more);
      if (pen && /webgl/.test(kind) && !made.includes(pen)) made.push(pen);
      return pen;
    };
    globalThis.maps_alive = () => made.filter((pen) => !pen.isContextLost()).length;
  });
  return () => page.evaluate(() => globalThis.maps_alive());
}

const other_scenario = {
  name: "with another scenario the answer and the map before are gone",
  run: async (visit) => {
    const { page } = visit;
    const maps = await count_maps(page);
    await visit.go("?view=capacity&corridor=tiny&factor=12");
    await page.locator(".capacity-part form button").click();
    await page.waitForSelector(".bottleneck", { timeout: solving });
    await visit.map_drawn();
    expect((await maps()) === 1, `${await maps()} maps at first`);
    await page.locator(".scenario-picker").selectOption("spring-flood");
    await page.waitForSelector(".results .nothing");
    expect(!page.url().includes("job="), "the address names the old answer");
    await visit.map_drawn();
    expect((await maps()) === 1, `${await maps()} maps after`);
    await visit.sound("capacity-scenario");
  },
};

// The map of the first is still on its way when the second is wanted.
const soon_another = {
  name: "two scenarios one after the other leave one map",
  run: async (visit) => {
    const { page } = visit;
    const maps = await count_maps(page);
    await visit.go("?view=capacity&corridor=tiny");
    await page.waitForFunction(
      () => document.querySelectorAll(".scenario-picker option").length > 2,
    );
    await page.locator(".scenario-picker").selectOption("spring-flood");
    await page.locator(".scenario-picker").selectOption("papers");
    await visit.map_drawn();
    await page.waitForTimeout(500);
    expect((await maps()) === 1, `${await maps()} maps`);
    expect((await page.locator(".failure").count()) === 0, "it fails");
  },
};

export const tasks = [
  one_more("desktop"),
  one_more("phone"),
  projects,
  other_scenario,
  soon_another,
];
