// SPDX-License-Identifier: Apache-2.0
// What a programmer of a forwarder does: subscribes an address with the
// keyboard alone, keeps its secret, sees that it cannot be reached, deletes it.
import { expect } from "./harness.mjs";

const hooks = (size, language) => ({
  name: `an address is told of events, by keyboard (${size}${language ? `, ${language}` : ""})`,
  size,
  language,
  run: async (visit) => {
    const { page } = visit;
    const url = `https://forwarder.example/hooks/${size}${language ?? ""}`;
    await visit.go("?view=tracking&corridor=tiny");
    await page.locator(".view.tracking a[href*='hooks=all']").click();
    await page.waitForSelector(".hook-form");
    await page.locator(".hook-form input[type=url]").focus();
    await page.keyboard.type(url);
    await page.keyboard.press("Tab");
    await page.keyboard.type("CSQU3054383");
    await page.locator(".hook-form .steps input").first().focus();
    await page.keyboard.press("Space");
    await page.locator(".hook-form button[type=submit]").focus();
    await page.keyboard.press("Enter");
    const secret = page.locator(".secret code");
    await secret.waitFor();
    expect((await secret.innerText()).startsWith("whsec_"), "no secret is shown");
    const title = await page.evaluate(() => document.activeElement.tagName);
    expect(title === "H2", `the focus is at ${title}, not at the secret`);
    const row = page.locator(".view.tracking tbody tr").filter({ hasText: url });
    await row.filter({ hasText: "CSQU3054383" }).waitFor();
    await visit.sound(`hooks-made-${size}${language ?? ""}`);
    // Its name leads nowhere: that is told where the deliveries are.
    await row.locator("[lang=en]").waitFor({ timeout: 60_000 });
    await page.reload();
    await visit.ready();
    await row.waitFor();
    expect((await page.locator(".secret").count()) === 0, "the secret is shown again");
    expect(!(await page.content()).includes("whsec_"), "the secret is in the page");
    await visit.sound(`hooks-${size}${language ?? ""}`);
    const gone = row.locator("button").last();
    await gone.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await row.waitFor({ state: "detached" });
    await page.locator(".hook-form input[type=url]").fill("https://10.0.0.1/");
    await page.keyboard.press("Enter");
    await page.locator(".hook-form .failure").waitFor();
    await page.goBack();
    await page.waitForSelector(".view.tracking input[type=search]");
  },
});

export const tasks = [
  hooks("desktop"),
  hooks("phone"),
  hooks("phone", "zh"),
  hooks("phone", "ru"),
  hooks("desktop", "kk"),
];
