// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/simulation.h"

#include <limits>

namespace camel {

namespace {

constexpr std::size_t kChildren = 4;

}  // namespace

Process::promise_type::~promise_type() { simulation->leave(slot); }

void Process::promise_type::unhandled_exception() noexcept {
  simulation->failure_ = std::current_exception();
}

Simulation::~Simulation() {
  // Frames may release pools and wake others as they go; nobody is resumed.
  for (auto& live : slots_) {
    if (live.process) {
      std::exchange(live.process, nullptr).destroy();
    }
  }
}

Simulation::Slot Simulation::enter() {
  if (free_slots_.empty()) {
    slots_.emplace_back();
    return static_cast<Slot>(slots_.size() - 1);
  }
  auto const slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

void Simulation::leave(Slot slot) {
  slots_[slot] = Live{};
  free_slots_.push_back(slot);
}

void Simulation::start(Process process) {
  auto const handle = std::exchange(process.handle_, nullptr);
  auto const slot = handle.promise().slot;
  CAMEL_CHECK(handle.promise().simulation == this,
              "a process started in another simulation");
  slots_[slot].process = handle;
  slots_[slot].current = handle;
  wake(slot);
}

std::uint64_t Simulation::arm(Slot slot, Ticks time) {
  auto const suspension = suspend(slot);
  push({time, suspension, slot});
  return suspension;
}

void Simulation::wake(Slot slot) {
  auto const suspension = suspend(slot);  // a timer still set is now stale
  ready_.emplace_back(slot, suspension);
}

void Simulation::resume(Slot slot, bool timed_out) {
  timed_out_ = timed_out;
  ++events_;
  slots_[slot].armed = 0;
  slots_[slot].current.resume();
  if (failure_) {
    std::rethrow_exception(std::exchange(failure_, nullptr));
  }
}

void Simulation::drain_ready() {
  while (ready_head_ < ready_.size()) {
    auto const [slot, suspension] = ready_[ready_head_++];
    if (slots_[slot].armed == suspension) {
      resume(slot, false);
    }
  }
  ready_.clear();
  ready_head_ = 0;
}

void Simulation::run_until(Ticks end) {
  CAMEL_CHECK(end >= now_, "a run that ends before now");
  drain_ready();
  while (!pending_.empty() && pending_.front().time <= end) {
    auto const due = pop();
    if (slots_[due.slot].armed != due.sequence) {
      continue;  // woken before its time
    }
    now_ = due.time;
    resume(due.slot, true);
    drain_ready();
  }
  now_ = end;
}

void Simulation::run() {
  drain_ready();
  while (!pending_.empty()) {
    run_until(pending_.front().time);
  }
}

void Simulation::push(Due due) {
  auto at = pending_.size();
  pending_.push_back(due);
  while (at > 0) {
    auto const parent = (at - 1) / kChildren;
    if (!due.before(pending_[parent])) {
      break;
    }
    pending_[at] = pending_[parent];
    at = parent;
  }
  pending_[at] = due;
}

Simulation::Due Simulation::pop() {
  auto const first = pending_.front();
  auto const last = pending_.back();
  pending_.pop_back();
  auto const size = pending_.size();
  if (size == 0) {
    return first;
  }
  std::size_t at = 0;
  for (;;) {
    auto const begin = at * kChildren + 1;
    if (begin >= size) {
      break;
    }
    auto const end = begin + kChildren < size ? begin + kChildren : size;
    auto least = begin;
    for (auto child = begin + 1; child < end; ++child) {
      if (pending_[child].before(pending_[least])) {
        least = child;
      }
    }
    if (!pending_[least].before(last)) {
      break;
    }
    pending_[at] = pending_[least];
    at = least;
  }
  pending_[at] = last;
  return first;
}

}  // namespace camel
