// SPDX-License-Identifier: Apache-2.0
// One consignment: its way on the map, its line-up of planned against actual,
// when it is due, what its boxes went through, and who has to do with it.
import { h } from "../../../base/dom";
import { api, type BoxOutlook, type Consignment, type LineUp, type Network } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { quiet } from "../../map/busy";
import type { LiveMap } from "../../map/live_map";
import {
  boxes_of,
  late_from,
  milestones_of,
  places_of,
  progress_of,
  untold,
  type Milestone,
  type Progress,
} from "../../tracking/progress";
import { moment_of } from "../../tracking/moment";
import { data_table, type Field } from "../../ui/data_table";
import { finding, findings_row } from "../../ui/facts";
import { failure_card } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { csv_button, map_png_button, table_toggle } from "../../ui/tools";
import type { ViewContext } from "../../view";
import { box_part } from "./box";
import { expected, outlook_part } from "./outlook";
import {
  difference_words,
  late_words,
  moment_words,
  places_in,
  step_words,
  title_of,
  type Places,
} from "./words";

interface Seen {
  consignment: Consignment;
  outlooks: readonly BoxOutlook[];
  line_up: LineUp;
  progress: Progress;
  places: Places;
}

function headlines({ progress, places, consignment, outlooks }: Seen): HTMLElement {
  const { tracking } = say;
  const { status, last, next, arrives, late_hours } = progress;
  const end = consignment.delivery?.place ?? "";
  const shifted = arrives + 3_600_000 * late_hours;
  const late = late_hours >= late_from && status !== "arrived";
  const eta = expected(outlooks);
  const at_end = (text: string) => places.at(Date.parse(text), end);
  return findings_row([
    finding(tracking.status, tracking.statuses[status], late_words(progress)),
    finding(
      tracking.last_seen,
      last ? step_words(last, places) : "–",
      last?.actual ? places.at(last.actual, last.place) : "",
    ),
    finding(
      tracking.next,
      next ? step_words(next, places) : "–",
      next ? tracking.planned_at(places.at(next.planned, next.place)) : "",
    ),
    finding(
      tracking.due,
      places.at(arrives, end),
      eta ? "" : late ? tracking.if_it_stays(places.at(shifted, end)) : tracking.as_planned,
    ),
    ...(eta
      ? [finding(tracking.expected, at_end(eta.p50), tracking.four_in_five(at_end(eta.p10), at_end(eta.p90)))]
      : []),
  ]);
}

function milestone_fields(places: Places): Field<Milestone>[] {
  const { tracking } = say;
  const iso = (when: number | null) => (when === null ? null : new Date(when).toISOString());
  return [
    { title: tracking.step, cell: (m) => step_words(m, places) },
    { title: tracking.planned, cell: (m) => places.at(m.planned, m.place), raw: (m) => iso(m.planned) },
    { title: tracking.actual, cell: (m) => places.at(m.actual, m.place), raw: (m) => iso(m.actual) },
    { title: tracking.difference, cell: difference_words },
  ];
}

function milestone_item(m: Milestone, places: Places): HTMLElement {
  const { tracking } = say;
  return h(
    "li",
    { class: m.actual === null ? "milestone" : "milestone done" },
    h("b", {}, step_words(m, places)),
    h("span", { class: "small" }, tracking.planned_at(places.at(m.planned, m.place))),
    m.actual !== null &&
      h("span", {}, `${tracking.actual_at(places.at(m.actual, m.place))} · ${difference_words(m)}`),
  );
}

function line_up_part({ line_up, places, consignment }: Seen): HTMLElement {
  const { tracking } = say;
  const rows = milestones_of(line_up.legs);
  const fields = milestone_fields(places);
  const drawn =
    rows.length > 0
      ? h("ol", { class: "line-up" }, ...rows.map((m) => milestone_item(m, places)))
      : h("p", { class: "nothing" }, tracking.statuses.no_plan);
  const box = h("div", {});
  const title = tracking.line_up;
  const toggle = table_toggle(box, drawn, () => data_table(title, fields, rows));
  const file = `line-up-${consignment.consignment}`;
  return h(
    "section",
    { class: "card" },
    h(
      "div",
      { class: "figure-head" },
      h("h2", {}, title),
      h("div", { class: "tools" }, toggle, csv_button({ title, file, fields, rows })),
    ),
    box,
    h("p", { class: "small" }, tracking.local_times),
  );
}

