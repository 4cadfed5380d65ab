// SPDX-License-Identifier: Apache-2.0
// What queues at a place over the year, week by week: boxes, trains before the
// border, and before each of its facilities.
import { h } from "../../../base/dom";
import type { Simulation } from "../../../data/types";
import { live_chart } from "../../charts/live_chart";
import { say, term } from "../../i18n";
import {
  country,
  day_and_month,
  month,
  number,
  plain,
} from "../../i18n/format";
import { figure } from "../../ui/figure";
import { select } from "../../ui/select";

export interface Weekly {
  name: string;
  unit: string;
  values: number[];
}

const any = (code: string) => (code === "*" ? "…" : country(code));

export function queues_of(simulation: Simulation, place: string): Weekly[] {
  const { corridor } = say;
  const boxes = simulation.places
    .filter((one) => one.place === place)
    .map((one) => ({
      name: corridor.boxes_waiting,
      unit: corridor.teu_waiting,
      values: one.waiting_teu_weekly,
    }));
  const trains = simulation.queues
    .filter((one) => one.place === place)
    .map((one) => ({
      name: `${corridor.trains_standing} (${corridor.stay(any(one.from_country), any(one.to_country))})`,
      unit: corridor.units_waiting,
      values: one.trains_weekly,
    }));
  const facilities = simulation.facilities
    .filter((one) => one.place === place)
    .map((one) => ({
      name: `${term("facility_kind", one.kind)} (${one.facility})`,
      unit: corridor.units_waiting,
      values: one.queue_weekly,
    }));
  const sum = ({ values }: Weekly) => values.reduce((a, b) => a + b, 0);
  return [...boxes, ...trains, ...facilities]
    .filter((weekly) => Math.max(0, ...weekly.values) >= 0.05)
    .sort((a, b) => sum(b) - sum(a));
}

const week_ms = 7 * 24 * 3600 * 1000;

function chart_of(weekly: Weekly, place: string, base_year: number) {
  const start = Date.UTC(base_year, 0, 1);
  return live_chart({
    label: say.corridor.queue_label(place),
    height: 190,
    option: (library) => ({
      grid: { left: 4, right: 10, top: 26, bottom: 4, containLabel: true },
      tooltip: {
        ...library.tooltip_look,
        trigger: "axis",
        formatter: (items) => {
          const { dataIndex } = library.first_of(items);
          const day = day_and_month(start + dataIndex * week_ms);
          return `${say.corridor.week} ${number(dataIndex + 1)} (${day}): ${plain(weekly.values[dataIndex])}`;
        },
      },
      xAxis: {
        type: "time",
        ...library.quiet_axis,
        splitLine: { show: false },
        axisLabel: {
          ...library.quiet_axis.axisLabel,
          hideOverlap: true,
          formatter: (time: number) => month(time),
        },
      },
      yAxis: {
        type: "value",
        min: 0,
        ...library.above(weekly.unit),
        ...library.quiet_axis,
        axisLabel: {
          ...library.quiet_axis.axisLabel,
          formatter: (value: number) => plain(value),
        },
      },
      series: [
        {
          type: "line",
          step: "middle",
          symbol: "none",
          lineStyle: { color: "var(--waiting)", width: 1.6 },
          areaStyle: { color: "var(--waiting)", opacity: 0.16 },
          itemStyle: { color: "var(--waiting)" },
          data: weekly.values.map((value, i) => [
            start + (i + 0.5) * week_ms,
            value,
          ]),
        },
      ],
    }),
  });
}

export function queue_figure(
  weeklies: Weekly[],
  place: { place: string; name: string },
  base_year: number,
): HTMLElement {
  if (weeklies.length === 0)
    return h(
      "section",
      {},
      h("h3", {}, say.corridor.queue_year),
      h("p", { class: "muted" }, say.corridor.no_queue),
    );
  const box = h("div", {});
  const start = Date.UTC(base_year, 0, 1);
  const show = (weekly: Weekly) => {
    const rows = weekly.values.map((value, i) => ({ week: i, value }));
    box.replaceChildren(
      figure({
        title: say.corridor.queue_year,
        file: `queue-${place.place}`,
        chart: chart_of(weekly, place.name, base_year),
        rows,
        fields: [
          {
            title: say.corridor.week,
            cell: ({ week }) =>
              `${number(week + 1)} (${day_and_month(start + week * week_ms)})`,
            raw: ({ week }) => week + 1,
          },
          {
            title: weekly.unit,
            cell: ({ value }) => plain(value),
            raw: ({ value }) => value,
            number: true,
          },
        ],
      }),
    );
  };
  const picker = select(
    weeklies.map(({ name }, i) => [String(i), name]),
    "0",
    (at) => show(weeklies[Number(at)]!),
    say.corridor.queue_of,
  );
  show(weeklies[0]!);
  return h("section", { class: "queues" }, box, weeklies.length > 1 && picker);
}
