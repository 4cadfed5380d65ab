// SPDX-License-Identifier: Apache-2.0
// A browser without a window, and what every task asks of it: no request to
// elsewhere, no error of the page, no serious finding of axe.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

export const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

export class Failed extends Error {}

export function expect(truth, words) {
  if (!truth) throw new Failed(words);
}

export async function open_browser(program) {
  return chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
}

// A page that remembers what it should not have done.
export class Visit {
  constructor(page, address, pictures) {
    this.page = page;
    this.address = address;
    this.pictures = pictures;
    this.outside = [];
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      const text = message.text();
      if (
        message.type() === "error" &&
        !text.startsWith("Failed to load resource")
      )
        this.errors.push(text);
    });
    page.on("request", (request) => {
      const url = request.url();
      const own = url.startsWith(`${address}/`) || /^(data|blob):/.test(url);
      if (!own) this.outside.push(url);
    });
  }

  static async begin(browser, settings) {
    const { address, size, language, dark, pictures, bypass } = settings;
    const context = await browser.newContext({
      viewport: sizes[size],
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      acceptDownloads: true,
      bypassCSP: bypass === true,
    });
    // What leaves for elsewhere is stopped, and told as a failure.
    await context.route(
      (url) => url.origin !== address && url.protocol.startsWith("http"),
      (route) => route.abort(),
    );
    if (language)
      await context.addInitScript(
        (code) => localStorage.setItem("steel-camel-language", code),
        language,
      );
    return new Visit(await context.newPage(), address, pictures);
  }

  async go(search) {
    await this.page.goto(`${this.address}/${search}`);
    await this.ready();
  }

  async ready() {
    await this.page.waitForSelector("[data-ready], .failure", {
      timeout: 60_000,
    });
  }

  async map_drawn() {
    await this.page.waitForSelector(".map-box[data-drawn]", {
      timeout: 60_000,
    });
  }

  async serious_findings() {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
      }),
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.target.join(" "))
            .slice(0, 4)
            .join(", ")}`,
      );
  }

  async picture(name) {
    mkdirSync(this.pictures, { recursive: true });
    await this.page.screenshot({ path: join(this.pictures, `${name}.png`) });
  }

  async no_sideways_scroll() {
    const wider = await this.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    expect(wider <= 0, `the page is ${wider} px wider than the window`);
  }

  async sound(name) {
    await this.picture(name);
    await this.no_sideways_scroll();
    const findings = await this.serious_findings();
    expect(findings.length === 0, `axe: ${findings.join("; ")}`);
    this.clean();
  }

  clean() {
    expect(
      this.outside.length === 0,
      `asked elsewhere: ${this.outside.join(", ")}`,
    );
    expect(this.errors.length === 0, `page errors: ${this.errors.join("; ")}`);
  }

  async end() {
    await this.page.context().close();
  }
}
