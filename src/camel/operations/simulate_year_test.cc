// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/simulate_year.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

// Two gauges, a border, a ferry, and a wagon fleet that is sometimes short.
constexpr auto kCorridor =
    "place A CN\n place B KZ\n place P KZ kind=port\n place Q AZ kind=port\n"
    "link A B capacity=9\n link B P gauge=1520 km=800\n"
    "link P Q mode=ferry km=300 speed=20\n"
    "facility B reception servers=2 hours=0.5\n"
    "facility B customs hours=2 law=exponential open=6-23\n"
    "facility B gauge_change hours=2 law=gamma\n"
    "facility P berth hours=6 law=gamma\n"
    "step B CN>KZ reception at=reception hold=yes\n"
    "step B CN>KZ customs at=customs\n"
    "step Q KZ>AZ release unit=lot hours=12\n"
    "fleet W number=60 turnaround=40\n"
    "fleet F kind=vessel number=2 teu=60\n"
    "service E A+ B- capacity=40 rule=timetable frequency=7\n"
    "service S B+ P- gauge=1520 capacity=40 rule=full_or_time fleet=W\n"
    "service V P* Q* P* mode=ferry capacity=60 rule=full_or_time wait=20 "
    "fleet=F\n"
    "closure P-Q from=2000-11-01 to=2000-03-31 closed=0.2 recurs=yes\n"
    "demand A Q teu=9000 lot=3\n demand A P teu=2000 lot=2\n";

TEST(SimulateYear, boxes_made_are_delivered_or_inside_wherever_it_is_cut) {
  Prepared const prepared{kCorridor};
  std::uint64_t inside_sometime = 0;
  for (int end = 1; end <= 400 * 24; end = end * 3 / 2 + 1) {
    auto const year = simulate_year(
        prepared.corridor, prepared.network, prepared.routes, prepared.plan,
        {.seed = 4, .warm_up = end / 3 * kHour, .end = end * kHour});
    EXPECT_EQ(year.lots_made, year.lots_delivered + year.lots_inside);
    inside_sometime = std::max(inside_sometime, year.lots_inside);
  }
  EXPECT_GT(inside_sometime, 20U);
}

TEST(SimulateYear, one_seed_gives_one_history_and_another_another) {
  Prepared const prepared{kCorridor};
  auto const once = simulate_days(prepared, {.measured = 90, .seed = 7});
  auto const again = simulate_days(prepared, {.measured = 90, .seed = 7});
  auto const other = simulate_days(prepared, {.measured = 90, .seed = 8});
  EXPECT_EQ(once.events, again.events);
  EXPECT_EQ(once.flows[DemandId{0}].transit_hours,
            again.flows[DemandId{0}].transit_hours);
  EXPECT_NE(once.flows[DemandId{0}].transit_hours,
            other.flows[DemandId{0}].transit_hours);
}

// Two lines that have nothing to do with each other.
constexpr auto kTwoLines =
    "place A CN\n place B CN\n place C CN\n place D CN\n"
    "link A B capacity=20\n link C D\n"
    "facility B customs hours=2 law=exponential\n"
    "step B *>* customs unit=lot at=customs\n"
    "service S A+ B- rule=full_or_time wait=12\n"
    "service T C+ D- rule=full_or_time wait=12\n"
    "demand A B teu=3000 lot=3\n";

TEST(SimulateYear, a_new_demand_row_leaves_the_luck_of_the_others_alone) {
  auto const base = simulate_days(kTwoLines, {.measured = 200});
  auto const more =
      simulate_days(std::string{kTwoLines} + "demand C D teu=5000 lot=2\n",
                    {.measured = 200});
  auto const& before = base.flows[DemandId{0}];
  auto const& after = more.flows[DemandId{0}];
  EXPECT_GT(before.lots, 300U);
  EXPECT_EQ(before.lots, after.lots);
  EXPECT_EQ(before.transit_hours, after.transit_hours);
  EXPECT_EQ(before.histogram, after.histogram);
  EXPECT_GT(more.flows[DemandId{1}].lots, 800U);
}

TEST(SimulateYear, the_warm_up_leaves_no_trace_in_the_counts) {
  auto const corridor =
      "place A CN\n place B CN\n link A B\n"
      "service S A+ B- rule=timetable frequency=7 background=yes\n"
      "service L A+ B- rule=full_or_time wait=1\n demand A B teu=3650\n";
  auto const year = simulate_days(corridor, {.measured = 70, .warm_up = 300});
  EXPECT_NEAR(year.flows[DemandId{0}].teu, 700, 4 * std::sqrt(700));
  EXPECT_NEAR(year.runs[run_index(LinkId{0}, true)].departures[0], 70, 1);
  EXPECT_GT(year.lots_made, 3000U);
}

TEST(SimulateYear, queues_and_yards_are_told_week_by_week) {
  auto const year = simulate_days(
      "place A CN\n place B CN\n link A B\n facility A customs hours=1\n"
      "step A *>* customs unit=lot at=customs\n"
      "service S A+ B- rule=full_or_time wait=48 capacity=500\n"
      "demand A B teu=5000\n",
      {.measured = 100, .warm_up = 30});
  auto const& facility = year.facilities[FacilityId{0}];
  auto const& yard = year.places[PlaceId{0}];
  ASSERT_EQ(facility.queue_by_week.size(), 14U);
  ASSERT_EQ(yard.waiting_by_week.size(), 14U);
  auto const a_day = 5000 / 365.0;
  EXPECT_NEAR(facility.busy_share, a_day / 24, 0.1);
  for (auto const waiting : yard.waiting_by_week) {
    EXPECT_NEAR(waiting, a_day, 0.6 * a_day);  // a day's worth on average
  }
  // Little's law for the lots before the customs.
  double queue = 0;
  for (auto const mean : facility.queue_by_week) {
    queue += mean / 14;
  }
  auto const rate = static_cast<double>(facility.waits.count()) / (100 * 24);
  EXPECT_NEAR(queue, rate * facility.waits.mean(), 0.15 * queue);
}

TEST(SimulateYear, vessels_of_a_fleet_are_dealt_to_its_services_in_turn) {
  auto const year = simulate_days(
      "place P KZ\n place Q AZ\n place R TM\n"
      "link P Q mode=sea km=200 speed=20\n link P R mode=sea km=200 speed=20\n"
      "fleet F kind=vessel number=3\n"
      "service S P* Q* P* mode=sea rule=timetable frequency=10000 fleet=F\n"
      "service T P* R* P* mode=sea rule=timetable frequency=10000 fleet=F\n"
      "demand P Q\n",
      {.measured = 100, .warm_up = 5});
  auto const s = year.runs[run_index(LinkId{0}, true)].trains();
  auto const t = year.runs[run_index(LinkId{1}, true)].trains();
  EXPECT_NEAR(s, 240, 3);  // two vessels, each every twenty hours
  EXPECT_NEAR(t, 120, 3);
}

TEST(SimulateYear, demand_that_nobody_carries_is_refused_by_name) {
  try {
    Prepared const prepared{
        "place A CN\n place B CN\n link A B\n service S A+ B-\n"
        "demand B A key=homeward\n"};
    FAIL() << "it was taken";
  } catch (UsageError const& error) {
    EXPECT_NE(std::string{error.what()}.find("homeward"), std::string::npos);
  }
}

}  // namespace
}  // namespace camel
