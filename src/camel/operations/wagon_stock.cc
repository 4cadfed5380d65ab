// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/wagon_stock.h"

#include <algorithm>
#include <numeric>

#include "camel/operations/hours.h"

namespace camel {

namespace {

// Each depot keeps the wagons of two days' loading, of one whole train at
// least; and where more is loaded than comes free, has the difference of the
// time that empties need on the way to it.
constexpr double kDaysOfCover = 2;
// How long trains wait before a few wagons are worth a train.
constexpr Ticks kPatience = 5 * kDay;
// At first it is thought that empties take thrice their free running time, with
// paths, meets and the wait to be formed; then it is known from those that
// came.
constexpr double kSlower = 3;
constexpr double kWeightOfNews = 0.1;
constexpr double kDaysRemembered = 14;

// Where the wagons that come free are to go, the shortest ways first: the mean
// days that empties for each depot will take.
std::vector<double> lead_days(FleetPlan const& plan) {
  auto const count = plan.depots.size();
  std::vector<double> over, hours(count, 0), wagons(count, 0);
  for (auto const& depot : plan.depots) {
    over.push_back(depot.freed_a_day - depot.loaded_a_day);
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t from = 0; from < count; ++from) {
    for (std::size_t to = 0; to < count; ++to) {
      if (plan.ways[from][to] && over[from] > 0 && over[to] < 0) {
        pairs.emplace_back(from, to);
      }
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [&](auto a, auto b) {
    return plan.hours[a.first][a.second] < plan.hours[b.first][b.second];
  });
  for (auto const& [from, to] : pairs) {
    auto const flow = std::max(0.0, std::min(over[from], -over[to]));
    over[from] -= flow;
    over[to] += flow;
    hours[to] += flow * plan.hours[from][to];
    wagons[to] += flow;
  }
  std::vector<double> days(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    days[i] = wagons[i] > 0 ? kSlower * hours[i] / wagons[i] / 24 : 0;
  }
  return days;
}

}  // namespace

WagonStock::WagonStock(Fleet const& fleet, FleetPlan const& plan)
    : fleet_{fleet}, plan_{plan} {
  auto const loaded = std::accumulate(
      plan.depots.begin(), plan.depots.end(), 0.0,
      [](double sum, Depot const& depot) { return sum + depot.loaded_a_day; });
  // At first the wagons stand where they are loaded, in proportion.
  auto left = fleet.number;
  auto const lead = lead_days(plan);
  for (std::size_t i = 0; i < plan.depots.size(); ++i) {
    auto const share = loaded > 0 ? plan.depots[i].loaded_a_day / loaded
                                  : 1 / static_cast<double>(plan.depots.size());
    auto const wagons =
        std::min(left, static_cast<int>(share * fleet.number + 0.5));
    left -= wagons;
    auto& depot = depots_.emplace_back();
    auto const& row = plan.depots[i];
    depot.longest_train = row.longest_train;
    depot.loaded_a_day = row.loaded_a_day;
    depot.freed_a_day = row.freed_a_day;
    depot.lead_days = lead[i];
    depot.standing = wagons;
  }
  if (!depots_.empty()) {
    depots_.front().standing += left;
  }
}

double WagonStock::Place::kept() const {
  return longest_train == 0
             ? 0
             : std::max<double>(longest_train, kDaysOfCover * loaded_a_day);
}

double WagonStock::Place::needed() const {
  return longest_train == 0
             ? 0
             : kept() + std::max(0.0, loaded_a_day - freed_a_day) * lead_days;
}

// What was loaded and freed since the keepers looked last changes what they
// expect of the days to come.
void WagonStock::look(Ticks now) {
  if (now == looked_) {
    return;
  }
  auto const days = in_hours(now - looked_) / 24;
  auto const weight = std::min(1.0, days / kDaysRemembered);
  for (auto& depot : depots_) {
    depot.loaded_a_day += weight * (depot.loaded / days - depot.loaded_a_day);
    depot.freed_a_day += weight * (depot.freed / days - depot.freed_a_day);
    depot.loaded = depot.freed = 0;
    depot.short_since =
        depot.lacking() <= 0 ? kNever : std::min(depot.short_since, now);
  }
  looked_ = now;
}

int WagonStock::Place::wanted() const {
  return std::accumulate(
      waiting.begin(), waiting.end(), 0,
      [](int sum, Train const& train) { return sum + train.wants.wagons; });
}

Task<> take_wagons(Simulation& sim, WagonStock& stock, std::size_t at,
                   WagonStock::Wanted wanted) {
  static_cast<void>(sim);
  auto& depot = stock.depots_[at];
  auto const ticket = ++stock.tickets_;
  auto const wagons = wanted.wagons;
  auto& waiting = depot.waiting;
  auto const goes_behind = std::partition_point(
      waiting.begin(), waiting.end(), [&](WagonStock::Train const& train) {
        return train.wants.path >= wanted.path;  // fixed is the greater
      });
  waiting.insert(goes_behind, {ticket, wanted});
  while (depot.waiting.front().ticket != ticket || depot.standing < wagons) {
    co_await depot.changed.wait();
  }
  depot.waiting.pop_front();
  depot.standing -= wagons;
  depot.loaded += wagons;
  depot.changed.raise();
}

void WagonStock::put(std::size_t at, int wagons) {
  depots_[at].standing += wagons;
  depots_[at].freed += wagons;
  depots_[at].changed.raise();
}

// Its wagons are taken from those who wait for more.
void WagonStock::send(Order const& order) {
  depots_[order.from].standing -= order.wagons;
  depots_[order.to].coming += order.wagons;
  CAMEL_CHECK(depots_[order.from].standing >= 0, "wagons out of nothing");
}

void WagonStock::came(std::size_t at, int wagons, double days) {
  auto& depot = depots_[at];
  depot.coming -= wagons;
  depot.standing += wagons;
  depot.changed.raise();
  depot.lead_days += kWeightOfNews * (days - depot.lead_days);
}

double WagonStock::short_of(Place const& depot) const {
  return depot.needed() + depot.wanted() - depot.coming - depot.standing;
}

// What a depot can do without for the good of another one.
int WagonStock::spare(std::size_t at, std::size_t to, bool in_need) const {
  auto const& depot = depots_[at];
  if (in_need) {
    auto const came_later =
        depot.short_since > depots_[to].short_since ||
        (depot.short_since == depots_[to].short_since && at > to);
    return came_later ? depot.standing : 0;
  }
  return !depot.waiting.empty()
             ? 0
             : depot.standing - static_cast<int>(depot.kept());
}

std::optional<WagonStock::Order> WagonStock::order(std::size_t to, int least,
                                                   bool in_need) const {
  auto const whole = std::min(fleet_.empty_train, fleet_.number);
  std::optional<Order> nearest;
  for (std::size_t from = 0; from < depots_.size(); ++from) {
    auto const way = plan_.ways[from][to];
    auto const is_nearer =
        !nearest || plan_.hours[from][to] < plan_.hours[nearest->from][to];
    if (!way || !is_nearer) {
      continue;
    }
    auto const wagons = spare(from, to, in_need);
    if (wagons >= least) {
      nearest = Order{from, to, *way, std::min(whole, wagons)};
    }
  }
  return nearest;
}

std::optional<WagonStock::Order> WagonStock::next_order(Ticks now) {
  look(now);
  auto const whole = std::min(fleet_.empty_train, fleet_.number);
  struct Short {
    std::size_t depot = 0;
    double lack = 0;
    int lacking = 0;
    int least = 0;  // that are worth sending
  };
  std::vector<Short> depots;
  for (std::size_t i = 0; i < depots_.size(); ++i) {
    auto const lacking = depots_[i].lacking();
    // Half a train is worth sending, where trains wait for it, and less where
    // they lack less.
    auto const least = lacking > 0 ? std::min((whole + 1) / 2, lacking) : whole;
    auto const missing = short_of(depots_[i]);
    if (lacking > 0 || missing >= least) {
      depots.push_back(
          {i, missing / std::max(1.0, depots_[i].needed()), lacking, least});
    }
  }
  // In proportion to what it needs: a small depot is not to wait until all the
  // large ones have enough.
  std::stable_sort(
      depots.begin(), depots.end(),
      [](Short const& a, Short const& b) { return a.lack > b.lack; });
  for (auto const& to : depots) {
    auto found = order(to.depot, to.least, false);
    if (!found && to.lacking > 0 &&
        now - depots_[to.depot].short_since >= kPatience) {
      found = order(to.depot, 1, true);
    }
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace camel
