// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/growing_simulation.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr auto kCorridor =
    "place A CN\n place B KZ\n link A B capacity=10\n"
    "facility B customs hours=2 law=exponential\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ B- capacity=40 rule=timetable frequency=14\n"
    "demand A B teu=4000 lot=3\n";

SimulationPlan plan(int replications, int threads = 1) {
  return {.replications = replications,
          .days = 40,
          .warm_up_days = 10,
          .seed = 11,
          .threads = threads,
          .progress = {}};
}

void expect_the_same(SimulationResult const& one,
                     SimulationResult const& other) {
  EXPECT_EQ(one.plan.replications, other.plan.replications);
  EXPECT_EQ(one.teu_year.samples, other.teu_year.samples);
  EXPECT_EQ(one.transit_days, other.transit_days);
  EXPECT_EQ(one.facilities[0].wait_hours.samples,
            other.facilities[0].wait_hours.samples);
  EXPECT_EQ(one.flows[0].histogram, other.flows[0].histogram);
  EXPECT_EQ(one.events, other.events);
}

TEST(GrowingSimulation, grown_is_as_if_run_at_once) {
  auto const corridor = corridor_from(kCorridor);
  GrowingSimulation growing{corridor, plan(1, 2)};
  for (auto const replications : {2, 3, 7, 3, 1}) {
    expect_the_same(growing.first(replications),
                    simulate_corridor(corridor, plan(replications)));
  }
}

TEST(GrowingSimulation, what_is_there_is_not_run_again) {
  GrowingSimulation growing{corridor_from(kCorridor), plan(1)};
  std::vector<int> told;
  auto const tell = [&](int done) { told.push_back(done); };
  growing.first(2, tell);
  growing.first(4, tell);
  growing.first(3, tell);
  EXPECT_EQ(told, (std::vector{1, 2, 3, 4}));
  EXPECT_EQ(growing.replications(), 4);
}

TEST(GrowingSimulation, it_can_be_stopped_and_taken_up_again) {
  auto const corridor = corridor_from(kCorridor);
  for (auto const threads : {1, 3}) {
    GrowingSimulation growing{corridor, plan(1, threads)};
    growing.first(2);
    EXPECT_THROW(growing.first(9,
                               [](int done) {
                                 if (done >= 4) {
                                   throw std::runtime_error{"enough"};
                                 }
                               }),
                 std::runtime_error);
    EXPECT_EQ(growing.replications(), 2);
    expect_the_same(growing.first(5), simulate_corridor(corridor, plan(5)));
  }
}

}  // namespace
}  // namespace camel
