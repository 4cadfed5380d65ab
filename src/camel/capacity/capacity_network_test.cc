// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/capacity_network.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

struct Network {
  explicit Network(std::string const& text,
                   Season const& season = whole_year(2024))
      : corridor{corridor_from(text)},
        model{corridor, RouteFreedom::by_crossing},
        network{model.for_seasons({season}, 2, {})} {}

  std::size_t limit(std::string const& key) const {
    for (std::size_t i = 0; i < network.limits.size(); ++i) {
      if (key_of(corridor, network.limits[i]) == key) {
        return i;
      }
    }
    CAMEL_CHECK(false, "no limit " + key);
  }
  double number(std::string const& key) const {
    return network.seasons.front().number[limit(key)];
  }
  double unit(std::string const& key) const {
    return network.seasons.front().unit[limit(key)];
  }
  double capacity(std::string const& key) const {
    return network.problem
        .capacities[static_cast<std::size_t>(network.row_of(limit(key)))];
  }

  Corridor corridor;
  CapacityModel model;
  CapacityNetwork network;
};

std::string const kAll = R"(
  place A CN
  place B KZ
  place S KZ
  place T AZ
  link A B km=150 tracks=1 capacity=20 back=12 standing=4
  link B S
  link S T mode=ferry
  facility B customs servers=3 hours=2 open=8-20
  facility B yard storage=500
  facility B yard_two kind=yard storage=300
  step B *>* customs at=customs
  step B *>* inspection unit=lot hours=5
  fleet W number=300
  fleet V kind=vessel number=4 teu=100
  service X A+ B- capacity=50 fleet=W frequency=14
  service Y B+ S- capacity=50
  service F S* T* S* mode=ferry fleet=V capacity=100
  closure fleets/V from=2024-03-01 to=2024-03-31 share=0.5
  closure A>B from=2024-03-01 to=2024-03-31 share=0.25
  demand A T teu=36500
  demand A B teu=3650 choice=x
  demand A B key=again teu=7300 choice=x
)";

TEST(CapacityNetwork, counts_each_limit_in_what_can_be_bought) {
  Network march{kAll, months_of(2024)[2]};
  auto const days = 31.0, hours = 31 * 24.0;
  EXPECT_EQ(march.number("path/A-B/there"), 20);
  EXPECT_EQ(march.unit("path/A-B/there"), days * 0.25);
  EXPECT_EQ(march.number("single_track/A-B"), 24);
  EXPECT_EQ(march.unit("single_track/A-B"), days);
  EXPECT_EQ(march.number("standing/A-B/there"), 4);
  EXPECT_EQ(march.unit("standing/A-B/there"), hours);
  EXPECT_EQ(march.number("facility/B/customs"), 3);
  EXPECT_NEAR(march.unit("facility/B/customs"), hours * 14 / 24, 1e-9);
  EXPECT_EQ(march.number("storage/B"), 800);
  EXPECT_EQ(march.unit("storage/B"), hours);
  EXPECT_EQ(march.number("wagons/W"), 300);
  EXPECT_EQ(march.unit("wagons/W"), hours);
  EXPECT_EQ(march.number("vessels/V"), 4);
  EXPECT_EQ(march.unit("vessels/V"), hours / 2);
  EXPECT_EQ(march.number("departures/X"), 14);
  EXPECT_NEAR(march.unit("departures/X"), days / 7, 1e-12);
  for (std::size_t i = 0; i < march.network.limits.size(); ++i) {
    auto const key = key_of(march.corridor, march.network.limits[i]);
    EXPECT_NEAR(march.capacity(key), march.number(key) * march.unit(key), 1e-9);
  }
}

TEST(CapacityNetwork, has_a_commodity_for_each_row_or_choice) {
  Network year{kAll};
  ASSERT_EQ(year.network.demand.size(), 2U);
  EXPECT_EQ(year.network.demand[1].size(), 2U);
  auto const& boxes = year.network.problem.commodities;
  EXPECT_NEAR(boxes[0].demand, 2 * 100 * 366, 1e-6);
  EXPECT_NEAR(boxes[1].demand, 2 * 30 * 366, 1e-6);
}

