// SPDX-License-Identifier: Apache-2.0
// What a forwarder does: a route from Chengdu to Łódź under 14 days, read leg
// by leg; a question without an answer, and why.
import { expect } from "./harness.mjs";

async function choose(page, label, typed, wanted) {
  const field = page.getByRole("combobox", { name: label, exact: true });
  await field.fill(typed);
  await page.waitForSelector(`[role=listbox]:not([hidden]) [role=option]`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const now = await field.inputValue();
  expect(wanted.test(now), `"${typed}" became "${now}"`);
}

const years = 180_000; // ms, the first question simulates years

const find_route = (size) => ({
  name: `a route Chengdu–Łódź under 14 days is found (${size})`,
  size,
  run: async (visit) => {
    await visit.go("?view=routes");
    const { page } = visit;
    await choose(page, "From", "chengdu", /Chengdu/);
    await choose(page, "To", "lodz", /Łódź/);
    await page.locator("form.question button[type=submit]").click();
    await page.waitForSelector(".ways .way", { timeout: years });
    const days = await page.locator(".way dd").first().innerText();
    expect(parseFloat(days) < 14, `half of the boxes take ${days} days`);
    expect(
      page.url().includes("from=CNCDU"),
      "the question is not in the address",
    );
    const legs = await page.locator(".legs .leg").count();
    expect(legs >= 3, `${legs} legs are shown`);
    await page.locator(".order select").selectOption("usd");
    expect(page.url().includes("by=usd"), "the order is not in the address");
    await page.locator(".ways .way").last().click();
    await page.waitForTimeout(300);
    await visit.sound(`ways-${size}`);
    await page.goBack();
  },
});

const by_link = {
  name: "a question opens by its link, and its table twin has the figures",
  run: async (visit) => {
    await visit.go("?view=routes&from=CNSIA&to=DEDUI");
    const { page } = visit;
    await page.waitForSelector(".front .figure", { timeout: years });
    const toggle = page.locator(".front .tools button").first();
    await toggle.click();
    const ways = await page.locator(".ways .way").count();
    const rows = await page.locator(".front tbody tr").count();
    expect(rows === ways, `${rows} rows for ${ways} ways`);
    await page.locator(".way-panel .tools button").first().click();
    await visit.sound("ways-as-tables");
  },
};

const no_route = {
  name: "where there is no route, what stands in the way is said",
  run: async (visit) => {
    await visit.go(
      "?view=routes&from=CNCDU&to=PLLOD&avoid=KZ&avoid=MN&avoid=RU",
    );
    await visit.page.waitForSelector(".no-route li", { timeout: years });
    await visit.sound("no-route");
  },
};

const misspelt = {
  name: "a place that is not there is told with a mend",
  run: async (visit) => {
    await visit.go("?view=routes&from=Chengdux&to=PLLOD");
    await visit.page.waitForSelector(".failure", { timeout: years });
    const words = await visit.page.locator(".failure").innerText();
    expect(words.includes("Chengdux"), `only this is said: ${words}`);
  },
};

export const tasks = [
  find_route("desktop"),
  find_route("phone"),
  by_link,
  no_route,
  misspelt,
];
