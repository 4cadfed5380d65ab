// SPDX-License-Identifier: Apache-2.0
// What planners ask first. A preset is shown where the package has what it
// names.
import type { Network, ScenarioList } from "../../api/client";
import { say } from "../../i18n";
import { nothing_drafted, type Draft, type Struck } from "../../scenario/draft";

export interface Preset {
  name: keyof typeof say.whatif.presets;
  scenarios?: readonly string[];
  struck?: readonly { key: string; from: string; to: string }[]; // days of the year
  measures?: readonly string[];
}

const presets: readonly Preset[] = [
  {
    name: "polish_border",
    struck: [
      { key: "DE-27", from: "09-01", to: "09-30" },
      { key: "DE-28", from: "09-05", to: "09-16" },
    ],
  },
  { name: "third_railway", scenarios: ["third-railway"] },
  { name: "more_ferries", scenarios: ["two-more-feeders"] },
  { name: "more_ferries", measures: ["ferries"] },
  { name: "e_documents", scenarios: ["e-documents"] },
  { name: "e_documents", measures: ["papers"] },
  { name: "border_shut", struck: [{ key: "closed", from: "09-01", to: "09-14" }] },
];

export function presets_of(network: Network, { scenarios }: ScenarioList): Preset[] {
  const known = new Set([
    ...scenarios.map((one) => one.scenario),
    ...network.measures.map((one) => one.measure),
    ...network.disruptions.map((one) => one.disruption),
  ]);
  return presets.filter((preset) =>
    [
      ...(preset.scenarios ?? []),
      ...(preset.measures ?? []),
      ...(preset.struck ?? []).map(({ key }) => key),
    ].every((key) => known.has(key)),
  );
}

export function draft_of(preset: Preset, base_year: number): Draft {
  const disruptions = (preset.struck ?? []).map(
    ({ key, from, to }): Struck => ({
      key,
      start: `${base_year}-${from}`,
      end: `${base_year}-${to}`,
    }),
  );
  const named = disruptions.length + (preset.measures ?? []).length > 0;
  return {
    ...nothing_drafted,
    title: named ? say.whatif.presets[preset.name] : "",
    measures: preset.measures ?? [],
    disruptions,
  };
}
