// SPDX-License-Identifier: Apache-2.0
// Taking up a package: chosen or dropped, read here, named, sent, checked by
// the server; accepted, or refused whole with what must be mended.
import { h } from "../../../base/dom";
import type { Corridor } from "../../api/client";
import { Failure, is_abort } from "../../api/problem";
import { upload_corridor } from "../../api/upload";
import { say } from "../../i18n";
import { number, percent } from "../../i18n/format";
import {
  chosen_files,
  dropped_files,
  NotText,
  read_package,
  type Named,
  type Package,
} from "../../package/files";
import { BadZip } from "../../package/zip";
import { slug } from "../../scenario/draft";
import { failure_card } from "../../ui/failure";
import { announce } from "../../ui/live_region";

// What is wrong before the server sees it.
function unreadable(detail: string): Failure {
  const title = say.packages.unreadable;
  return new Failure({ type: "unreadable", title, status: 0, detail });
}

async function read(chosen: Named[]): Promise<Package> {
  try {
    const found = await read_package(chosen);
    if ("corridor.toml" in found.files) return found;
  } catch (error) {
    if (error instanceof NotText)
      throw unreadable(say.packages.not_text(error.message));
    if (error instanceof BadZip) throw unreadable(say.packages.bad_zip);
    throw error;
  }
  throw unreadable(say.packages.no_corridor);
}

function picker(words: string, folder: boolean, on: (files: FileList) => void) {
  const input = h("input", {
    type: "file",
    class: "unseen",
    multiple: true,
    ...(folder ? { webkitdirectory: true } : { accept: ".zip,.csv,.toml,.md" }),
  });
  input.addEventListener("change", () => {
    if (input.files && input.files.length > 0) on(input.files);
    input.value = ""; // the same may be chosen again, mended
  });
  return h("label", { class: "file-button" }, input, words);
}

function drop_zone(on: (files: Promise<Named[]>) => void): HTMLElement {
  const { packages } = say;
  const take = (files: FileList) => on(Promise.resolve(chosen_files(files)));
  const zone = h(
    "div",
    { class: "drop-zone" },
    h("p", {}, packages.drop),
    h(
      "div",
      { class: "tools" },
      picker(packages.choose_files, false, take),
      picker(packages.choose_folder, true, take),
    ),
  );
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer) on(dropped_files(event.dataTransfer));
  });
  return zone;
}

function contents({ files, size, left_out }: Package): HTMLElement {
  const { packages } = say;
  const names = Object.keys(files);
  return h(
    "div",
    { class: "small" },
    h("p", {}, packages.read(number(names.length), number(size / 1000))),
    left_out.length > 0 &&
      h("p", {}, packages.left_out(left_out.slice(0, 12).join(", "))),
  );
}

function name_field(proposed: string): HTMLInputElement {
  return h("input", {
    type: "text",
    required: true,
    maxlength: 63,
    pattern: "[a-z0-9][a-z0-9\\-]*",
    title: say.whatif.name_rule,
    autocomplete: "off",
    spellcheck: "false",
    value: proposed,
  });
}

// How much has gone; then the server reads, which it tells nothing of.
function sending(box: HTMLElement) {
  const bar = h("progress", { max: 1, "aria-label": say.packages.sending });
  const words = h("span", {}, say.packages.sending);
  box.replaceChildren(h("div", { class: "progress" }, bar, words));
  return (share: number) => {
    if (share < 1) bar.value = share;
    else bar.removeAttribute("value");
    const done = `${say.packages.sending} ${percent(share)}`;
    words.textContent = share < 1 ? done : say.packages.checking;
  };
}

export function upload_part(
  signal: AbortSignal,
  taken: (corridor: Corridor) => void,
): HTMLElement {
  const answer = h("div", { class: "upload-answer", role: "status" });
  const fail = (error: unknown) => {
    if (is_abort(error)) return;
    answer.replaceChildren(failure_card(error));
    if (error instanceof Failure) announce(error.problem.title);
  };
  const offer = (found: Package) => {
    const name = name_field(slug(found.name));
    const trouble = h("div", {});
    const button = h(
      "button",
      { type: "submit", class: "primary" },
      say.packages.send,
    );
    const form = h(
      "form",
      { class: "inline-form" },
      h("label", {}, say.packages.name, name),
      button,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      const upload = { corridor: name.value, files: found.files };
      upload_corridor(upload, sending(trouble), signal)
        .then(taken, (error) => {
          if (!is_abort(error)) trouble.replaceChildren(failure_card(error));
        })
        .finally(() => (button.disabled = false));
    });
    answer.replaceChildren(h("div", { class: "card" }, contents(found), form, trouble));
    name.focus();
  };
  const take = (files: Promise<Named[]>) => {
    answer.replaceChildren(h("p", { class: "small" }, say.packages.reading));
    files.then(read).then(offer).catch(fail);
  };
  return h(
    "section",
    {},
    h("h2", {}, say.packages.take_up),
    drop_zone(take),
    answer,
  );
}
