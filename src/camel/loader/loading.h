// SPDX-License-Identifier: Apache-2.0
// A corridor while it is being read: what has been read so far, where it
// stands in its files, and what was found wrong.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "camel/base/text.h"
#include "camel/loader/findings.h"
#include "camel/loader/rows.h"
#include "camel/model/corridor.h"

namespace camel {

class Cell;

// What a measure must know of a table to change a row of it.
struct TableShape {
  std::vector<std::string_view> key_columns, columns;
  std::function<bool(std::string_view key)> has_key;
  std::function<std::string(std::string_view key)> suggest_key;
  // Reports a value that the column cannot hold.
  std::function<void(Cell& value, std::string_view column)> try_value;
};

struct Loading {
  std::map<std::string, std::string> const& files;  // name -> text
  std::string prefix;                               // "corridors/tiny/"

  Corridor corridor = {};
  Findings findings = {};
  std::map<std::string, std::size_t> table_rows = {};
  std::map<std::string_view, TableShape> shapes = {};

  Rows<PlaceId> places{"place", "places"};
  Rows<LinkId> links{"link", "links"};
  Rows<FacilityId> facilities{"facility", "facilities"};
  Rows<ProcedureId> procedures{"step", "procedures"};
  Rows<FleetId> fleets{"fleet", "fleets"};
  Rows<ServiceId> services{"service", "services"};
  Rows<StopId> stops{"stop", "stops"};
  Rows<CommodityId> commodities{"commodity", "commodities"};
  Rows<DemandId> demand{"demand", "demand"};
  Rows<TariffId> tariffs{"tariff", "tariffs"};
  Rows<EmissionFactorId> emission_factors{"factor", "emission_factors"};
  Rows<MeasureId> measures{"measure", "measures"};
  Rows<DisruptionId> disruptions{"disruption", "disruptions"};
  Rows<LoadingBanId> loading_bans{"ban", "loading_bans"};
  Rows<UncertainInputId> uncertain_inputs{"input", "calibration"};
  Rows<ObservationId> observations{"observation", "observations"};
  Rows<SourceId> sources{"source", "sources"};

  bool stops_in_doubt = false;               // a service goes nowhere
  bool zones_known = true;                   // corridor.toml could be read
  std::deque<std::string> joined_keys = {};  // keys of several columns
  std::size_t comparisons_left = 2'000'000;  // for "did you mean"

  template <typename Key>
  void error(Rows<Key>& rows, Key id, std::string_view column,
             Finding finding) {
    rows.faulty[id.value] = true;
    report(rows.source, rows.marks[id.value], column, false,
           std::move(finding));
  }
  template <typename Key>
  void warning(Rows<Key> const& rows, Key id, std::string_view column,
               Finding finding) {
    report(rows.source, rows.marks[id.value], column, true, std::move(finding));
  }
  void report(TableText const& source, RowMark row, std::string_view column,
              bool warning, Finding finding);

  // "did you mean 'x'?" over the keys of a table, or nothing.
  template <typename Key>
  std::string suggest(Rows<Key> const& rows, std::string_view word) {
    Nearest nearest{word};
    if (rows.keys.size() <= comparisons_left) {
      comparisons_left -= rows.keys.size();
      for (auto const& [key, known] : rows.keys) {
        nearest.consider(key);
      }
    }
    return nearest.question();
  }
};

}  // namespace camel
