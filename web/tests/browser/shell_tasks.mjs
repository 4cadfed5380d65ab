// SPDX-License-Identifier: Apache-2.0
// The frame around the views: tabs, back and forward, language, theme, print.
import { expect } from "./harness.mjs";

const tabs = {
  name: "tabs lead to views, and back leads back with what was looked at",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=tiny&q=sand");
    const { page } = visit;
    await page.locator(".tabs a[data-view=jobs]").click();
    await page.waitForSelector(".view.jobs[data-ready]");
    await page.locator(".tabs a[data-view=corridor]").click();
    await page.waitForSelector(".view.corridor");
    expect(page.url().includes("q=sand"), "the search was forgotten");
    await page.goBack();
    await page.waitForSelector(".view.jobs");
    await page.goForward();
    await page.waitForSelector(".view.corridor");
    await visit.ready();
  },
};

const skip = {
  name: "the first key leads to a link that skips to the content",
  run: async (visit) => {
    await visit.go("?view=jobs");
    const { page } = visit;
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement?.className);
    expect(first === "skip", `the first stop is ${first}`);
    await page.keyboard.press("Enter");
    const now = await page.evaluate(() => document.activeElement?.id);
    expect(now === "content", `the link leads to ${now}`);
  },
};

const language = {
  name: "the language is changed and kept",
  run: async (visit) => {
    await visit.go("?view=jobs");
    const { page } = visit;
    await page.locator(".language-picker").selectOption("kk");
    await page.waitForSelector("html[lang=kk]");
    await visit.ready();
    const title = await page.locator("h1").innerText();
    expect(title === "Тапсырмалар", `the title is ${title}`);
    await page.reload();
    await visit.ready();
    expect(
      (await page.locator("h1").innerText()) === title,
      "it was forgotten",
    );
  },
};

// The mean of the map's middle, where no legend stands, as it is seen.
async function brightness_of_map(page) {
  const { x, y, width, height } = await page.locator(".map-box").boundingBox();
  const clip = {
    x: x + width / 3,
    y: y + height / 3,
    width: width / 3,
    height: height / 3,
  };
  const png = (await page.screenshot({ clip })).toString("base64");
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const colours = data.filter((_, i) => i % 4 < 3);
    return Math.round(colours.reduce((a, b) => a + b, 0) / colours.length);
  }, png);
}

const theme = {
  name: "dark is chosen against the system's light, and the map follows",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=tiny");
    await visit.map_drawn();
    const { page } = visit;
    const paper = () =>
      page.evaluate(
        () => getComputedStyle(document.querySelector(".bar")).backgroundColor,
      );
    const light = await paper();
    const bright = await brightness_of_map(page);
    await page.locator(".theme-picker").selectOption("dark");
    expect((await paper()) !== light, "the bar stays light");
    await page.waitForTimeout(600);
    const now = await brightness_of_map(page);
    expect(now < bright / 2, `the map goes from ${bright} to ${now} of 255`);
    await visit.sound("dark-by-choice");
  },
};

const print = {
  name: "on paper the controls are gone",
  run: async (visit) => {
    await visit.go("?view=corridor&corridor=tiny&place=XGATE");
    const { page } = visit;
    await page.waitForSelector(".place-panel");
    await page.emulateMedia({ media: "print" });
    expect(!(await page.locator(".tabs").isVisible()), "tabs are printed");
    await visit.picture("print");
    await page.emulateMedia({ media: "screen" });
    await visit.go("?view=routes&from=CNSIA&to=DEDUI");
    await page.emulateMedia({ media: "print" });
    const button = page.locator("form.question .primary");
    expect(!(await button.isVisible()), "what is pressed is printed");
  },
};

export const tasks = [tabs, skip, language, theme, print];
