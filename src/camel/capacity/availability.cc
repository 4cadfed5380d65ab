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

sys_days new_year(int of) { return sys_days{year{of} / 1 / 1}; }

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

// Trains keep its servers until they leave: tracks, as a rule.
bool is_kept(Corridor const& corridor, FacilityId id) {
  return std::any_of(corridor.procedures.begin(), corridor.procedures.end(),
                     [&](ProcedureStep const& step) {
                       return step.facility == id && step.hold &&
                              step.unit == ProcedureUnit::train;
                     });
}

// The longest mean work that one of its servers may have in hand.
double longest_work(Corridor const& corridor, FacilityId id) {
  auto const& facility = corridor.facilities[id];
  double train = 1, lot = 1;
  if (facility.per != ServedUnit::train) {
    for (auto const& service : corridor.services) {
      train = std::max(train, static_cast<double>(service.capacity));
    }
  }
  if (facility.per == ServedUnit::teu) {
    for (auto const& row : corridor.demand) {
      lot = std::max(lot, 2 * row.lot_teu - 1);
    }
  }
  auto longest = facility.service.mean_hours * train;
  for (auto const& step : corridor.procedures) {
    if (step.facility == id) {
      auto const units = step.unit == ProcedureUnit::lot   ? lot
                         : facility.per == ServedUnit::teu ? train
                                                           : 1;
      longest = std::max({longest, units * step.time.mean_hours,
                          units * step.pre_arrival_time.mean_hours});
    }
  }
  return longest;
}

// A server begins what it can finish after closing time; a track is kept also
// when it is shut.
double open_share(Corridor const& corridor, FacilityId id) {
  auto const& opening = corridor.facilities[id].opening;
  if (opening.always() || is_kept(corridor, id)) {
    return 1;
  }
  auto const open = (opening.closes - opening.opens) / 60.0;
  return std::min(1.0, (open + longest_work(corridor, id)) / 24);
}

// Tracks and berths are lost only when they are free, so that some of the
// time they are out of order is none lost.
bool is_finished_first(Corridor const& corridor, FacilityId id) {
  return corridor.facilities[id].kind == FacilityKind::berth ||
         is_kept(corridor, id);
}

double in_order_share(Corridor const& corridor, FacilityId id) {
  auto const& facility = corridor.facilities[id];
  if (is_finished_first(corridor, id)) {
    return 1;
  }
  return facility.breakdown_hours
             ? *facility.breakdown_hours /
                   (*facility.breakdown_hours + facility.repair_hours)
             : 1;
}

// The same shares on the same part of the days.
bool loads_as(std::map<double, int> const& a, int days,
              std::map<double, int> const& b, int other_days) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](auto const& x, auto const& y) {
                      return x.first == y.first &&
                             std::int64_t{x.second} * other_days ==
                                 std::int64_t{y.second} * days;
                    });
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
      weather_(2 * corridor.links.size(), 0) {
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

double Availability::paths(LinkRun run) const {
  return paths_[run_index(run.link, run.forward)];
}

// Those that take away paths of a link in one direction.
std::vector<Availability::Event const*> Availability::events_of(
    LinkRun run) const {
  std::vector<Event const*> own;
  for (auto const& event : events_) {
    if ((event.what->capacity_share || event.what->closed_share) &&
        any_target(*event.what, [&](Target const& target) {
          return strikes(corridor_, target, run);
        })) {
      own.push_back(&event);
    }
  }
  return own;
}

// Of what is left on a day the least counts; random spells shut all of it.
void Availability::strike_line(LinkRun run) {
  auto const own = events_of(run);
  if (own.empty()) {
    return;
  }
  double weather = 0;
  paths_[run_index(run.link, run.forward)] = mean([&](std::size_t day) {
    double share = 1, open = 1;
    for (auto const* const event : own) {
      if (event->on[day]) {
        share = std::min(share, event->what->capacity_share.value_or(1));
        auto const closed =
            std::min(event->what->closed_share.value_or(0), 1.0);
        open *= 1 - closed;
        weather += closed * event->what->spell_hours;
      }
    }
    return share * open;
  });
  weather_[run_index(run.link, run.forward)] = weather / season_.days;
}

double Availability::open_days(LinkId link) const {
  auto const there = events_of({link, true});
  auto const back = events_of({link, false});
  auto const is_shut = [](auto const& events, std::size_t day) {
    return std::any_of(events.begin(), events.end(), [&](auto const* event) {
      return event->on[day] && event->what->capacity_share == 0.0;
    });
  };
  return mean([&](std::size_t day) {
    return is_shut(there, day) && is_shut(back, day) ? 0 : 1;
  });
}

// When a spell begins, the vessel is busy for no longer than it takes from one
// struck line to the next; what is left of the spell, which is of exponential
// length, it waits. Of several events on one day the worst counts.
double Availability::lost_to_weather(std::vector<Entry> const& entries,
                                     double round_hours) const {
  std::vector<double> by_day(static_cast<std::size_t>(season_.days), 0);
  for (auto const& event : events_) {
    auto const closed = std::min(event.what->closed_share.value_or(0), 1.0);
    std::vector<double> hours;
    for (auto const& entry : entries) {
      if (any_target(*event.what, [&](Target const& target) {
            return strikes(corridor_, target, entry.run);
          })) {
        hours.push_back(entry.hour);
      }
    }
    if (closed == 0 || hours.empty()) {
      continue;
    }
    auto busy = hours.front() + round_hours - hours.back();
    for (std::size_t i = 1; i < hours.size(); ++i) {
      busy = std::max(busy, hours[i] - hours[i - 1]);
    }
    auto const lost = closed * std::exp(-busy / event.what->spell_hours);
    for (std::size_t day = 0; day < by_day.size(); ++day) {
      by_day[day] = std::max(by_day[day], event.on[day] ? lost : 0);
    }
  }
  return mean([&](std::size_t day) { return by_day[day]; });
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
    auto const kept = is_kept(corridor_, id);
    auto const finished = is_finished_first(corridor_, id);
    auto const in_order =
        own.empty() ? facility.servers : mean([&](std::size_t day) {
          double servers = facility.servers, slower = 1;
          for (auto const& [event, takes_servers] : own) {
            if (!event->on[day]) {
              continue;
            }
            auto const& what = *event->what;
            // A track is kept for other work than its own, too.
            slower *= takes_servers && kept ? std::min(1.0, what.time_factor)
                                            : what.time_factor;
            if (takes_servers) {
              auto const closed =
                  finished ? 0 : std::min(what.closed_share.value_or(0), 1.0);
              auto const left = std::round(facility.servers *
                                           what.capacity_share.value_or(1)) *
                                (1 - closed);
              servers -= facility.servers - left;
            }
          }
          return std::max(0.0, servers) / slower;
        });
    servers_.add(in_order * open_share(corridor_, id) *
                 in_order_share(corridor_, id));
  }
}

