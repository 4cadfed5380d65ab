// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/observe.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "camel/base/names.h"
#include "camel/base/text.h"
#include "camel/model/observed_demand.h"

namespace camel {

namespace {

constexpr double kDaysOfYear = 365;

// Does a country belong to the region? Anything does to an empty one.
bool has_country(Corridor const& corridor, Region const& region,
                 std::string const& country) {
  return region.places.empty() ||
         std::any_of(region.places.begin(), region.places.end(),
                     [&](PlaceId place) {
                       return corridor.places[place].country == country;
                     });
}

struct FlowSum {
  double teu = 0, tonnes = 0, hours = 0;
};

FlowSum sum_flows(YearView const& year, Observation const& asked,
                  Region const& from, Region const& to) {
  FlowSum sum;
  for (auto const id : year.corridor.demand.ids()) {
    auto const& demand = year.corridor.demand[id];
    auto const& commodity = year.corridor.commodities[demand.commodity];
    if (speaks_of(asked, {from, to}, demand, commodity.form, year.passes[id])) {
      auto const& flow = year.record.flows[id];
      sum.teu += flow.teu;
      sum.tonnes += flow.teu * commodity.tonnes_per_teu;
      sum.hours += flow.transit_hours;
    }
  }
  return sum;
}

FlowSum flows(YearView const& year, Observation const& asked) {
  auto sum = sum_flows(year, asked, asked.from, asked.to);
  if (asked.both_directions) {
    auto const back = sum_flows(year, asked, asked.to, asked.from);
    sum.teu += back.teu;
    sum.tonnes += back.tonnes;
    sum.hours += back.hours;
  }
  return sum;
}

double runs_between(YearView const& year, Observation const& asked,
                    Region const& from, Region const& to) {
  double sum = 0;
  for (auto const id : year.corridor.links.ids()) {
    for (auto const forward : {false, true}) {
      auto const run = LinkRun{id, forward};
      if (!contains(from, start_of(year.corridor, run)) ||
          !contains(to, end_of(year.corridor, run))) {
        continue;
      }
      auto const& departures =
          year.record.runs[run_index(id, forward)].departures;
      for (std::size_t i = 0; i < departures.size(); ++i) {
        auto const& service = year.corridor.services[ServiceId{i}];
        auto const sails = service.mode != Mode::rail;
        if (sails == (asked.indicator == Indicator::sailings_year) &&
            (service.cargo & asked.cargo) != 0) {
          sum += departures[i];
        }
      }
    }
  }
  return sum;
}

double runs(YearView const& year, Observation const& asked) {
  auto const there = runs_between(year, asked, asked.from, asked.to);
  return asked.both_directions
             ? there + runs_between(year, asked, asked.to, asked.from)
             : there;
}

// Mean stays at the border's places one after the other, added up.
std::optional<double> border_hours(YearView const& year,
                                   Observation const& asked) {
  double sum = 0;
  bool any = false;
  for (auto const via : asked.via) {
    Tally stay;
    for (auto const& [key, tally] : year.record.stays) {
      auto const& [place, before, after] = key;
      if (place != via) {
        continue;
      }
      auto const onward = has_country(year.corridor, asked.from, before) &&
                          has_country(year.corridor, asked.to, after);
      auto const back = asked.both_directions &&
                        has_country(year.corridor, asked.to, before) &&
                        has_country(year.corridor, asked.from, after);
      if (onward || back) {
        stay.add(tally.mean(), tally.weight());
      }
    }
    any |= stay.weight() > 0;
    sum += stay.mean();
  }
  return any ? std::optional{sum} : std::nullopt;
}

std::optional<double> facility_hours(YearView const& year,
                                     Observation const& asked) {
  Tally hours;
  for (auto const id : year.corridor.facilities.ids()) {
    auto const& facility = year.corridor.facilities[id];
    auto const here = std::find(asked.via.begin(), asked.via.end(),
                                facility.place) != asked.via.end();
    if (here && name_of(facility.kind) == asked.facility) {
      auto const& services = year.record.facilities[id].services;
      hours.add(services.mean(), services.weight());
    }
  }
  return hours.weight() > 0 ? std::optional{hours.mean()} : std::nullopt;
}

std::optional<double> mean_running_days(YearView const& year,
                                        Observation const& asked) {
  Tally hours;
  for (auto const& [pair, tally] : year.record.running_hours) {
    if (contains(asked.from, pair.first) && contains(asked.to, pair.second)) {
      hours.add(tally.mean(), tally.weight());
    }
  }
  return hours.weight() > 0 ? std::optional{hours.mean() / 24} : std::nullopt;
}

std::optional<double> kilometers_a_day(YearView const& year,
                                       Observation const& asked) {
  double length = 0;
  double time = 0;
  for (auto const& [country, haul] : year.record.line_haul) {
    if (has_country(year.corridor, asked.from, country)) {
      length += haul.first;
      time += haul.second;
    }
  }
  return time > 0 ? std::optional{length / time * 24} : std::nullopt;
}

// Of all boxes on the journey, those that go by one of the places.
std::optional<double> share(YearView const& year, Observation const& asked) {
  auto any_way = asked;
  any_way.via.clear();
  auto const all = flows(year, any_way).teu;
  return all > 0 ? std::optional{flows(year, asked).teu / all} : std::nullopt;
}

// The one country of a region, or any.
std::string country_of(Corridor const& corridor, Region const& region) {
  std::set<std::string> countries;
  for (auto const place : region.places) {
    countries.insert(corridor.places[place].country);
  }
  return countries.size() == 1 ? *countries.begin() : "*";
}

// The queues before the places, each of which must have been watched.
template <typename Of>
std::optional<double> waiting(YearView const& year, Observation const& asked,
                              Of of) {
  auto const from = country_of(year.corridor, asked.from);
  auto const to = country_of(year.corridor, asked.to);
  double sum = 0;
  for (auto const via : asked.via) {
    auto const& queues = year.record.queues;
    auto const queue =
        std::find_if(queues.begin(), queues.end(), [&](QueueRecord const& q) {
          return q.place == via && q.from == from && q.to == to;
        });
    if (queue == queues.end()) {
      return std::nullopt;
    }
    auto const trains = of(*queue);
    if (!trains) {
      return std::nullopt;
    }
    sum += *trains;
  }
  return asked.via.empty() ? std::nullopt : std::optional{sum};
}

// The mean of the simulated year's week that has this day and month; the day or
// two after the last whole week count with that. Nothing where the year is
// shorter.
std::optional<double> mean_around(QueueRecord const& queue,
                                  std::chrono::month_day day, int base_year) {
  auto const year = std::chrono::year{base_year};
  auto const first = std::chrono::sys_days{year / 1 / 1};
  auto const days = (std::chrono::sys_days{year / day} - first).count();
  auto const week =
      static_cast<std::size_t>(std::min<std::int64_t>(days / 7, 51));
  return week < queue.by_week.size() ? std::optional{queue.by_week[week]}
                                     : std::nullopt;
}

std::optional<double> ratio(YearView const& year, Observation const& asked) {
  auto const back = sum_flows(year, asked, asked.to, asked.from).teu;
  return back > 0
             ? std::optional{sum_flows(year, asked, asked.from, asked.to).teu /
                             back}
             : std::nullopt;
}

}  // namespace

std::optional<double> observe(YearView const& year, Observation const& asked) {
  auto const to_year = kDaysOfYear / year.days;
  auto const day = parse_date(asked.period);
  switch (asked.indicator) {
    case Indicator::teu_year:
      return flows(year, asked).teu * to_year;
    case Indicator::tonnes_year:
      return flows(year, asked).tonnes * to_year;
    case Indicator::transit_days: {
      auto const sum = flows(year, asked);
      return sum.teu > 0 ? std::optional{sum.hours / sum.teu / 24}
                         : std::nullopt;
    }
    case Indicator::trains_year:
    case Indicator::sailings_year:
      return runs(year, asked) * to_year;
    case Indicator::trains_day:
      return runs(year, asked) / year.days;
    case Indicator::leg_days:
      return mean_running_days(year, asked);
    case Indicator::border_hours:
      return border_hours(year, asked);
    case Indicator::facility_hours:
      return facility_hours(year, asked);
    case Indicator::speed:
      return kilometers_a_day(year, asked);
    case Indicator::ratio:
      return ratio(year, asked);
    case Indicator::share:
      return share(year, asked);
    case Indicator::trains_waiting:
      return waiting(year, asked, [&](QueueRecord const& queue) {
        return day ? mean_around(queue, day->month() / day->day(),
                                 year.corridor.base_year)
                   : std::optional{queue.mean};
      });
    case Indicator::trains_waiting_max:
      return waiting(year, asked, [](QueueRecord const& queue) {
        return std::optional<double>{queue.most};
      });
    default:
      return std::nullopt;
  }
}

}  // namespace camel
