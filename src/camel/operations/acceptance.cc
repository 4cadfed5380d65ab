// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/acceptance.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>

#include "camel/model/choice.h"
#include "camel/model/journey.h"

namespace camel {

Ragged<DemandId, LoadingBanId> bans_on_journeys(
    Corridor const& corridor, ServiceNetwork const& network,
    Table<DemandId, std::vector<Ride>> const& routes) {
  std::vector<std::vector<LoadingBanId>> lists(corridor.demand.size());
  for (auto const id : corridor.demand.ids()) {
    if (corridor.loading_bans.empty()) {
      break;
    }
    if (corridor.demand[id].path == TrainPath::fixed) {
      continue;  // only trains without a fixed path are cancelled
    }
    auto const journey = journey_of(corridor, network, routes[id]);
    for (auto const ban_id : corridor.loading_bans.ids()) {
      auto const& ban = corridor.loading_bans[ban_id];
      if (is_meant(ban.commodities, corridor.demand[id].commodity) &&
          crosses(corridor, journey,
                  {ban.place, ban.from_country, ban.to_country})) {
        lists[id.value].push_back(ban_id);
      }
    }
  }
  return Ragged<DemandId, LoadingBanId>{lists};
}

Ragged<DemandId, DemandId> other_ways(Corridor const& corridor) {
  std::vector<std::vector<DemandId>> lists(corridor.demand.size());
  for (auto const& rows : alternatives(corridor)) {
    for (auto const id : rows) {
      std::copy_if(rows.begin(), rows.end(),
                   std::back_inserter(lists[id.value]),
                   [&](DemandId other) { return other != id; });
    }
  }
  return Ragged<DemandId, DemandId>{lists};
}

namespace {

bool is_shunned(World const& world, DemandId row) {
  auto const bans = world.bans_on[row];
  return std::any_of(bans.begin(), bans.end(), [&](LoadingBanId id) {
    auto const& rule = world.corridor.loading_bans[id];
    auto const& ban = world.bans[id.value];
    return rule.divert_above &&
           (ban.on || world.borders[ban.queue].trains > *rule.divert_above);
  });
}

}  // namespace

DemandId way_taken(World const& world, DemandId row) {
  auto const others = world.other_ways[row];
  if (others.empty() || !is_shunned(world, row)) {
    return row;
  }
  auto const& demand = world.corridor.demand;
  auto best = row;
  for (auto const other : others) {
    auto const carries_more =
        best == row || demand[other].teu_year > demand[best].teu_year;
    if (carries_more && !is_shunned(world, other)) {
      best = other;
    }
  }
  return best;
}

bool is_accepted(World const& world, DemandId row, Ticks now) {
  auto const bans = world.bans_on[row];
  return world.circumstances.loading(row).at(now) > 0 &&
         std::none_of(bans.begin(), bans.end(), [&](LoadingBanId ban) {
           return world.bans[ban.value].on;
         });
}

Task<> be_accepted(Simulation& sim, World& world, LotId id) {
  auto& lot = world[id];
  auto const& loading = world.circumstances.loading(lot.demand);
  auto const bans = world.bans_on[lot.demand];
  for (;;) {
    auto const resumes =
        loading.first(sim.now(), [](double share) { return share > 0; });
    if (resumes > sim.now()) {
      co_await sim.wait_until(resumes);
      continue;
    }
    auto const in_force = std::find_if(
        bans.begin(), bans.end(),
        [&](LoadingBanId ban) { return world.bans[ban.value].on; });
    if (in_force == bans.end()) {
      break;
    }
    co_await world.bans[in_force->value].lifted.wait();
  }
  lot.diary.note(Part::ban, sim.now());
}

}  // namespace camel
