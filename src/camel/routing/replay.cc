// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/replay.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "camel/base/check.h"
#include "camel/model/journey.h"
#include "camel/routing/clearance.h"

namespace camel {

namespace {

constexpr double kHour = 3600;

struct ReplayLeg {
  StopId board;
  std::size_t landing = 0;  // of the train's landings
  Pace pace;                // where no train was seen
  PacePoints clearance;     // before it
};

class Replay {
 public:
  Replay(Corridor const& corridor, ServiceNetwork const& network,
         std::span<RecordedYear const> years, Journey const& journey)
      : corridor_{corridor},
        network_{network},
        journey_{journey},
        experience_{corridor, network, years} {
    Procedures procedures{corridor};
    auto before = PlaceId{};
    for (auto const& ride : journey.rides) {
      ReplayLeg leg;
      leg.board = ride.from;
      leg.pace = experience_.pace(ride.from, TimeOfYear{});
      for (auto const& later : experience_.later_stops(ride.from)) {
        if (later.stop == ride.to) {
          leg.landing = later.landing;
        }
      }
      auto const& way = *network.way_after[ride.from.value];
      leg.clearance = clearance(procedures, before, place_of(ride.from),
                                end_of(corridor, way.front()));
      legs_.push_back(std::move(leg));
      auto const places = places_of(corridor, network, ride);
      before = places[places.size() - 2];
    }
    last_ = clearance(procedures, before, place_of(journey.rides.back().to),
                      PlaceId{});
    find_bans();
  }

  std::optional<ReplayedJourney> follow(RecordedYear const& year,
                                        YearSeconds from,
                                        std::uint64_t luck) const {
    ReplayedJourney followed;
    auto now = static_cast<double>(from);
    for (auto const ban : bans_) {
      for (auto const& spell : year.bans[ban]) {
        if (spell.from <= now && now < spell.to) {
          now = spell.to;
        }
      }
    }
    for (std::size_t i = 0; i < legs_.size(); ++i) {
      auto const& leg = legs_[i];
      now += draw(leg.clearance, luck, i) * kHour;
      auto const ready = now;
      auto const times = train(year, leg, ready, luck, i);
      if (!times) {
        return {};
      }
      followed.legs.push_back({(ready - from) / kHour,
                               (times->leaves - from) / kHour,
                               (times->landed - from) / kHour});
      now = times->landed;
    }
    now += draw(last_, luck, legs_.size()) * kHour;
    followed.delivered = (now - from) / kHour;
    return followed;
  }

 private:
  struct Times {
    double leaves = 0, landed = 0;
  };

  PlaceId place_of(StopId stop) const { return corridor_.stops[stop].place; }

  PacePoints clearance(Procedures& procedures, PlaceId before, PlaceId at,
                       PlaceId after) const {
    return clearance_hours(corridor_,
                           procedures.steps({.before = before,
                                             .at = at,
                                             .after = after,
                                             .unit = ProcedureUnit::lot,
                                             .commodity = journey_.goods,
                                             .path = journey_.path}),
                           journey_.path, journey_.teu);
  }

  // Boxes without a fixed path wait where loading for a border is banned.
  void find_bans() {
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

  static double draw(PacePoints const& points, std::uint64_t luck,
                     std::uint64_t dimension) {
    auto const at = static_cast<std::size_t>(
        evenly(luck, dimension) * static_cast<double>(points.size()));
    return points[std::min(at, points.size() - 1)];
  }

  std::optional<Times> train(RecordedYear const& year, ReplayLeg const& leg,
                             double ready, std::uint64_t luck,
                             std::size_t number) const {
    if (!leg.pace.is_seen) {
      return usual(leg, ready, luck, number);
    }
    auto const boardings = year.boardings[leg.board];
    auto at = std::partition_point(
        boardings.begin(), boardings.end(),
        [&](RecordedBoarding const& one) { return one.closed < ready; });
    for (; at != boardings.end(); ++at) {
      if (at->left != RecordedYear::kNone) {
        auto const landed = year.landings[at->landings + leg.landing];
        return landed == RecordedYear::kNone
                   ? std::nullopt
                   : std::optional{Times{static_cast<double>(at->left),
                                         static_cast<double>(landed)}};
      }
    }
    return {};
  }

  // Of trains that the years do not know.
  Times usual(ReplayLeg const& leg, double ready, std::uint64_t luck,
              std::size_t number) const {
    auto const to = journey_.rides[number].to;
    auto const ride = std::find_if(
        leg.pace.rides.begin(), leg.pace.rides.end(),
        [&](RidePace const& one) { return one.to == to; });
    CAMEL_CHECK(ride != leg.pace.rides.end(), "a ride leads nowhere");
    auto const total = draw(ride->total_hours, luck, number + 5) * kHour;
    return {ready + std::max(0.0, total - ride->ride_hours * kHour),
            ready + total};
  }

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  Journey const& journey_;
  TrainExperience const experience_;
  std::vector<ReplayLeg> legs_;
  PacePoints last_;
  std::vector<LoadingBanId> bans_;
};

}  // namespace

std::vector<ReplayedJourney> replay(Corridor const& corridor,
                                    ServiceNetwork const& network,
                                    std::span<RecordedYear const> years,
                                    Journey const& journey, YearSeconds ready,
                                    ReplayOptions const& options) {
  auto const one = Replay{corridor, network, years, journey};
  std::vector<ReplayedJourney> journeys;
  std::uint64_t luck = 0;
  auto const around = options.days_around * 24 * kHour;
  for (auto const& year : years) {
    for (auto off = -around; off <= around; off += options.every_hours * kHour) {
      // The year goes round: before January 1st it is December.
      auto from = static_cast<YearSeconds>(ready + off);
      from += from < 0 ? 365 * 86'400 : 0;
      if (auto followed = one.follow(year, from, luck++)) {
        journeys.push_back(std::move(*followed));
      }
    }
  }
  return journeys;
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
