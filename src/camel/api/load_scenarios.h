// SPDX-License-Identifier: Apache-2.0
// A package and its what-ifs: the base as it stands in the folder, and what it
// becomes with scenarios applied to the text of its tables.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/loader/load_corridor.h"
#include "camel/scenario/edit_tables.h"
#include "camel/scenario/scenario.h"

namespace camel {

struct Package {
  std::filesystem::path folder;
  PackageFiles files;
  LoadedCorridor base;
  // Name -> file, of the folder `scenarios` in it.
  std::map<std::string, std::filesystem::path> scenarios;
  // Those that stand in no file: name -> text. Findings name them
  // scenarios/NAME.toml.
  std::map<std::string, std::string> drafts = {};
};

// Throws camel::Error when the folder cannot be read.
Package open_package(std::filesystem::path const& folder);

struct ScenarioCorridor {
  Scenario scenario;              // several as one, named "a+b"
  PackageFiles files;             // with its edits: what was loaded
  std::vector<EditedCell> edits;  // what it changed in the tables
  LoadedCorridor loaded;
  Diagnostics own;  // its findings in the scenarios' files
};

// What a text says, as far as it can be understood.
Scenario scenario_in(std::string_view text, std::string const& name);

// The package with these scenarios, all at once. Each is a name in the
// package, "a+b" for two of them, or the path of a .toml file. None
// at all is the base. Findings about what a scenario asked for name its file.
// Throws UsageError with a suggestion where there is no such scenario.
ScenarioCorridor load_with_scenarios(Package const& package,
                                     std::span<std::string const> names);
ScenarioCorridor load_with_scenarios(std::filesystem::path const& folder,
                                     std::span<std::string const> names);

// The package with measures and scenarios of it, by their names, all at once.
// Throws UsageError where one of them is unknown, or what comes out is no sound
// corridor, naming the first mistake.
Corridor load_with_plans(Package const& package,
                         std::span<std::string const> measures,
                         std::span<std::string const> scenarios);

// Every scenario of the package by itself: what is wrong besides the findings
// of the base, and observations of scenarios that do not exist.
Diagnostics check_scenarios(Package const& package);

}  // namespace camel
