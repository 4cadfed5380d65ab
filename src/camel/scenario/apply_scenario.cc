// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/apply_scenario.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/base/text.h"
#include "camel/base/toml.h"
#include "camel/scenario/parse_change.h"

namespace camel {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

// 29 February becomes the 28th where the year has none.
year_month_day in_year(year_month_day day, int year) {
  auto const moved = std::chrono::year{year} / day.month() / day.day();
  return moved.ok()
             ? moved
             : year_month_day{moved.year() / moved.month() / std::chrono::last};
}

std::string written(year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", int{day.year()},
                     unsigned{day.month()}, unsigned{day.day()});
}

// Turns what the scenario names into changes of the tables.
class Plan {
 public:
  Plan(PackageFiles const& files, Scenario const& scenario)
      : files_{files},
        scenario_{scenario},
        measures_{table("measures", "measure")},
        disruptions_{table("disruptions", "disruption")},
        sources_{table("sources", "source")} {}

  EditedTables carry_out() {
    for (auto const& source : scenario_.sources) {
      find(sources_, "source", source.key, source.origin);
    }
    for (auto const& measure : scenario_.measures) {
      take(measure.key, measure.origin);
    }
    for (auto const& disruption : scenario_.disruptions) {
      strike(disruption);
    }
    changes_.insert(changes_.end(), scenario_.changes.begin(),
                    scenario_.changes.end());
    auto edited = edit_tables(files_, changes_, scenario_.added);
    auto& all = edited.diagnostics.findings;
    all.insert(all.end(), diagnostics_.findings.begin(),
               diagnostics_.findings.end());
    edited.diagnostics.sort();
    return edited;
  }

 private:
  EditableTable table(std::string const& name, std::string_view key) const {
    auto const file = files_.find(name + ".csv");
    return {
        name, file == files_.end() ? std::string_view{} : file->second, {key}};
  }

  // With all it requires, prerequisites first, each once. A circle among them
  // ends here and is reported by the loader.
  void take(std::string const& key, Origin const& origin) {
    if (!taken_.insert(key).second) {
      return;
    }
    auto const row = find(measures_, "measure", key, origin);
    if (!row) {
      return;
    }
    auto const required = measures_.value(*row, "requires");
    for (auto const other : split(required, ';')) {
      take(std::string{other}, origin);
    }
    auto by = origin;
    by.by = "measure " + key;
    auto const changes = measures_.value(*row, "changes");
    auto const named = std::any_of(
        scenario_.measures.begin(), scenario_.measures.end(),
        [&](NamedRow const& measure) { return measure.key == key; });
    if (named && changes.empty()) {
      diagnostics_.warning({.file = origin.file,
                            .line = origin.line,
                            .column = origin.column,
                            .message = fmt::format(
                                "measure {} changes nothing in the model", key),
                            .hint = "write what it changes in measures.csv"});
    }
    for (auto const text : split(changes, ';')) {
      Diagnostic wrong;
      if (auto change = parse_change(text, by, wrong)) {
        changes_.push_back(std::move(*change));
      } else {
        diagnostics_.error(std::move(wrong));
      }
    }
  }

  void strike(ScenarioDisruption const& one) {
    auto const row = find(disruptions_, "disruption", one.key, one.origin);
    if (!row) {
      return;
    }
    set(one, "base", "yes");
    auto const recurs = disruptions_.value(*row, "recurs") == "yes";
    if (recurs && !one.start && !one.end) {
      return;
    }
    auto const first = parse_date(disruptions_.value(*row, "start"));
    auto const last = parse_date(disruptions_.value(*row, "end"));
    auto const year = base_year();
    auto start = one.start;
    if (!start && first && year) {
      start = in_year(*first, *year);
    }
    auto end = one.end;
    if (!end && start && first && last) {
      end = sys_days{*start} + (sys_days{*last} - sys_days{*first});
    }
    if (!start || !end) {
      diagnostics_.error(
          {.file = one.origin.file,
           .line = one.origin.line,
           .column = one.origin.column,
           .message = fmt::format("disruption {} has no {} to go by", one.key,
                                  start ? "end" : "start"),
           .hint = "give start and end under [[disruption]]"});
      return;
    }
    if (recurs) {
      set(one, "recurs", "no");
    }
    set(one, "start", written(*start));
    set(one, "end", written(*end));
  }

  void set(ScenarioDisruption const& one, std::string column,
           std::string value) {
    changes_.push_back({.change = {"disruptions", one.key, std::move(column),
                                   std::move(value)},
                        .origin = one.origin});
  }

  std::optional<EditableTable::Row> find(EditableTable const& table,
                                         std::string_view noun,
                                         std::string const& key,
                                         Origin const& origin) {
    for (EditableTable::Row row = 0; row < table.rows(); ++row) {
      if (table.key(row) == key) {
        return row;
      }
    }
    auto hint = table.suggest(key);
    if (hint.empty()) {
      hint = fmt::format("the package's are those of {}s.csv", noun);
    }
    diagnostics_.error({.file = origin.file,
                        .line = origin.line,
                        .column = origin.column,
                        .message = fmt::format("unknown {} '{}'", noun, key),
                        .hint = std::move(hint)});
    return std::nullopt;
  }

  // What is wrong with corridor.toml, the loader says.
  std::optional<int> base_year() const try {
    auto const file = files_.find("corridor.toml");
    if (file == files_.end()) {
      return std::nullopt;
    }
    auto const parsed = toml::parse(std::string_view{file->second});
    return parsed ? parsed["base_year"].value<int>() : std::nullopt;
  } catch (CheckFailed const&) {
    return std::nullopt;
  }

  PackageFiles const& files_;
  Scenario const& scenario_;
  EditableTable measures_, disruptions_, sources_;
  std::set<std::string> taken_;
  std::vector<TableChange> changes_;
  Diagnostics diagnostics_;
};

}  // namespace

Scenario combine(std::span<Scenario const> scenarios) {
  Scenario all;
  all.is_base = true;
  auto const append = [](auto& to, auto const& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (auto const& one : scenarios) {
    all.is_base = all.is_base && one.is_base;
    auto const plus = all.name.empty() ? "" : "+";
    all.name += plus + one.name;
    all.title +=
        (all.title.empty() || one.title.empty() ? "" : " + ") + one.title;
    all.description += (all.description.empty() ? "" : " ") + one.description;
    append(all.sources, one.sources);
    append(all.measures, one.measures);
    append(all.disruptions, one.disruptions);
    append(all.changes, one.changes);
    append(all.added, one.added);
  }
  return all;
}

EditedTables apply_scenario(PackageFiles const& files,
                            Scenario const& scenario) {
  return Plan{files, scenario}.carry_out();
}

}  // namespace camel
