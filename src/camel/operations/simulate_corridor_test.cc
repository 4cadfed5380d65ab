// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/simulate_corridor.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

SimulationPlan plan(int replications, int days) {
  return {.replications = replications,
          .days = days,
          .warm_up_days = 30,
          .seed = 11,
          .threads = 1,
          .progress = {}};
}

constexpr auto kCorridor =
    "place A CN\n place B KZ\n place C UZ\n link A B capacity=10\n"
    "link B C capacity=10\n"
    "goods grain bulk tonnes=20\n goods parts container tonnes=5\n"
    "facility B customs hours=2 law=exponential\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ B- capacity=40 rule=timetable frequency=14 "
    "cargo=container,bulk\n"
    "service W B+ C- capacity=40 rule=full_or_time wait=24 "
    "cargo=container,bulk\n"
    "demand A C teu=4000 lot=3\n demand A C goods=parts teu=2000\n"
    "demand A C goods=grain teu=1000\n demand A B teu=3000 lot=2\n"
    "observation teu_year from=A to=C low=6000 high=8000\n"
    "observation teu_year from=A to=C low=9000 high=9999\n"
    "observation transit_days from=B to=A low=1 high=2\n"
    "observation teu_year from=A to=B low=1 high=2 role=\n";

TEST(SimulateCorridor, totals_are_yearly_whatever_the_days) {
  auto const corridor = corridor_from(kCorridor);
  for (auto const days : {100, 365}) {
    auto const result = simulate_corridor(corridor, plan(6, days));
    EXPECT_NEAR(result.teu_year.mean, 10'000, 500);
    auto const tonnes = 4000 * 10 + 2000 * 5 + 1000 * 20 + 3000 * 10;
    EXPECT_NEAR(result.tonnes_year.mean, tonnes, 0.06 * tonnes);
    EXPECT_LT(result.teu_year.low, result.teu_year.mean);
    EXPECT_GT(result.teu_year.high, result.teu_year.mean);
    EXPECT_EQ(result.sailings_year.mean, 0);
    EXPECT_GT(result.events, 10'000U);
  }
}

TEST(SimulateCorridor, a_figure_keeps_what_each_replication_gave) {
  auto const result = simulate_corridor(corridor_from(kCorridor), plan(5, 100));
  for (auto const* const figure :
       {&result.teu_year, &result.transit_days,
        &result.facilities[0].wait_hours, &result.flows[0].transit_days}) {
    ASSERT_EQ(figure->samples.size(), 5U);
    auto const sum =
        std::accumulate(figure->samples.begin(), figure->samples.end(), 0.0);
    EXPECT_NEAR(figure->mean, sum / 5, 1e-9 * std::abs(sum));
  }
}

TEST(SimulateCorridor, an_observation_is_compared_in_its_scenario_alone) {
  auto corridor = corridor_from(kCorridor);
  corridor.observations[ObservationId{1}].scenario = "flood";
  auto const compared = [&] {
    std::vector<ObservationId> ids;
    for (auto const& one : simulate_corridor(corridor, plan(1, 50)).observed) {
      ids.push_back(one.observation);
    }
    return ids;
  };
  EXPECT_EQ(compared(), std::vector{ObservationId{0}});
  corridor.scenario = "flood";
  EXPECT_EQ(compared(), std::vector{ObservationId{1}});
}

TEST(SimulateCorridor, boxes_of_one_form_and_route_are_one_flow) {
  auto const result = simulate_corridor(corridor_from(kCorridor), plan(4, 200));
  ASSERT_EQ(result.flows.size(), 3U);
  auto const& boxes = result.flows[0];  // the largest first
  EXPECT_EQ(boxes.form, CargoForm::container);
  EXPECT_EQ(boxes.route, std::vector{PlaceId{1}});
  EXPECT_NEAR(boxes.teu_year.mean, 6000, 400);
  EXPECT_EQ(result.flows[1].destination, PlaceId{1});
  EXPECT_TRUE(result.flows[1].route.empty());
  EXPECT_EQ(result.flows[2].form, CargoForm::bulk);
}

TEST(SimulateCorridor, the_parts_and_the_histogram_agree_with_the_mean) {
  auto const result = simulate_corridor(corridor_from(kCorridor), plan(4, 200));
  for (auto const& flow : result.flows) {
    auto const parts =
        std::accumulate(flow.parts_hours.begin(), flow.parts_hours.end(), 0.0);
    EXPECT_NEAR(parts, flow.transit_days.mean * 24, 1e-6 * parts);
    EXPECT_NEAR(
        std::accumulate(flow.histogram.begin(), flow.histogram.end(), 0.0), 1,
        1e-9);
    EXPECT_LT(flow.p10, flow.p50);
    EXPECT_LT(flow.p50, flow.p90);
    double from_histogram = 0;
    for (std::size_t day = 0; day < flow.histogram.size(); ++day) {
      from_histogram += (static_cast<double>(day) + 0.5) * flow.histogram[day];
    }
    EXPECT_NEAR(from_histogram, flow.transit_days.mean, 0.5);
  }
}

TEST(SimulateCorridor, quantiles_are_those_of_the_even_wait_for_a_daily_train) {
  auto const result = simulate_corridor(
      corridor_from("place A CN\n place B CN\n link A B km=50 speed=50\n"
                    "service S A+ B- capacity=5000 rule=timetable "
                    "frequency=7\n demand A B teu=20000\n"),
      plan(4, 365));
  auto const& flow = result.flows.front();
  EXPECT_NEAR(flow.p10, (1 + 2.4) / 24, 0.01);
  EXPECT_NEAR(flow.p50, (1 + 12.0) / 24, 0.01);
  EXPECT_NEAR(flow.p90, (1 + 21.6) / 24, 0.01);
}

// One train of 10 TEU a day.
SimulationResult daily_train(std::string const& demand) {
  return simulate_corridor(
      corridor_from("place A CN\n place B CN\n link A B km=50 speed=50\n"
                    "facility A yard storage=100\n"
                    "service S A+ B- capacity=10 rule=timetable frequency=7\n" +
                    demand),
      plan(4, 365));
}

TEST(SimulateCorridor, a_flow_that_outgrows_its_trains_is_not_carried) {
  auto const result = daily_train("demand A B teu=7300\n");
  auto const& flow = result.flows.front();
  EXPECT_FALSE(flow.carried);
  EXPECT_EQ(flow.demanded_teu_year, 7300);
  EXPECT_NEAR(flow.teu_year.mean, 3650, 100);
  EXPECT_NEAR(flow.growth_teu.mean, 3650, 250);
  EXPECT_NEAR(result.inside_at_end.mean - result.inside_at_start.mean,
              flow.growth_teu.mean, 1e-6);
  // Boxes that begin their journey stand with their shippers.
  EXPECT_EQ(result.facilities.front().utilisation.mean, 0);
}

TEST(SimulateCorridor, a_flow_within_its_trains_is_carried) {
  auto const result = daily_train("demand A B teu=1825\n");
  EXPECT_TRUE(result.flows.front().carried);
  EXPECT_NEAR(result.flows.front().growth_teu.mean, 0, 40);
}

TEST(SimulateCorridor, what_never_happened_has_no_mean) {
  auto const result = daily_train("");
  EXPECT_TRUE(std::isnan(result.transit_days.mean));
  EXPECT_EQ(result.teu_year.mean, 0);
}

TEST(SimulateCorridor, observations_with_a_role_are_judged) {
  auto const result = simulate_corridor(corridor_from(kCorridor), plan(4, 200));
  ASSERT_EQ(result.observed.size(), 2U);
  EXPECT_TRUE(result.observed[0].inside);
  EXPECT_FALSE(result.observed[1].inside);
  EXPECT_NEAR(result.observed[0].simulated.mean, 7000, 400);
}

TEST(SimulateCorridor, links_and_places_count_trains_each_way) {
  auto const result = simulate_corridor(corridor_from(kCorridor), plan(4, 200));
  EXPECT_NEAR(result.links[0].trains_day.mean, 2, 0.05);
  EXPECT_EQ(result.links[0].trains_day_back.mean, 0);
  EXPECT_NEAR(result.links[0].utilisation, 0.2, 0.005);
  EXPECT_NEAR(result.links[0].teu_year, 10'000, 500);
  EXPECT_NEAR(result.places[1].trains_day, 2, 0.05);
  EXPECT_NEAR(result.facilities[0].trains_day, 2, 0.05);
  EXPECT_NEAR(result.facilities[0].utilisation.mean, 2 * 2 / 24.0, 0.02);
}

TEST(SimulateCorridor, a_flow_that_seldom_runs_is_not_quick_for_that) {
  // About one lot in three replications; each takes ten hours on the line.
  auto const result = simulate_corridor(
      corridor_from("place A CN\n place B CN\n link A B km=500 speed=50\n"
                    "service S A+ B- capacity=1\n demand A B teu=4\n"),
      plan(40, 30));
  EXPECT_LT(result.flows.front().teu_year.mean, 8);
  EXPECT_NEAR(result.flows.front().transit_days.mean, 10 / 24.0, 1e-9);
  EXPECT_NEAR(result.transit_days.mean, 10 / 24.0, 1e-9);
  auto const moving = static_cast<std::size_t>(Part::moving);
  EXPECT_NEAR(result.flows.front().parts_hours[moving], 10, 1e-9);
}

TEST(SimulateCorridor, progress_counts_the_replications) {
  std::vector<int> told;
  auto some = plan(3, 10);
  some.progress = [&](int done) { told.push_back(done); };
  simulate_corridor(corridor_from(kCorridor), some);
  EXPECT_EQ(told, (std::vector{1, 2, 3}));
}

}  // namespace
}  // namespace camel
