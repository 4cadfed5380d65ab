// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/load_corridor.h"

#include <array>
#include <system_error>
#include <utility>

#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/loader/checks.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

void read_all(Loading& loading) {
  read_sources(loading);
  read_places(loading);
  read_settings(loading);
  read_links(loading);
  read_facilities(loading);
  read_commodities(loading);
  read_procedures(loading);
  read_fleets(loading);
  read_services(loading);
  read_stops(loading);
  read_demand(loading);
  read_tariffs(loading);
  read_emission_factors(loading);
  read_measures(loading);
  read_disruptions(loading);
  read_loading_bans(loading);
  read_uncertain_inputs(loading);
  read_observations(loading);
}

void check_all(Loading& loading) {
  check_lengths(loading);
  check_targets(loading);
  check_time_zones(loading);
  check_procedures(loading);
  check_services(loading);
  check_jumps(loading);
  check_gauge_changes(loading);
  check_demand(loading);
  check_choices(loading);
  check_volume(loading);
  check_measures(loading);
  check_prices(loading);
  check_observations(loading);
}

// A table of a wrong name would not be read, and nobody would notice.
void report_unknown_tables(Loading& loading) {
  for (auto const& [name, text] : loading.files) {
    if (!name.ends_with(".csv")) {
      continue;
    }
    auto const table = std::string_view{name}.substr(0, name.size() - 4);
    if (loading.shapes.contains(table)) {
      continue;
    }
    Nearest nearest{table};
    for (auto const& [known, shape] : loading.shapes) {
      nearest.consider(known);
    }
    loading.findings.add({.file = loading.prefix + name,
                          .warning = true,
                          .message = "no table of a corridor has this name",
                          .hint = nearest.question().empty()
                                      ? "it is not read"
                                      : nearest.question()});
  }
}

bool belongs(fs::directory_entry const& entry) {
  return entry.path().extension() == ".csv" ||
         entry.path().filename() == "corridor.toml";
}

}  // namespace

LoadedCorridor load_corridor(std::map<std::string, std::string> const& files,
                             std::string const& name) {
  auto const slash = name.empty() || name.ends_with('/') ? "" : "/";
  Loading loading{.files = files, .prefix = name + slash};
  read_all(loading);
  report_unknown_tables(loading);
  index_corridor(loading.corridor);
  check_all(loading);
  return {std::move(loading.corridor), loading.findings.take(),
          std::move(loading.table_rows)};
}

std::map<std::string, std::string> read_package(fs::path const& folder) {
  std::error_code problem;
  std::map<std::string, std::string> files;
  for (fs::directory_iterator entry{folder, problem}, end;
       !problem && entry != end; entry.increment(problem)) {
    if (belongs(*entry)) {
      files[entry->path().filename().string()] = read_file(entry->path());
    }
  }
  if (problem) {
    throw Error{"cannot read the corridor " + folder.string() + ": " +
                problem.message()};
  }
  return files;
}

LoadedCorridor load_corridor(fs::path const& folder) {
  return load_corridor(read_package(folder), folder.string());
}

}  // namespace camel
