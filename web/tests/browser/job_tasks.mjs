// SPDX-License-Identifier: Apache-2.0
// Jobs: one is asked for, called off, run again and called off; a result is
// opened from the list.
import { expect } from "./harness.mjs";

function ask(visit, request) {
  return visit.page.evaluate(async (body) => {
    const answer = await fetch("/v1/jobs", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()).job;
  }, request);
}

const row_of = (visit, job) => visit.page.locator(`tr[data-job="${job}"]`);

const called_off = {
  name: "a job is seen, called off and run again",
  run: async (visit) => {
    await visit.go("?view=jobs");
    // A seed of its own, so that no earlier answer fits.
    const seed = Math.floor(Math.random() * 1e9);
    const job = await ask(visit, {
      kind: "simulation",
      corridor: "china-europe",
      replications: 200,
      seed,
    });
    const row = row_of(visit, job);
    await row.locator("[data-act=cancel]").click({ timeout: 30_000 });
    await row.locator("[data-act=again]").click({ timeout: 60_000 });
    await row.locator("[data-act=cancel]").click({ timeout: 60_000 });
    await row.locator(".state.cancelled").waitFor({ timeout: 60_000 });
    await visit.sound("jobs-called-off");
  },
};

const opened = {
  name: "a result is opened from the list, and its link names it",
  run: async (visit) => {
    await visit.go("?view=jobs&corridor=tiny");
    const request = { kind: "simulation", corridor: "tiny", replications: 2 };
    const job = await ask(visit, request);
    const { page } = visit;
    await row_of(visit, job)
      .locator("[data-act=open]")
      .click({ timeout: 120_000 });
    await page.waitForSelector(".view.corridor .year-line > p.small");
    expect(page.url().includes(`job=${job}`), "the link does not name the job");
    const words = await page.locator(".year-line").innerText();
    expect(words.includes("2 replications"), `it says: ${words}`);
  },
};

export const tasks = [called_off, opened];
