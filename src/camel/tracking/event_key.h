// SPDX-License-Identifier: Apache-2.0
// By its key an event is found: a digest of its id, so of one length, and as
// random as can be.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace camel {

using EventKey = std::array<unsigned char, 16>;

// Known by its id, whether it is the event or a declaration of its error.
EventKey event_key(std::string_view id, bool is_correction);

// As databases have it; as long as the key is there.
inline std::string_view bytes_of(EventKey const& key) {
  return {reinterpret_cast<char const*>(key.data()), key.size()};
}
// Throws Error where it is no key.
EventKey key_of_bytes(std::string_view bytes);

struct KeyHash {
  std::size_t operator()(EventKey const& key) const {
    std::size_t hash = 0;
    std::memcpy(&hash, key.data(), sizeof hash);
    return hash;
  }
};

}  // namespace camel
