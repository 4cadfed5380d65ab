// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/signature.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel::webhooks {
namespace {

constexpr auto kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::chrono::sys_seconds kAt{std::chrono::seconds{1614265330}};

// The secret, id, second and body with which the libraries of Standard Webhooks
// try themselves; the sum is that of Python's hmac.
TEST(Signature, is_that_of_the_convention) {
  EXPECT_EQ(signature_of({"msg_p5jXN8AQM9LWM0D4loKWxJek", kAt,
                          R"({"test": 2432232314})"},
                         kSecret),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, changes_with_each_part) {
  Signed const message{"msg_1", kAt, "{}"};
  auto const one = signature_of(message, kSecret);
  EXPECT_NE(signature_of({"msg_2", kAt, "{}"}, kSecret), one);
  EXPECT_NE(
      signature_of({"msg_1", kAt + std::chrono::seconds{1}, "{}"}, kSecret),
      one);
  EXPECT_NE(signature_of({"msg_1", kAt, "{ }"}, kSecret), one);
  EXPECT_NE(signature_of(message, new_secret()), one);
}

TEST(Signature, needs_a_secret_that_is_one) {
  EXPECT_EQ(new_secret().size(), 6U + 44U);
  EXPECT_NE(new_secret(), new_secret());
  for (auto const* const secret : {"", "whsec_", "whsec_?", "MfKQ9r8GKYqr"}) {
    EXPECT_THROW(signature_of({"msg_1", kAt, ""}, secret), Error) << secret;
  }
}

TEST(MessageId, is_the_same_for_the_same) {
  EXPECT_EQ(message_id("s-1 7"), message_id("s-1 7"));
  EXPECT_NE(message_id("s-1 7"), message_id("s-1 8"));
  EXPECT_EQ(message_id("").size(), 36U);
}

}  // namespace
}  // namespace camel::webhooks
