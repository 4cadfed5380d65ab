// SPDX-License-Identifier: Apache-2.0
#include "camel/model/disruption_days.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

using namespace std::chrono;

std::vector<DaysStruck> of(std::string const& closure) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n link A B\n closure A " + closure + "\n");
  return days_struck(corridor.disruptions[DisruptionId{0}], 2024y, 2025y);
}

TEST(DisruptionDays, the_last_day_counts_to_its_end) {
  EXPECT_EQ(of("from=2024-03-01 to=2024-03-01"),
            (std::vector<DaysStruck>{{2024y / March / 1, 2024y / March / 2}}));
}

TEST(DisruptionDays, what_recurs_does_so_each_year_from_the_one_before) {
  EXPECT_EQ(
      of("from=2000-11-01 to=2000-03-31 recurs=yes"),
      (std::vector<DaysStruck>{{2023y / November / 1, 2024y / April / 1},
                               {2024y / November / 1, 2025y / April / 1},
                               {2025y / November / 1, 2026y / April / 1}}));
}

TEST(DisruptionDays, dates_that_are_not_known_are_none) {
  EXPECT_TRUE(days_struck(Disruption{}, 2024y, 2025y).empty());
}

}  // namespace
}  // namespace camel
