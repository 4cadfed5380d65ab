// SPDX-License-Identifier: Apache-2.0
// What measures require of each other and change in the model. It is read when
// all tables are known: a measure may name any row of any of them.
#include <algorithm>

#include <fmt/format.h>

#include "camel/loader/checks.h"
#include "camel/loader/columns.h"

namespace camel {

namespace {

constexpr char const* kHowToChange =
    "write table.key.column=value, such as links.L017.capacity=60";

// "links.L017.capacity=60": the key is what stands between the first point
// and the last one before the value; it may hold points itself.
std::optional<Change> parse_change(std::string_view text) {
  auto const equals = text.find('=');
  auto const path = text.substr(0, equals);
  auto const first = path.find('.');
  auto const last = path.rfind('.');
  if (equals == std::string_view::npos || first == std::string_view::npos ||
      first == last) {
    return std::nullopt;
  }
  return Change{std::string{trim(path.substr(0, first))},
                std::string{path.substr(first + 1, last - first - 1)},
                std::string{trim(path.substr(last + 1))},
                std::string{trim(text.substr(equals + 1))}};
}

std::string or_else(std::string text, std::string other) {
  return text.empty() ? std::move(other) : std::move(text);
}

// Which rows a pattern fits is found where it is used.
void check_change(Cell& cell, std::string_view part, Change const& change,
                  bool may_be_pattern = false) {
  auto& shapes = cell.loading().shapes;
  auto const table = shapes.find(change.table);
  if (table == shapes.end()) {
    std::vector<std::string_view> tables;
    for (auto const& [name, shape] : shapes) {
      tables.push_back(name);
    }
    cell.error(part, unknown_word("table", change.table, tables));
    return;
  }
  auto const& shape = table->second;
  auto const is = [&](std::vector<std::string_view> const& columns) {
    return std::find(columns.begin(), columns.end(), change.column) !=
           columns.end();
  };
  auto const is_pattern =
      may_be_pattern && change.key.find('*') != std::string::npos;
  if (!is_pattern && !shape.has_key(change.key)) {
    auto const keys = fmt::format("{}", fmt::join(shape.key_columns, "/"));
    cell.error(part,
               {fmt::format("{} has no row '{}'", change.table, change.key),
                or_else(shape.suggest_key(change.key),
                        "its rows are named by " + keys)});
  }
  if (!is(shape.columns)) {
    cell.error(part, unknown_word("column", change.column, shape.columns));
  } else if (is(shape.key_columns)) {
    cell.error(part, {fmt::format("{} names the row and cannot be changed",
                                  change.column),
                      "change another column"});
  } else {
    auto const equals = part.find('=');
    auto value = cell.part(
        equals == std::string_view::npos ? "" : trim(part.substr(equals + 1)),
        change.column);
    if (!value.text().empty()) {
      shape.try_value(value, change.column);
    }
  }
}

void read_changes(Cell cell, Measure& measure) {
  for (auto const part : split(cell.text(), ';')) {
    auto const change = parse_change(part);
    if (!change) {
      cell.error(part,
                 {fmt::format("'{}' is not a change", part), kHowToChange});
      continue;
    }
    check_change(cell, part, *change);
    measure.changes.push_back(*change);
  }
}

void read_others(Cell cell, std::vector<MeasureId>& others) {
  for (auto const part : split(cell.text(), ';')) {
    if (auto const found = find_key(cell, part, cell.loading().measures)) {
      others.push_back(*found);
    }
  }
}

void check_exclusions(Cell cell, Measure const& measure, MeasureId id) {
  for (auto const other : measure.excludes) {
    auto const& required = measure.prerequisites;
    auto const is_required =
        std::find(required.begin(), required.end(), other) != required.end();
    if (other == id || is_required) {
      cell.error({"measure " + measure.key + " excludes " +
                      (is_required ? "what it requires" : "itself"),
                  "name only measures that cannot be taken together with it"});
    }
  }
}

void read_what_they_name(Loading& loading) {
  auto& rows = loading.measures;
  RowCells cells{loading, rows.source, {"requires", "excludes", "changes"}};
  for (auto const id : loading.corridor.measures.ids()) {
    auto& measure = loading.corridor.measures[id];
    cells.go_to(rows.marks[id.value]);
    read_others(cells.cell("requires"), measure.prerequisites);
    read_others(cells.cell("excludes"), measure.excludes);
    check_exclusions(cells.cell("excludes"), measure, id);
    read_changes(cells.cell("changes"), measure);
    rows.faulty[id.value] = rows.faulty[id.value] || !cells.fine();
  }
}

// Does the column refuse what is no number? It is asked, and nothing of that
// is told.
bool holds_numbers(Loading& loading, RowMark row, Change const& change) {
  RowCells cells{loading, loading.uncertain_inputs.source, {"change"}};
  cells.go_to(row);
  auto cell = cells.cell("change");
  auto letters = cell.part(cell.text(), change.column);
  auto told = std::exchange(loading.findings, Findings{});
  loading.shapes.at(change.table).try_value(letters, change.column);
  std::swap(told, loading.findings);
  return !told.take().findings.empty();
}

// The column must hold numbers, also at both bounds.
void check_bounds(RowCells& cells, RowMark row, UncertainInput const& input) {
  auto& loading = cells.loading();
  if (!holds_numbers(loading, row, input.change)) {
    cells.error("change", {fmt::format("{} of {} is not a number",
                                       input.change.column, input.change.table),
                           "only numbers can be calibrated"});
    return;
  }
  for (auto const* const bound : {"low", "high"}) {
    auto cell = cells.cell(bound);
    if (!input.factor) {
      auto value = cell.part(cell.text(), input.change.column);
      loading.shapes.at(input.change.table)
          .try_value(value, input.change.column);
    }
  }
}

// An input is a change without its value. With a star at its end it is a
// factor, which may mean many rows.
void read_inputs(Loading& loading) {
  auto& rows = loading.uncertain_inputs;
  RowCells cells{loading, rows.source, {"change", "low", "high"}};
  for (auto const id : loading.corridor.uncertain_inputs.ids()) {
    auto& input = loading.corridor.uncertain_inputs[id];
    cells.go_to(rows.marks[id.value]);
    auto cell = cells.cell("change");
    auto path = cell.text();
    input.factor = path.ends_with('*');
    path.remove_suffix(input.factor ? 1 : 0);
    auto const change = parse_change(fmt::format("{}=", path));
    if (!change || path.find('=') != std::string_view::npos) {
      cell.error({fmt::format("'{}' names no number", cell.text()),
                  "write table.key.column, such as links.L017.free_speed, or "
                  "links.L*.free_speed* for a factor of many"});
    } else {
      check_change(cell, path, *change, input.factor);
      input.change = *change;
      if (cells.fine() && rows.sound(id)) {
        check_bounds(cells, rows.marks[id.value], input);
      }
    }
    rows.faulty[id.value] = rows.faulty[id.value] || !cells.fine();
  }
}

// Looks for circles depth first; `trail_` is the chain of requirements from
// where the walk began.
class CircleSearch {
 public:
  explicit CircleSearch(Loading& loading)
      : loading_{loading},
        measures_{loading.corridor.measures},
        seen_(measures_.size(), Seen::no) {}

