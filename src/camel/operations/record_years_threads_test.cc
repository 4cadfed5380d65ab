// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/record_years.h"

namespace camel {
namespace {

TEST(RecordYears, records_are_the_same_on_any_number_of_threads) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C UZ\n link A B\n link B C\n"
      "facility B customs hours=2 law=exponential\n"
      "step B CN>KZ customs at=customs\n"
      "service E A+ B- capacity=40 rule=timetable frequency=14\n"
      "service W B+ C- capacity=40 rule=full_or_time wait=24\n"
      "demand A C teu=6000 lot=3\n ban B CN>KZ above=2 below=1\n");
  auto const record = [&](int threads) {
    return record_years(
        corridor,
        {.replications = 6,
         .days = 40,
         .warm_up_days = 10,
         .seed = 5,
         .threads = threads,
         .progress = {},
         .followers = {{.route = {{ServiceId{0}, StopId{0}, StopId{1}}},
                        .commodity = CommodityId{0}}}});
  };
  auto const alone = record(1);
  ASSERT_EQ(alone.size(), 6U);
  ASSERT_GT(alone[0].journeys[DemandId{1}].size(), 0U);
  EXPECT_NE(alone[0], alone[1]);
  for (auto const threads : {2, 3, 8}) {
    EXPECT_EQ(record(threads), alone) << threads << " threads";
  }
}

}  // namespace
}  // namespace camel
