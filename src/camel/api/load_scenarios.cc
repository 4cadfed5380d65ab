// SPDX-License-Identifier: Apache-2.0
#include "camel/api/load_scenarios.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/base/text.h"
#include "camel/scenario/apply_scenario.h"
#include "camel/scenario/parse_scenario.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

bool is_file(fs::path const& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::map<std::string, fs::path> list_scenarios(fs::path const& folder) {
  std::map<std::string, fs::path> found;
  std::error_code none;
  for (auto const& entry : fs::directory_iterator{folder / "scenarios", none}) {
    if (entry.path().extension() == ".toml") {
      found[entry.path().stem().string()] = entry.path();
    }
  }
  return found;
}

// A scenario's text, and how findings name it.
struct ScenarioText {
  std::string file, text;
};

ScenarioText read_scenario(fs::path const& path) {
  return {path.string(), read_file(path)};
}

// Both those in files and those in none.
std::set<std::string> names_of(Package const& package) {
  std::set<std::string> names;
  for (auto const& [name, path] : package.scenarios) {
    names.insert(name);
  }
  for (auto const& [name, text] : package.drafts) {
    names.insert(name);
  }
  return names;
}

ScenarioText find_scenario(Package const& package, std::string const& name) {
  if (auto const own = package.drafts.find(name); own != package.drafts.end()) {
    return {"scenarios/" + name + ".toml", own->second};
  }
  auto const known = package.scenarios.find(name);
  if (known != package.scenarios.end()) {
    return read_scenario(known->second);
  }
  if (name.ends_with(".toml") && is_file(name)) {
    return read_scenario(name);
  }
  Nearest nearest{name};
  std::string all;
  for (auto const& other : names_of(package)) {
    nearest.consider(other);
    all += (all.empty() ? "" : ", ") + other;
  }
  auto const advice =
      !nearest.question().empty() ? nearest.question()
      : all.empty() ? "the corridor has none; give the path of a .toml file"
                    : "give the path of a .toml file, or one of " + all;
  throw UsageError{"there is no scenario '" + name + "' — " + advice};
}

// "a+b" are two, unless it is the name of one.
std::vector<ScenarioText> find_all(Package const& package,
                                   std::span<std::string const> names) {
  auto const known = names_of(package);
  std::vector<ScenarioText> texts;
  for (auto const& name : names) {
    if (known.contains(name) || name.ends_with(".toml")) {
      texts.push_back(find_scenario(package, name));
      continue;
    }
    auto const parts = split(name, '+');
    if (parts.empty()) {
      throw UsageError{"a scenario without a name — see camel compare --list"};
    }
    for (auto const part : parts) {
      texts.push_back(find_scenario(package, std::string{part}));
    }
  }
  return texts;
}

void append(Diagnostics& all, Diagnostics const& more) {
  all.findings.insert(all.findings.end(), more.findings.begin(),
                      more.findings.end());
}

// What is the base in other numbers takes nothing from the name of a what-if.
std::string name_without_base(std::span<Scenario const> scenarios) {
  std::string name;
  for (auto const& one : scenarios) {
    if (!one.is_base) {
      name += (name.empty() ? "" : "+") + one.name;
    }
  }
  return name;
}

// What the loader puts before the name of a file.
std::string prefix_of(fs::path const& folder) {
  auto const name = folder.string();
  return name.empty() || name.ends_with('/') ? name : name + "/";
}

}  // namespace

Package open_package(fs::path const& folder) {
  Package package{.folder = folder,
                  .files = read_package(folder),
                  .base = {},
                  .scenarios = list_scenarios(folder)};
  package.base = load_corridor(package.files, folder.string());
  return package;
}

Scenario scenario_in(std::string_view text, std::string const& name) {
  return parse_scenario(text, name + ".toml").scenario;
}

