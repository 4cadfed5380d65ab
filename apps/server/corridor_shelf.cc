// SPDX-License-Identifier: Apache-2.0
#include "corridor_shelf.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "camel/api/check_corridor.h"
#include "camel/api/codec.h"
#include "camel/api/digest.h"
#include "camel/api/find_corridor.h"
#include "camel/api/network_codec.h"
#include "camel/base/csv.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/base/text.h"

namespace camel::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScenarios = "scenarios/";

UploadedFiles read_folder(fs::path const& folder) {
  UploadedFiles files = read_package(folder);
  std::error_code none;
  for (auto const& entry : fs::directory_iterator{folder / "scenarios", none}) {
    if (entry.path().extension() == ".toml") {
      files["scenarios/" + entry.path().filename().string()] =
          read_file(entry.path());
    }
  }
  return files;
}

Package package_of(std::string const& name, UploadedFiles const& files) {
  Package package{.folder = "", .files = {}, .base = {}, .scenarios = {}};
  for (auto const& [file, text] : files) {
    if (file.starts_with(kScenarios)) {
      package.drafts[fs::path{file}.stem().string()] = text;
    } else {
      package.files[file] = text;
    }
  }
  package.base = load_corridor(package.files, "");
  if (package.base.corridor.name.empty()) {
    package.base.corridor.name = name;
  }
  return package;
}

WrittenTable written_table(std::string const& file, std::string const& text) {
  WrittenTable table{.columns = {}, .rows = {}, .csv = document_of(text)};
  CsvReader reader{text, file, [](Diagnostic const&) {}};
  CsvRow row;
  for (auto first = true; reader.next(row); first = false) {
    std::vector<std::string> fields;
    for (auto const& field : row.fields) {
      fields.emplace_back(field.text);
    }
    if (first) {
      table.columns = std::move(fields);
    } else {
      table.rows.push_back(std::move(fields));
    }
  }
  return table;
}

Json about_json(ShelvedCorridor const& shelved) {
  auto const& corridor = shelved.package.base.corridor;
  auto const& plan = corridor.simulation;
  auto check = check_corridor(shelved.package.base);
  auto const& of_scenarios = shelved.of_scenarios.findings;
  auto& findings = check.loaded.diagnostics.findings;
  findings.insert(findings.end(), of_scenarios.begin(), of_scenarios.end());
  check.loaded.table_rows["scenarios"] = shelved.package.drafts.size();
  return {{"corridor", shelved.name},
          {"title", corridor.title},
          {"description", corridor.description},
          {"bundled", shelved.bundled},
          {"digest", shelved.digest},
          {"check", Json::parse(to_json(check))},
          {"settings",
           {{"base_year", corridor.base_year},
            {"replications", plan.replications},
            {"days", plan.days},
            {"warm_up_days", plan.warm_up_days},
            {"seed", plan.seed}}}};
}

Shelved shelve(std::string const& name, bool bundled,
               UploadedFiles const& files) {
  auto shelved = std::make_shared<ShelvedCorridor>();
  shelved->name = name;
  shelved->bundled = bundled;
  Digester digester;
  for (auto const& [file, text] : files) {
    digester.text(file).text(text);
  }
  shelved->digest = to_hex(digester.finish());
  shelved->package = package_of(name, files);
  shelved->of_scenarios = check_scenarios(shelved->package);
  for (auto const& [file, text] : shelved->package.files) {
    if (file.ends_with(".csv")) {
      shelved->tables[fs::path{file}.stem().string()] =
          written_table(file, text);
    }
  }
  auto const& corridor = shelved->package.base.corridor;
  shelved->about = document_of(to_text(about_json(*shelved)));
  shelved->network = document_of(network_json(corridor));
  shelved->map = document_of(network_geojson(corridor));
  return shelved;
}

// Nothing but what a package holds, and nothing that leads out of its folder.
bool is_file_of_package(std::string_view name) {
  if (name.starts_with(kScenarios)) {
    auto const own = name.substr(kScenarios.size());
    return own.ends_with(".toml") && is_name(own.substr(0, own.size() - 5));
  }
  auto const letters = [](std::string_view text) {
    return !text.empty() && text.size() <= 40 &&
           std::all_of(text.begin(), text.end(), [](char c) {
             return ('a' <= c && c <= 'z') || c == '_';
           });
  };
  return name == "corridor.toml" || name == "SOURCES.md" ||
         (name.ends_with(".csv") && letters(name.substr(0, name.size() - 4)));
}

void check_names(std::string const& name, UploadedFiles const& files) {
  if (!is_name(name)) {
    throw bad_request("'" + name +
                      "' is no name for a corridor — use lower-case letters, "
                      "digits and dashes, 63 at most");
  }
  for (auto const& [file, text] : files) {
    if (!is_file_of_package(file)) {
      throw bad_request("'" + file +
                        "' is no file of a package — send corridor.toml, "
                        "tables as NAME.csv, scenarios as scenarios/NAME.toml");
    }
  }
}

