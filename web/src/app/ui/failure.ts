// SPDX-License-Identifier: Apache-2.0
// What went wrong, in words, with what can be done about it.
import { h } from "../../base/dom";
import { keep_key } from "../api/client";
import { Failure } from "../api/problem";
import { language, say } from "../i18n";
import { findings_table } from "./findings";
import { toast } from "./live_region";

// Each kind of problem in the words of the language; what the server says of
// this one follows as it is.
function title_of({ kind, problem }: Failure): string {
  const { kinds, server } = say.problems;
  const known = (kinds as Record<string, string>)[kind];
  return known ?? (problem.status >= 500 ? server : problem.title);
}

export function toast_error(error: unknown) {
  const words =
    error instanceof Failure
      ? `${title_of(error)}. ${error.problem.detail}`
      : String(error);
  toast(words, "bad");
}

function key_form(again: () => void): HTMLElement {
  const input = h("input", {
    type: "password",
    required: true,
    autocomplete: "off",
  });
  const form = h(
    "form",
    { class: "inline-form" },
    h("label", {}, say.shell.key_label, input),
    h("button", { type: "submit", class: "primary" }, say.shell.key_use),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep_key(input.value.trim());
    again();
  });
  return form;
}

// What the server says of the one thing, which it says in English.
function in_english(words: string): HTMLElement {
  const said = h("span", { lang: "en" }, words);
  const lead = language !== "en" && words !== "";
  return h("p", {}, lead && `${say.problems.in_english} `, said);
}

function detail_of(error: unknown, failure: Failure | null): HTMLElement {
  if (failure?.kind === "unreachable")
    return h("p", {}, say.problems.unreachable_mend);
  if (failure?.kind === "interrupted") return h("p", {}, say.jobs.interrupted);
  if (failure) return in_english(failure.problem.detail);
  return h("p", {}, `${String(error)} – ${say.shell.broken_mend}`);
}

export function failure_card(error: unknown, again?: () => void): HTMLElement {
  const failure = error instanceof Failure ? error : null;
  const findings = failure?.problem.findings ?? [];
  const button = h("button", { type: "button" }, say.shell.try_again);
  if (again) button.addEventListener("click", again);
  return h(
    "div",
    { class: "card failure", role: "alert" },
    h("h2", {}, failure ? title_of(failure) : say.shell.broken),
    detail_of(error, failure),
    findings.length > 0 && findings_table(say.packages.findings, findings),
    failure?.problem.status === 401 && again
      ? key_form(again)
      : again && button,
  );
}
