// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/retry.h"

#include <gtest/gtest.h>

namespace camel::webhooks {
namespace {

using namespace std::chrono_literals;

TEST(WaitAfter, grows_threefold_up_to_three_hours) {
  EXPECT_EQ(wait_after(1, 0.5), 5s);
  EXPECT_EQ(wait_after(2, 0.5), 15s);
  EXPECT_EQ(wait_after(3, 0.5), 45s);
  EXPECT_EQ(wait_after(8, 0.5), 10'800s);  // 10 935 s would be more
  EXPECT_EQ(wait_after(1'000'000, 0.5), 3h);
}

TEST(WaitAfter, is_spread_by_a_quarter) {
  EXPECT_EQ(wait_after(1, 0), 3'750ms);
  EXPECT_LT(wait_after(1, 0.999), 6'250ms);
  EXPECT_GT(wait_after(1, 0.999), 6'200ms);
}

}  // namespace
}  // namespace camel::webhooks
