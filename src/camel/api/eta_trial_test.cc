// SPDX-License-Identifier: Apache-2.0
#include "camel/api/eta_trial.h"

#include <gtest/gtest.h>

#include "camel/api/box_ways.h"
#include "camel/api/find_corridor.h"
#include "camel/api/load_scenarios.h"

namespace camel {
namespace {

// The small form of camel eta, with its bars, on years of another luck and
// with disruptions that were not learnt from.
TEST(EtaTrial, promises_keep_their_word_in_years_that_were_not_seen) {
  auto const corridor =
      load_with_scenarios(open_package(find_corridor("tiny")), {})
          .loaded.corridor;
  auto const rows = box_ways(corridor);
  std::vector<BoxWay> const ways{rows.begin(), rows.end()};
  auto const learnt = simulate_eta_years(
      corridor, {.years = 3, .seed = 100, .threads = 2, .share = 0.5});
  auto const unseen = simulate_eta_years(
      corridor, {.years = 4, .seed = 9000, .threads = 2, .share = 0.5});
  LearntArrivals arrivals{.model = EtaModel{ways, learnt}, .calibration = {}};
  arrivals.queues = ClosureQueues{arrivals.model, ways, learnt};
  auto const result = try_eta(ways, arrivals, unseen);
  EXPECT_GT(result.calibrated.cases, 5'000U);
  EXPECT_GE(result.calibrated.covered, 0.77);
  EXPECT_LE(result.calibrated.covered, 0.83);
  for (auto const& horizon : result.horizons) {
    EXPECT_TRUE(horizon.cases <= 200 || horizon.covered >= 0.72)
        << horizon.covered << " of " << horizon.cases;
  }
  // A small corridor shows little of what is ahead: camel eta on china-europe
  // is held to 0.9.
  EXPECT_LE(result.calibrated.pinball, 0.95 * result.empirical.pinball);
  EXPECT_EQ(result.crossings, 0U);
  // And closures that are announced are minded.
  EXPECT_GT(result.announced.cases, 500U);
  EXPECT_GE(result.announced.covered, 0.77);
  EXPECT_LE(result.announced.covered, 0.83);
  EXPECT_LE(result.announced.pinball, 0.85 * result.unannounced.pinball);
}

TEST(EtaTrial, a_year_is_the_same_on_any_number_of_threads) {
  auto const corridor =
      load_with_scenarios(open_package(find_corridor("tiny")), {})
          .loaded.corridor;
  auto const years = [&](int threads) {
    return simulate_eta_years(
        corridor, {.years = 2, .days = 60, .threads = threads, .share = 0.5});
  };
  auto const one = years(1), two = years(2);
  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].journeys, two[i].journeys);
  }
}

}  // namespace
}  // namespace camel
