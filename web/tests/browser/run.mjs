// SPDX-License-Identifier: Apache-2.0
// Runs every *_tasks.mjs of this folder against a server: CAMEL_SERVER, or one
// that it starts itself from the program named in CAMEL. Pictures of all that
// was seen go to the folder named in PICTURES.
//   node tests/browser/run.mjs [words of a task's file or name]
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open_browser, Visit } from "./harness.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, "../../..");
const port = Number(process.env.PORT ?? 8199);
const pictures = process.env.PICTURES ?? join(project, "out/browser");
const wanted = process.argv.slice(2).join(" ");

async function answers(address) {
  try {
    return (await fetch(`${address}/v1/corridors`)).ok;
  } catch {
    return false;
  }
}

// A server of our own with an empty store, so that nothing is known yet.
async function start_server() {
  if (process.env.CAMEL_SERVER)
    return { address: process.env.CAMEL_SERVER, stop: () => {} };
  const program = process.env.CAMEL ?? join(project, "build/release/camel");
  const store = mkdtempSync(join(tmpdir(), "camel-browser-"));
  const server = spawn(
    program,
    ["serve", "--port", String(port), "--data", store, "--quiet"],
    { cwd: project, stdio: ["ignore", "ignore", "inherit"] },
  );
  const stop = () => {
    server.kill("SIGTERM");
    rmSync(store, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i++) {
    if (await answers(address)) return { address, stop };
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error(`${program} serve does not answer at ${address}`);
}

async function load_tasks() {
  const files = readdirSync(here).filter((file) => file.endsWith("_tasks.mjs"));
  const loaded = await Promise.all(
    files.sort().map(async (file) => {
      const { tasks } = await import(pathToFileURL(join(here, file)));
      return tasks.map((task) => ({ ...task, file }));
    }),
  );
  const chosen = loaded
    .flat()
    .filter(({ file, name }) => `${file}: ${name}`.includes(wanted));
  if (chosen.length === 0) throw new Error(`no task is called '${wanted}'`);
  return chosen;
}

async function run_task(browser, address, task) {
  const settings = { address, pictures, size: "desktop", ...task };
  const visit = await Visit.begin(browser, settings);
  const start = performance.now();
  try {
    await task.run(visit);
    visit.clean();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`ok      ${task.name} (${seconds} s)`);
    return true;
  } catch (error) {
    await visit
      .picture(`failed ${task.name}`.replace(/\W+/g, "-"))
      .catch(() => {});
    console.log(`FAILED  ${task.name}\n        ${error.message}`);
    for (const words of visit.errors) console.log(`        page: ${words}`);
    return false;
  } finally {
    await visit.end();
  }
}

const { address, stop } = await start_server();
const browser = await open_browser(process.env.CHROMIUM);
let failed = 0;
try {
  for (const task of await load_tasks())
    if (!(await run_task(browser, address, task))) failed++;
} finally {
  await browser.close();
  stop();
}
console.log(failed === 0 ? "all tasks done" : `${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
