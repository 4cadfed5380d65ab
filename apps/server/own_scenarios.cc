// SPDX-License-Identifier: Apache-2.0
#include "own_scenarios.h"

#include "camel/base/text.h"

namespace camel::server {

std::map<std::string, std::string> OwnScenarios::all(
    std::string const& corridor) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      "SELECT name, toml FROM scenarios WHERE corridor = ? ORDER BY name");
  rows.with(corridor);
  std::map<std::string, std::string> all;
  while (rows.step()) {
    all[rows.text(0)] = rows.text(1);
  }
  return all;
}

std::optional<std::string> OwnScenarios::find(std::string const& corridor,
                                              std::string const& name) {
  std::lock_guard const lock{ledger_.mutex};
  return ledger_.database
      .prepare("SELECT toml FROM scenarios WHERE corridor = ? AND name = ?")
      .with(corridor, name)
      .word();
}

bool OwnScenarios::add(std::string const& corridor, std::string const& name,
                       std::string const& toml) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database.prepare("INSERT OR IGNORE INTO scenarios VALUES (?, ?, ?)")
      .with(corridor, name, toml)
      .run();
  return ledger_.database.changed_rows() > 0;
}

bool OwnScenarios::change(std::string const& corridor, std::string const& name,
                          std::string const& before, std::string const& toml) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare(
          "UPDATE scenarios SET toml = ? "
          "WHERE corridor = ? AND name = ? AND toml = ?")
      .with(toml, corridor, name, before)
      .run();
  return ledger_.database.changed_rows() > 0;
}

bool OwnScenarios::remove(std::string const& corridor,
                          std::string const& name) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare("DELETE FROM scenarios WHERE corridor = ? AND name = ?")
      .with(corridor, name)
      .run();
  return ledger_.database.changed_rows() > 0;
}

std::vector<std::string> parts_of(std::string const& scenario) {
  std::vector<std::string> parts;
  for (auto const part : split(scenario, '+')) {
    parts.emplace_back(part);
  }
  return parts;
}

Package with_drafts(ShelvedCorridor const& corridor,
                    std::map<std::string, std::string> const& drafts) {
  auto package = corridor.package;
  for (auto const& [name, text] : drafts) {
    package.drafts[name] = text;
  }
  return package;
}

ScenarioCorridor sound_with(Package const& package,
                            std::vector<std::string> const& scenarios) {
  auto loaded = load_with_scenarios(package, scenarios);
  if (!loaded.loaded.ok()) {
    throw with_findings(
        {422, "unsound-scenario",
         "with " + loaded.scenario.name +
             " the corridor is not sound — mend what the findings name"},
        loaded.loaded.diagnostics);
  }
  return loaded;
}

}  // namespace camel::server
