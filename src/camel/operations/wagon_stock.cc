// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/wagon_stock.h"

#include <algorithm>
#include <numeric>

#include "camel/operations/hours.h"

namespace camel {

namespace {

// Each depot keeps the wagons of two days' loading, of one whole train at
// least; and where more is loaded than comes free, has the difference of the
// time empties need to come on the way to it.
constexpr double kDaysOfCover = 2;
// How long trains wait before a few wagons are worth a train.
constexpr Ticks kPatience = 5 * kDay;
// Trains of empties take about three times their free running time, with
// paths, meets and the wait to be formed.
constexpr double kSlower = 3;

double lead_days(FleetPlan const& plan, std::size_t to) {
  double nearest = 0;
  for (std::size_t from = 0; from < plan.depots.size(); ++from) {
    auto const gives =
        plan.depots[from].freed_a_day > plan.depots[from].loaded_a_day;
    if (gives && plan.ways[from][to]) {
      auto const days = kSlower * plan.hours[from][to] / 24;
      nearest = nearest == 0 ? days : std::min(nearest, days);
    }
  }
  return nearest;
}

double needed_at(FleetPlan const& plan, std::size_t at) {
  auto const& depot = plan.depots[at];
  if (depot.longest_train == 0) {
    return 0;
  }
  auto const missing = std::max(0.0, depot.loaded_a_day - depot.freed_a_day);
  return std::max<double>(depot.longest_train,
                          kDaysOfCover * depot.loaded_a_day) +
         missing * lead_days(plan, at);
}

}  // namespace

WagonStock::WagonStock(Fleet const& fleet, FleetPlan const& plan)
    : fleet_{fleet}, plan_{plan} {
  auto const loaded = std::accumulate(
      plan.depots.begin(), plan.depots.end(), 0.0,
      [](double sum, Depot const& depot) { return sum + depot.loaded_a_day; });
  // At first the wagons stand where they are loaded, in proportion.
  auto left = fleet.number;
  for (std::size_t i = 0; i < plan.depots.size(); ++i) {
    auto const share = loaded > 0 ? plan.depots[i].loaded_a_day / loaded
                                  : 1 / static_cast<double>(plan.depots.size());
    auto const wagons =
        std::min(left, static_cast<int>(share * fleet.number + 0.5));
    left -= wagons;
    auto& depot = depots_.emplace_back(std::make_unique<Place>());
    depot->needed = needed_at(plan, i);
    depot->standing = std::make_unique<Level>(fleet.number, wagons);
  }
  if (left > 0 && !depots_.empty()) {
    depots_.front()->standing = std::make_unique<Level>(
        fleet.number, depots_.front()->standing->inside() + left);
  }
}

double WagonStock::short_of(Place const& depot) const {
  return depot.needed + depot.wanted - depot.coming -
         static_cast<double>(depot.standing->inside());
}

// What a depot can do without for the good of another one.
int WagonStock::spare(std::size_t at, std::size_t to, bool in_need) const {
  auto const& depot = *depots_[at];
  auto const inside = static_cast<int>(depot.standing->inside());
  if (in_need) {
    auto const came_later =
        depot.short_since > depots_[to]->short_since ||
        (depot.short_since == depots_[to]->short_since && at > to);
    return came_later ? inside : 0;
  }
  return depot.wanted > 0 ? 0 : inside - static_cast<int>(depot.needed);
}

std::optional<WagonStock::Order> WagonStock::order(std::size_t to, int least,
                                                   bool in_need) const {
  auto const whole = std::min(fleet_.empty_train, fleet_.number);
  std::optional<Order> nearest;
  for (std::size_t from = 0; from < depots_.size(); ++from) {
    auto const way = plan_.ways[from][to];
    auto const wagons = spare(from, to, in_need);
    auto const is_nearer =
        !nearest || plan_.hours[from][to] < plan_.hours[nearest->from][to];
    if (way && wagons >= least && is_nearer) {
      nearest = Order{from, to, *way, std::min(whole, wagons)};
    }
  }
  return nearest;
}

std::optional<WagonStock::Order> WagonStock::next_order(Ticks now) {
  std::vector<std::size_t> shortest(depots_.size());
  std::iota(shortest.begin(), shortest.end(), std::size_t{0});
  std::stable_sort(shortest.begin(), shortest.end(),
                   [&](std::size_t a, std::size_t b) {
                     return short_of(*depots_[a]) > short_of(*depots_[b]);
                   });
  for (auto& depot : depots_) {
    depot->short_since =
        !keeps_waiting(*depot) ? kNever : std::min(depot->short_since, now);
  }
  auto const whole = std::min(fleet_.empty_train, fleet_.number);
  for (auto const to : shortest) {
    auto const& depot = *depots_[to];
    auto const waits = keeps_waiting(depot);
    // Half a train is worth sending, where trains wait for it.
    auto const least = waits ? (whole + 1) / 2 : whole;
    if (short_of(depot) < least && !waits) {
      continue;
    }
    auto found = order(to, least, false);
    if (!found && waits && now - depot.short_since >= kPatience) {
      found = order(to, 1, true);
    }
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace camel
