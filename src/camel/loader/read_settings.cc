// SPDX-License-Identifier: Apache-2.0
// corridor.toml: what the corridor is called, the year it describes, how it is
// simulated, and the zones its observations speak of.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/base/toml.h"
#include "camel/loader/columns.h"
#include "camel/loader/countries.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using Words = std::vector<std::string_view>;

constexpr char const* kHowToWrite = "see https://toml.io for how it is written";

class Settings {
 public:
  Settings(Loading& loading, std::string file)
      : loading_{loading}, file_{std::move(file)} {}

  void read(std::string_view text) try {
    auto const parsed = toml::parse(text, file_);
    if (!parsed) {
      auto const& error = parsed.error();
      loading_.zones_known = false;
      report(error.source(), {std::string{error.description()}, kHowToWrite});
      return;
    }
    read_names(parsed.table());
    read_simulation(parsed.table());
    read_choice(parsed.table());
    read_routes(parsed.table());
    read_zones(parsed.table());
  } catch (CheckFailed const&) {
    loading_.zones_known = false;
    report({}, {"the file is not TOML", kHowToWrite});
  }

 private:
  void read_names(toml::table const& table) {
    auto& corridor = loading_.corridor;
    check_keys(table, {"name", "title", "description", "base_year", "version",
                       "simulation", "choice", "routes", "zones"});
    for (auto const* key : {"name", "title", "base_year"}) {
      if (!table.contains(key)) {
        loading_.findings.add({.file = file_,
                               .message = fmt::format("{} is missing", key),
                               .hint = "add it at the top"});
      }
    }
    read_text(table, "name", corridor.name);
    read_text(table, "title", corridor.title);
    read_text(table, "description", corridor.description);
    read_text(table, "version", corridor.version);
    read_number(table, "base_year", corridor.base_year, kYears);
  }

  void read_simulation(toml::table const& table) {
    auto const* simulation = section(table, "simulation");
    if (simulation == nullptr) {
      return;
    }
    check_keys(*simulation,
               {"warm_up_days", "days", "replications", "seed", "lot_teu"});
    auto& into = loading_.corridor.simulation;
    read_number(*simulation, "warm_up_days", into.warm_up_days, {0, 3660});
    read_number(*simulation, "days", into.days, {1, 36600});
    read_number(*simulation, "replications", into.replications, {1, 100000});
    read_number(*simulation, "seed", into.seed, {0, 9e15});
    read_number(*simulation, "lot_teu", into.lot_teu, {1, 10000});
  }

  void read_choice(toml::table const& table) {
    auto const* choice = section(table, "choice");
    if (choice == nullptr) {
      return;
    }
    check_keys(*choice,
               {"scale_usd", "spread_weight", "iterations", "tolerance"});
    auto& into = loading_.corridor.choice;
    read_number(*choice, "scale_usd", into.scale_usd, {0.01, 1e6});
    read_number(*choice, "spread_weight", into.spread_weight, {0, 100});
    read_number(*choice, "iterations", into.iterations, {1, 1000});
    read_number(*choice, "tolerance", into.tolerance, {1e-6, 1});
  }

  void read_routes(toml::table const& table) {
    auto const* routes = section(table, "routes");
    if (routes == nullptr) {
      return;
    }
    check_keys(*routes, {"examples"});
    auto const* node = routes->get("examples");
    auto const* examples = node == nullptr ? nullptr : node->as_array();
    if (node != nullptr && examples == nullptr) {
      report(node->source(),
             {"examples is not a list", "write [\"ORIGIN > DESTINATION\"]"});
    }
    for (std::size_t i = 0; examples != nullptr && i < examples->size(); ++i) {
      read_example(*examples->get(i));
    }
  }

