// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/replay.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "camel/base/check.h"
#include "camel/model/disruption_days.h"
#include "camel/model/journey.h"
#include "camel/routing/clearance.h"

namespace camel {

namespace {

constexpr double kHour = 3600;

double draw(PacePoints const& points, std::uint64_t number,
            std::uint64_t dimension) {
  auto const at = static_cast<std::size_t>(evenly(number, dimension) *
                                           static_cast<double>(points.size()));
  return points[std::min(at, points.size() - 1)];
}

}  // namespace

Passage passage_before(Corridor const& corridor, ServiceNetwork const& network,
                       Journey const& journey, std::size_t n) {
  auto const& rides = journey.rides;
  Passage passage{.before = {},
                  .at = {},
                  .after = {},
                  .unit = ProcedureUnit::lot,
                  .commodity = journey.goods,
                  .path = journey.path};
  if (n > 0) {
    auto const places = places_of(corridor, network, rides[n - 1]);
    passage.before = places[places.size() - 2];
    passage.at = places.back();
  }
  if (n < rides.size()) {
    passage.at = corridor.stops[rides[n].from].place;
    passage.after =
        end_of(corridor, network.way_after[rides[n].from.value]->front());
  }
  return passage;
}

Replay::Replay(Corridor const& corridor, ServiceNetwork const& network,
               std::span<RecordedYear const> years, Journey const& journey)
    : corridor_{corridor}, network_{network}, years_{years}, journey_{journey} {
  TrainExperience const experience{corridor, network, years};
  Procedures procedures{corridor};
  Clearance law{corridor, journey.teu};
  auto const clearance = [&](std::size_t n) {
    return law.hours(
        procedures.steps(passage_before(corridor, network, journey, n)),
        journey.path);
  };
  for (auto const& ride : journey.rides) {
    Leg leg;
    leg.board = ride.from;
    leg.is_seen = experience.is_seen(ride.from);
    for (auto const& later : experience.later_stops(ride.from)) {
      if (later.stop == ride.to) {
        leg.landing = later.landing;
      }
    }
    if (!leg.is_seen) {
      for (auto const& one : experience.pace(ride.from, TimeOfYear{}).rides) {
        if (one.to == ride.to) {
          leg.usual = one;
        }
      }
    }
    if (auto const& service = corridor.services[ride.service];
        !legs_.empty() && service.path == TrainPath::fixed &&
        service.departure == Departure::full_or_time) {
      leg.waits_hours = service.max_wait_hours;
    }
    leg.clearance = clearance(legs_.size());
    legs_.push_back(std::move(leg));
  }
  last_ = clearance(journey.rides.size());
  find_bans();
  find_stops_of_loading();
}

// Boxes without a fixed path wait where loading for a border is banned.
void Replay::find_bans() {
  if (journey_.path == TrainPath::fixed) {
    return;
  }
  auto const places = journey_of(corridor_, network_, journey_.rides);
  for (auto const id : corridor_.loading_bans.ids()) {
    auto const& ban = corridor_.loading_bans[id];
    if (is_meant(ban.commodities, journey_.goods) &&
        crosses(corridor_, places,
                {ban.place, ban.from_country, ban.to_country})) {
      bans_.push_back(id);
    }
  }
}

// Nor while a disruption on the way stops loading, with or without such a path.
void Replay::find_stops_of_loading() {
  using namespace std::chrono;
  auto const places = journey_of(corridor_, network_, journey_.rides);
  auto const first = year{corridor_.base_year};
  for (auto const& event : corridor_.disruptions) {
    auto const is_struck =
        event.base && event.loading_stop &&
        is_meant(event.commodities, journey_.goods) &&
        std::any_of(
            event.targets.begin(), event.targets.end(),
            [&](Target const& target) { return passes(places, target); });
    if (!is_struck) {
      continue;
    }
    auto const second = [&](sys_days day) {
      return static_cast<YearSeconds>(
          seconds{day - sys_days{first / January / 1}}.count());
    };
    for (auto const& days : days_struck(event, first, first + years{1})) {
      // What lies further away than a record is long does not matter.
      if (days.until > sys_days{(first - years{2}) / January / 1} &&
          days.from < sys_days{(first + years{3}) / January / 1}) {
        stops_.push_back({second(days.from), second(days.until)});
      }
    }
  }
}

double Replay::accepted(Box const& box, double now) const {
  auto const after = [](std::span<RecordedSpell const> spells, double at) {
    for (auto const& spell : spells) {
      at = spell.from <= at && at < spell.to ? spell.to : at;
    }
    return at;
  };
  for (;;) {
    auto at = after(stops_, now);
    for (auto const ban : bans_) {
      at = after(box.year.bans[ban], at);
    }
    if (at == now) {
      return now;
    }
    now = at;  // and is there no other one by then?
  }
}

std::optional<Replay::Times> Replay::with(Box const& box, Leg const& leg,
                                          RecordedBoarding const& train,
                                          double later) const {
  auto const landed = box.year.landings[train.landings + leg.landing];
  if (landed == RecordedYear::kNone) {
    return {};
  }
  return Times{train.left + later, landed + later};
}

std::optional<Replay::Times> Replay::ride(Box const& box, std::size_t number,
                                          Ready at) const {
  auto const& leg = legs_[number];
  if (!leg.is_seen) {
    auto const total = draw(leg.usual.total_hours, box.number, number + 5);
    return Times{at.ready + std::max(0.0, total - leg.usual.ride_hours) * kHour,
                 at.ready + total * kHour};
  }
  auto const boardings = box.year.boardings[leg.board];
  auto train = std::partition_point(
      boardings.begin(), boardings.end(),
      [&](RecordedBoarding const& one) { return one.closed < at.came; });
  // The train with a fixed path that boxes change to waits for all of them: it
  // loaded without these as nobody knew of them.
  if (train != boardings.end() && train->left != RecordedYear::kNone &&
      train->closed < at.ready &&
      at.ready <= at.came + leg.waits_hours * kHour) {
    return with(box, leg, *train, at.ready - train->closed);
  }
  for (; train != boardings.end(); ++train) {
    if (train->closed_for(journey_.teu) >= at.ready &&
        train->left != RecordedYear::kNone) {
      return with(box, leg, *train, 0);
    }
  }
  return {};
}

std::optional<ReplayedJourney> Replay::follow(Box const& box,
                                              YearSeconds from) const {
  ReplayedJourney followed;
  auto now = accepted(box, from);
  for (std::size_t i = 0; i < legs_.size(); ++i) {
    auto const came = now;
    now += draw(legs_[i].clearance, box.number, i) * kHour;
    auto const ready = now;
    auto const times = ride(box, i, {came, ready});
    if (!times) {
      return {};
    }
    followed.legs.push_back({(ready - from) / kHour,
                             (times->leaves - from) / kHour,
                             (times->landed - from) / kHour});
    now = times->landed;
  }
  now += draw(last_, box.number, legs_.size()) * kHour;
  followed.delivered = (now - from) / kHour;
  return followed;
}

Replayed Replay::around(YearSeconds ready, ReplayOptions const& options) const {
  using namespace std::chrono;
  auto const days_of_year = sys_days{year{corridor_.base_year + 1} / 1 / 1} -
                            sys_days{year{corridor_.base_year} / 1 / 1};
  auto const year_long =
      static_cast<YearSeconds>(seconds{days_of_year}.count());
  Replayed replayed;
  std::uint64_t number = 0;
  auto const around = options.days_around * 24 * kHour;
  for (auto const& year : years_) {
    for (auto off = -around; off <= around;
         off += options.every_hours * kHour) {
      // The year goes round: before January 1st it is December.
      auto from = static_cast<YearSeconds>(ready + off);
      from += from < 0 ? year_long : from >= year_long ? -year_long : 0;
      if (auto followed = follow({year, number++}, from)) {
        replayed.journeys.push_back(std::move(*followed));
      } else {
        ++replayed.unfinished;
      }
    }
  }
  return replayed;
}

PromisedHours promise_of(Replayed const& replayed) {
  std::vector<double> hours;
  for (auto const& journey : replayed.journeys) {
    hours.push_back(journey.delivered);
  }
  auto const finished = static_cast<double>(hours.size());
  auto const all = finished + static_cast<double>(replayed.unfinished);
  auto const of = [&](double share) {
    return quantile(hours, std::min(1.0, share * all / finished));
  };
  return {.p50 = of(0.5), .p80 = of(0.8), .p95 = of(0.95)};
}

double quantile(std::vector<double> values, double share) {
  CAMEL_CHECK(!values.empty(), "quantile of nothing");
  auto const at = std::min(
      static_cast<std::size_t>(share * static_cast<double>(values.size())),
      values.size() - 1);
  std::nth_element(values.begin(),
                   values.begin() + static_cast<std::ptrdiff_t>(at),
                   values.end());
  return values[at];
}

}  // namespace camel
