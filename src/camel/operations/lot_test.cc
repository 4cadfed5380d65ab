// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/lot.h"

#include <numeric>

#include <gtest/gtest.h>

#include "camel/base/names.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kDaily =
    "place A CN\n place B CN\n link A B km=100 speed=50\n"
    "service S A+ B- rule=timetable frequency=14 capacity=10000\n";

TEST(Lot, sizes_have_their_mean_and_add_up_to_the_year) {
  for (auto const* const mean : {"1", "2.5", "8"}) {
    auto const year =
        simulate_days(kDaily + std::string{"demand A B teu=50000 lot="} + mean,
                      {.measured = 365, .warm_up = 10});
    auto const& flow = year.flows[DemandId{0}];
    auto const size = std::stod(mean);
    auto const lots = 50'000 / size;
    // Even sizes between 1 and 2 m - 1 vary by (m - 1) / sqrt(3).
    EXPECT_NEAR(static_cast<double>(flow.lots), lots, 4 * std::sqrt(lots));
    EXPECT_NEAR(flow.teu / static_cast<double>(flow.lots), size,
                4 * (size - 1) / std::sqrt(lots) + 1e-9);
  }
}

TEST(Lot, each_month_has_its_share_of_the_season) {
  Stage stage{std::string{kDaily} +
              "demand A B teu=200000 season=0,2,1,1,1,1,1,1,1,1,1,1\n"};
  stage.sim.start(ship_demand(stage.sim, stage.world, DemandId{0}));
  auto const made_by = [&](int day) {
    stage.run_until(24.0 * day);
    return static_cast<double>(stage.world.record.lots_made);
  };
  auto const january = made_by(31);
  auto const february = made_by(31 + 29) - january;
  auto const march = made_by(31 + 29 + 31) - february - january;
  EXPECT_EQ(january, 0);
  auto const a_day = 200'000 / 365.0;
  EXPECT_NEAR(february, 2 * 29 * a_day, 4 * std::sqrt(2 * 29 * a_day));
  EXPECT_NEAR(march, 31 * a_day, 4 * std::sqrt(31 * a_day));
}

TEST(Lot, the_parts_of_a_journey_add_up_to_it) {
  auto const year = simulate_days(
      "place A CN\n place B KZ\n place C KZ\n"
      "link A B capacity=6\n link B C capacity=12\n"
      "fleet W number=140 turnaround=30\n"
      "facility A lifts hours=1 law=gamma\n"
      "facility B customs hours=2 law=exponential\n"
      "facility B gauge_change hours=0.1 per=teu\n"
      "step B CN>KZ customs at=customs\n"
      "step B CN>KZ inspection unit=lot share=0.2 hours=5\n"
      "service E A+ B- capacity=40 rule=full_or_time wait=24 fleet=W\n"
      "service W B+ C- capacity=40 rule=timetable frequency=35\n"
      "demand A C teu=60000 lot=3\n",
      {.measured = 300, .warm_up = 30});
  auto const& flow = year.flows[DemandId{0}];
  auto const sum = std::accumulate(flow.parts.begin(), flow.parts.end(), 0.0);
  EXPECT_NEAR(sum, flow.transit_hours, 1e-6 * sum);
  EXPECT_GT(flow.lots, 12000U);
  for (auto const part : {Part::moving, Part::train, Part::path, Part::border,
                          Part::crane, Part::wagon, Part::processing}) {
    EXPECT_GT(flow.parts[static_cast<std::size_t>(part)], 0) << name_of(part);
  }
  EXPECT_EQ(flow.parts[static_cast<std::size_t>(Part::ship)], 0);
}

TEST(Lot, it_goes_through_the_procedures_where_it_starts_changes_and_arrives) {
  Stage stage{
      "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
      "step A CN>KZ export unit=lot hours=1\n"
      "step B CN>KZ import unit=lot hours=10\n"
      "step C KZ>KZ release unit=lot hours=100\n"
      "service E A+ B- capacity=4\n service W B+ C- capacity=4\n"
      "demand A C\n"};
  stage.send(0, 4, {5});
  stage.dispatch_all();
  stage.run_until(1000);
  EXPECT_EQ(stage.part(Part::processing), 111);
  EXPECT_EQ(stage.transit(), 111 + 2 + 2);
}

