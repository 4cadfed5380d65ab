// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/season_flow.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Ten paths a day, of which boxes want six trains; cranes for eight.
struct Flow {
  explicit Flow(CapacityObjective objective, double demand_factor = 10)
      : corridor{corridor_from(R"(
          place A CN
          place B KZ
          link A B capacity=10 standing=9999
          facility B lifts servers=2 hours=6
          service S A+ B- capacity=50
          demand A B teu=109500
        )")},
        model{corridor, RouteFreedom::by_crossing},
        flow{model,
             {"ten days", 0, 10},
             {.objective = objective,
              .demand_factor = demand_factor,
              .unserved_usd = 20000}} {}

  std::size_t limit(LimitKind kind) const {
    for (std::size_t i = 0; i < flow.network().limits.size(); ++i) {
      if (flow.network().limits[i].kind == kind) {
        return i;
      }
    }
    return 0;
  }

  Corridor corridor;
  CapacityModel model;
  SeasonFlow flow;
};

TEST(SeasonFlow, carries_what_the_cranes_lift_in_ten_days) {
  Flow made{CapacityObjective::throughput};
  auto& flow = made.flow;
  EXPECT_NEAR(flow.demanded_teu(), 10 * 10 * 300, 1e-6);
  EXPECT_NEAR(flow.figures().objective, 10 * 8 * 50, 1e-6);
  EXPECT_NEAR(flow.figures().served_teu, 10 * 8 * 50, 1e-6);
  auto const cranes = made.limit(LimitKind::facility);
  auto const paths = made.limit(LimitKind::path);
  EXPECT_TRUE(flow.binds(cranes));
  EXPECT_FALSE(flow.binds(paths));
  // A crane lifts four trains a day.
  EXPECT_NEAR(flow.price(cranes), 10 * 4 * 50, 1e-3);
  EXPECT_NEAR(flow.capacity(cranes), 2 * 240, 1e-9);
}

TEST(SeasonFlow, is_as_before_when_more_was_tried) {
  Flow made{CapacityObjective::throughput};
  auto& flow = made.flow;
  auto const cranes = made.limit(LimitKind::facility);
  auto const paths = made.limit(LimitKind::path);
  std::vector<double> worth(flow.network().limits.size(), 0);
  // Half a crane is two trains; then paths hold it back.
  auto const half = flow.with_more(cranes, 0.5);
  EXPECT_NEAR(half.figures.objective, 10 * 10 * 50, 1e-6);
  EXPECT_NEAR(half.units, 0.5, 1e-9);
  auto const five = flow.with_more(cranes, 5, &worth);
  EXPECT_NEAR(five.figures.objective, 10 * 10 * 50, 1e-4);
  EXPECT_NEAR(five.units, 0.5, 1e-6);
  EXPECT_NEAR(worth[paths], 10 * 10 * 50, 1e-2);
  EXPECT_EQ(flow.solves(), 3);
  EXPECT_NEAR(flow.figures().objective, 10 * 8 * 50, 1e-6);
  EXPECT_NEAR(flow.capacity(cranes), 2 * 240, 1e-9);
  EXPECT_NEAR(flow.with_more(paths, 1).figures.objective, 10 * 8 * 50, 1e-6);
}

TEST(SeasonFlow, with_fewer_it_is_the_same_flow_or_on_the_way_to_it) {
  Flow made{CapacityObjective::throughput};
  auto& flow = made.flow;
  auto const cranes = made.limit(LimitKind::facility);
  auto const plenty = flow.with_more(cranes, 5);
  // Of five cranes more half a one is used.
  EXPECT_NEAR(flow.with_some(cranes, plenty, 1).figures.objective, 10 * 10 * 50,
              1e-4);
  EXPECT_NEAR(flow.with_some(cranes, plenty, 0.2).figures.objective,
              10 * (8 + 0.2 * 4) * 50, 1e-2);
  EXPECT_EQ(flow.solves(), 2);
}

TEST(SeasonFlow, climbs_when_a_limit_is_relaxed) {
  Flow made{CapacityObjective::growth};
  auto& flow = made.flow;
  EXPECT_NEAR(flow.figures().objective, 400 / 300.0, 1e-6);
  flow.relax(made.limit(LimitKind::facility));
  EXPECT_TRUE(flow.is_relaxed());
  EXPECT_NEAR(flow.figures().objective, 400 / 300.0, 1e-6);
  flow.solve_relaxed();
  EXPECT_FALSE(flow.is_relaxed());
  EXPECT_NEAR(flow.figures().objective, 500 / 300.0, 1e-6);
  flow.relax(made.limit(LimitKind::path));
  flow.solve_relaxed();
  // A hundred times as many cranes and one more.
  EXPECT_NEAR(flow.figures().objective, (101 + 0.5) * 400 / 300.0, 1e-3);
}

TEST(SeasonFlow, turns_from_the_most_boxes_to_the_least_cost) {
  Flow made{CapacityObjective::throughput, 2};
  Flow const asked_at_once{CapacityObjective::cost, 2};
  made.flow.turn_to(CapacityObjective::cost);
  EXPECT_NEAR(made.flow.figures().objective,
              asked_at_once.flow.figures().objective, 1e-3);
  auto const cranes = made.limit(LimitKind::facility);
  EXPECT_NEAR(made.flow.price(cranes), asked_at_once.flow.price(cranes), 1e-3);
}

TEST(SeasonFlow, one_season_begins_like_another) {
  Flow const made{CapacityObjective::throughput};
  Season const twenty{"twenty days", 10, 20};
  CapacityQuestion const question{.objective = CapacityObjective::throughput,
                                  .demand_factor = 10,
                                  .unserved_usd = 20000};
  SeasonFlow const flow{made.model, twenty, question, &made.flow};
  EXPECT_NEAR(flow.figures().objective, 20 * 8 * 50, 1e-6);
  EXPECT_NEAR(flow.price(made.limit(LimitKind::facility)), 20 * 4 * 50, 1e-3);
}

TEST(SeasonFlow, prices_what_is_left_behind) {
  Flow made{CapacityObjective::cost, 2};
  auto const figures = made.flow.figures();
  EXPECT_NEAR(figures.served_teu, 10 * 400, 1e-6);
  // 200 TEU a day at 20,000 USD, and a USD for each train.
  EXPECT_NEAR(figures.objective, 10 * (200 * 20000 + 8), 1e-3);
}

}  // namespace
}  // namespace camel
