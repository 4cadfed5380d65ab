// SPDX-License-Identifier: Apache-2.0
// Holds the year, its clock and the parts that show them together.
import { h } from "../../../base/dom";
import type { Motion, Network } from "../../api/client";
import { say } from "../../i18n";
import { compare } from "../../i18n/format";
import type { LiveMap } from "../../map/live_map";
import { add_overlay, type Overlay } from "../../map/overlay";
import { one } from "../../state/url";
import { moves_little } from "../../theme";
import { labelled, select } from "../../ui/select";
import { toggle_button } from "../../ui/tools";
import type { ViewContext } from "../../view";
import { Clock, speeds, usual_speed } from "./clock";
import { controls, listen_to_keys, motion_legend } from "./controls";
import { colourings, read_kinds, type Colouring } from "./kinds";
import { now_words, place_words, shut_words, tables_of, type World } from "./now_panel";
import { marks_of, paint_scene, shapes_of, type Scene } from "./paint";
import { Queues, read_closures, shut_at } from "./queues";
import { year_strip } from "./strip";
import { minute_of, time_text } from "./time";
import { look, read_tracks, room_for } from "./tracks";

interface Setup {
  context: ViewContext;
  network: Network;
  motion: Motion;
  note: string;
  left: (name: string, share: number) => string;
}

// While it plays, ms: the map is drawn each frame, words less often.
const clock_every = 120;
const panel_every = 600;

function build_scene({ network, motion, left, context }: Setup) {
  const tracks = read_tracks(motion);
  const by_code = new Map(network.places.map((place) => [place.place, place]));
  const places = motion.places.map((code) => by_code.get(code));
  const closures = read_closures(motion.closures, left);
  const asked = one(context.store.state.params, "colour") as Colouring;
  const scene: Scene = {
    tracks,
    shapes: shapes_of(tracks, places),
    kinds: read_kinds(tracks, motion.places, network),
    moving: room_for(tracks, places.length),
    places,
    marks: marks_of(closures, network),
    queues: new Queues(motion),
    by: colourings.includes(asked) ? asked : "mode",
    boxes: one(context.store.state.params, "boxes") === "yes",
    minute: 0,
    shut: [],
  };
  return { scene, closures };
}

function place_picker(world: World, chosen: string, on: (code: string) => void) {
  const { scene, codes } = world;
  const busy = new Set([...scene.queues.trains.keys(), ...scene.queues.boxes.keys()]);
  const named = [...busy]
    .map((place) => ({ code: codes[place]!, name: scene.places[place]?.name ?? codes[place]! }))
    .sort((a, b) => compare(a.name, b.name));
  const options = named.map(({ code, name }) => [code, name] as const);
  const picker = select([["", say.motion.no_place], ...options], chosen, on);
  return { element: labelled(say.motion.choose_place, picker), picker };
}

export function show_year(setup: Setup) {
  const { context, network, motion, note } = setup;
  const { store, signal, corridor } = context;
  const { scene, closures } = build_scene(setup);
  const start = Date.parse(`${motion.start}T00:00Z`);
  const world: World = {
    scene,
    services: motion.services,
    names: new Map(network.services.map(({ service, name }) => [service, name])),
    codes: motion.places,
    file: `${corridor.name}-motion`,
  };
  let overlay: Overlay | null = null;
  let live: LiveMap | null = null;
  let frame_at: HTMLElement | null = null;
  let clock_at = 0;
  let panel_at = 0;
  let as_table = false;

  const place = () => one(store.state.params, "place");
  const facts = h("div", { class: "panel-body" });
  const legend_place = h("div", {});
  const strip = year_strip((minute) => clock.go(minute));
  const places = place_picker(world, place(), (code) => store.look_at({ place: code || undefined }));

  const show_panel = () => {
    const code = place();
    facts.replaceChildren(
      now_words(world),
      ...(code ? [h("div", { class: "card" }, place_words(world, code))] : []),
      h("section", {}, h("h2", {}, say.motion.shut_now), shut_words(world)),
      ...tables_of(world, as_table),
    );
  };
  const show_strip = () => {
    const at = motion.places.indexOf(place());
    strip.show_data({
      start,
      days: motion.days,
      course: scene.queues.course(),
      every: scene.queues.every,
      chosen: at >= 0 ? scene.queues.course(at) : null,
      closures,
    });
  };
  const show_legend = () =>
    legend_place.replaceChildren(motion_legend(scene.by, scene.boxes));
  const show_time = (minute: number) => {
    scene.minute = minute;
    scene.shut = shut_at(closures, minute);
    look(scene.tracks, minute, scene.moving);
    overlay?.draw();
    const now = performance.now();
    if (clock.playing && now - clock_at < clock_every) return;
    clock_at = now;
    bar.show_time(minute);
    strip.show_time(minute);
    if (clock.playing && now - panel_at < panel_every) return;
    panel_at = now;
    show_panel();
  };
  const clock: Clock = new Clock({
    days: motion.days,
    signal,
    on_time: show_time,
    on_rest: (minute) => {
      bar.show_playing();
      store.amend_look({ t: time_text(minute, start) });
    },
    on_frames: (a_second) => {
      if (frame_at) frame_at.dataset.framesASecond = a_second.toFixed(1);
    },
  });
  const speed = Number(one(store.state.params, "speed"));
  if (speeds.includes(speed)) clock.hours_a_second = speed;
  const bar = controls({
    clock,
    start,
    days: motion.days,
    by: scene.by,
    boxes: scene.boxes,
    on_speed: (hours) => {
      clock.hours_a_second = hours;
      store.amend_look({ speed: hours === usual_speed ? undefined : String(hours) });
    },
    on_colouring: (by) => {
      scene.by = by;
      store.amend_look({ colour: by === "mode" ? undefined : by });
      show_legend();
      overlay?.draw();
    },
    on_boxes: (wanted) => {
      scene.boxes = wanted;
      store.amend_look({ boxes: wanted ? "yes" : undefined });
      show_legend();
      overlay?.draw();
    },
  });
  bar.element.addEventListener("click", () => bar.show_playing());
  const twin = toggle_button(say.shell.as_table, (pressed) => {
    as_table = pressed;
    show_panel();
  });

  store.subscribe((now, before) => {
    if (one(now.params, "place") !== one(before.params, "place")) {
      places.picker.value = one(now.params, "place");
      live?.select(one(now.params, "place"));
      show_strip();
      show_panel();
    }
    const t = one(now.params, "t");
    if (t && t !== time_text(clock.minute, start) && !clock.playing)
      clock.go(minute_of(t, start, motion.days));
  }, signal);
  addEventListener("themechange", () => overlay?.draw(), { signal });
  show_legend();
  show_strip();

  return {
    panel: h(
      "div",
      { class: "now-panel" },
      h("div", { class: "figure-head" }, h("h1", {}, say.motion.title), h("div", { class: "tools" }, twin)),
      places.element,
      facts,
      h("p", { class: "small" }, `${note} ${moves_little() ? say.motion.steps_only : say.motion.keys}`),
    ),
    bottom: h("div", {}, bar.element, strip.element),
    legend: legend_place,
    place_tip: (code: string) => place_words(world, code),
    start: (map: LiveMap, element: HTMLElement) => {
      live = map;
      frame_at = element;
      map.select(place());
      overlay = add_overlay(map.map, paint_scene(scene));
      listen_to_keys(clock, signal);
      clock.go(minute_of(one(store.state.params, "t"), start, motion.days));
    },
  };
}
