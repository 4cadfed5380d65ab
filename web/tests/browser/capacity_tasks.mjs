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

export const tasks = [one_more("desktop"), one_more("phone"), projects];
