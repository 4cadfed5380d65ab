// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/simulate_corridor.h"

namespace camel {
namespace {

TEST(SimulateCorridor, the_year_is_the_same_on_any_number_of_threads) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C UZ\n link A B\n link B C\n"
      "goods parts container\n"
      "facility B customs hours=2 law=exponential\n"
      "step B CN>KZ customs at=customs\n"
      "service E A+ B- capacity=40 rule=timetable frequency=14\n"
      "service W B+ C- capacity=40 rule=full_or_time wait=24\n"
      "demand A C goods=parts teu=6000 lot=3\n"
      "observation transit_days from=A to=C low=1 high=9\n");
  auto const simulate = [&](int threads) {
    return simulate_corridor(corridor, {.replications = 6,
                                        .days = 40,
                                        .warm_up_days = 10,
                                        .seed = 5,
                                        .threads = threads,
                                        .progress = {}});
  };
  auto const alone = simulate(1);
  ASSERT_GT(alone.teu_year.mean, 0);
  for (auto const threads : {2, 3, 8}) {
    auto const together = simulate(threads);
    EXPECT_EQ(together.events, alone.events);
    EXPECT_EQ(together.teu_year, alone.teu_year);
    EXPECT_EQ(together.transit_days, alone.transit_days);
    EXPECT_EQ(together.flows[0].histogram, alone.flows[0].histogram);
    EXPECT_EQ(together.facilities[0].wait_hours,
              alone.facilities[0].wait_hours);
    EXPECT_EQ(together.observed[0].simulated, alone.observed[0].simulated);
  }
}

}  // namespace
}  // namespace camel
