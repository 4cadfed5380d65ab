// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/parse_scenario.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/base/text.h"
#include "camel/base/toml.h"
#include "camel/scenario/parse_change.h"

namespace camel {

namespace {

constexpr char const* kHowToWrite = "see https://toml.io for how it is written";

using Keys = std::initializer_list<std::string_view>;

class Reader {
 public:
  explicit Reader(std::string file) : file_{std::move(file)} {
    parsed_.scenario.name = std::filesystem::path{file_}.stem().string();
  }

  ParsedScenario read(std::string_view text) {
    try {
      auto const parsed = toml::parse(text, file_);
      if (parsed) {
        read_all(parsed.table());
      } else {
        report(parsed.error().source(),
               std::string{parsed.error().description()}, kHowToWrite);
      }
    } catch (CheckFailed const&) {
      report({}, "the file is not TOML", kHowToWrite);
    }
    parsed_.diagnostics.sort();
    return std::move(parsed_);
  }

 private:
  void read_all(toml::table const& table) {
    check_keys(table, {"title", "description", "source", "measures",
                       "disruptions", "disruption", "changes", "add", "base"});
    auto& scenario = parsed_.scenario;
    if (!table.contains("title")) {
      parsed_.diagnostics.error({.file = file_,
                                 .message = "title is missing",
                                 .hint = "add it at the top, in one line"});
    }
    scenario.title = text_of(table, "title");
    scenario.description = text_of(table, "description");
    if (auto const* const base = table.get("base")) {
      scenario.is_base = base->value_or(false);
      if (!base->is_boolean()) {
        report(base->source(), "base is neither true nor false",
               "base = true: observations of the base hold for it");
      }
    }
    auto const source = text_of(table, "source");
    for (auto const key : split(source, ';')) {
      scenario.sources.push_back({std::string{key}, place_of(table["source"])});
    }
    each_text(table, "measures", [&](std::string const& key, Origin origin) {
      scenario.measures.push_back({key, std::move(origin)});
    });
    each_text(table, "disruptions", [&](std::string const& key, Origin origin) {
      scenario.disruptions.push_back({key, {}, {}, std::move(origin)});
    });
    each_table(table, "disruption",
               [&](toml::table const& one) { read_disruption(one); });
    each_text(table, "changes", [&](std::string const& text, Origin origin) {
      Diagnostic wrong;
      if (auto change = parse_change(text, std::move(origin), wrong)) {
        scenario.changes.push_back(std::move(*change));
      } else {
        parsed_.diagnostics.error(std::move(wrong));
      }
    });
    read_added(table);
  }

  void read_disruption(toml::table const& table) {
    check_keys(table, {"key", "start", "end"});
    if (!table.contains("key")) {
      report(table.source(), "the disruption has no key",
             "name a row of disruptions.csv: key = \"...\"");
      return;
    }
    parsed_.scenario.disruptions.push_back(
        {text_of(table, "key"), day_of(table, "start"), day_of(table, "end"),
         place_of(table["key"])});
  }

  std::optional<std::chrono::year_month_day> day_of(toml::table const& table,
                                                    std::string_view key) {
    auto const* const node = table.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    auto const day = parse_date(trim(text_of(*node).value_or("")));
    if (!day) {
      report(node->source(), fmt::format("{} is not a day that exists", key),
             "write YYYY-MM-DD");
    }
    return day;
  }

  // [[add.TABLE]] column = value
  void read_added(toml::table const& table) {
    auto const* const node = table.get("add");
    if (node == nullptr) {
      return;
    }
    auto const* const tables = node->as_table();
    if (tables == nullptr) {
      report(node->source(), "add is not a section",
             "write [[add.TABLE]], such as [[add.links]]");
      return;
    }
    for (auto const& [name, rows] : *tables) {
      each_table(*tables, name.str(), [&](toml::table const& row) {
        read_row(std::string{name.str()}, row);
      });
    }
  }

