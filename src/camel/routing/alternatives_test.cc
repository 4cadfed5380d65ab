// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/alternatives.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

WayCandidate way(std::vector<std::uint32_t> services, double days, double usd) {
  WayCandidate made{.rides = {},
                    .days = days,
                    .sure_days = days * 1.2,
                    .usd = usd,
                    .grams = usd,
                    .worth = usd + 50 * days};
  for (auto const service : services) {
    made.rides.push_back({ServiceId{service}, StopId{service}, StopId{99}});
  }
  return made;
}

TEST(Alternatives, keep_the_best_of_each_kind_and_then_what_differs) {
  std::vector<WayCandidate> const all{
      way({1, 2, 3}, 12, 3'000), way({1, 2, 4}, 12.5, 3'010),
      way({1, 2, 5}, 12.6, 3'020), way({6, 7}, 30, 1'500),
      way({8, 9}, 20, 2'900)};
  auto const three = choose_alternatives(all, 3);
  ASSERT_EQ(three.size(), 3U);
  EXPECT_EQ(three[0].candidate, 3U);  // 1,500 + 50 x 30
  EXPECT_EQ(three[0].best_in,
            (std::vector<std::string>{"best for these goods", "cheapest",
                                      "least CO2e"}));
  EXPECT_EQ(three[1].candidate, 0U);
  EXPECT_EQ(three[1].best_in, (std::vector<std::string>{"soonest", "surest"}));
  EXPECT_EQ(three[2].candidate, 4U);  // not one more by 1 and 2
  EXPECT_TRUE(three[2].best_in.empty());
  EXPECT_EQ(choose_alternatives(all, 5).size(), 5U);
  EXPECT_EQ(choose_alternatives(all, 9).size(), 5U);
  EXPECT_TRUE(choose_alternatives({}, 5).empty());
}

TEST(Alternatives, differ_by_the_rides_they_do_not_share) {
  EXPECT_EQ(difference(way({1, 2}, 1, 1), way({1, 2}, 1, 1)), 0);
  EXPECT_NEAR(difference(way({1, 2, 3}, 1, 1), way({1, 2, 4}, 1, 1)), 0.5,
              1e-12);
  EXPECT_EQ(difference(way({1}, 1, 1), way({2}, 1, 1)), 1);
}

}  // namespace
}  // namespace camel
