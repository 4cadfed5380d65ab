// SPDX-License-Identifier: Apache-2.0
// The report page: reads the data inside it and builds its sections in order.
import "./styles/colours.css";
import "./styles/page.css";
import "./styles/figures.css";
import "./styles/map.css";
import "./styles/print.css";
import { h } from "./base/dom";
import { print_well } from "./base/fitted";
import { context_of, type Context } from "./data/context";
import { parse_report } from "./data/read";
import { borders_section } from "./sections/borders";
import { calibration_section } from "./sections/calibration";
import { capacity_section } from "./sections/capacity";
import { comparison_section } from "./sections/comparison";
import { contents } from "./sections/contents";
import { facilities_section } from "./sections/facilities";
import { investment_section } from "./sections/investment";
import { map_section } from "./sections/map";
import { method_section } from "./sections/method";
import { money_section } from "./sections/money";
import { observed_section } from "./sections/observed";
import { package_section } from "./sections/package";
import { parts_section } from "./sections/parts";
import { routes_section } from "./sections/routes";
import { title_block } from "./sections/title";
import { transit_section } from "./sections/transit";

function sections_of(context: Context): HTMLElement[] {
  const simulated = [
    transit_section,
    parts_section,
    facilities_section,
    borders_section,
    ...(context.report.routes.length > 0 ? [routes_section] : []),
    ...(context.report.capacity ? [capacity_section] : []),
    money_section,
    observed_section,
  ];
  const build = [
    map_section,
    ...(context.report.investment ? [investment_section] : []),
    ...(context.report.comparison ? [comparison_section] : []),
    ...(context.report.calibration ? [calibration_section] : []),
    ...(context.report.simulation ? simulated : []),
    package_section,
    method_section,
  ];
  return build.map((section) => section(context));
}

function show_report(page: HTMLElement, json: string) {
  const context = context_of(parse_report(json));
  const { title, name } = context.report.corridor;
  document.title = `${title} – corridor report`;
  const sections = sections_of(context);
  page.append(
    contents(sections, name || title),
    h("main", {}, title_block(context), ...sections),
  );
  print_well();
}

const page = document.getElementById("report")!;
try {
  show_report(page, document.getElementById("camel-data")!.textContent ?? "");
} catch (error) {
  page.append(
    h(
      "main",
      {},
      h("h1", {}, "This report cannot be shown"),
      h("p", {}, `Its data could not be read: ${String(error)}`),
    ),
  );
}
