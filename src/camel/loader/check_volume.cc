// SPDX-License-Identifier: Apache-2.0
// How much there is to simulate: too much would never end, and nothing is
// seldom meant.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

namespace {

constexpr double kMostLots = 10e6;  // a year

// Larger lots may be parted for it.
double smallest_train(Corridor const& corridor) {
  auto smallest = std::numeric_limits<double>::infinity();
  for (auto const& service : corridor.services) {
    if (!service.background && service.capacity > 0) {
      smallest = std::min(smallest, static_cast<double>(service.capacity));
    }
  }
  return smallest;
}

void check_lots(Loading& loading) {
  auto const& demand = loading.corridor.demand;
  auto const train = smallest_train(loading.corridor);
  auto const lots_of = [&](DemandId id) {
    return demand[id].teu_year / std::min(demand[id].lot_teu, train);
  };
  double lots = 0;
  DemandId largest;
  for (auto const id : demand.ids()) {
    if (!loading.demand.sound(id)) {
      continue;
    }
    lots += lots_of(id);
    if (!largest || lots_of(id) > lots_of(largest)) {
      largest = id;
    }
  }
  if (lots > kMostLots) {
    loading.warning(
        loading.demand, largest, "teu",
        {fmt::format(
             "the demand is {:.3g} million lots a year; more than {:g} "
             "million may not fit in memory; of them '{}' is {:.3g} million",
             lots / 1e6, kMostLots / 1e6, demand[largest].key,
             lots_of(largest) / 1e6),
         demand[largest].lot_teu <= train
             ? "raise lot_teu"
             : fmt::format("lots are parted for the smallest train, of {} TEU: "
                           "raise its capacity",
                           train)});
  }
}

template <typename Key>
bool is_empty(Rows<Key> const& rows) {
  return rows.count == 0 && !rows.keyless;
}

void warn_of(Loading& loading, std::string_view table) {
  loading.findings.add(
      {.file = fmt::format("{}{}.csv", loading.prefix, table),
       .warning = true,
       .message = fmt::format("no {}: there is nothing to simulate", table),
       .hint = fmt::format("add rows to {}.csv", table)});
}

}  // namespace

void check_volume(Loading& loading) {
  check_lots(loading);
  if (is_empty(loading.demand)) {
    warn_of(loading, "demand");
  }
  if (is_empty(loading.services)) {
    warn_of(loading, "services");
  }
}

}  // namespace camel
