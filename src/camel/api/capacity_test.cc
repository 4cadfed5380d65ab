// SPDX-License-Identifier: Apache-2.0
#include "camel/api/capacity.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Two trains of 50 TEU a day, for 146 TEU a day that are asked for, and a way
// round that half of the boxes might take.
Corridor crowded() {
  return corridor_from(R"(
    place A CN
    place B KZ
    place C KZ
    link A B capacity=2
    link A C capacity=2
    link C B capacity=2
    service S A+ B- capacity=50
    service T A+ C- capacity=50
    service U C+ B- capacity=50
    demand A B key=straight teu=53290 choice=way
    demand A B key=round via=C teu=3650 choice=way
    demand A C key=short teu=3650
  )");
}

SimulationPlan one_year() {
  return {.replications = 1,
          .days = 365,
          .warm_up_days = 60,
          .seed = 1,
          .threads = 1,
          .progress = {}};
}

TEST(Capacity, growth_stands_beside_every_other_objective) {
  auto const corridor = crowded();
  CapacityStudy study{.question = {.demand_factor = 1},
                      .with_growth = true,
                      .saturated = std::nullopt};
  auto const both = study_capacity(corridor, study);
  ASSERT_TRUE(both.growth);
  EXPECT_EQ(both.growth->question.objective, CapacityObjective::growth);
  EXPECT_FALSE(both.saturated);
  study.question.objective = CapacityObjective::growth;
  EXPECT_FALSE(study_capacity(corridor, study).growth);
  study.question.objective = CapacityObjective::cost;
  study.with_growth = false;
  EXPECT_FALSE(study_capacity(corridor, study).growth);
}

TEST(Capacity, a_saturated_year_carries_no_more_than_its_potential) {
  auto const year =
      simulate_saturated(crowded(), {.demand_factor = 2}, one_year());
  EXPECT_EQ(year.demand_factor, 2);
  // 100 TEU a day straight; of the others twice their table, 20 a day each.
  EXPECT_NEAR(year.potential_teu, 366 * (100 + 20 + 20), 1);
  EXPECT_LE(year.teu_year.mean, 1.01 * year.potential_teu);
  EXPECT_GT(year.share(), 0.5);
}

TEST(Capacity, each_row_of_demand_is_simulated_by_itself) {
  auto const year =
      simulate_saturated(crowded(), {.demand_factor = 2}, one_year());
  ASSERT_EQ(year.flows.size(), 3U);
  double simulated = 0;
  for (std::size_t i = 0; i < year.flows.size(); ++i) {
    auto const& flow = year.flows[i];
    ASSERT_EQ(flow.rows.size(), 1U);
    EXPECT_EQ(flow.rows.front(), DemandId{static_cast<unsigned>(i)});
    EXPECT_LE(flow.potential_teu, flow.demanded_teu + 1e-6);
    simulated += flow.simulated_teu;
  }
  EXPECT_NEAR(year.flows[0].demanded_teu, 366 * 2 * 146, 1);
  EXPECT_NEAR(simulated, year.teu_year.mean, 1);
}

}  // namespace
}  // namespace camel
