// SPDX-License-Identifier: Apache-2.0
// What happens in every event, for the compiler to see where it is called. Part
// of simulation.h.
#pragma once

#include "camel/sim/simulation.h"

namespace camel {

inline auto Simulation::Wait::or_interrupted() const -> WaitOrInterrupted {
  return {*this, simulation.now_};
}

inline void Simulation::suspend(Slot slot) {
  processes_[slot].state = State::suspended;
}

inline void Simulation::arm(Slot slot, Ticks time) {
  auto const sequence = next_sequence();
  auto& live = processes_[slot];
  live.armed = sequence;
  live.state = State::suspended;
  pending_.push({time, live.event_class, sequence, slot});
}

inline void Simulation::set_deadline(Slot slot, Ticks deadline) {
  disarm(processes_[slot]);
  if (deadline < kNever) {
    arm(slot, deadline);
  } else {
    suspend(slot);
  }
}

inline void Simulation::suspend_at(Slot slot, Waiter& waiter, Ticks deadline) {
  processes_[slot].waiting = &waiter;
  set_deadline(slot, deadline);
}

inline void Simulation::wake(Slot slot, Wake why) {
  auto& live = processes_[slot];
  disarm(live);
  live.state = State::ready;
  live.wake = why;
  ready_.push(slot, live.event_class);
  // It has slept long, and is needed soon.
  auto const* const frame = static_cast<char const*>(live.current.address());
  __builtin_prefetch(frame);
  __builtin_prefetch(frame + kCacheLine);
}

inline ProcessId Simulation::begin(Process& process, Start const& options) {
  auto const id = admit(process, options);
  if (id.birth != 0) [[likely]] {
    wake(id.slot, Wake::timer);
  }
  return id;
}

inline ProcessId Simulation::admit(Process& process, Start const& options) {
  auto const handle = process.handle_;
  auto const slot = handle.promise().slot;
  CAMEL_CHECK(handle.promise().simulation == this,
              "a process started in another simulation");
  if (is_over_) [[unlikely]] {
    return {};
  }
  process.handle_ = nullptr;
  processes_.cold(slot) = {handle, options.label};
  auto& live = processes_[slot];
  live.current = handle;
  live.event_class = static_cast<std::uint8_t>(options.event_class +
                                               ProcessTable::kClassOfZero);
  auto const id = processes_.id_of(slot);
  if (trace_ != nullptr) [[unlikely]] {
    trace_start(slot);
  }
  return id;
}

inline void WaitingList::join(Waiter& waiter, At at) {
  auto const now = waiter.simulation->now();
  waiter.list = this;
  waiter.since = now;
  line_.add(1, now);
  waiter.simulation->note_waiting(waiter);
  if (ranks_.size() == 1 && ranks_[0].priority == waiter.priority &&
      at == At::back) {
    // Most lines know one priority.
    waiter.behind = nullptr;
    waiter.ahead = std::exchange(ranks_[0].last, &waiter);
    waiter.ahead->behind = &waiter;
  } else {
    join_between(waiter, at);
  }
}

inline void WaitingList::unlink(Waiter& waiter) {
  line_.add(-1, waiter.simulation->now());
  auto* const behind = waiter.behind;
  if (first_ == &waiter && behind != nullptr &&
      behind->priority == waiter.priority) {
    first_ = behind;
    behind->ahead = nullptr;
  } else {
    unlink_between(waiter);
  }
}

inline void WaitingList::serve(Waiter& waiter) {
  unlink(waiter);
  waiter.is_granted = true;
  waits_.add(waiter.simulation->now() - waiter.since);
}

inline void* allocate_frame(Simulation& simulation, std::size_t bytes) {
  return FrameMemory::allocate(simulation.frames_, bytes);
}

inline void free_frame(void* frame, std::size_t bytes) noexcept {
  FrameMemory::free(frame, bytes);
}

inline Process::promise_type::~promise_type() { simulation->leave(slot); }

template <typename... Arguments>
Process::promise_type::promise_type(Simulation& owner, Arguments&&...)
    : Whose{&owner, owner.enter()} {}

template <typename T>
template <typename Promise>
bool Task<T>::await_suspend(std::coroutine_handle<Promise> parent) {
  auto& task = handle_.promise();
  auto& simulation = *parent.promise().simulation;
  task.simulation = &simulation;
  task.slot = parent.promise().slot;
  simulation.processes_[task.slot].current = handle_;
  // Called, not jumped to: without optimization a jump is a call that never
  // returns, and many tasks one after the other would use up the stack.
  handle_.resume();
  if (handle_.done()) {
    simulation.processes_[task.slot].current = parent;
    return false;  // it came to its end without a stop
  }
  task.parent = parent;
  return true;
}

template <typename Promise>
std::coroutine_handle<> TaskPromiseBase::GoBack::await_suspend(
    std::coroutine_handle<Promise> task) const noexcept {
  auto const& promise = task.promise();
  if (!promise.parent) {
    return std::noop_coroutine();
  }
  promise.simulation->processes_[promise.slot].current = promise.parent;
  return promise.parent;
}

}  // namespace camel
