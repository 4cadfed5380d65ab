// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_key.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

TEST(EventKey, an_event_and_the_declaration_of_its_error_differ_in_a_bit) {
  auto const event = event_key("urn:uuid:1", false);
  auto correction = event_key("urn:uuid:1", true);
  EXPECT_NE(event, correction);
  correction.back() ^= 1U;
  EXPECT_EQ(event, correction);
}

TEST(EventKey, other_ids_have_other_keys) {
  std::set<EventKey> keys;
  for (int i = 0; i < 10'000; ++i) {
    keys.insert(event_key("urn:uuid:" + std::to_string(i), false));
  }
  EXPECT_EQ(keys.size(), 10'000U);
}

TEST(EventKey, what_a_database_has_is_the_key_again) {
  auto const key = event_key("urn:uuid:1", true);
  EXPECT_EQ(key_of_bytes(bytes_of(key)), key);
  EXPECT_THROW(key_of_bytes("short"), Error);
}

}  // namespace
}  // namespace camel