TEST(CapacityNetwork, background_trains_leave_the_rest_and_their_wagons) {
  Network year{R"(
    place A CN
    place B KZ
    link A B capacity=10 km=50 speed=50
    fleet W number=300
    service BG A+ B- capacity=50 fleet=W background=yes frequency=21
    service X B+ A- capacity=50 fleet=W
    demand B A
  )"};
  EXPECT_NEAR(year.capacity("path/A-B/there"), (10 - 3) * 366, 1e-6);
  EXPECT_NEAR(year.capacity("path/A-B/back"), 10 * 366, 1e-6);
  EXPECT_NEAR(year.capacity("wagons/W"), 366 * (300 * 24.0 - 3 * 25), 1e-6);
  // X, and empties from where wagons come free to where any train of theirs
  // is loaded, so from A to B and from B to A; and the wagons that it brings.
  auto const& comes = year.network.problem.activities.back();
  EXPECT_TRUE(comes.uses.empty());
  EXPECT_NEAR(comes.upper, 3 * 366, 1e-9);
  ASSERT_EQ(year.network.runnings.size(), 3U);
  EXPECT_EQ(year.network.problem.activities.size(), 4U);
  EXPECT_TRUE(year.network.runnings[0].service);
  EXPECT_TRUE(year.network.runnings[1].empties);
}

TEST(CapacityNetwork, a_train_is_another_where_it_carries_less_in_a_season) {
  auto const corridor = corridor_from(R"(
    place A KZ
    place B AZ
    link A B mode=ferry
    fleet V kind=vessel number=2 teu=100
    service X A* B* mode=ferry capacity=100 fleet=V
    demand A B
    closure A from=2024-06-01 to=2024-06-30 payload=0.5
  )");
  CapacityModel const model{corridor, RouteFreedom::by_crossing};
  auto const months = months_of(2024);
  auto const network =
      model.for_seasons({months[4], months[5], months[6]}, 1, {});
  // In May and in July the same vessel, in June one with half a load.
  ASSERT_EQ(network.runnings.size(), 2U);
  EXPECT_EQ(network.runnings[0].service, network.runnings[1].service);
  EXPECT_GT(network.seasons[0].most[0], 0);
  EXPECT_EQ(network.seasons[0].most[1], 0);
  EXPECT_EQ(network.seasons[1].most[0], 0);
  EXPECT_GT(network.seasons[1].most[1], 0);
  EXPECT_GT(network.seasons[2].most[0], 0);
  EXPECT_EQ(network.problem.activities[1].upper, 0);
}

TEST(CapacityNetwork, more_background_than_there_is_leaves_nothing) {
  Network year{R"(
    place A CN
    place B KZ
    link A B capacity=1
    service BG A+ B- capacity=50 background=yes frequency=21
    service X A+ B- capacity=50
    demand A B
  )"};
  EXPECT_EQ(year.capacity("path/A-B/there"), 0);
}

TEST(CapacityNetwork, the_bound_of_trains_never_holds_them_back) {
  Network year{kAll};
  for (std::size_t i = 0; i < year.network.runnings.size(); ++i) {
    auto const& train = year.network.problem.activities[i];
    auto least = std::numeric_limits<double>::infinity();
    for (auto const& use : train.uses) {
      if (use.amount > 0) {
        least = std::min(
            least,
            year.network.problem.capacities[static_cast<std::size_t>(use.row)] /
                use.amount);
      }
    }
    EXPECT_GT(train.upper, 200 * least);
  }
}

TEST(CapacityNetwork, boxes_that_no_chain_of_services_carries_are_an_error) {
  EXPECT_THROW(Network{R"(
    place A CN
    place B KZ
    link A B
    service X A+ B- capacity=50
    demand B A
  )"},
               UsageError);
}

}  // namespace
}  // namespace camel
