// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/closes.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

RiskSteps steps(std::int16_t surest, std::int16_t any) {
  auto all = RiskSteps{} + any;
  all[0] = surest;
  return all;
}

struct ClosesTest : testing::Test {
  std::vector<Instant> instants{1000, 2000, 3000};
  Closes closes;
  Bound left{.boardings = 1};
  Outlays outlays;

  void SetUp() override {
    closes.begin(0, 0.1, instants);
    closes.add({2000, 200, 200, kRisk[2], 2});
  }
  bool cover(RiskSteps arrivals, std::int32_t boardings = 9) {
    return closes.cover(Hope{Four{}, 1, left, outlays, arrivals}, boardings);
  }
};

TEST_F(ClosesTest, cover_what_is_nearly_as_good_but_not_the_best_of_its_kind) {
  EXPECT_TRUE(closes.cover(Four{2000, 250, 210, kRisk[2]}, 2));
  EXPECT_FALSE(closes.cover(Four{1999, 250, 210, kRisk[2]}, 2));  // sooner
  EXPECT_FALSE(closes.cover(Four{2000, 250, 210, kRisk[2]}, 1));
  closes.add({1000, 900, 900, 900'000, 9});
  closes.add({9000, 900, 100, 900'000, 9});
  EXPECT_TRUE(closes.cover(Four{1999, 250, 190, kRisk[2]}, 2));
  EXPECT_FALSE(closes.cover(Four{1800, 250, 210, kRisk[2]}, 2));  // by 10 %
}

TEST_F(ClosesTest, cover_a_way_only_with_every_arrival_it_may_have) {
  outlays[0] = {200, 200};
  EXPECT_TRUE(cover(steps(1, 1)));
  EXPECT_FALSE(cover(steps(1, 0)));  // at more risk it is sooner
  EXPECT_FALSE(cover(steps(kNoArrival, 0)));
  EXPECT_TRUE(cover(steps(kNoArrival, 2)));
}

TEST_F(ClosesTest, cover_a_way_only_with_every_number_of_boardings) {
  outlays[0] = {300, 300};
  EXPECT_TRUE(cover(steps(1, 1)));
  outlays[1] = {100, 300};  // one more is cheaper
  EXPECT_FALSE(cover(steps(1, 1)));
  EXPECT_TRUE(cover(steps(1, 1), 2));  // and too many
}

}  // namespace
}  // namespace camel