  void read_row(std::string table, toml::table const& values) {
    AddedRow row{.table = std::move(table),
                 .values = {},
                 .origin = origin(values.source())};
    for (auto const& [column, node] : values) {
      auto text = text_of(node);
      if (!text || text->find_first_of("\r\n") != std::string::npos) {
        report(node.source(),
               fmt::format("{} is no text in one line, number, date, yes or no",
                           column.str()),
               "write column = value");
        continue;
      }
      row.values.push_back(
          {std::string{column.str()}, std::move(*text), origin(node.source())});
    }
    // In the order of the file; toml++ keeps them by name.
    std::stable_sort(row.values.begin(), row.values.end(),
                     [](auto const& a, auto const& b) {
                       return std::pair{a.origin.line, a.origin.column} <
                              std::pair{b.origin.line, b.origin.column};
                     });
    parsed_.scenario.added.push_back(std::move(row));
  }

  // A value as it would stand in a table.
  static std::optional<std::string> text_of(toml::node const& node) {
    if (auto const text = node.value_exact<std::string>()) {
      return *text;
    }
    if (auto const yes = node.value_exact<bool>()) {
      return *yes ? "yes" : "no";
    }
    if (auto const whole = node.value_exact<std::int64_t>()) {
      return fmt::format("{}", *whole);
    }
    if (auto const number = node.value_exact<double>()) {
      return fmt::format("{}", *number);
    }
    if (auto const date = node.value_exact<toml::date>()) {
      return fmt::format("{:04}-{:02}-{:02}", date->year, date->month,
                         date->day);
    }
    if (auto const* const list = node.as_array()) {
      std::string all;
      for (auto const& part : *list) {
        auto const text = part.is_array() ? std::nullopt : text_of(part);
        if (!text) {
          return std::nullopt;
        }
        all += (all.empty() ? "" : ";") + *text;
      }
      return all;
    }
    return std::nullopt;
  }

  std::string text_of(toml::table const& table, std::string_view key) {
    auto const* const node = table.get(key);
    if (node == nullptr) {
      return {};
    }
    auto const* const text = node->as_string();
    if (text == nullptr) {
      report(node->source(), fmt::format("{} is not a text", key),
             "write it between double quotes");
    }
    return text == nullptr ? std::string{} : text->get();
  }

  template <typename Take>
  void each_text(toml::table const& table, std::string_view key, Take take) {
    auto const* const node = table.get(key);
    if (node == nullptr) {
      return;
    }
    auto const* const list = node->as_array();
    if (list == nullptr) {
      report(node->source(), fmt::format("{} is not a list", key),
             fmt::format("write {} = [\"...\", \"...\"]", key));
      return;
    }
    for (auto const& part : *list) {
      if (auto const* const text = part.as_string()) {
        take(std::string{trim(text->get())}, origin(part.source()));
      } else {
        report(part.source(), fmt::format("a part of {} is not a text", key),
               "write it between double quotes");
      }
    }
  }

  template <typename Take>
  void each_table(toml::table const& table, std::string_view key, Take take) {
    auto const* const node = table.get(key);
    if (node == nullptr) {
      return;
    }
    auto const* const list = node->as_array();
    if (list == nullptr || !list->is_homogeneous<toml::table>()) {
      report(node->source(), fmt::format("{} is not a list of rows", key),
             "write it between double brackets, as [[...]]");
      return;
    }
    for (auto const& part : *list) {
      take(*part.as_table());
    }
  }

  void check_keys(toml::table const& table, Keys known) {
    for (auto const& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        auto hint = did_you_mean(key.str(), known);
        if (hint.empty()) {
          hint = fmt::format("there are {}", fmt::join(known, ", "));
        }
        report(key.source(), fmt::format("unknown setting '{}'", key.str()),
               std::move(hint));
      }
    }
  }

  Origin place_of(toml::node_view<toml::node const> node) const {
    return node ? origin(node.node()->source()) : Origin{.file = file_};
  }
  Origin origin(toml::source_region const& source) const {
    return {.file = file_,
            .line = source.begin.line,
            .column = source.begin.column};
  }

  void report(toml::source_region const& source, std::string what,
              std::string mend) {
    parsed_.diagnostics.error({.file = file_,
                               .line = source.begin.line,
                               .column = source.begin.column,
                               .message = std::move(what),
                               .hint = std::move(mend)});
  }

  std::string file_;
  ParsedScenario parsed_;
};

}  // namespace

ParsedScenario parse_scenario(std::string_view text, std::string const& file) {
  return Reader{file}.read(text);
}

}  // namespace camel
