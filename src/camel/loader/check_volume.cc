// SPDX-License-Identifier: Apache-2.0
// How much there is to simulate: too much would never end, and nothing is
// seldom meant.
#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

namespace {

constexpr double kMostLots = 50e6;  // a year

void check_lots(Loading& loading) {
  auto const& demand = loading.corridor.demand;
  auto const lots_of = [&](DemandId id) {
    return demand[id].teu_year / demand[id].lot_teu;
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
    loading.error(
        loading.demand, largest, "teu",
        {fmt::format("the demand is {:.3g} million lots a year, more than {:g} "
                     "million; of them '{}' is {:.3g} million",
                     lots / 1e6, kMostLots / 1e6, demand[largest].key,
                     lots_of(largest) / 1e6),
         "raise lot_teu"});
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
