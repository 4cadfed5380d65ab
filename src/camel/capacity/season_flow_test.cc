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
        flows{model,
              {{"ten days", 0, 10}, {"twenty days", 10, 20}},
              {.objective = objective,
               .demand_factor = demand_factor,
               .unserved_usd = 20000}} {}

  std::size_t limit(LimitKind kind) const {
    for (std::size_t i = 0; i < model.limits().size(); ++i) {
      if (model.limits()[i].kind == kind) {
        return i;
      }
    }
    return 0;
  }

  Corridor corridor;
  CapacityModel model;
  SeasonFlows flows;
};

TEST(SeasonFlows, carry_what_the_cranes_lift_in_ten_days_and_in_twenty) {
  Flow made{CapacityObjective::throughput};
  auto const cranes = made.limit(LimitKind::facility);
  auto const paths = made.limit(LimitKind::path);
  for (std::size_t s = 0; s < 2; ++s) {
    SCOPED_TRACE(s);
    auto const days = s == 0 ? 10 : 20;
    EXPECT_NEAR(made.flows[s].demanded_teu, days * 10 * 300, 1e-6);
    EXPECT_NEAR(made.flows[s].figures.objective, days * 8 * 50, 1e-6);
    EXPECT_NEAR(made.flows[s].figures.served_teu, days * 8 * 50, 1e-6);
    EXPECT_TRUE(made.flows.binds(s, cranes));
    EXPECT_FALSE(made.flows.binds(s, paths));
    // A crane lifts four trains a day.
    EXPECT_NEAR(made.flows.price(s, cranes), days * 4 * 50, 1e-3);
    EXPECT_NEAR(made.flows.capacity(s, cranes), 2 * 24 * days, 1e-9);
  }
}

TEST(SeasonFlows, are_as_before_when_more_was_tried) {
  Flow made{CapacityObjective::throughput};
  auto& flows = made.flows;
  auto const cranes = made.limit(LimitKind::facility);
  auto const paths = made.limit(LimitKind::path);
  std::vector<double> worth(made.model.limits().size(), 0);
  // Half a crane is two trains; then paths hold it back.
  auto const half = flows.with_more(cranes, {0.5, 0});
  EXPECT_NEAR(half[0].figures.objective, 10 * 10 * 50, 1e-6);
  EXPECT_NEAR(half[0].units, 0.5, 1e-9);
  EXPECT_NEAR(half[1].figures.objective, 20 * 8 * 50, 1e-6);
  EXPECT_EQ(half[1].units, 0);
  auto const five = flows.with_more(cranes, {0, 5}, 0, &worth);
  EXPECT_NEAR(five[1].figures.objective, 20 * 10 * 50, 1e-4);
  EXPECT_NEAR(five[1].units, 0.5, 1e-6);
  EXPECT_NEAR(worth[paths], 20 * 10 * 50, 1e-2);
  EXPECT_EQ(flows.solves(), 4);
  EXPECT_NEAR(flows[0].figures.objective, 10 * 8 * 50, 1e-6);
  EXPECT_NEAR(flows.capacity(0, cranes), 2 * 240, 1e-9);
  auto const of_paths = flows.with_more(paths, {1, 1});
  EXPECT_NEAR(of_paths[0].figures.objective, 10 * 8 * 50, 1e-6);
  EXPECT_NEAR(of_paths[1].figures.objective, 20 * 8 * 50, 1e-6);
}

TEST(SeasonFlows, with_fewer_are_the_same_flow_or_on_the_way_to_it) {
  Flow made{CapacityObjective::throughput};
  auto& flows = made.flows;
  auto const cranes = made.limit(LimitKind::facility);
  auto const plenty = flows.with_more(cranes, {5, 5});
  // Of five cranes more half a one is used.
  auto const some = flows.with_some(cranes, plenty, {1, 0.2});
  EXPECT_NEAR(some[0].figures.objective, 10 * 10 * 50, 1e-4);
  EXPECT_NEAR(some[1].figures.objective, 20 * (8 + 0.2 * 4) * 50, 1e-2);
  EXPECT_EQ(flows.solves(), 4);
}

TEST(SeasonFlows, climb_when_a_limit_is_relaxed) {
  Flow made{CapacityObjective::growth};
  auto& flows = made.flows;
  EXPECT_NEAR(flows[0].figures.objective, 400 / 300.0, 1e-6);
  flows.relax(made.limit(LimitKind::facility));
  EXPECT_TRUE(flows.is_relaxed(0));
  EXPECT_NEAR(flows[0].figures.objective, 400 / 300.0, 1e-6);
  flows.solve_relaxed(0);
  EXPECT_FALSE(flows.is_relaxed(0));
  EXPECT_TRUE(flows.is_relaxed(1));
  EXPECT_NEAR(flows[0].figures.objective, 500 / 300.0, 1e-6);
  flows.relax(made.limit(LimitKind::path));
  flows.solve_relaxed(0);
  flows.solve_relaxed(1);
  // A hundred times as many cranes and one more.
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_NEAR(flows[s].figures.objective, (101 + 0.5) * 400 / 300.0, 1e-3);
  }
}

TEST(SeasonFlows, turn_from_the_most_boxes_to_the_least_cost) {
  Flow made{CapacityObjective::throughput, 2};
  Flow const asked_at_once{CapacityObjective::cost, 2};
  made.flows.turn_to(CapacityObjective::cost);
  auto const cranes = made.limit(LimitKind::facility);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_NEAR(made.flows[s].figures.objective,
                asked_at_once.flows[s].figures.objective, 1e-3);
    EXPECT_NEAR(made.flows.price(s, cranes),
                asked_at_once.flows.price(s, cranes), 1e-3);
  }
}

TEST(SeasonFlows, price_what_is_left_behind) {
  Flow made{CapacityObjective::cost, 2};
  auto const figures = made.flows[0].figures;
  EXPECT_NEAR(figures.served_teu, 10 * 400, 1e-6);
  // 200 TEU a day at 20,000 USD, and a USD for each train.
  EXPECT_NEAR(figures.objective, 10 * (200 * 20000 + 8), 1e-3);
}

}  // namespace
}  // namespace camel