  void read_example(toml::node const& node) {
    auto const* text = node.as_string();
    auto const words = text == nullptr ? Words{} : split(text->get(), '>');
    if (words.size() != 2) {
      report(node.source(), {"a route example is no pair of places",
                             "write \"ORIGIN > DESTINATION\""});
      return;
    }
    auto const& places = loading_.places;
    std::array<PlaceId, 2> ends;
    for (std::size_t i = 0; i < 2; ++i) {
      ends[i] = find_place(loading_.corridor, words[i]);
      if (!ends[i] && !places.keys.contains(std::string{words[i]}) &&
          !places.keyless) {
        report(node.source(),
               {fmt::format("unknown place '{}' of a route example", words[i]),
                loading_.suggest(places, std::string{words[i]})});
      }
    }
    if (ends[0] && ends[1]) {
      loading_.corridor.route_examples.push_back({ends[0], ends[1]});
    }
  }

  void read_zones(toml::table const& table) {
    auto const* zones = section(table, "zones");
    if (zones == nullptr) {
      return;
    }
    for (auto const& [name, node] : *zones) {
      auto& zone = loading_.corridor.zones.emplace_back();
      zone.name = name.str();
      if (auto const* members = node.as_array()) {
        for (auto const& member : *members) {
          read_member(member, zone);
        }
      } else {
        report(node.source(),
               {fmt::format("zone '{}' is not a list", zone.name),
                "write the countries and places of it as [\"PL\", \"DE\"]"});
      }
    }
  }

  void read_member(toml::node const& node, Zone& zone) {
    auto const* text = node.as_string();
    auto const name = text == nullptr ? std::string{} : text->get();
    auto const& places = loading_.places;
    if (is_country(name) || places.keys.contains(name) || places.keyless) {
      zone.members.push_back(name);
    } else {
      report(node.source(),
             {fmt::format("'{}' of zone '{}' is no country and no place", name,
                          zone.name),
              loading_.suggest(places, name)});
    }
  }

  toml::table const* section(toml::table const& table, std::string_view key) {
    auto const* node = table.get(key);
    if (node != nullptr && !node->is_table()) {
      report(node->source(), {fmt::format("{} is not a section", key),
                              fmt::format("write [{}]", key)});
    }
    return node == nullptr ? nullptr : node->as_table();
  }

  void check_keys(toml::table const& table, Words const& known) {
    for (auto const& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        report(key.source(), unknown_word("setting", key.str(), known));
      }
    }
  }

  void read_text(toml::table const& table, std::string_view key,
                 std::string& into) {
    auto const* node = table.get(key);
    if (node == nullptr) {
      return;
    }
    if (auto const* text = node->as_string()) {
      into = text->get();
    } else {
      report(node->source(), {fmt::format("{} is not a text", key),
                              "write it between double quotes"});
    }
  }

  template <typename Number>
  void read_number(toml::table const& table, std::string_view key, Number& into,
                   Range range) {
    auto const* node = table.get(key);
    if (node == nullptr) {
      return;
    }
    constexpr auto kWhole = std::is_integral_v<Number>;
    auto const value = node->value<double>();
    if (!value || (kWhole ? !node->is_integer() : !node->is_number())) {
      report(node->source(),
             {fmt::format("{} is not a {}number", key, kWhole ? "whole " : ""),
              "write digits only, without quotes"});
    } else if (!range.holds(*value)) {
      report(node->source(),
             {fmt::format("{} {} is out of range", key, *value),
              fmt::format("it must be at least {} and at most {}", range.low,
                          range.high)});
    } else {
      into = static_cast<Number>(*value);
    }
  }

  void report(toml::source_region const& source, Finding finding) {
    loading_.findings.add({.file = file_,
                           .line = source.begin.line,
                           .column = source.begin.column,
                           .warning = false,
                           .message = std::move(finding.what),
                           .hint = std::move(finding.mend)});
  }

  Loading& loading_;
  std::string file_;
};

}  // namespace

void read_settings(Loading& loading) {
  auto const file = loading.prefix + "corridor.toml";
  auto const found = loading.files.find("corridor.toml");
  if (found == loading.files.end()) {
    loading.zones_known = false;
    loading.findings.add({.file = file,
                          .message = "the file is missing",
                          .hint = "it names the corridor and its base year"});
    return;
  }
  Settings{loading, file}.read(found->second);
}

}  // namespace camel
