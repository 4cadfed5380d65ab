// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/availability.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "camel/model/journey.h"

namespace camel {

namespace {

using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

std::size_t index_of(LinkRun run) {
  return std::size_t{2} * run.link.value + (run.forward ? 1 : 0);
}

sys_days new_year(int of) { return sys_days{year{of} / 1 / 1}; }

// A shut place is neither entered nor left.
bool is_struck(Corridor const& corridor, Target const& target, LinkRun run) {
  if (target.facility || target.fleet) {
    return false;
  }
  auto const from = start_of(corridor, run);
  auto const to = end_of(corridor, run);
  if (!target.to) {
    return target.at == from || target.at == to;
  }
  return (target.at == from && target.to == to) ||
         (target.both_directions && target.at == to && target.to == from);
}

bool is_whole_place(Target const& target, PlaceId place) {
  return target.at == place && !target.to && !target.facility;
}

// Is it there on this date?
bool is_on(Disruption const& event, sys_days date) {
  if (!event.base || !event.start.ok() || !event.end.ok()) {
    return false;
  }
  if (!event.recurs) {
    return sys_days{event.start} <= date && date <= sys_days{event.end};
  }
  auto const key = [](year_month_day day) {
    return unsigned{day.month()} * 32 + unsigned{day.day()};
  };
  auto const today = key(year_month_day{date});
  auto const after = key(event.start) <= today;
  auto const before = today <= key(event.end);
  return key(event.end) < key(event.start) ? after || before : after && before;
}

template <typename Predicate>
bool any_target(Disruption const& event, Predicate predicate) {
  return std::any_of(event.targets.begin(), event.targets.end(), predicate);
}

// A server begins what it can finish after closing time.
double open_share(Facility const& facility) {
  auto const& opening = facility.opening;
  auto const open = (opening.closes - opening.opens) / 60.0;
  return opening.always()
             ? 1
             : std::min(1.0, (open + facility.service.mean_hours) / 24);
}

double in_order_share(Facility const& facility) {
  return facility.breakdown_hours
             ? *facility.breakdown_hours /
                   (*facility.breakdown_hours + facility.repair_hours)
             : 1;
}

}  // namespace

std::vector<Season> months_of(int of) {
  constexpr std::array<char const*, 12> names{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  std::vector<Season> months;
  for (unsigned m = 1; m <= 12; ++m) {
    auto const first = sys_days{year{of} / m / 1};
    auto const last = sys_days{year{of} / m / std::chrono::last};
    months.push_back({names[m - 1],
                      static_cast<int>((first - new_year(of)).count()),
                      static_cast<int>((last - first).count()) + 1});
  }
  return months;
}

Season whole_year(int of) {
  auto const length = new_year(of + 1) - new_year(of);
  return {std::to_string(of), 0, static_cast<int>(length.count())};
}

std::vector<Season> seasons_of(Corridor const& corridor) {
  std::vector<Season> seasons;
  std::vector<Availability> known;
  for (auto const& month : months_of(corridor.base_year)) {
    Availability const here{corridor, month};
    if (!known.empty() && here.gives_as(known.back())) {
      auto& season = seasons.back();
      season.days += month.days;
      season.name =
          season.name.substr(0, season.name.find(" to ")) + " to " + month.name;
    } else {
      known.push_back(here);
      seasons.push_back(month);
    }
  }
  return seasons;
}

Availability::Availability(Corridor const& corridor, Season const& season)
    : corridor_{corridor},
      season_{season},
      paths_(2 * corridor.links.size(), 1),
      weather_wait_(2 * corridor.links.size(), 0) {
  find_events();
  for (auto const link : corridor.links.ids()) {
    strike_line({link, false});
    strike_line({link, true});
  }
  strike_facilities();
  strike_vessels();
  strike_loads();
}

void Availability::find_events() {
  for (auto const& event : corridor_.disruptions) {
    Event found{&event, {}};
    for (int day = 0; event.base && day < season_.days; ++day) {
      found.on.push_back(
          is_on(event, new_year(corridor_.base_year) +
                           std::chrono::days{season_.first_day + day}));
    }
    if (std::find(found.on.begin(), found.on.end(), true) != found.on.end()) {
      events_.push_back(std::move(found));
    }
  }
}

template <typename OfDay>
double Availability::mean(OfDay of_day) const {
  double sum = 0;
  for (int day = 0; day < season_.days; ++day) {
    sum += of_day(static_cast<std::size_t>(day));
  }
  return sum / season_.days;
}

double Availability::paths(LinkRun run) const { return paths_[index_of(run)]; }

double Availability::weather_wait_hours(LinkRun run) const {
  return weather_wait_[index_of(run)];
}

// Of what is left on a day the least counts; random spells shut all of it.
void Availability::strike_line(LinkRun run) {
  std::vector<Event const*> own;
  for (auto const& event : events_) {
    if ((event.what->capacity_share || event.what->closed_share) &&
        any_target(*event.what, [&](Target const& target) {
          return is_struck(corridor_, target, run);
        })) {
      own.push_back(&event);
    }
  }
  if (own.empty()) {
    return;
  }
  double wait = 0;
  paths_[index_of(run)] = mean([&](std::size_t day) {
    double share = 1, open = 1;
    for (auto const* const event : own) {
      if (event->on[day]) {
        share = std::min(share, event->what->capacity_share.value_or(1));
        auto const closed =
            std::min(event->what->closed_share.value_or(0), 1.0);
        open *= 1 - closed;
        wait += closed * event->what->spell_hours;
      }
    }
    return share * open;
  });
  weather_wait_[index_of(run)] = wait / season_.days;
}

void Availability::strike_facilities() {
  for (auto const id : corridor_.facilities.ids()) {
    auto const& facility = corridor_.facilities[id];
    struct Strike {
      Event const* event;
      bool takes_servers;
    };
    std::vector<Strike> own;
    for (auto const& event : events_) {
      auto const of_it = any_target(
          *event.what, [&](Target const& t) { return t.facility == id; });
      auto const of_place = any_target(*event.what, [&](Target const& t) {
        return is_whole_place(t, facility.place);
      });
      if (of_it || (of_place && event.what->time_factor != 1)) {
        own.push_back({&event, of_it});
      }
    }
    auto const in_order =
        own.empty() ? facility.servers : mean([&](std::size_t day) {
          double servers = facility.servers, slower = 1;
          for (auto const& [event, takes_servers] : own) {
            if (!event->on[day]) {
              continue;
            }
            auto const& what = *event->what;
            slower *= what.time_factor;
            if (takes_servers) {
              auto const left =
                  std::round(facility.servers * what.capacity_share.value_or(1)) *
                  (1 - std::min(what.closed_share.value_or(0), 1.0));
              servers -= facility.servers - left;
            }
          }
          return std::max(0.0, servers) / slower;
        });
    servers_.add(in_order * open_share(facility) * in_order_share(facility));
  }
}

void Availability::strike_vessels() {
  for (auto const id : corridor_.fleets.ids()) {
    auto const& fleet = corridor_.fleets[id];
    vessels_.add(mean([&](std::size_t day) {
      double share = 1;
      for (auto const& event : events_) {
        if (event.on[day] && any_target(*event.what, [&](Target const& t) {
              return t.fleet == id;
            })) {
          share = std::min(share,
                           event.what->capacity_share.value_or(1) *
                               (1 - event.what->closed_share.value_or(0)));
        }
      }
      return std::round(fleet.number * share);
    }));
  }
}

void Availability::strike_loads() {
  payload_.resize(corridor_.places.size());
  std::fill(payload_.begin(), payload_.end(), 1.0);
  for (auto const& event : events_) {
    if (event.what->payload_share == 1) {
      continue;
    }
    for (auto const id : corridor_.places.ids()) {
      if (any_target(*event.what,
                     [&](Target const& t) { return is_whole_place(t, id); })) {
        payload_[id] = std::min(
            payload_[id], mean([&](std::size_t day) {
              return event.on[day] ? event.what->payload_share : 1;
            }));
      }
    }
  }
}

double Availability::demand_teu(DemandId id,
                                std::vector<PlaceId> const& journey) const {
  auto const& row = corridor_.demand[id];
  std::vector<Event const*> own;
  for (auto const& event : events_) {
    auto const changes =
        event.what->demand_factor != 1 || event.what->loading_stop;
    if (changes && is_meant(event.what->commodities, row.commodity) &&
        any_target(*event.what,
                   [&](Target const& t) { return passes(journey, t); })) {
      own.push_back(&event);
    }
  }
  return season_.days * row.teu_year / 365 * mean([&](std::size_t day) {
           auto const date = year_month_day{
               new_year(corridor_.base_year) +
               std::chrono::days{season_.first_day + static_cast<int>(day)}};
           auto factor = row.season[unsigned{date.month()} - 1];
           for (auto const* const event : own) {
             if (event->on[day]) {
               factor *= event->what->loading_stop ? 0
                                                   : event->what->demand_factor;
             }
           }
           return factor;
         });
}

bool Availability::gives_as(Availability const& other) const {
  auto const same = [](auto const& a, auto const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return std::abs(x - y) < 1e-9; });
  };
  return same(paths_, other.paths_) &&
         same(weather_wait_, other.weather_wait_) &&
         same(servers_, other.servers_) && same(vessels_, other.vessels_) &&
         same(payload_, other.payload_);
}

}  // namespace camel
