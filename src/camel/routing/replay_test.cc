// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/replay.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr YearSeconds kHour = 3600;
constexpr YearSeconds kDay = 24 * kHour;
constexpr auto kNone = RecordedYear::kNone;

// From A over B to C by two trains; papers in B take three hours.
std::string line(std::string const& path = "") {
  return "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
         "step B CN>KZ papers unit=lot hours=3\n"
         "service T A+ B- capacity=9 rule=full_or_time wait=48 " +
         path +
         "\n"
         "service U B+ C- capacity=9 rule=full_or_time wait=48 " +
         path + "\n";
}

// A year of trains, each with the hours of its closing, its leaving and its
// landing.
struct Train {
  YearSeconds closed, left, landed, lots_sooner = 0;
};
struct World {
  explicit World(std::string const& text)
      : corridor{corridor_from(text)},
        network{build_service_network(corridor)} {}

  void run(std::size_t stop, std::vector<Train> const& trains) {
    lists.resize(corridor.stops.size());
    for (auto const& train : trains) {
      lists[stop].push_back({train.closed * kHour,
                             train.left == kNone ? kNone : train.left * kHour,
                             static_cast<std::uint32_t>(landings.size()),
                             train.lots_sooner * kHour});
      landings.push_back(train.landed == kNone ? kNone : train.landed * kHour);
    }
  }
  // Trains of both services each day, from January to the end of next March:
  // T is loaded at 6, leaves at 8, lands at 12; U at 18, 20 and 23, and in
  // December five hours later.
  void run_daily(YearSeconds from = 0) {
    for (auto day = from; day < 450; ++day) {
      auto const at = day * 24;
      auto const late = day >= 335 && day < 366 ? 5 : 0;
      run(0, {{at + 6, at + 8, at + 12}});
      run(2, {{at + 18, at + 20, at + 23 + late}});
    }
  }
  void make_year() {
    RecordedYear year;
    year.boardings = Ragged<StopId, RecordedBoarding>{lists};
    year.landings = landings;
    year.bans = Ragged<LoadingBanId, RecordedSpell>{bans};
    years.push_back(year);
  }
  // Boxes that are ready at an hour, and nobody around.
  Replayed at(YearSeconds hour, int teu = 1,
              TrainPath path = TrainPath::ordinary) const {
    Journey const journey{CommodityId{0},
                          teu,
                          path,
                          {{ServiceId{0}, StopId{0}, StopId{1}},
                           {ServiceId{1}, StopId{2}, StopId{3}}}};
    return Replay{corridor, network, years, journey}.around(
        hour * kHour, {.days_around = 0, .every_hours = 24});
  }
  double delivered(YearSeconds hour, int teu = 1,
                   TrainPath path = TrainPath::ordinary) const {
    auto const replayed = at(hour, teu, path);
    return replayed.journeys.size() == 1 ? replayed.journeys[0].delivered : -1;
  }

  Corridor corridor;
  ServiceNetwork network;
  std::vector<std::vector<RecordedBoarding>> lists;
  std::vector<YearSeconds> landings;
  std::vector<std::vector<RecordedSpell>> bans;
  std::vector<RecordedYear> years;
};

TEST(Replay, boxes_take_the_first_train_that_closes_after_they_are_ready) {
  World world{line()};
  world.run_daily();
  world.make_year();
  auto const replayed = world.at(100 * 24 + 1);  // one in the night
  ASSERT_EQ(replayed.journeys.size(), 1U);
  auto const& legs = replayed.journeys[0].legs;
  ASSERT_EQ(legs.size(), 2U);
  EXPECT_EQ(legs[0].ready, 0);
  EXPECT_EQ(legs[0].leaves, 7);
  EXPECT_EQ(legs[0].landed, 11);
  EXPECT_EQ(legs[1].ready, 14);  // papers
  EXPECT_EQ(legs[1].leaves, 19);
  EXPECT_EQ(replayed.journeys[0].delivered, 22);
  EXPECT_EQ(world.delivered(2400 + 7), 24 + 16);  // the train of 6 is missed
}

TEST(Replay, large_lots_had_to_come_sooner_to_a_full_train) {
  World world{line()};
  world.run(0, {{6, 8, 12, 2}, {30, 32, 36}});
  world.run(2, {{18, 20, 23}, {42, 44, 47}});
  world.run_daily(100);
  world.make_year();
  EXPECT_EQ(world.delivered(5, 2), 18);
  EXPECT_EQ(world.delivered(5, 3), 42);
  EXPECT_EQ(world.delivered(4, 3), 19);
}

TEST(Replay, a_train_that_never_left_is_passed_over) {
  World world{line()};
  world.run(0, {{6, kNone, kNone}, {30, 32, 36}});
  world.run(2, {{42, 44, 47}});
  world.run_daily(100);
  world.make_year();
  EXPECT_EQ(world.delivered(0), 47);
}

