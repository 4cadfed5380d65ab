// SPDX-License-Identifier: Apache-2.0
// How it was computed, in half a page, and the sources that were cited.
import { h } from "../base/dom";
import { format_count, format_number } from "../base/format";
import type { Context } from "../data/context";
import { section } from "./section";

function runs(context: Context): string {
  const { simulation: s, report } = context;
  if (!report.simulation) return "";
  const events =
    s.events > 0
      ? ` The computation took ${format_number(s.events)} events.`
      : "";
  return `The simulation was run ${format_count(s.replications, "time")}, each with its own luck from seed ${s.seed}: ${format_count(s.warm_up_days, "day")} to fill the corridor, which are left out of every figure, then ${format_count(s.days, "day")}.${events} `;
}

function conserved(context: Context): string {
  if (context.simulation.conserved === null) return "";
  return context.simulation.conserved
    ? "Every box that entered was delivered or is still under way at the end: none was lost or invented, which the program counted."
    : "The count of boxes does not close: some were lost or invented. Do not rely on this run.";
}

function method(context: Context): HTMLElement[] {
  return [
    h(
      "p",
      {},
      "The corridor is simulated event by event. Consignments appear at their origin and travel together; each train, vessel, wagon pool, border post, crane and train path is a thing that is either free or taken. Boxes wait for a train to fill or leave, or for loading to begin again where it is stopped; trains for a train path, a train to meet, room in a yard or on the line ahead, a reception track, customs, a crane, wagons or the weather; vessels for a berth or a load. Wagons travel back empty over the same lines. Nothing is added for congestion: where trains queue here, it is because what lies in front of them is taken or shut.",
    ),
    h(
      "p",
      {},
      runs(context),
      "Behind a mean stands its 95\u202f% interval, from Student’s t distribution over the replications. It says how much chance moves the figure. It does not hold what the tables themselves get wrong: for that, look at the section which sets simulated against observed, and at the confidence given for each row there. The same seed gives the same figures, whatever the number of threads. ",
      conserved(context),
    ),
    h(
      "p",
      {},
      "A transit time runs from the first terminal to the last. A part of it is the mean over all boxes of a flow, those that did not wait included. The days of a box at the head of the report are those of the long way: of the pairs of countries whose boxes change trains twice or more, or as often as any do, the pair with the most boxes on the way on a mean day, all its flows by their TEU. Path use is trains run over train paths offered. A facility is in use in the share of time its servers work or are held. Boxes stay at a border place from the arrival of their train to the departure of the next. An observation whose role is to judge plays no part in setting the model’s inputs; one that only gives back an input, as volumes and service times do, judges nothing and is counted apart.",
    ),
  ];
}

function sources(context: Context): HTMLElement | null {
  const cited = context.citations.all_cited();
  if (cited.length === 0) return null;
  const entry = ({ number, id, source }: (typeof cited)[number]) => {
    const safe = source && /^https?:\/\//.test(source.address);
    const title = source?.title || id;
    return h(
      "li",
      { id: `source-${number}`, value: number },
      source?.publisher && `${source.publisher}: `,
      safe
        ? h("a", { href: source.address, rel: "noreferrer" }, title)
        : h("span", {}, title),
      source?.year && `, ${source.year}`,
      ".",
    );
  };
  return h(
    "div",
    { class: "sources" },
    h("h3", { id: "sources" }, "Sources cited"),
    h("ol", {}, ...cited.map(entry)),
  );
}

// Comes last: the sections before it have cited their sources.
export function method_section(context: Context): HTMLElement {
  return section(
    "method",
    "Method and sources",
    h("div", { class: "method" }, ...method(context)),
    sources(context),
    h(
      "p",
      { class: "small notices" },
      "Charts by Apache ECharts, projection by d3-geo, coasts and boundaries from Natural Earth; the licences stand at the end of this file’s source.",
    ),
  );
}
