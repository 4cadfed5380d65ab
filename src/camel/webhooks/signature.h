// SPDX-License-Identifier: Apache-2.0
// That a message is ours, and of now: HMAC-SHA256 over its id, the second in
// which it is sent, and its body, as the convention Standard Webhooks has it
// (standardwebhooks.com, version 1), so that receivers take a library that is
// there.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace camel::webhooks {

// "whsec_" and 32 bytes in base64.
std::string new_secret();

struct Signed {
  std::string_view id;
  std::chrono::sys_seconds at;
  std::string_view body;
};
// "v1,g0hM9SsE…". Throws Error where the secret is none of ours.
std::string signature_of(Signed const& message, std::string const& secret);

// Of bytes that stand for a message: the same bytes, the same id.
std::string message_id(std::string_view of);

}  // namespace camel::webhooks
