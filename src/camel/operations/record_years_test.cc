// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/record_years.h"

#include <algorithm>
#include <span>
#include <sstream>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/operations/random_corridor.h"
#include "camel/operations/recorded_year_writer.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

// The stops that a train comes to after one, up to another.
std::size_t stops_between(Corridor const& corridor, Ride const& ride) {
  std::size_t stops = 0;
  for (auto stop = next_stop(corridor, ride.from); stop != ride.to;
       stop = next_stop(corridor, stop)) {
    ++stops;
  }
  return stops;
}

// Sends a box through the record again: at each stop with the first train that
// takes who is there.
class Replay {
 public:
  Replay(RecordedYear const& year, Prepared const& prepared)
      : year_{year}, prepared_{prepared} {}

  struct Outcome {
    int journeys = 0;
    int own = 0;     // arrived as they did
    int second = 0;  // or would have, with another place in the queue among
                     // those who came in the same second
  };
  Outcome all() const {
    Outcome outcome;
    for (auto const id : prepared_.corridor.demand.ids()) {
      for (auto const& journey : year_.journeys[id]) {
        auto const& route = prepared_.routes[id];
        ++outcome.journeys;
        if (arrival(route, journey.ready) == journey.delivered) {
          ++outcome.own;
        } else {
          outcome.second +=
              may_arrive(route, 0, journey.ready, journey.delivered) ? 1 : 0;
        }
      }
    }
    return outcome;
  }

 private:
  std::span<RecordedBoarding const> from(Ride const& ride,
                                         YearSeconds came) const {
    auto const all = year_.boardings[ride.from];
    auto const first = std::lower_bound(
        all.begin(), all.end(), came,
        [](RecordedBoarding const& b, YearSeconds t) { return b.closed < t; });
    return {first, all.end()};
  }
  YearSeconds landing(RecordedBoarding const& train, Ride const& ride) const {
    return year_
        .landings[train.landings + stops_between(prepared_.corridor, ride)];
  }

  YearSeconds arrival(std::vector<Ride> const& route, YearSeconds at) const {
    for (auto const& ride : route) {
      auto const trains = from(ride, at);
      at = trains.empty() ? RecordedYear::kNone : landing(trains[0], ride);
      if (at == RecordedYear::kNone) {
        break;
      }
    }
    return at;
  }

  bool may_arrive(std::vector<Ride> const& route, std::size_t leg,
                  YearSeconds came, YearSeconds delivered) const {
    if (leg == route.size() || came == RecordedYear::kNone) {
      return came == delivered;
    }
    for (auto const& train : from(route[leg], came - 1)) {
      if (may_arrive(route, leg + 1, landing(train, route[leg]), delivered)) {
        return true;
      }
      if (train.closed > came) {
        break;
      }
    }
    return false;
  }

  RecordedYear const& year_;
  Prepared const& prepared_;
};

struct Recorded {
  YearRecord figures;
  RecordedYear year;
};

Recorded record_days(Prepared const& prepared, Days days) {
  auto const warm_up = days.warm_up * kDay;
  auto const end = warm_up + days.measured * kDay;
  RecordedYearWriter writer{prepared.corridor, warm_up};
  auto figures = simulate_year(
      prepared.corridor, prepared.network, prepared.routes, prepared.plan,
      {.seed = days.seed, .warm_up = warm_up, .end = end, .recorder = &writer});
  return {std::move(figures), std::move(writer).finish(end)};
}

// Nothing is done for each lot of its own, which no record tells.
std::string without_lot_steps(std::string const& text) {
  std::istringstream lines{text};
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("unit=lot") == std::string::npos) {
      kept += line + "\n";
    }
  }
  return kept;
}

Prepared random_corridor(std::uint64_t number) {
  RandomCorridor made{number};
  auto corridor = corridor_from(without_lot_steps(made.text()));
  made.ship(corridor);
  for (auto const id : corridor.demand.ids()) {
    auto& row = corridor.demand[id];
    row.teu_year = std::min(row.teu_year, 2000.0);
    row.lot_teu = 1;
  }
  return Prepared{std::move(corridor)};
}

TEST(RecordYears, who_is_replayed_gets_the_trains_it_had) {
  Prepared const prepared{
      "place A CN\n place B KZ\n place C UZ\n place D UZ\n"
      "link A B\n link B C\n link C D\n"
      "facility B customs hours=2 law=exponential\n"
      "step B CN>KZ customs at=customs\n"
      "service E A+ B* C- capacity=6 rule=full_or_time wait=20\n"
      "service W C+ D- capacity=60 rule=timetable frequency=20 cut_off=5\n"
      "demand A D teu=3000 lot=1\n demand B C teu=900 lot=1\n"
      "demand A B teu=500 lot=1\n"};
  auto const year = record_days(prepared, {.measured = 100}).year;
  auto const outcome = Replay{year, prepared}.all();
  EXPECT_GT(outcome.journeys, 1000);
  EXPECT_EQ(outcome.own, outcome.journeys);
}

