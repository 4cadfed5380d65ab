// SPDX-License-Identifier: Apache-2.0
// A what-if as its author wrote it (corridors/FORMAT.md, "scenarios"): which
// measures are taken, what strikes, which numbers change, which rows come in.
// It knows the tables of a package by their text, not what the text means:
// whatever it asks for is judged by the loader, as if it stood in the tables.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "camel/model/plans.h"

namespace camel {

// Who asked for it, so that a mistake is reported where it was made.
struct Origin {
  std::string file;
  std::size_t line = 0, column = 0;  // from 1, as in a Diagnostic
  std::string by = {};               // "measure papers", or nothing

  bool operator==(Origin const&) const = default;
};

enum class ChangeKind { set, multiply, add };

// "links.L017.capacity=60", "demand.*.teu*=0.8", "fleets.FERRY.number+=2". A
// `*` in the key stands for any letters, so that many rows are meant.
struct TableChange {
  Change change;
  ChangeKind kind = ChangeKind::set;
  Origin origin = {};

  bool operator==(TableChange const&) const = default;
};

// A new row of a table.
struct AddedRow {
  struct Value {
    std::string column, value;
    Origin origin = {};
  };
  std::string table;
  std::vector<Value> values;
  Origin origin = {};
};

// A row of a table, by its key.
struct NamedRow {
  std::string key;
  Origin origin = {};
};

// A row of the disruptions, moved into the base year unless dates are given.
struct ScenarioDisruption {
  std::string key;
  std::optional<std::chrono::year_month_day> start, end;
  Origin origin = {};
};

struct Scenario {
  std::string name, title, description;
  std::vector<NamedRow> sources, measures;
  std::vector<ScenarioDisruption> disruptions;
  std::vector<TableChange> changes;
  std::vector<AddedRow> added;
  // The base as it is taken to be, such as a calibration, and no what-if: the
  // observations of the base hold for it.
  bool is_base = false;
};

}  // namespace camel