// A vessel that is laid up for a spell carries on until it is empty, so that
// spells need not cost anything; days do.
void Availability::strike_vessels() {
  for (auto const id : corridor_.fleets.ids()) {
    auto const& fleet = corridor_.fleets[id];
    vessels_.add(mean([&](std::size_t day) {
      double share = 1;
      for (auto const& event : events_) {
        if (event.on[day] && any_target(*event.what, [&](Target const& t) {
              return t.fleet == id;
            })) {
          share = std::min(share, event.what->capacity_share.value_or(1));
        }
      }
      return std::round(fleet.number * share);
    }));
  }
}

void Availability::strike_loads() {
  payload_.resize(corridor_.places.size());
  for (auto const id : corridor_.places.ids()) {
    std::vector<Event const*> own;
    for (auto const& event : events_) {
      if (event.what->payload_share != 1 &&
          any_target(*event.what,
                     [&](Target const& t) { return is_whole_place(t, id); })) {
        own.push_back(&event);
      }
    }
    for (std::size_t day = 0;
         !own.empty() && day < static_cast<std::size_t>(season_.days); ++day) {
      double share = 1;
      for (auto const* const event : own) {
        share = event->on[day] ? std::min(share, event->what->payload_share)
                               : share;
      }
      ++payload_[id][share];
    }
  }
}

double Availability::payload(Service const& service, PlaceId place) const {
  if (payload_[place].empty()) {
    return service.capacity;
  }
  double teu = 0;
  for (auto const& [share, days] : payload_[place]) {
    teu += days * std::max(1.0, std::floor(service.capacity * share));
  }
  return teu / season_.days;
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
  auto const is_stopped =
      std::any_of(own.begin(), own.end(), [](Event const* event) {
        return event->what->loading_stop &&
               std::find(event->on.begin(), event->on.end(), false) ==
                   event->on.end();
      });
  if (is_stopped) {
    return 0;
  }
  return season_.days * row.teu_year / 365 * mean([&](std::size_t day) {
           auto const date = year_month_day{
               new_year(corridor_.base_year) +
               std::chrono::days{season_.first_day + static_cast<int>(day)}};
           auto factor = row.season[unsigned{date.month()} - 1];
           for (auto const* const event : own) {
             factor *= event->on[day] ? event->what->demand_factor : 1;
           }
           return factor;
         });
}

bool Availability::gives_as(Availability const& other) const {
  auto const same = [](auto const& a, auto const& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(),
        [](double x, double y) { return std::abs(x - y) < 1e-9; });
  };
  return same(paths_, other.paths_) && same(weather_, other.weather_) &&
         same(servers_, other.servers_) && same(vessels_, other.vessels_) &&
         std::equal(payload_.begin(), payload_.end(), other.payload_.begin(),
                    [&](auto const& a, auto const& b) {
                      return loads_as(a, season_.days, b, other.season_.days);
                    });
}

}  // namespace camel
