// SPDX-License-Identifier: Apache-2.0
#include "camel/api/usual_times.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(UsualTimes, steps_take_their_median_and_the_promise_has_a_reserve) {
  Table<DemandId, BoxWay> ways;
  ways.add({{"A", Passing::ready, ""},
            {"A", Passing::departs, "E"},
            {"B", Passing::arrives, "E"},
            {"B", Passing::delivered, ""}});
  std::vector<BoxJourney> journeys;
  for (EpochSeconds late = 0; late <= 10; ++late) {
    journeys.push_back(
        {.way = 0, .product = "", .times = {0, 100, 200, 300 + late * 10}});
  }
  UsualTimes const usual{ways, journeys};
  auto const legs = usual.plan(DemandId{0}, 1000);
  ASSERT_EQ(legs.size(), 1U);
  EXPECT_EQ(legs[0].from, "A");
  EXPECT_EQ(legs[0].departs.time_since_epoch().count(), 1100);
  EXPECT_EQ(legs[0].arrives.time_since_epoch().count(), 1380);
}

}  // namespace
}  // namespace camel