// In B at 12 their papers are done at 15. The train that loaded at 14 had
// nobody to wait for: with them it loads an hour later.
TEST(Replay, a_train_with_a_fixed_path_waits_for_boxes_that_change_to_it) {
  for (auto const path : {TrainPath::ordinary, TrainPath::fixed}) {
    World world{line(path == TrainPath::fixed ? "path=fixed" : "")};
    world.run(0, {{6, 8, 12}});
    world.run(2, {{14, 16, 19}, {38, 40, 43}});
    world.run_daily(100);
    world.make_year();
    EXPECT_EQ(world.delivered(0, 1, path), path == TrainPath::fixed ? 20 : 43);
  }
}

TEST(Replay, a_ban_on_loading_keeps_boxes_where_they_begin) {
  World world{line() +
              "ban B CN>KZ above=5 below=3\n"
              "ban B CN>* above=5 below=3\n"};
  world.run_daily();
  // From hour 2 to 10, and by the other ban until 31: the train of 30 is
  // missed.
  world.bans = {{{2 * kHour, 10 * kHour}}, {{9 * kHour, 31 * kHour}}};
  world.make_year();
  EXPECT_EQ(world.delivered(3), 48 + 23 - 3);
  world.corridor.loading_bans[LoadingBanId{1}].commodities = {CommodityId{7}};
  EXPECT_EQ(world.delivered(3), 24 + 23 - 3);
  EXPECT_EQ(world.delivered(1), 23 - 1);
}

TEST(Replay, a_disruption_that_stops_loading_does_so_too) {
  World world{line() + "closure B>C from=2024-03-01 to=2024-03-02 stop=yes\n"};
  world.run_daily();
  world.make_year();
  // March 1st is the 61st day of a leap year; March 3rd begins at hour 62 * 24.
  EXPECT_EQ(world.delivered(60 * 24 + 1), 48 + 23 - 1);
  EXPECT_EQ(world.delivered(59 * 24 + 1), 23 - 1);
  EXPECT_EQ(world.delivered(62 * 24 + 1), 23 - 1);
}

std::vector<double> delivered_around(World const& world, YearSeconds day) {
  Journey const journey{CommodityId{0},
                        1,
                        TrainPath::ordinary,
                        {{ServiceId{0}, StopId{0}, StopId{1}},
                         {ServiceId{1}, StopId{2}, StopId{3}}}};
  auto const replayed =
      Replay{world.corridor, world.network, world.years, journey}.around(
          day * kDay, {.days_around = 3, .every_hours = 3 * 24});
  std::vector<double> hours;
  for (auto const& one : replayed.journeys) {
    hours.push_back(one.delivered);
  }
  return hours;
}

TEST(Replay, the_year_goes_round) {
  World world{line()};
  world.run_daily();
  world.make_year();
  // Three days before January 1st it is December 29th, and three days after
  // December 31st, the 366th of a leap year, January 3rd.
  EXPECT_EQ(delivered_around(world, 0), (std::vector<double>{28, 23, 23}));
  EXPECT_EQ(delivered_around(world, 365), (std::vector<double>{28, 28, 23}));
}

TEST(Replay, boxes_whose_end_is_not_recorded_count_as_the_last) {
  World world{line()};
  world.run_daily();
  world.make_year();
  world.years[0].landings.assign(world.landings.size(), kNone);
  EXPECT_EQ(world.at(24).unfinished, 1U);
  Replayed replayed;
  for (double hours = 1; hours <= 90; ++hours) {
    replayed.journeys.push_back({{}, hours});
  }
  replayed.unfinished = 10;
  auto const promised = promise_of(replayed);
  EXPECT_EQ(promised.p50, 51);
  EXPECT_EQ(promised.p80, 81);
  EXPECT_EQ(promised.p95, 90);
}

TEST(Replay, where_no_train_was_seen_the_usual_ones_run) {
  World const world{line()};
  RecordedYear year;
  std::vector<std::vector<RecordedBoarding>> const none(4);
  year.boardings = Ragged<StopId, RecordedBoarding>{none};
  World unseen{line()};
  unseen.years = {year};
  auto const replayed = unseen.at(0);
  ASSERT_EQ(replayed.journeys.size(), 1U);
  // Two hours a ride, three of papers, and up to 48 of waiting for each train.
  EXPECT_GT(replayed.journeys[0].delivered, 7);
  EXPECT_LT(replayed.journeys[0].delivered, 2 + 3 + 2 + 96);
}

TEST(Replay, a_quantile_is_what_a_share_stays_below) {
  EXPECT_EQ(quantile({3, 1, 2, 4}, 0.5), 3);
  EXPECT_EQ(quantile({5}, 0.95), 5);
}

}  // namespace
}  // namespace camel
