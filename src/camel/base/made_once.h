// SPDX-License-Identifier: Apache-2.0
// What is dear to make and asked for again: made once for each key, however
// many threads ask at the same time, and kept while it is among those asked for
// last.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "camel/base/recent.h"

namespace camel {

template <typename Key, typename Value>
class MadeOnce {
 public:
  explicit MadeOnce(std::size_t most) : recent_{most} {}

  // Who asks while another thread makes it waits for that. What is thrown while
  // it is made reaches the one who made it; the next tries again.
  template <typename Make>
  std::shared_ptr<Value const> get(Key const& key, Make make) {
    auto const slot = slot_of(key);
    std::lock_guard const lock{slot->mutex};
    if (!slot->value) {
      slot->value.emplace(make());
    }
    return {slot, &*slot->value};
  }

 private:
  struct Slot {
    std::mutex mutex;
    std::optional<Value> value;
  };

  std::shared_ptr<Slot> slot_of(Key const& key) {
    std::lock_guard const lock{mutex_};
    if (auto const* const known = recent_.find(key)) {
      return *known;
    }
    auto slot = std::make_shared<Slot>();
    recent_.put(key, slot);
    return slot;
  }

  std::mutex mutex_;
  Recent<Key, std::shared_ptr<Slot>> recent_;
};

}  // namespace camel
