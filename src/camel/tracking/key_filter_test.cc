// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/key_filter.h"

#include <random>

#include <gtest/gtest.h>

namespace camel {
namespace {

EventKey some_key(std::mt19937_64& luck) {
  EventKey key{};
  for (auto& byte : key) {
    byte = static_cast<unsigned char>(luck());
  }
  return key;
}

TEST(KeyFilter, what_was_added_is_never_denied_and_others_seldom_allowed) {
  std::mt19937_64 luck{5};
  KeyFilter filter{20'000};
  std::vector<EventKey> keys;
  for (int i = 0; i < 20'000; ++i) {
    keys.push_back(some_key(luck));
    filter.add(keys.back());
  }
  EXPECT_FALSE(filter.is_full());
  for (auto const& key : keys) {
    ASSERT_TRUE(filter.may_have(key));
  }
  auto wrong = 0;
  for (int i = 0; i < 100'000; ++i) {
    wrong += filter.may_have(some_key(luck)) ? 1 : 0;
  }
  EXPECT_LT(wrong, 1'500);
}

TEST(KeyFilter, it_says_when_it_is_full_and_still_denies_nothing) {
  std::mt19937_64 luck{6};
  KeyFilter filter{10};
  std::vector<EventKey> keys;
  for (int i = 0; i < 11; ++i) {
    EXPECT_FALSE(filter.is_full());
    keys.push_back(some_key(luck));
    filter.add(keys.back());
  }
  EXPECT_TRUE(filter.is_full());
  for (auto const& key : keys) {
    EXPECT_TRUE(filter.may_have(key));
  }
}

}  // namespace
}  // namespace camel