ScenarioCorridor load_with_scenarios(Package const& package,
                                     std::span<std::string const> names) {
  auto const texts = find_all(package, names);
  if (texts.empty()) {
    return {.scenario = {},
            .files = package.files,
            .edits = {},
            .loaded = package.base,
            .own = {}};
  }
  Diagnostics findings;
  std::vector<Scenario> scenarios;
  for (auto const& one : texts) {
    auto parsed = parse_scenario(one.text, one.file);
    append(findings, parsed.diagnostics);
    scenarios.push_back(std::move(parsed.scenario));
  }
  ScenarioCorridor result{.scenario = combine(scenarios),
                          .files = {},
                          .edits = {},
                          .loaded = {},
                          .own = {}};
  auto edited = apply_scenario(package.files, result.scenario);
  append(findings, edited.diagnostics);
  result.loaded = load_corridor(edited.files, package.folder.string());
  auto& loaded = result.loaded;
  append(findings, attribute_findings(
                       loaded.diagnostics, package.base.diagnostics, edited,
                       prefix_of(package.folder), result.scenario.name));
  findings.sort();
  for (auto const& finding : findings.findings) {
    if (std::any_of(texts.begin(), texts.end(), [&](auto const& one) {
          return one.file == finding.file;
        })) {
      result.own.findings.push_back(finding);
    }
  }
  loaded.diagnostics = std::move(findings);
  loaded.corridor.scenario = name_without_base(scenarios);
  result.edits = std::move(edited.cells);
  result.files = std::move(edited.files);
  return result;
}

ScenarioCorridor load_with_scenarios(fs::path const& folder,
                                     std::span<std::string const> names) {
  return load_with_scenarios(open_package(folder), names);
}

Corridor load_with_plans(Package const& package,
                         std::span<std::string const> measures,
                         std::span<std::string const> scenarios) {
  std::vector<Scenario> plans;
  Diagnostics findings;
  for (auto const& one : find_all(package, scenarios)) {
    auto parsed = parse_scenario(one.text, one.file);
    append(findings, parsed.diagnostics);
    plans.push_back(std::move(parsed.scenario));
  }
  Scenario taken;
  for (auto const& key : measures) {
    taken.measures.push_back({.key = key, .origin = {}});
  }
  plans.push_back(std::move(taken));
  auto const edited = apply_scenario(package.files, combine(plans));
  append(findings, edited.diagnostics);
  auto loaded = load_corridor(edited.files, package.folder.string());
  append(findings, loaded.diagnostics);
  for (auto const& finding : findings.findings) {
    if (!finding.warning) {
      throw UsageError{"these projects make no sound corridor: " +
                       to_text(finding)};
    }
  }
  return std::move(loaded.corridor);
}

Diagnostics check_scenarios(Package const& package) {
  auto const place = [](Diagnostic const& finding) {
    return std::tuple{finding.file, finding.line, finding.message};
  };
  std::set<std::tuple<std::string, std::size_t, std::string>> known;
  for (auto const& finding : package.base.diagnostics.findings) {
    known.insert(place(finding));
  }
  Diagnostics all;
  auto const names = names_of(package);
  for (auto const& name : names) {
    auto const loaded = load_with_scenarios(package, std::vector{name}).loaded;
    for (auto const& finding : loaded.diagnostics.findings) {
      if (!known.contains(place(finding))) {
        all.findings.push_back(finding);
      }
    }
  }
  for (auto const& row : package.base.corridor.observations) {
    if (!row.scenario.empty() && !names.contains(row.scenario)) {
      Nearest nearest{row.scenario};
      for (auto const& name : names) {
        nearest.consider(name);
      }
      all.error({.file = prefix_of(package.folder) + "observations.csv",
                 .message = fmt::format("observation {} is of the scenario "
                                        "'{}', which is not there",
                                        row.key, row.scenario),
                 .hint = nearest.question()});
    }
  }
  all.sort();
  return all;
}

}  // namespace camel
