// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/disk_doubt.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

template <typename Fault>
void count(DiskDoubt& doubt, Fault const& fault) {
  try {
    throw fault;
  } catch (...) {
    doubt.count();
  }
}

TEST(DiskDoubt, a_fault_is_doubted_until_it_is_settled) {
  DiskDoubt doubt;
  EXPECT_FALSE(doubt.is_open());
  count(doubt, Error{"cannot be synced"});
  EXPECT_TRUE(doubt.is_open());
  doubt.settle(doubt.faults());
  EXPECT_FALSE(doubt.is_open());
  EXPECT_EQ(doubt.settled(), 1);
}

TEST(DiskDoubt, one_that_comes_meanwhile_is_not_settled_with_it) {
  DiskDoubt doubt;
  count(doubt, Error{"cannot be synced"});
  auto const faults = doubt.faults();
  count(doubt, Error{"cannot be written"});
  doubt.settle(faults);
  EXPECT_TRUE(doubt.is_open());
}

TEST(DiskDoubt, a_want_of_space_or_memory_is_no_fault) {
  DiskDoubt doubt;
  count(doubt, store::DiskFull{"no space"});
  count(doubt, std::bad_alloc{});
  EXPECT_FALSE(doubt.is_open());
}

}  // namespace
}  // namespace camel
