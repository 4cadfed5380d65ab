// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_key.h"

#include <algorithm>
#include <string>

#include <sodium.h>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel {

EventKey event_key(std::string_view id, bool is_correction) {
  CAMEL_CHECK(sodium_init() >= 0, "libsodium does not start");
  EventKey key{};
  crypto_generichash(key.data(), key.size(),
                     reinterpret_cast<unsigned char const*>(id.data()),
                     id.size(), nullptr, 0);
  // The last bit tells a declaration of error from the event itself.
  key.back() = static_cast<unsigned char>((key.back() & 0xFEU) |
                                          (is_correction ? 1U : 0U));
  return key;
}

EventKey key_of_bytes(std::string_view bytes) {
  EventKey key{};
  if (bytes.size() != key.size()) {
    throw Error{"a key of an event has 16 bytes, and the database one of " +
                std::to_string(bytes.size()) + ": restore a backup"};
  }
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

}  // namespace camel
