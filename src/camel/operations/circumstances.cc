// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/circumstances.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "camel/model/journey.h"

namespace camel {

namespace {

// The windows of all disruptions that strike each row of a table.
template <typename Key>
class Struck {
 public:
  explicit Struck(std::size_t rows) : lists_(rows) {}

  void add(Key row, std::vector<Window> const& windows) {
    auto& list = lists_[row.value];
    list.insert(list.end(), windows.begin(), windows.end());
  }
  Table<Key, Course> courses(Course (*join)(std::vector<Window>)) {
    Table<Key, Course> table;
    table.reserve(lists_.size());
    for (auto& list : lists_) {
      table.add(list.empty() ? Course{} : join(std::move(list)));
    }
    return table;
  }

 private:
  std::vector<std::vector<Window>> lists_;
};

template <typename Predicate>
bool any_target(Disruption const& event, Predicate predicate) {
  return std::any_of(event.targets.begin(), event.targets.end(), predicate);
}

}  // namespace

Circumstances::Circumstances(Corridor const& corridor,
                             ServiceNetwork const& network,
                             Table<DemandId, std::vector<Ride>> const& routes,
                             Period const& period)
    : corridor_{corridor} {
  Struck<FacilityId> facility_time{corridor.facilities.size()};
  Struck<PlaceId> place_time{corridor.places.size()};
  Struck<PlaceId> payload{corridor.places.size()};
  Struck<FleetId> sailing{corridor.fleets.size()};
  for (auto const& event : corridor.disruptions) {
    if (!event.base) {
      continue;
    }
    auto const slower = windows_of(event, period, event.time_factor);
    auto const lighter = windows_of(event, period, event.payload_share);
    for (auto const id : corridor.facilities.ids()) {
      auto const place = corridor.facilities[id].place;
      if (any_target(event, [&](Target const& target) {
            return target.facility == id || is_whole_place(target, place);
          })) {
        facility_time.add(id, slower);
      }
    }
    for (auto const id : corridor.places.ids()) {
      if (any_target(event, [&](Target const& target) {
            return is_whole_place(target, id);
          })) {
        place_time.add(id, slower);
        payload.add(id, lighter);
      }
    }
    for (auto const& target : event.targets) {
      if (target.fleet) {
        sailing.add(target.fleet, closures_of(event, period));
      }
    }
  }
  facility_time_ = facility_time.courses(&Course::product);
  place_time_ = place_time.courses(&Course::product);
  payload_ = payload.courses(&Course::least);
  sailing_ = sailing.courses(&Course::least);
  strike_demand(network, routes, period);
}

void Circumstances::strike_demand(
    ServiceNetwork const& network,
    Table<DemandId, std::vector<Ride>> const& routes, Period const& period) {
  std::vector<Disruption const*> events;
  for (auto const& event : corridor_.disruptions) {
    if (event.base && (event.demand_factor != 1 || event.loading_stop)) {
      events.push_back(&event);
    }
  }
  Struck<DemandId> demand{corridor_.demand.size()};
  Struck<DemandId> loading{corridor_.demand.size()};
  for (auto const id : corridor_.demand.ids()) {
    if (events.empty()) {
      break;
    }
    auto const journey = journey_of(corridor_, network, routes[id]);
    for (auto const* const event : events) {
      auto const is_struck =
          is_meant(event->commodities, corridor_.demand[id].commodity) &&
          any_target(*event, [&](Target const& target) {
            return passes(journey, target);
          });
      if (!is_struck) {
        continue;
      }
      demand.add(id, windows_of(*event, period, event->demand_factor));
      if (event->loading_stop) {
        loading.add(id, windows_of(*event, period, 0));
      }
    }
  }
  demand_ = demand.courses(&Course::product);
  loading_ = loading.courses(&Course::least);
}

int Circumstances::least_payload(Service const& service, PlaceId place) const {
  return payload_of(service.capacity, payload_[place].lowest());
}

Ticks Circumstances::sails_from(FleetId fleet, int number, Ticks now) const {
  auto const vessels = corridor_.fleets[fleet].number;
  return sailing_[fleet].first(now, [&](double share) {
    return number < std::llround(vessels * share);
  });
}

}  // namespace camel
