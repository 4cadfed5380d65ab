// SPDX-License-Identifier: Apache-2.0
// The question: from, to, what, how much, when, and what to keep to.
import { h } from "../../../base/dom";
import type { Network } from "../../api/client";
import { say, term } from "../../i18n";
import { compare, country } from "../../i18n/format";
import { Combobox, type Suggestion } from "../../ui/combobox";
import { labelled } from "../../ui/select";
import type { ViewContext } from "../../view";
import { boxes_of, list_of, question_of } from "./question";

export function place_suggestions(network: Network): Suggestion[] {
  const served = new Set(network.services.flatMap(({ stops }) => stops));
  return network.places
    .map((place) => ({
      value: place.place,
      text: place.name,
      note: `${country(place.country)} · ${place.place}`,
      last: !served.has(place.place),
    }))
    .sort((a, b) => Number(a.last) - Number(b.last) || compare(a.text, b.text));
}

function goods_picker(network: Network, chosen: string): HTMLSelectElement {
  const goods = network.commodities.filter(({ cargo }) => cargo !== "empty");
  const picked = h(
    "select",
    {},
    h("option", { value: "" }, say.routes.any_goods),
    ...goods.map(({ commodity, name, cargo }) =>
      h("option", { value: commodity }, `${name} (${term("cargo", cargo)})`),
    ),
  );
  picked.value = chosen;
  return picked;
}

interface Fields {
  from: Combobox;
  to: Combobox;
  goods: HTMLSelectElement;
  count: HTMLInputElement;
  size: HTMLSelectElement;
  ready: HTMLInputElement;
  depart_by: HTMLInputElement;
  arrive_by: HTMLInputElement;
  via: HTMLInputElement;
  avoid: HTMLInputElement;
  weeks: HTMLInputElement;
  alternatives: HTMLInputElement;
}

function fields_of({ store }: ViewContext, network: Network): Fields {
  const asked = question_of(store.state.params);
  const places = place_suggestions(network);
  const { routes } = say;
  const options = { placeholder: routes.place_hint, required: true };
  const from = new Combobox(routes.from, places, options);
  const to = new Combobox(routes.to, places, options);
  from.set(asked.from);
  to.set(asked.to);
  const { count, size } = boxes_of(asked.units);
  const day = (value: string) => h("input", { type: "date", value });
  const whole = (value: string, max: number) =>
    h("input", { type: "number", min: 1, max, value });
  const sizes = h(
    "select",
    { "aria-label": routes.box_size },
    h("option", { value: "FEU" }, "40 ft"),
    h("option", { value: "TEU" }, "20 ft"),
  );
  sizes.value = size;
  const words = (value: readonly string[], placeholder: string) =>
    h("input", { type: "text", value: value.join(", "), placeholder });
  return {
    from,
    to,
    goods: goods_picker(network, asked.commodity),
    count: whole(count, 200),
    size: sizes,
    ready: day(asked.ready),
    depart_by: day(asked.depart_by),
    arrive_by: day(asked.arrive_by),
    via: words(asked.via, routes.via_hint),
    avoid: words(asked.avoid, routes.avoid_hint),
    weeks: whole(asked.weeks || "10", 26),
    alternatives: whole(asked.alternatives || "5", 50),
  };
}

// Names and codes both do; the server knows what is meant.
function ask({ store }: ViewContext, fields: Fields) {
  const by_default = (value: string, usual: string) =>
    value === usual ? "" : value;
  store.look_at({
    from: fields.from.value(),
    to: fields.to.value(),
    commodity: fields.goods.value,
    units: by_default(
      `${fields.count.value || 1}x${fields.size.value}`,
      "1xFEU",
    ),
    ready: fields.ready.value,
    depart_by: fields.depart_by.value,
    arrive_by: fields.arrive_by.value,
    via: list_of(fields.via.value),
    avoid: list_of(fields.avoid.value),
    weeks: by_default(fields.weeks.value, "10"),
    alternatives: by_default(fields.alternatives.value, "5"),
    way: undefined,
  });
}

function more_conditions(fields: Fields): HTMLElement {
  const { routes } = say;
  const { via, avoid, depart_by, arrive_by, weeks, alternatives } = fields;
  const said = [via, avoid, depart_by, arrive_by].some(({ value }) => value);
  return h(
    "details",
    { class: "wide", open: said },
    h("summary", {}, routes.more),
    h(
      "div",
      { class: "fields" },
      labelled(routes.depart_by, depart_by),
      labelled(routes.arrive_by, arrive_by),
      labelled(routes.via, via, "wide"),
      labelled(routes.avoid, avoid, "wide"),
      labelled(routes.weeks, weeks),
      labelled(routes.alternatives, alternatives),
    ),
  );
}

export function question_form(
  context: ViewContext,
  network: Network,
  ask_again: () => void,
): HTMLFormElement {
  const { routes } = say;
  const fields = fields_of(context, network);
  const swap = h(
    "button",
    {
      type: "button",
      class: "swap",
      "aria-label": routes.swap,
      title: routes.swap,
    },
    "⇅",
  );
  swap.addEventListener("click", () => {
    const [from, to] = [fields.from.value(), fields.to.value()];
    fields.from.set(to);
    fields.to.set(from);
  });
  const form = h(
    "form",
    { class: "question" },
    h("div", { class: "ends" }, fields.from.element, fields.to.element, swap),
    h(
      "div",
      { class: "fields" },
      labelled(routes.goods, fields.goods, "wide"),
      h(
        "label",
        {},
        routes.units,
        h("span", { class: "pair" }, fields.count, fields.size),
      ),
      labelled(routes.ready, fields.ready),
      more_conditions(fields),
    ),
    h("button", { type: "submit", class: "primary" }, routes.find),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const before = context.store.state;
    ask(context, fields);
    if (context.store.state === before) ask_again();
  });
  return form;
}
