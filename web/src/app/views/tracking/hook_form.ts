// SPDX-License-Identifier: Apache-2.0
// What makes one more subscription: where to, and of which events.
import { h } from "../../../base/dom";
import { api, type Consignment, type Subscription, type SubscriptionDraft } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { failure_card } from "../../ui/failure";
import { labelled } from "../../ui/select";
import { title_of } from "./words";

export interface Wish {
  url: string;
  box: string;
  consignment: string;
  steps: readonly string[];
  handshake: boolean;
}

// What is left blank is not asked for.
export function draft_of({ url, box, consignment, steps, handshake }: Wish): SubscriptionDraft {
  const filter = {
    ...(box.trim() && { box: box.trim() }),
    ...(consignment && { consignment }),
    ...(steps.length > 0 && { steps: [...steps] }),
  };
  return { url: url.trim(), handshake, ...(Object.keys(filter).length > 0 && { filter }) };
}

function step_choice(): { element: HTMLElement; chosen: () => string[] } {
  const boxes = Object.entries(say.tracking.event_steps).map(([step, words]) => {
    const box = h("input", { type: "checkbox", value: step });
    return { box, label: h("label", { class: "check" }, box, words) };
  });
  return {
    element: h(
      "fieldset",
      { class: "steps" },
      h("legend", {}, say.hooks.steps),
      ...boxes.map(({ label }) => label),
    ),
    chosen: () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value),
  };
}

// The newest ones; of others the page of the API tells.
function consignment_choice(signal: AbortSignal): HTMLSelectElement {
  const choice = h("select", {}, h("option", { value: "" }, say.hooks.any));
  const option = (one: Consignment) => h("option", { value: one.consignment }, title_of(one));
  api.consignments({ limit: 100 }, signal).then(
    ({ consignments }) => choice.append(...consignments.map(option)),
    () => {}, // then none can be chosen
  );
  return choice;
}

export function hook_form(signal: AbortSignal, made: (one: Subscription) => void): HTMLElement {
  const { hooks, tracking } = say;
  const url = h("input", { type: "url", required: true, placeholder: "https://forwarder.example/hooks", autocomplete: "off" });
  const box = h("input", { placeholder: tracking.search_hint, autocomplete: "off", maxlength: 200 });
  const consignment = consignment_choice(signal);
  const steps = step_choice();
  const handshake = h("input", { type: "checkbox", checked: true });
  const send = h("button", { type: "submit", class: "primary" }, hooks.send);
  const fault = h("div", {});
  const form = h(
    "form",
    { class: "hook-form" },
    labelled(hooks.url, url, "wide"),
    h("div", { class: "inline-form" }, labelled(hooks.box, box), labelled(tracking.consignment, consignment)),
    h("p", { class: "small" }, hooks.both),
    steps.element,
    h("label", { class: "check" }, handshake, hooks.handshake),
    h("div", {}, send),
    fault,
  );
  const subscribe = async () => {
    send.disabled = true;
    fault.replaceChildren();
    try {
      const wish = { url: url.value, box: box.value, consignment: consignment.value, steps: steps.chosen() };
      const one = await api.create_subscription(draft_of({ ...wish, handshake: handshake.checked }), signal);
      form.reset();
      made(one);
    } catch (error) {
      if (!is_abort(error)) fault.replaceChildren(failure_card(error, () => void subscribe()));
    } finally {
      send.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void subscribe();
  });
  return h("section", { class: "card" }, h("h2", {}, hooks.make), form);
}
