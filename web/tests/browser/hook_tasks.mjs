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
    await page.waitForFunction(() => document.activeElement.matches("section.card > h2"));
    await page.locator(".hook-form input[type=url]").fill("https://10.0.0.1/");
    await page.keyboard.press("Enter");
    await page.locator(".hook-form .failure").waitFor();
    await page.goBack();
    await page.waitForSelector(".view.tracking input[type=search]");
  },
});

// Looked at again, a question waits for its answer; asked twice, a secret is
// renewed once; a look that began before a deletion brings nothing back.
const calm = {
  name: "who is about to renew or delete is not disturbed by a look",
  run: async (visit) => {
    const { page } = visit;
    const url = "https://forwarder.example/hooks/calm";
    await visit.go("?view=tracking&corridor=tiny");
    await page.evaluate(async (url) => {
      const answer = await fetch("/v1/subscriptions", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ url, handshake: false }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    }, url);
    await page.clock.install();
    await page.goto(`${visit.address}/?view=tracking&corridor=tiny&hooks=all`);
    await visit.ready();
    const row = page.locator(".view.tracking tbody tr").filter({ hasText: url });
    await row.waitFor();
    const look = async () => {
      const answered = page.waitForResponse((one) => one.url().includes("/v1/subscriptions?"));
      await page.clock.fastForward(11_000);
      await answered;
      await page.waitForTimeout(300);
    };
    const button = (name) => row.getByRole("button", { name });
    await button("New secret").click();
    await look();
    await look();
    let renewed = 0;
    page.on("request", (one) => (renewed += one.method() === "POST" && one.url().endsWith("/secret")));
    await button("Really a new secret?").dblclick();
    await page.locator(".secret code").waitFor();
    expect(renewed === 1, `the secret was made ${renewed} times`);
    // The server is away: what is shown stays, and nobody is called.
    await page.route("**/v1/subscriptions?*", (route) => route.abort());
    await page.clock.fastForward(11_000);
    await page.waitForTimeout(300);
    expect((await page.locator("[role=alert]").count()) === 0, "a look that failed is an alert");
    await page.unroute("**/v1/subscriptions?*");
    await button("Delete").click();
    await look();
    // This look is answered with what was before.
    let go_on;
    const deleted = new Promise((resolve) => (go_on = resolve));
    let held = 0;
    await page.route("**/v1/subscriptions?*", async (route) => {
      if (held++ > 0) return route.continue();
      const before = await route.fetch();
      await deleted;
      await route.fulfill({ response: before }).catch(() => {});
    });
    await page.clock.fastForward(11_000);
    await page.waitForTimeout(300);
    expect(held === 1, `${held} looks were begun`);
    await button("Really delete?").click();
    await row.waitFor({ state: "detached" });
    go_on();
    await page.waitForTimeout(300);
    expect((await row.count()) === 0, "a look from before brought the row back");
    const place = await page.evaluate(() => document.activeElement.tagName);
    expect(place === "H2", `the focus is at ${place}`);
  },
};

// Whoever runs the server is shown those of all parties, of every page.
const of_all = {
  name: "whoever runs the server sees whose each address is, of all pages",
  run: async (visit) => {
    const { page } = visit;
    const one = (id, party) => ({
      subscription: id,
      url: `https://${party ?? "own"}.example/`,
      filter: {},
      handshake: true,
      party,
      created: "2026-03-01T00:00:00Z",
      state: "active",
      delivered: 3,
      last_delivered: "2026-03-02T00:00:00Z",
      attempts: 0,
      next_attempt: null,
      last_error: null,
    });
    const first = { subscriptions: [one("s-1", "swift"), one("s-2", null)], next: "2" };
    const second = { subscriptions: [one("s-3", "silk")] };
    await page.route("**/v1/subscriptions?*", (route) =>
      route.fulfill({ json: new URL(route.request().url()).searchParams.get("cursor") ? second : first }),
    );
    await visit.go("?view=tracking&corridor=tiny&hooks=all");
    const rows = page.locator(".view.tracking tbody tr");
    await rows.nth(2).waitFor();
    const parties = await rows.locator("td:nth-child(2), th:nth-child(2)").allInnerTexts();
    expect(parties.join(" ") === "swift – silk", `the parties are ${parties.join(" ")}`);
    await visit.sound("hooks-of-all");
  },
};

export const tasks = [
  hooks("desktop"),
  hooks("phone"),
  hooks("phone", "zh"),
  hooks("phone", "ru"),
  hooks("desktop", "kk"),
  calm,
  of_all,
];
