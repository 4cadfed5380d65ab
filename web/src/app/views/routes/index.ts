// SPDX-License-Identifier: Apache-2.0
// Routes: a question, the front of ways as a list and a chart, the chosen way
// leg by leg and on the map.
import { h } from "../../../base/dom";
import type { RouteExample } from "../../../data/route_types";
import { api, type Network } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { number } from "../../i18n/format";
import { nothing_known } from "../../map/busy";
import { one } from "../../state/url";
import { copy } from "../../ui/copy";
import { save_geojson } from "../../ui/export";
import { failure_card, toast_error } from "../../ui/failure";
import { announce } from "../../ui/live_region";
import { place_names } from "../../ui/names";
import { reveal } from "../../ui/reveal";
import { labelled, select } from "../../ui/select";
import { csv_button, small_button } from "../../ui/tools";
import { renewing, type View, type ViewContext } from "../../view";
import { ask_ways, type Answer } from "./ask";
import { question_form } from "./form";
import { criteria, front_figure, type Criterion } from "./front";
import { is_asked, query_of, question_of, same_question } from "./question";
import type { WayMap } from "../../map/way_map";
import { reason_line } from "./reasons";
import { way_panel, type Names } from "./way_panel";
import {
  order_words,
  ordered,
  orders,
  way_card,
  way_fields,
  type Order,
} from "./ways";

interface Scene {
  context: ViewContext;
  names: Names;
  list: HTMLElement;
  detail: HTMLElement;
  answer: Answer | null;
  map: WayMap | null;
  renew: () => AbortSignal; // ends the question before
}

function names_of(network: Network): Names {
  const zones = new Map(network.places.map((one) => [one.place, one.time_zone]));
  const goods = new Map(
    network.commodities.map((one) => [one.commodity, one.name]),
  );
  return {
    goods: (key) => goods.get(key) ?? key,
    name: place_names(network),
    zone: (code) => zones.get(code) ?? "UTC",
  };
}

function exports({ context, names, answer }: Scene): HTMLElement {
  const { shell, routes } = say;
  const { store, corridor } = context;
  const csv = csv_button({
    title: routes.title,
    file: "routes",
    fields: way_fields(names.name),
    rows: ordered(answer!.example, "goods"),
  });
  const geojson = () => {
    const query = query_of(
      question_of(store.state.params),
      store.state.scenarios,
    );
    api
      .routes_geojson(corridor.name, query)
      .then((text) => save_geojson("routes.geojson", text))
      .catch(toast_error);
  };
  const link = () => void copy(location.href, shell.link_copied);
  return h(
    "div",
    { class: "tools" },
    csv,
    small_button(shell.geojson, shell.save_geojson(routes.title), geojson),
    small_button(shell.copy_link, shell.copy_link, link),
  );
}

function order_picker({ context }: Scene, order: Order): HTMLElement {
  const picker = select(
    orders.map((one) => [one, order_words(one)]),
    order,
    (by) => context.store.amend_look({ by: by === "goods" ? "" : by }),
  );
  return labelled(say.routes.order, picker, "order");
}

function no_route(example: RouteExample, names: Names): HTMLElement {
  return h(
    "div",
    { class: "card no-route", role: "status" },
    h("h2", {}, say.routes.none),
    h("p", {}, say.routes.none_why),
    h("ul", {}, ...example.reasons.map((why) => reason_line(why, names))),
  );
}

function chosen_of({ context }: Scene, example: RouteExample): number {
  const at = Number(one(context.store.state.params, "way")) || 1;
  return Math.min(Math.max(1, at), example.chosen);
}

