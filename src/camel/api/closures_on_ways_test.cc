// SPDX-License-Identifier: Apache-2.0
#include "camel/api/closures_on_ways.h"

#include <gtest/gtest.h>

#include "camel/api/box_ways.h"
#include "camel/api/find_corridor.h"
#include "camel/api/load_scenarios.h"

namespace camel {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

Corridor tiny(std::vector<std::string> const& scenarios = {}) {
  return load_with_scenarios(open_package(find_corridor("tiny")), scenarios)
      .loaded.corridor;
}

EpochSeconds day(int month, int number) {
  return std::chrono::sys_seconds{sys_days{2024y / month / number}}
      .time_since_epoch()
      .count();
}

TEST(ClosuresOnWays, a_shut_place_is_neither_entered_nor_left) {
  auto const corridor = tiny({"closed-border"});
  auto const way = box_ways(corridor)[DemandId{0}];
  auto const found = ClosuresOnWays{corridor}.on(way);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].closure.stretch, "XEAST>XGATE");
  EXPECT_EQ(found[1].closure.stretch, "XGATE>XSALT");
  for (auto const& one : found) {
    EXPECT_EQ(one.closure.from, day(10, 1));
    EXPECT_EQ(one.closure.until, day(10, 15));
    EXPECT_EQ(one.before, 0);
    EXPECT_EQ(way[one.waypoint].passing, Passing::departs);
  }
  EXPECT_EQ(way[found[0].waypoint].place, "XEAST");
  EXPECT_EQ(way[found[1].waypoint].place, "XGATE");
}

TEST(ClosuresOnWays, winds_that_recur_are_not_announced) {
  auto const corridor = tiny();
  EXPECT_TRUE(
      ClosuresOnWays{corridor}.on(box_ways(corridor)[DemandId{0}]).empty());
}

TEST(ClosuresOnWays, a_flood_that_leaves_some_paths_is_none) {
  auto const corridor = tiny({"spring-flood"});
  EXPECT_TRUE(
      ClosuresOnWays{corridor}.on(box_ways(corridor)[DemandId{0}]).empty());
}

TEST(ClosuresOnWays, of_a_ferry_that_goes_round_both_ways_are_found) {
  auto corridor = tiny({"closed-border"});
  for (auto& one : corridor.disruptions) {
    if (one.key == "closed") {
      one.targets.front().at = find_place(corridor, "XPEAR");
    }
  }
  ClosuresOnWays const closures{corridor};
  for (auto const& [from, to] :
       {std::pair{"XSALT", "XPEAR"}, std::pair{"XPEAR", "XSALT"}}) {
    auto const found = closures.on(
        {{from, Passing::departs, "FERRY"}, {to, Passing::arrives, "FERRY"}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].closure.stretch, std::string{from} + ">" + to);
  }
}

TEST(ClosuresOnWays, of_a_service_that_is_unknown_there_are_none) {
  BoxWay const way{{"XEAST", Passing::departs, "ORIENT"},
                   {"XGATE", Passing::arrives, "ORIENT"}};
  EXPECT_TRUE(ClosuresOnWays{tiny({"closed-border"})}.on(way).empty());
}

TEST(ClosuresOnWays, years_that_are_learnt_from_are_without_them) {
  EXPECT_TRUE(ClosuresOnWays{without_announced(tiny({"closed-border"}))}
                  .on(box_ways(tiny())[DemandId{0}])
                  .empty());
  EXPECT_EQ(without_announced(tiny()), tiny());
}

}  // namespace
}  // namespace camel