  void run() {
    for (auto const id : measures_.ids()) {
      if (seen_[id.value] == Seen::no) {
        walk_from(id);
      }
    }
  }

 private:
  enum class Seen { no, on_trail, done };
  struct Step {
    MeasureId at;
    std::size_t next = 0;  // prerequisite to look at
  };

  void walk_from(MeasureId start) {
    enter(start);
    while (!trail_.empty()) {
      auto& step = trail_.back();
      auto const& required = measures_[step.at].prerequisites;
      if (step.next == required.size()) {
        seen_[step.at.value] = Seen::done;
        trail_.pop_back();
        continue;
      }
      auto const next = required[step.next++];
      if (seen_[next.value] == Seen::no) {
        enter(next);
      } else if (seen_[next.value] == Seen::on_trail) {
        report_circle(next);
      }
    }
  }

  void enter(MeasureId id) {
    seen_[id.value] = Seen::on_trail;
    trail_.push_back({id});
  }

  void report_circle(MeasureId start) {
    std::string circle;
    auto const begin =
        std::find_if(trail_.begin(), trail_.end(),
                     [&](Step const& step) { return step.at == start; });
    for (auto step = begin; step != trail_.end(); ++step) {
      circle += measures_[step->at].key + " → ";
    }
    loading_.error(loading_.measures, start, "requires",
                   {"measures require each other in a circle: " + circle +
                        measures_[start].key,
                    "remove one of the requirements"});
  }

  Loading& loading_;
  Table<MeasureId, Measure> const& measures_;
  std::vector<Seen> seen_;
  std::vector<Step> trail_;
};

}  // namespace

void check_measures(Loading& loading) {
  read_what_they_name(loading);
  read_inputs(loading);
  CircleSearch{loading}.run();
}

}  // namespace camel
