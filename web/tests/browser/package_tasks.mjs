// SPDX-License-Identifier: Apache-2.0
// A package of one's own: refused with what must be mended, taken up when it is
// mended, and forgotten again.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "./harness.mjs";

const tiny = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../../corridors/tiny",
);

function files_of(mend) {
  return readdirSync(tiny)
    .filter((name) => /\.(csv|toml)$/.test(name))
    .map((name) => {
      const text = readFileSync(join(tiny, name), "utf8");
      const buffer = Buffer.from(mend(name, text));
      return { name, mimeType: "text/plain", buffer };
    });
}

async function send(visit, name, files) {
  const { page } = visit;
  await page.locator(".drop-zone input[type=file]").first().setInputFiles(files);
  await page.locator(".upload-answer input").fill(name);
  await page.locator(".upload-answer button[type=submit]").click();
}

const forget = (visit, name) =>
  visit.page.evaluate(
    (one) => fetch(`/v1/corridors/${one}`, { method: "DELETE" }),
    name,
  );

const taken_up = (size) => ({
  name: `a package is refused with its findings, mended and taken up (${size})`,
  size,
  run: async (visit) => {
    const name = `my-own-${size}`;
    await visit.go("?view=packages");
    const { page } = visit;
    await forget(visit, name);
    const broken = files_of((file, text) =>
      file === "links.csv" ? text.replace(",rail,", ",rial,") : text,
    );
    await send(visit, name, broken);
    await page.waitForSelector(".upload-answer .findings tbody tr");
    const found = await page.locator(".findings tbody tr").first().innerText();
    expect(/links\.csv\s+2\s+23/.test(found), `the finding is ${found}`);
    expect(/rail/.test(found), `no mend is named: ${found}`);
    visit.errors.length = 0; // the console tells of the answer
    await visit.sound(`package-refused-${size}`);
    await send(visit, name, files_of((_, text) => text));
    await page.waitForSelector(".view.corridor[data-ready]");
    expect(page.url().includes(`corridor=${name}`), `it opens ${page.url()}`);
    await page.goto(`${visit.address}/?view=packages&corridor=tiny&of=${name}`);
    await visit.ready();
    const row = page.locator(".view.packages tr", { hasText: name });
    await visit.sound(`package-taken-${size}`);
    const button = row.locator("button");
    await button.click();
    await button.click();
    await row.waitFor({ state: "detached" });
  },
});

const no_package = {
  name: "files that are no package are told so before they are sent",
  run: async (visit) => {
    await visit.go("?view=packages");
    const file = { name: "x.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") };
    const { page } = visit;
    await page.locator(".drop-zone input[type=file]").first().setInputFiles([file]);
    const words = await page.locator(".upload-answer .failure").innerText();
    expect(words.length > 40, `only this is said: ${words}`);
    await visit.sound("package-none");
  },
};

export const tasks = [taken_up("desktop"), taken_up("phone"), no_package];
