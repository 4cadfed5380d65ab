// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/lot.h"

#include <numeric>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace camel
