// SPDX-License-Identifier: Apache-2.0
#include "camel/api/event_place.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(EventPlace, a_folder_is_made_where_it_is_not_and_keeps_its_events) {
  std::filesystem::path const folder{testing::TempDir() + "camel events/deep"};
  std::filesystem::remove_all(folder);
  EXPECT_EQ(open_events({.folder = folder}).size(), 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "tracking.sqlite"));
}

TEST(EventPlace, a_database_that_is_not_there_is_said_and_no_folder_is_made) {
  std::filesystem::path const folder{testing::TempDir() + "camel no events"};
  std::filesystem::remove_all(folder);
  EXPECT_THROW(
      open_events({.folder = folder, .database = "host=/nowhere dbname=none"}),
      Error);
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace camel
