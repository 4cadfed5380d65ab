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

// At a place where no plan leads.
async function stray(visit) {
  await visit.page.evaluate(async (time) => {
    const answer = await fetch("/epcis/events", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        type: "ObjectEvent",
        action: "OBSERVE",
        bizStep: "arriving",
        eventTime: time,
        eventTimeZoneOffset: "+00:00",
        epcList: ["https://id.example.org/container/CSQU3054383"],
        readPoint: { id: "https://id.example.org/place/XELSE" },
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, hours(-1));
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
    const card = (n) => page.locator(".view.tracking .card").nth(n).locator("tbody tr");
    const rows = card(0);
    await rows.filter({ hasText: `SOON-${size}` }).waitFor();
    await page.getByLabel("Lateness as of").selectOption("now");
    expect(page.url().includes("as_of=now"), "the moment is not in the address");
    await page.getByText("Lateness: As of now, by the clock.").waitFor();
    await page.locator("label", { hasText: "late only" }).locator("select").selectOption("yes");
    await rows.filter({ hasText: `SOON-${size}` }).waitFor({ state: "detached" });
    expect(page.url().includes("late=yes"), "the filter is not in the address");
    await page.locator('input[type="search"]').last().fill(`LATE-${size}`);
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: `LATE-${size}` }).waitFor();
    await visit.sound(`tracking-tower-${size}`);
    await rows.getByRole("link", { name: `LATE-${size}` }).click();
    await page.waitForSelector(".line-up");
    await visit.map_drawn();
    const steps = await page.locator(".milestone").count();
    expect(steps === 8, `the line-up has ${steps} steps`);
    await visit.sound(`tracking-one-${size}`);
    await page.locator(".figure-head [aria-pressed]").first().click();
    expect((await page.locator("section.card tbody tr").count()) >= 8, "no table twin");
    await page.goBack();
    await page.waitForSelector(".view.tracking input[type=search]");
    await stray(visit);
    await page.reload();
    await visit.ready();
    const alert = card(1).filter({ hasText: "off its plan" }).first();
    await alert.waitFor();
    expect((await alert.locator("[lang=en]").count()) === 0, "a reason is not in words of the language");
    await visit.sound(`tracking-inbox-${size}`);
    await alert.getByRole("link", { name: "CSQU3054383" }).click();
    await page.getByRole("heading", { name: "Box CSQU3054383" }).waitFor();
    await page.getByRole("heading", { name: "What is ahead of CSQU3054383" }).waitFor();
    await visit.sound(`tracking-box-${size}`);
    await page.evaluate(
      (ids) => Promise.all(ids.map((id) => fetch(`/v1/consignments/${id}`, { method: "DELETE" }))),
      made,
    );
  },
});

// Looked at again, a row stays the row it is: who stands in it stays there, and
// of what is the same nothing is said.
const still = {
  name: "who stands in the list stays there while it is looked at again",
  run: async (visit) => {
    const { page } = visit;
    await visit.go("?view=tracking&corridor=tiny&as_of=now");
    const made = [await make(visit, draft("STILL-A", -60))];
    await page.clock.install();
    await page.goto(`${visit.address}/?view=tracking&corridor=tiny&as_of=now&q=STILL-A`);
    await visit.ready();
    const rows = page.locator(".view.tracking .card").first().locator("tbody tr");
    const link = rows.getByRole("link", { name: "STILL-A" });
    await rows.filter({ hasText: "late" }).waitFor();
    await link.focus();
    await page.evaluate(() => {
      window.said = [];
      const region = document.querySelector("[role=status]");
      new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true });
      window.row = document.activeElement.closest("tr");
    });
    const again = async () => {
      const answered = page.waitForResponse((one) => one.url().includes("/line-up"));
      await page.clock.fastForward(31_000);
      await answered;
      await page.waitForTimeout(300);
    };
    const stands = () =>
      page.evaluate(() => document.activeElement.closest("tr") === window.row && window.row.isConnected);
    await again();
    expect(await stands(), "the focus was lost though nothing changed");
    expect((await page.evaluate(() => window.said.length)) === 0, "what is the same was said");
    const live = await page.locator(".view.tracking [aria-live]").count();
    expect(live === 0, `${live} parts of the list are told as a whole`);
    await visit.page.evaluate(async ([id, time]) => {
      await fetch("/epcis/events", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
          type: "ObjectEvent",
          action: "OBSERVE",
          bizStep: "departing",
          eventTime: time,
          eventTimeZoneOffset: "+00:00",
          epcList: ["https://id.example.org/container/CSQU3054383"],
          readPoint: { id: "https://id.example.org/place/XEAST" },
        }),
      });
    }, [made[0], hours(-59)]);
    await again();
    await rows.filter({ hasText: "under way" }).waitFor();
    expect(await stands(), "the focus was lost as its row changed");
    await page.evaluate((id) => fetch(`/v1/consignments/${id}`, { method: "DELETE" }), made[0]);
  },
};

export const tasks = [tower("desktop"), tower("phone"), still];
