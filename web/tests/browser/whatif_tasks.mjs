// SPDX-License-Identifier: Apache-2.0
// What if: the Polish border is closed in September and the wait at Brest read;
// the third railway is added and the change in days read; an alternative is
// made up, undone, kept and forgotten.
import { expect } from "./harness.mjs";

const comparing = 420_000; // ms

async function compare(visit, preset, replications) {
  const { page } = visit;
  await page.getByRole("button", { name: preset, exact: true }).click();
  await page.locator(".run-form select").selectOption(replications);
  await page.locator(".run-form button").click();
  await page.waitForSelector(".forest svg", { timeout: comparing });
  expect(page.url().includes("job="), "the job is not in the address");
}

// When all replications are in, so that what is read does not change.
async function settled({ page }) {
  await page.waitForFunction(
    () => !document.querySelector(".answers .job-line progress"),
    null,
    { timeout: comparing },
  );
}

async function as_table({ page }) {
  await page.locator(".results .figure .tools button").first().click();
  await page.waitForSelector(".results .figure table");
}

const row = ({ page }, words) =>
  page.locator(".results .figure tbody tr").filter({ hasText: words }).first();

const polish_border = (size) => ({
  name: `the Polish border is closed in September, and the wait at Brest is read (${size})`,
  size,
  run: async (visit) => {
    const { page } = visit;
    await visit.go("?view=whatif&corridor=china-europe");
    await compare(visit, "Close the Polish border in September", "4");
    const begun = await page.locator(".results-head [role=status]").innerText();
    expect(/replications/.test(begun), `of how many replications: ${begun}`);
    await settled(visit);
    const group = page.locator(".filters label").filter({ hasText: /^Of/ });
    await group.locator("select").selectOption("facility");
    await as_table(visit);
    const brest = await row(visit, "Brest").innerText();
    expect(/[+\u2212]\d/.test(brest), `nothing changes at Brest: ${brest}`);
    console.log(`        ${brest.replace(/\s+/g, " ")}`);
    await visit.sound(`whatif-${size}`);
    await page.reload();
    await page.waitForSelector(".results .figure", { timeout: comparing });
  },
});

const third_railway = {
  name: "the third railway is added, and the change in days is read",
  run: async (visit) => {
    await visit.go("?view=whatif&corridor=china-europe");
    await compare(visit, "Third railway", "4");
    await settled(visit);
    await as_table(visit);
    const days = await row(visit, "Days on the way").innerText();
    expect(/[+\u2212]\d/.test(days), `no difference is told: ${days}`);
    console.log(`        ${days.replace(/\s+/g, " ")}`);
    await visit.sound("whatif-railway");
  },
};

const made_up = {
  name: "an alternative is made up, undone, kept and forgotten",
  run: async (visit) => {
    const { page } = visit;
    await visit.go("?view=whatif&corridor=tiny");
    const folds = page.locator(".own .fold > summary");
    for (let i = 0; i < (await folds.count()); i++) await folds.nth(i).click();
    await page.locator(".own .tick-list input").first().check();
    expect(page.url().includes("measure="), "the measure is not in the address");
    const form = page.locator(".change-picker");
    await form.locator("select").first().selectOption("fleets");
    await page.waitForFunction(
      () => document.querySelectorAll(".change-picker datalist option").length > 0,
    );
    await form.locator(".row-field input").fill("FERRY");
    await form.locator("select").nth(1).selectOption("number");
    await form.locator("select").nth(2).selectOption("add");
    await form.locator("label:not(.row-field) input").fill("2");
    await form.getByRole("button", { name: "Add" }).click();
    await page.locator(".toml summary").click();
    const text = () => page.locator(".toml pre").innerText();
    expect((await text()).includes("fleets.FERRY.number+=2"), await text());
    await page.getByRole("button", { name: "Undo" }).click();
    expect(!(await text()).includes("FERRY"), "undo leaves the change");
    await page.getByRole("button", { name: "Redo" }).click();
    expect((await text()).includes("FERRY"), "redo does not bring it back");
    const name = "kept-by-a-test";
    await page.locator(".keep input").fill(name);
    await page.locator(".keep button").click();
    const kept = page.locator(".builder .tick-list li").filter({ hasText: name });
    await kept.waitFor();
    await visit.sound("whatif-kept");
    await kept.getByRole("button", { name: /^Delete/ }).click();
    await kept.waitFor({ state: "detached" });
  },
};

export const tasks = [
  polish_border("desktop"),
  polish_border("phone"),
  third_railway,
  made_up,
];
