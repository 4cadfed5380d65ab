// SPDX-License-Identifier: Apache-2.0
// What was asked for last stays at hand: a few things by their key, and the one
// that nobody has asked for longest goes. For one thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <utility>

namespace camel {

template <typename Key, typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : most_{most} {}

  // Nothing where it is not at hand; else until the next is put there.
  Value* find(Key const& key) {
    auto const found =
        std::find_if(all_.begin(), all_.end(),
                     [&](auto const& one) { return one.first == key; });
    if (found == all_.end()) {
      return nullptr;
    }
    all_.splice(all_.begin(), all_, found);
    return &all_.front().second;
  }

  void put(Key const& key, Value value) {
    erase(key);
    all_.emplace_front(key, std::move(value));
    if (all_.size() > most_) {
      all_.pop_back();
    }
  }

  void erase(Key const& key) {
    all_.remove_if([&](auto const& one) { return one.first == key; });
  }

 private:
  std::size_t most_;
  std::list<std::pair<Key, Value>> all_;  // the last asked for first
};

}  // namespace camel
