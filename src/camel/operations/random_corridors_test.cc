// SPDX-License-Identifier: Apache-2.0
// Corridors that nobody thought of: whatever is in the tables, no check of the
// simulation fails and every box is somewhere. Run with the sanitizers.
#include <gtest/gtest.h>

#include "camel/operations/random_corridor.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr int kCorridors = 400;

TEST(RandomCorridors, every_box_is_somewhere_and_no_check_fails) {
  double delivered = 0;
  double vessels = 0;
  int lively = 0;
  for (std::uint64_t number = 0; number < kCorridors; ++number) {
    RandomCorridor made{number};
    SCOPED_TRACE("corridor " + std::to_string(number) + "\n" + made.text());
    auto corridor = corridor_from(made.text());
    made.ship(corridor);
    YearRecord year;
    ASSERT_NO_THROW(
        year = simulate_days(Prepared{std::move(corridor)},
                             {.measured = 30, .warm_up = 5, .seed = number}));
    EXPECT_EQ(year.lots_made, year.lots_delivered + year.lots_inside);
    delivered += static_cast<double>(year.lots_delivered);
    vessels += year.sailings;
    lively += year.lots_delivered > 20 ? 1 : 0;
  }
  // They do have something to carry.
  EXPECT_GT(lively, kCorridors / 2);
  EXPECT_GT(delivered, 100 * kCorridors);
  EXPECT_GT(vessels, 10 * kCorridors);
}

}  // namespace
}  // namespace camel