function parties_part({ consignment, places }: Seen): HTMLElement | null {
  const { tracking } = say;
  const rows = consignment.parties ?? [];
  if (rows.length === 0) return null;
  type Party = (typeof rows)[number];
  const fields: Field<Party>[] = [
    { title: tracking.party, cell: ({ name, party }) => name || party },
    { title: tracking.role, cell: ({ role }) => tracking.roles[role] },
    {
      title: tracking.part,
      cell: ({ from, to }) => (from && to ? `${places.name(from)} → ${places.name(to)}` : tracking.whole),
    },
  ];
  return h("section", { class: "card" }, h("h2", {}, tracking.parties), data_table(tracking.parties, fields, rows));
}

// What lies behind it in front, what is ahead thin.
function legs_on_map({ line_up, progress }: Seen, live: LiveMap): GeoJSON.FeatureCollection {
  const reached = progress.last?.leg ?? -1;
  const features = line_up.legs.flatMap(({ from, to }, leg): GeoJSON.Feature[] => {
    const ends = [live.places.get(from), live.places.get(to)];
    if (!ends[0] || !ends[1]) return [];
    const coordinates = ends.map((place) => [place!.lon, place!.lat]);
    const alternative = leg <= reached ? 1 : 2;
    return [{ type: "Feature", properties: { alternative }, geometry: { type: "LineString", coordinates } }];
  });
  return { type: "FeatureCollection", features };
}

async function draw_map(context: ViewContext, network: Network, seen: Seen, side: HTMLElement) {
  const { signal } = context;
  const box = h("div", { class: "map-box" });
  let live: LiveMap | null = null;
  const title = title_of(seen.consignment);
  const png = map_png_button(title, seen.consignment.consignment, () => live);
  side.append(box, h("div", { class: "tools map-tools" }, png));
  const [{ create_map }, { add_ways }] = await Promise.all([
    import("../../map/live_map"),
    import("../../map/way_map"),
  ]);
  if (signal.aborted) return;
  live = await create_map(box, { network, label: say.tracking.map_label(title), signal });
  live.show(quiet);
  const ways = add_ways(live, signal);
  ways.show(legs_on_map(seen, live));
  ways.choose(1);
  const at = seen.progress.last?.place ?? places_of(seen.line_up.legs)[0];
  if (at) live.select(at);
}

// Without it the rest is still of use.
async function outlooks_of(id: string, signal: AbortSignal) {
  try {
    return (await api.outlook(id, signal)).boxes;
  } catch (error) {
    if (is_abort(error)) throw error;
    return [];
  }
}

// The plan alone where what was told of it cannot be had, and why.
async function line_up_of(consignment: Consignment, signal: AbortSignal) {
  try {
    return { line_up: await api.line_up(consignment.consignment, signal), fault: null };
  } catch (error) {
    if (is_abort(error)) throw error;
    return { line_up: untold(consignment), fault: error };
  }
}

function boxes_part({ line_up, places }: Seen, is_told: boolean): HTMLElement {
  const { tracking } = say;
  const nothing = is_told ? tracking.nothing_told : tracking.not_had;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, tracking.boxes),
    ...(line_up.boxes.length > 0
      ? line_up.boxes.map((box) => box_part(box, places))
      : [h("p", { class: "nothing" }, nothing)]),
  );
}

export async function show_consignment(
  context: ViewContext,
  network: Network,
  id: string,
  page: HTMLElement,
  again: () => void,
) {
  const { store, signal } = context;
  const { tracking } = say;
  const params = { ...store.state.params, consignment: [] };
  const back = () => store.look_at({ consignment: undefined });
  page.prepend(inner_link(store.link({ params }), back, { class: "back" }, `← ${tracking.back}`));
  const consignment = await api.consignment(id, signal);
  const [{ line_up, fault }, outlooks, moment] = await Promise.all([
    line_up_of(consignment, signal),
    outlooks_of(id, signal),
    moment_of(store.state.params, signal),
  ]);
  const progress = progress_of(line_up.legs, moment.at);
  const seen: Seen = { consignment, outlooks, line_up, progress, places: places_in(network) };
  page.querySelector("h1")!.textContent = tracking.named(title_of(consignment));
  const side = h("div", { class: "map-side" });
  const boxes = boxes_of(consignment).join(", ");
  page.append(
    boxes ? h("p", { class: "muted" }, boxes) : "",
    fault ? failure_card(fault, again) : headlines(seen),
    fault ? "" : h("p", { class: "small" }, `${tracking.lateness}: ${moment_words(moment)}`),
    h(
      "div",
      { class: "tracking-body" },
      h(
        "div",
        { class: "results" },
        line_up_part(seen),
        boxes_part(seen, fault === null),
        parties_part(seen) ?? "",
      ),
      side,
    ),
    ...outlooks.map((one) => outlook_part(one, seen.places)),
  );
  await draw_map(context, network, seen, side);
}
