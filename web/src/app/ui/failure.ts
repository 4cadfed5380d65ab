// SPDX-License-Identifier: Apache-2.0
// What went wrong, in words, with what can be done about it.
import { h } from "../../base/dom";
import { keep_key } from "../api/client";
import { Failure } from "../api/problem";
import { say } from "../i18n";
import { number } from "../i18n/format";

function title_of(failure: Failure): string {
  const { problems } = say;
  const { status, title } = failure.problem;
  if (failure.kind === "unreachable") return problems.unreachable;
  if (failure.kind === "not-ready") return problems.not_ready;
  if (status === 401) return problems.unauthorized;
  if (status === 403) return problems.forbidden;
  if (status === 404) return problems.not_found;
  if (status === 429) return problems.too_many;
  if (status === 400 || status === 422) return problems.invalid;
  return status >= 500 ? problems.server : title;
}

function findings_of(failure: Failure): HTMLElement | null {
  const { findings } = failure.problem;
  if (!findings || findings.length === 0) return null;
  return h(
    "ul",
    { class: "findings" },
    ...findings.map(({ file, line, message, hint }) =>
      h(
        "li",
        {},
        h("code", {}, say.problems.at(file, number(line))),
        ` ${message}`,
        hint && h("span", { class: "mend" }, ` ${hint}`),
      ),
    ),
  );
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

export function failure_card(error: unknown, again?: () => void): HTMLElement {
  const failure = error instanceof Failure ? error : null;
  const detail =
    failure?.kind === "unreachable"
      ? say.problems.unreachable_mend
      : failure
        ? failure.problem.detail
        : `${String(error)} – ${say.shell.broken_mend}`;
  const button = h("button", { type: "button" }, say.shell.try_again);
  if (again) button.addEventListener("click", again);
  return h(
    "div",
    { class: "card failure", role: "alert" },
    h("h2", {}, failure ? title_of(failure) : say.shell.broken),
    h("p", {}, detail),
    failure && findings_of(failure),
    failure?.problem.status === 401 && again
      ? key_form(again)
      : again && button,
  );
}
