// SPDX-License-Identifier: Apache-2.0
// Whether a key may be among very many: "no" is certain, "yes" is wrong once in
// a hundred times. A Bloom filter in blocks, so that a question looks at one
// place of memory (Putze, Sanders, Singler: Cache-, hash- and space-efficient
// Bloom filters, 2007). Keys are digests, so their own bits say where.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "camel/tracking/event_key.h"

namespace camel {

class KeyFilter {
 public:
  // With room for so many at 12 bits a key; 64 MiB at most.
  explicit KeyFilter(std::size_t keys);

  void add(EventKey const& key);
  bool may_have(EventKey const& key) const;
  // More were added than there is room for, and it is wrong more often.
  bool is_full() const { return added_ > room_; }

 private:
  using Block = std::array<std::uint64_t, 8>;
  struct Place {
    std::size_t block;
    Block bits;
  };
  Place place_of(EventKey const& key) const;

  std::size_t room_, added_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace camel
