// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "camel/loader/checks.h"
#include "camel/loader/countries.h"

namespace camel {

namespace {

// Reports every used row whose key another used row had before.
template <typename Key, typename Row, typename KeyOf>
void check_used(Loading& loading, Table<Key, Row> const& table, Rows<Key>& rows,
                KeyOf key_of) {
  std::map<decltype(key_of(*table.begin())), Key> first;
  for (auto const id : table.ids()) {
    if (!table[id].used || !rows.sound(id)) {
      continue;
    }
    auto const [known, is_new] = first.try_emplace(key_of(table[id]), id);
    if (!is_new) {
      loading.error(rows, id, "used",
                    {fmt::format("{} '{}' in line {} is used for the same",
                                 rows.noun, table[known->second].key,
                                 rows.marks[known->second.value].line),
                     "choose one of the two"});
    }
  }
}

// A region that is nothing we know would never apply.
template <typename Key, typename Row>
void check_regions(Loading& loading, Table<Key, Row> const& table,
                   Rows<Key>& rows) {
  auto const& corridor = loading.corridor;
  auto const known = [&](std::string const& region) {
    return region == "*" || is_country(region) ||
           find_place(corridor, region) ||
           std::any_of(corridor.zones.begin(), corridor.zones.end(),
                       [&](Zone const& zone) { return zone.name == region; });
  };
  for (auto const id : table.ids()) {
    if (table[id].used && rows.sound(id) && !known(table[id].region)) {
      loading.error(rows, id, "region",
                    {fmt::format("unknown region '{}'", table[id].region),
                     "write a country, a place, a zone of corridor.toml, or "
                     "* for all"});
    }
  }
}

}  // namespace

void check_prices(Loading& loading) {
  check_used(loading, loading.corridor.tariffs, loading.tariffs,
             [](Tariff const& price) {
               auto ends = std::pair{price.from, price.to};
               if (price.direction == "both" && ends.second < ends.first) {
                 std::swap(ends.first, ends.second);
               }
               return std::tuple{price.mode, ends, price.region,
                                 price.direction, price.unit};
             });
  check_used(loading, loading.corridor.emission_factors,
             loading.emission_factors, [](EmissionFactor const& factor) {
               return std::tuple{factor.mode, factor.traction, factor.region,
                                 factor.unit};
             });
  if (loading.zones_known && loading.places.dropped == 0) {
    check_regions(loading, loading.corridor.tariffs, loading.tariffs);
    check_regions(loading, loading.corridor.emission_factors,
                  loading.emission_factors);
  }
}

}  // namespace camel
