// SPDX-License-Identifier: Apache-2.0
#include "camel/api/arrivals.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "camel/api/find_corridor.h"
#include "camel/api/load_scenarios.h"

namespace camel {
namespace {

TEST(Arrivals, that_were_learnt_are_kept_in_a_folder) {
  auto const corridor =
      load_with_scenarios(open_package(find_corridor("tiny")), {})
          .loaded.corridor;
  ArrivalsPlan plan;
  plan.learnt = {.years = 1, .days = 60, .seed = 5, .share = 0.5};
  plan.unseen = {.years = 1, .days = 30, .seed = 9, .share = 0.2};
  auto const learnt = learn_arrivals(corridor, plan).learnt;
  std::filesystem::path const folder{testing::TempDir() + "camel arrivals"};
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(kept_arrivals(folder));
  keep_arrivals(folder, learnt);
  auto const kept = kept_arrivals(folder);
  ASSERT_TRUE(kept);
  EXPECT_EQ(to_bytes(*kept), to_bytes(learnt));
}

}  // namespace
}  // namespace camel