function show_answer(scene: Scene) {
  const { context, names, list, detail, answer } = scene;
  if (!answer) return;
  const { example } = answer;
  const { store } = context;
  if (example.chosen === 0) {
    list.replaceChildren(no_route(example, names));
    detail.replaceChildren();
    return;
  }
  const order = (one(store.state.params, "by") || "goods") as Order;
  const against = (one(store.state.params, "against") || "usd") as Criterion;
  const ways = ordered(example, order);
  const at = chosen_of(scene, example);
  const focused = list.contains(document.activeElement);
  list.replaceChildren(
    h(
      "div",
      { class: "list-head" },
      h(
        "h2",
        {},
        say.routes.ways(
          number(ways.length),
          names.name(example.from),
          names.name(example.to),
        ),
      ),
      exports(scene),
      order_picker(scene, order),
    ),
    h(
      "ul",
      { class: "ways" },
      ...ways.map((way) =>
        way_card(way, names.name, way.at === at, () => {
          store.look_at({ way: way.at === 1 ? "" : String(way.at) });
          reveal(detail);
        }),
      ),
    ),
    example.truncated ? h("p", { class: "small" }, say.routes.truncated) : "",
  );
  if (focused)
    list.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  const chosen = ways.find((way) => way.at === at)!;
  detail.replaceChildren(
    way_panel(chosen, names),
    front_figure(
      {
        ways: ordered(example, "goods"),
        chosen: at,
        criterion: criteria.includes(against) ? against : "usd",
        name: names.name,
      },
      (criterion) =>
        store.amend_look({ against: criterion === "usd" ? "" : criterion }),
    ),
  );
  scene.map?.choose(at);
}

async function answer(scene: Scene) {
  const { context, list, detail, names } = scene;
  const { store, corridor } = context;
  const signal = scene.renew();
  const asked = question_of(store.state.params);
  scene.answer = null;
  detail.replaceChildren();
  scene.map?.show(null);
  if (!is_asked(asked)) {
    list.replaceChildren(h("p", { class: "nothing" }, say.routes.ask));
    return;
  }
  const box = h("div", { class: "card", role: "status" }, say.routes.finding);
  list.replaceChildren(box);
  try {
    const query = query_of(asked, store.state.scenarios);
    scene.answer = await ask_ways(corridor.name, query, box, signal);
    scene.map?.show(scene.answer.map);
    show_answer(scene);
    const { chosen, from, to } = scene.answer.example;
    announce(
      chosen > 0
        ? say.routes.ways(number(chosen), names.name(from), names.name(to))
        : say.routes.none,
    );
  } catch (error) {
    if (is_abort(error)) return;
    list.replaceChildren(failure_card(error, () => void answer(scene)));
  }
}

function follow_store(scene: Scene, ask_form: () => void) {
  scene.context.store.subscribe((now, before) => {
    const other_question =
      !same_question(question_of(now.params), question_of(before.params)) ||
      now.scenarios.join() !== before.scenarios.join();
    if (!other_question) return show_answer(scene);
    ask_form();
    void answer(scene);
  }, scene.context.signal);
}

export const view: View = {
  async mount(element, context) {
    const network = await context.corridor.network();
    if (context.signal.aborted) return;
    const box = h("div", { class: "map-box" });
    const asked = h("div", {});
    const scene: Scene = {
      context,
      names: names_of(network),
      list: h("div", { class: "answer" }),
      detail: h("div", { class: "detail" }),
      answer: null,
      map: null,
      renew: renewing(context.signal),
    };
    const ask_form = () =>
      asked.replaceChildren(
        question_form(context, network, () => void answer(scene)),
      );
    ask_form();
    element.append(
      h("div", { class: "side" }, asked, scene.list),
      h(
        "div",
        { class: "main-side" },
        h("div", { class: "map-side" }, box),
        scene.detail,
      ),
    );
    follow_store(scene, ask_form);
    void answer(scene);

    const [{ create_map }, { add_ways }] = await Promise.all([
      import("../../map/live_map"),
      import("../../map/way_map"),
    ]);
    if (context.signal.aborted) return;
    const live = await create_map(box, {
      network,
      label: say.routes.map_label,
      signal: context.signal,
    });
    live.show(nothing_known);
    scene.map = add_ways(live, context.signal);
    if (scene.answer) {
      scene.map.show((scene.answer as Answer).map);
      scene.map.choose(chosen_of(scene, (scene.answer as Answer).example));
    }
  },
};
