// SPDX-License-Identifier: Apache-2.0
// Where boxes stand that came by train or vessel. A full yard lets nobody
// unload; a train that has waited too long sets its boxes down outside.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>

#include "camel/base/check.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"
#include "camel/sim/statistics.h"

namespace camel {

class Yard {
 public:
  // Until then it holds any number.
  void limit(int storage, Ticks patience) {
    storage_ = storage;
    patience_ = patience;
  }

  // Is there room for so many TEU now, and nobody before us?
  bool takes(int teu, Ticks now) {
    if (!queue_.empty() || inside_ + within(teu) > storage_) {
      return false;
    }
    change(within(teu), now);
    return true;
  }

  // Waits for room, first come, first served; false: patience ran out and the
  // boxes go outside. More TEU than the yard can ever hold need it empty.
  friend Task<bool> wait_for_room(Simulation& sim, Yard& yard, int teu);

  void give_back(int teu, Ticks now) {
    change(-teu, now);
    CAMEL_CHECK(inside_ >= 0, "boxes left a yard they never stood in");
    if (!queue_.empty()) {
      changed_.raise();
    }
  }

  // What a train of so many TEU takes up.
  int within(int teu) const { return std::min(teu, storage_); }
  bool is_limited() const { return storage_ != kUnlimited; }
  int storage() const { return storage_; }
  int inside() const { return inside_; }
  std::size_t waiting() const { return queue_.size(); }
  TimeWeighted& over_time() { return over_time_; }
  TimeWeighted const& over_time() const { return over_time_; }

 private:
  static constexpr int kUnlimited = std::numeric_limits<int>::max();

  void change(int teu, Ticks now) {
    inside_ += teu;
    over_time_.add(teu, now);
    CAMEL_CHECK(inside_ <= storage_, "a yard holds more than it can");
  }

  int storage_ = kUnlimited;
  Ticks patience_ = 0;
  int inside_ = 0;
  TimeWeighted over_time_;
  std::uint64_t tickets_ = 0;
  std::deque<std::uint64_t> queue_;
  Signal changed_;
};

Task<bool> wait_for_room(Simulation& sim, Yard& yard, int teu);

}  // namespace camel
