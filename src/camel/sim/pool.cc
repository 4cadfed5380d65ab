// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/pool.h"

namespace camel {

void Hold::release() {
  if (pool_ != nullptr) {
    std::exchange(pool_, nullptr)->give_back(units_);
  }
}

bool Pool::take_at_once(int units) {
  if (!queue_.empty() || units > free_) {
    return false;
  }
  take(units);
  waits_.add(0);
  return true;
}

void Pool::queue_up(Simulation::Slot slot, int units) {
  simulation_->suspend(slot);
  queue_.push_back({slot, units, simulation_->now()});
  waiting_.set(static_cast<double>(queue_.size()), simulation_->now());
}

void Pool::take(int units) {
  free_ -= units;
  in_use_.set(units_ - free_, simulation_->now());
}

void Pool::give_back(int units) {
  free_ += units;
  CAMEL_CHECK(free_ <= units_, "more units given back than the pool has");
  in_use_.set(units_ - free_, simulation_->now());
  while (!queue_.empty() && queue_.front().units <= free_) {
    auto const next = queue_.front();
    queue_.pop_front();
    waiting_.set(static_cast<double>(queue_.size()), simulation_->now());
    waits_.add(static_cast<double>(simulation_->now() - next.since));
    take(next.units);
    simulation_->wake(next.slot);
  }
}

void Pool::reset_statistics(Ticks now) {
  in_use_.reset(now);
  waiting_.reset(now);
  waits_ = {};
}

}  // namespace camel