// Under a spare name first: it is there as a whole or not at all.
void write_package(fs::path const& shelf, std::string const& name,
                   UploadedFiles const& files) {
  auto const spare = shelf / fmt::format(".{}-{}", name, getpid());
  try {
    fs::remove_all(spare);
    fs::create_directories(spare / "scenarios");
    for (auto const& [file, text] : files) {
      write_file(spare / file, text);
    }
    fs::rename(spare, shelf / name);
  } catch (fs::filesystem_error const& error) {
    std::error_code ignored;
    fs::remove_all(spare, ignored);
    throw Error{"the corridor cannot be kept: " + error.code().message()};
  } catch (Error const&) {
    std::error_code ignored;
    fs::remove_all(spare, ignored);
    throw;
  }
}

void expect_no_errors(std::string const& corridor,
                      Diagnostics const& diagnostics) {
  auto const errors = diagnostics.errors();
  if (errors > 0) {
    throw with_findings(
        {422, "unsound-corridor",
         fmt::format(
             "the corridor '{}' has {} error{} — mend what the findings "
             "name",
             corridor, errors, errors == 1 ? "" : "s")},
        diagnostics);
  }
}

bool is_bundled(std::string const& name) {
  auto const all = bundled_corridors();
  return std::binary_search(all.begin(), all.end(), name);
}

}  // namespace

CorridorShelf::CorridorShelf(fs::path folder, std::string first)
    : folder_{std::move(folder)}, first_{std::move(first)} {
  fs::create_directories(folder_);
  for (auto const& entry : fs::directory_iterator{folder_}) {
    if (entry.path().filename().string().starts_with('.')) {
      fs::remove_all(entry.path());  // left by a crash
    }
  }
}

std::vector<std::string> CorridorShelf::names() const {
  std::set<std::string> names;
  for (auto const& name : bundled_corridors()) {
    names.insert(name);
  }
  for (auto const& entry : fs::directory_iterator{folder_}) {
    if (auto const name = entry.path().filename().string(); is_name(name)) {
      names.insert(name);
    }
  }
  std::vector<std::string> list{names.begin(), names.end()};
  std::stable_partition(list.begin(), list.end(),
                        [&](auto const& name) { return name == first_; });
  return list;
}

Shelved CorridorShelf::open(std::string const& name) const {
  if (is_bundled(name)) {
    return shelve(name, true, read_folder(find_corridor(name)));
  }
  return shelve(name, false, read_folder(folder_ / name));
}

Shelved CorridorShelf::find(std::string const& name) {
  std::lock_guard const lock{mutex_};
  if (auto const known = opened_.find(name); known != opened_.end()) {
    return known->second;
  }
  auto const all = names();
  if (std::find(all.begin(), all.end(), name) == all.end()) {
    auto const meant = did_you_mean(name, all);
    throw http::Problem{
        404, "unknown-corridor",
        "there is no corridor '" + name + "' — " +
            (meant.empty() ? "/v1/corridors lists them" : meant)};
  }
  return opened_[name] = open(name);
}

bool CorridorShelf::has_at_hand(std::string const& name) {
  std::unique_lock const lock{mutex_, std::try_to_lock};
  return lock && opened_.contains(name);
}

std::vector<Shelved> CorridorShelf::all() {
  auto const list = [&] {
    std::lock_guard const lock{mutex_};
    return names();
  }();
  std::vector<Shelved> corridors;
  for (auto const& name : list) {
    try {
      corridors.push_back(find(name));
    } catch (http::Problem const&) {
      // Thrown away meanwhile.
    }
  }
  return corridors;
}

Shelved CorridorShelf::take_up(std::string const& name,
                               UploadedFiles const& files) {
  check_names(name, files);
  auto shelved = shelve(name, false, files);
  expect_sound(*shelved);
  expect_no_errors(name, shelved->of_scenarios);
  std::lock_guard const lock{mutex_};
  auto const all = names();
  if (std::find(all.begin(), all.end(), name) != all.end()) {
    throw http::Problem{409, "corridor-exists",
                        "there is a corridor '" + name +
                            "' already — delete it first, or choose another "
                            "name"};
  }
  write_package(folder_, name, files);
  return opened_[name] = std::move(shelved);
}

void CorridorShelf::throw_away(std::string const& name) {
  find(name);
  if (is_bundled(name)) {
    throw http::Problem{
        403, "bundled",
        "the corridor '" + name + "' came with the program and stays"};
  }
  std::lock_guard const lock{mutex_};
  // Out of sight at once, then away.
  auto const spare = folder_ / fmt::format(".{}-gone", name);
  fs::remove_all(spare);
  fs::rename(folder_ / name, spare);
  fs::remove_all(spare);
  opened_.erase(name);
}

void expect_sound(ShelvedCorridor const& corridor) {
  expect_no_errors(corridor.name, corridor.package.base.diagnostics);
}

}  // namespace camel::server