// Where a train sets many boxes down and the next takes only a part of them,
// the record keeps no order among them.
TEST(RecordYears, so_it_is_in_corridors_that_nobody_thought_of) {
  Replay::Outcome all;
  for (std::uint64_t number = 0; number < 100; ++number) {
    auto const prepared = random_corridor(number);
    auto const year =
        record_days(prepared, {.measured = 60, .warm_up = 5, .seed = number})
            .year;
    auto const outcome = Replay{year, prepared}.all();
    EXPECT_EQ(outcome.own + outcome.second, outcome.journeys) << number;
    all.journeys += outcome.journeys;
    all.own += outcome.own;
  }
  EXPECT_GT(all.journeys, 50'000);
  EXPECT_GT(all.own, 0.8 * all.journeys);
}

TEST(RecordYears, recording_changes_nothing) {
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto const prepared = random_corridor(number);
    auto const days = Days{.measured = 40, .warm_up = 5, .seed = number};
    auto const recorded = record_days(prepared, days).figures;
    auto const alone = simulate_days(prepared, days);
    EXPECT_EQ(recorded.events, alone.events);
    EXPECT_EQ(recorded.lots_delivered, alone.lots_delivered);
    for (auto const id : prepared.corridor.demand.ids()) {
      EXPECT_EQ(recorded.flows[id].parts, alone.flows[id].parts);
      EXPECT_EQ(recorded.flows[id].histogram, alone.flows[id].histogram);
    }
  }
}

std::vector<RecordedYear> record(Corridor const& corridor, int days,
                                 std::vector<Follower> followers = {}) {
  return record_years(corridor, {.replications = 2,
                                 .days = days,
                                 .warm_up_days = 20,
                                 .progress = {},
                                 .followers = std::move(followers)});
}

// Those of a row of demand delivered by the end of a day.
std::vector<RecordedJourney> delivered_by(RecordedYear const& year, int day,
                                          std::size_t row = 0) {
  std::vector<RecordedJourney> found;
  for (auto const& journey : year.journeys[DemandId{row}]) {
    if (journey.delivered <= day * kDay) {
      found.push_back(journey);
    }
  }
  return found;
}

constexpr auto kOverSea =
    "place A CN\n place P KZ\n place Q AZ\n link A P\n"
    "link P Q mode=ferry km=300 speed=20\n"
    "fleet F kind=vessel number=2 teu=60\n"
    "service E A+ P- capacity=20 rule=full_or_time wait=24\n"
    "service V P* Q* P* mode=ferry capacity=60 rule=full_or_time wait=20 "
    "fleet=F\n"
    "closure P-Q from=2000-11-01 to=2000-03-31 closed=0.3 recurs=yes\n";

TEST(RecordYears, what_happens_does_not_depend_on_how_long_it_is_recorded) {
  auto const corridor =
      corridor_from(std::string{kOverSea} + "demand A Q teu=3000 lot=3\n");
  auto const year = record(corridor, 365);
  auto const more = record(corridor, 365 + 75);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(delivered_by(more[i], 365), delivered_by(year[i], 365));
    EXPECT_GT(more[i].journeys[DemandId{0}].size(),
              year[i].journeys[DemandId{0}].size() + 100);
  }
}

TEST(RecordYears, the_calendar_goes_on_beyond_december) {
  // A leap year: January comes again on day 366.
  auto const corridor = corridor_from(
      std::string{kOverSea} +
      "demand A Q teu=900 lot=1 season=12,0,0,0,0,0,0,0,0,0,0,0\n");
  auto const year = record(corridor, 366 + 60).front();
  int first = 0;
  int second = 0;
  for (auto const& journey : year.journeys[DemandId{0}]) {
    auto const day = journey.ready / kDay;
    ASSERT_TRUE((day >= 0 && day < 31) || (day >= 366 && day < 366 + 31))
        << day;
    ++(day < 31 ? first : second);
  }
  EXPECT_NEAR(first, 900 * 12 * 31 / 365.0, 100);
  EXPECT_NEAR(second, first, 150);
}

TEST(RecordYears, followers_follow_their_route_behind_the_demand) {
  auto const corridor =
      corridor_from(std::string{kOverSea} + "demand A Q teu=3000 lot=3\n");
  auto const rail = Ride{ServiceId{0}, StopId{0}, StopId{1}};
  auto const ferry = Ride{ServiceId{1}, StopId{2}, StopId{3}};
  auto const year = record(corridor, 365,
                           {{.route = {rail}, .commodity = CommodityId{0}},
                            {.route = {rail, ferry},
                             .commodity = CommodityId{0},
                             .lots_year = 50,
                             .lot_teu = 2}})
                        .front();
  ASSERT_EQ(year.journeys.size(), 3U);
  EXPECT_NEAR(static_cast<double>(delivered_by(year, 365, 1).size()), 365, 80);
  EXPECT_NEAR(static_cast<double>(delivered_by(year, 365, 2).size()), 50, 25);
  auto const mean_hours = [&](std::size_t row) {
    double sum = 0;
    auto const journeys = year.journeys[DemandId{row}];
    for (auto const& journey : journeys) {
      sum += in_hours(journey.delivered - journey.ready);
    }
    return sum / static_cast<double>(journeys.size());
  };
  EXPECT_GT(mean_hours(2), mean_hours(1) + 15);  // at sea
  EXPECT_NEAR(mean_hours(2), mean_hours(0), 10);
}

TEST(RecordYears, a_follower_without_a_way_is_a_mistake_of_ours) {
  auto const corridor =
      corridor_from(std::string{kOverSea} + "demand A Q teu=3000 lot=3\n");
  EXPECT_THROW(
      record(corridor, 10, {{.route = {}, .commodity = CommodityId{0}}}),
      CheckFailed);
  auto const ferry = Ride{ServiceId{1}, StopId{2}, StopId{3}};
  EXPECT_THROW(record(corridor, 10,
                      {{.route = {ferry, ferry}, .commodity = CommodityId{0}}}),
               CheckFailed);
}

}  // namespace
}  // namespace camel
