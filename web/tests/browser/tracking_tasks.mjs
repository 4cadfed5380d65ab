// SPDX-License-Identifier: Apache-2.0
// What a forwarder does: finds what is late, looks where a box is, and reads
// its line-up; all of it by links.
import { expect } from "./harness.mjs";

const hours = (n) => new Date(Date.now() + n * 3_600_000).toISOString();

// Left when it should have, or should have left and nobody tells of it.
const draft = (note, from_hours) => ({
  contract: "CIM/SMGS",
  note,
  parties: [
    { party: "silk-mills", role: "consignor", name: "Silk Mills" },
    { party: "west-market", role: "consignee" },
  ],
  taking_over: { place: "XEAST" },
  delivery: { place: "XWEST" },
  containers: [{ number: "CSQU3054383" }],
  plan: {
    legs: [
      leg("XEAST", "XGATE", from_hours, 14),
      leg("XGATE", "XSALT", from_hours + 40, 60),
      leg("XSALT", "XPEAR", from_hours + 120, 24, "ferry"),
      leg("XPEAR", "XWEST", from_hours + 160, 12),
    ],
  },
});

function leg(from, to, departs, ride, mode = "rail") {
  return { from, to, mode, departs: hours(departs), arrives: hours(departs + ride) };
}

async function make(visit, body) {
  return visit.page.evaluate(async (draft) => {
    const answer = await fetch("/v1/consignments", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(draft),
    });
    const made = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(made));
    return made.consignment;
  }, body);
}

const tower = (size) => ({
  name: `what is late is found, and one consignment is looked at (${size})`,
  size,
  run: async (visit) => {
    await visit.go("?view=tracking&corridor=tiny");
    const { page } = visit;
    const made = [
      await make(visit, draft(`LATE-${size}`, -30)),
      await make(visit, draft(`SOON-${size}`, 30)),
    ];
    await page.reload();
    await visit.ready();
    const rows = page.locator(".view.tracking tbody tr");
    await rows.filter({ hasText: `SOON-${size}` }).waitFor();
    await page.locator("select").last().selectOption("yes");
    await rows.filter({ hasText: `SOON-${size}` }).waitFor({ state: "detached" });
    expect(page.url().includes("late=yes"), "the filter is not in the address");
    await page.locator('input[type="search"]').last().fill(`LATE-${size}`);
    await page.keyboard.press("Enter");
    await visit.sound(`tracking-tower-${size}`);
    await page.getByRole("link", { name: `LATE-${size}` }).click();
    await page.waitForSelector(".line-up");
    await visit.map_drawn();
    const steps = await page.locator(".milestone").count();
    expect(steps === 8, `the line-up has ${steps} steps`);
    await visit.sound(`tracking-one-${size}`);
    await page.locator(".figure-head [aria-pressed]").first().click();
    expect((await page.locator("section.card tbody tr").count()) >= 8, "no table twin");
    await page.goBack();
    await page.waitForSelector(".view.tracking input[type=search]");
    await page.evaluate(
      (ids) => Promise.all(ids.map((id) => fetch(`/v1/consignments/${id}`, { method: "DELETE" }))),
      made,
    );
  },
});

export const tasks = [tower("desktop"), tower("phone")];