TEST(Lot, more_boxes_than_a_train_holds_travel_in_parts) {
  // Mean 40, largest 79; a train holds 30.
  auto const year = simulate_days(
      "place A CN\n place B CN\n link A B\n"
      "service S A+ B- rule=full_or_time wait=24 capacity=30\n"
      "demand A B teu=20000 lot=40\n",
      {.measured = 365, .warm_up = 30});
  EXPECT_NEAR(year.flows[DemandId{0}].teu, 20'000, 4 * 40 * std::sqrt(500));
  EXPECT_LT(year.lots_inside, 20U);
}

constexpr auto kFactor = "closure A from=2024-03-01 to=2024-03-31 demand=";

// Lots of one box, so that their numbers are Poisson: at most four deviations
// from the mean.
TEST(Lot, demand_is_multiplied_while_a_disruption_lasts) {
  for (auto const factor : {0.0, 0.4, 3.5}) {
    Stage stage{std::string{kDaily} + "demand A B teu=200000\n" + kFactor +
                std::to_string(factor) + "\n"};
    stage.sim.start(ship_demand(stage.sim, stage.world, DemandId{0}));
    auto const made_by = [&](int day) {
      stage.run_until(24.0 * day);
      return static_cast<double>(stage.world.record.lots_made);
    };
    auto const before = made_by(60);
    auto const march = made_by(91) - before;
    auto const after = made_by(151) - march - before;
    auto const a_day = 200'000 / 365.0;
    EXPECT_NEAR(before, 60 * a_day, 4 * std::sqrt(60 * a_day));
    EXPECT_NEAR(march, 31 * a_day * factor, 4 * std::sqrt(31 * a_day * factor));
    EXPECT_NEAR(after, 60 * a_day, 4 * std::sqrt(60 * a_day));
  }
}

TEST(Lot, what_a_disruption_adds_follows_the_season_and_the_disruption) {
  Stage stage{std::string{kDaily} +
              "demand A B teu=200000 season=1,1,0.5,2,1,1,1,1,1,1,1,0.5\n"
              "closure A from=2024-03-01 to=2024-04-30 demand=2\n"
              "closure B from=2024-04-16 to=2024-04-30 demand=1.5\n"};
  stage.sim.start(ship_demand(stage.sim, stage.world, DemandId{0}));
  auto const made_by = [&](int day) {
    stage.run_until(24.0 * day);
    return static_cast<double>(stage.world.record.lots_made);
  };
  auto const a_day = 200'000 / 365.0;
  auto last = made_by(60);
  for (auto const& [until, days] : {std::pair{91, 31 * 0.5 * 2},
                                    {106, 15 * 2.0 * 2},
                                    {121, 15 * 2.0 * 3}}) {
    auto const made = made_by(until) - last;
    EXPECT_NEAR(made, days * a_day, 4 * std::sqrt(days * a_day)) << until;
    last += made;
  }
}

TEST(Lot, a_train_is_full_with_what_it_may_take_at_the_time) {
  Stage stage{
      "place A CN\n place B CN\n link A B km=100 speed=50\n"
      "service S A+ B- rule=when_full capacity=30\n"
      "closure A from=2024-02-01 to=2024-02-29 payload=0.5\n"
      "demand A B\n"};
  stage.send(0, 5, {800, 801, 802});
  stage.dispatch_all();
  stage.run_until(900);
  EXPECT_EQ(stage.teu(), 15);
  EXPECT_EQ(stage.transit(), 1 + 2);     // the mean box waits an hour
  stage.send(0, 5, {1500, 1501, 1502});  // in March
  stage.run_until(1600);
  EXPECT_EQ(stage.teu(), 15);
}

TEST(Lot, outside_of_a_disruption_the_same_boxes_come_at_the_same_times) {
  auto const made = [](std::string const& rows, int from, int to) {
    Stage stage{std::string{kDaily} + "demand A B teu=20000 lot=5\n" + rows};
    stage.sim.start(ship_demand(stage.sim, stage.world, DemandId{0}));
    std::string history;
    for (int hour = from * 24; hour < to * 24; ++hour) {
      stage.run_until(hour);
      history += std::to_string(stage.world.under_way[DemandId{0}]) + " ";
    }
    return history;
  };
  for (auto const* const factor : {"0.3", "2"}) {
    auto const rows = kFactor + std::string{factor} + "\n";
    EXPECT_EQ(made(rows, 0, 60), made("", 0, 60));
    EXPECT_NE(made(rows, 60, 91), made("", 60, 91));
  }
}

TEST(Lot, the_sizes_of_lots_stay_in_step_with_a_scenario) {
  // The boxes that come in a day of April are the same ones.
  auto const in_april = [](std::string const& rows) {
    Stage stage{std::string{kDaily} + "demand A B teu=20000 lot=5\n" + rows};
    stage.sim.start(ship_demand(stage.sim, stage.world, DemandId{0}));
    stage.run_until(24.0 * 91);
    auto const before = stage.world.under_way[DemandId{0}];
    stage.run_until(24.0 * 92);
    return stage.world.under_way[DemandId{0}] - before;
  };
  auto const base = in_april("");
  EXPECT_GT(base, 0);
  EXPECT_EQ(in_april(std::string{kFactor} + "0.3\n"), base);
  EXPECT_EQ(in_april(std::string{kFactor} + "4\n"), base);
}

TEST(Lot, boxes_are_parted_for_trains_that_load_less_for_a_time) {
  auto const year = simulate_days(
      "place A CN\n place B CN\n link A B\n"
      "service S A+ B- rule=full_or_time wait=24 capacity=30\n"
      "closure A from=2024-01-01 to=2024-12-31 payload=0.1\n"
      "demand A B teu=2000 lot=20\n",
      {.measured = 300, .warm_up = 30});
  EXPECT_NEAR(year.flows[DemandId{0}].teu, 2000 * 300 / 365.0,
              4 * 20 * 1.3 * std::sqrt(100 * 300 / 365.0));
  // Three at a time.
  EXPECT_GE(year.runs[run_index(LinkId{0}, true)].trains(),
            year.flows[DemandId{0}].teu / 3);
}

}  // namespace
}  // namespace camel
