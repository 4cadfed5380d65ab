// SPDX-License-Identifier: Apache-2.0
// Simulated time and the processes that live in it.
//
//   Process cross(Simulation& sim, Pool& lanes) {
//     auto const lane = co_await lanes.acquire();
//     co_await sim.wait(hours(2));
//   }                                  // the lane is free again here
//
//   Simulation sim;
//   sim.start(cross(sim, lanes));
//   sim.run_until(hours(24));
//
// A process is a free function that returns `Process` and takes the
// `Simulation&` first. What it refers to (pools, the world) is declared before
// the `Simulation` and outlives it; the rest it takes by value. Processes still
// alive at the end are destroyed with the `Simulation`, in a fixed order.
//
// `Task` is a part of a process written as a coroutine of its own; the process
// awaits it: `co_await clear_customs(sim, world, train);`
//
// Events happen in the order of their time; those of the same time in the
// order they were asked for. Nothing depends on addresses or on the clock on
// the wall, so one seed gives one history.
#pragma once

#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

#include "camel/base/check.h"

namespace camel {

// Simulated time in whole ticks. What a tick is, is the model's choice.
using Ticks = std::int64_t;

class Simulation;

class [[nodiscard]] Process {
 public:
  struct promise_type {
    template <typename... Arguments>
    explicit promise_type(Simulation& simulation, Arguments&&...);
    ~promise_type();
    promise_type(promise_type const&) = delete;
    promise_type& operator=(promise_type const&) = delete;

    Process get_return_object() {
      return Process{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept;

    Simulation* simulation;
    std::uint32_t slot;
  };
  using Handle = std::coroutine_handle<promise_type>;

  Process(Process&& other) noexcept
      : handle_{std::exchange(other.handle_, nullptr)} {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (handle_) {
      handle_.destroy();  // never started
    }
  }

 private:
  friend class Simulation;
  explicit Process(Handle handle) : handle_{handle} {}
  Handle handle_;
};

// A part of a process, run by `co_await`.
class [[nodiscard]] Task {
 public:
  struct promise_type {
    promise_type() = default;
    promise_type(promise_type const&) = delete;
    promise_type& operator=(promise_type const&) = delete;

    Task get_return_object() {
      return Task{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct GoBack {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(
          std::coroutine_handle<promise_type> task) const noexcept;
      void await_resume() const noexcept {}
    };
    GoBack final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { failure = std::current_exception(); }

    Simulation* simulation = nullptr;
    std::uint32_t slot = 0;
    std::coroutine_handle<> parent;
    std::exception_ptr failure;
  };
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept
      : handle_{std::exchange(other.handle_, nullptr)} {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) {
      handle_.destroy();
    }
  }

  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> parent);
  void await_resume() const {
    if (handle_.promise().failure) {
      std::rethrow_exception(handle_.promise().failure);
    }
  }

 private:
  explicit Task(Handle handle) : handle_{handle} {}
  Handle handle_;
};

class Simulation {
 public:
  // Which process, in a fixed-size word. Slots are used again.
  using Slot = std::uint32_t;

  Simulation() = default;
  Simulation(Simulation const&) = delete;
  Simulation& operator=(Simulation const&) = delete;
  ~Simulation();

  Ticks now() const { return now_; }

  // How many times a process was resumed: the kernel's own count of events.
  std::uint64_t events() const { return events_; }

  // The process begins now, after what is already due now.
  void start(Process process);

  struct Wait {
    Simulation& simulation;
    Ticks until;

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      simulation.arm(process.promise().slot, until);
    }
    void await_resume() const noexcept {}
  };
  // `co_await sim.wait(d)`: goes on d ticks later; negative is refused.
  Wait wait(Ticks duration) {
    CAMEL_CHECK(duration >= 0, "a wait of negative length");
    return {*this, now_ + duration};
  }
  // `co_await sim.wait_until(t)`: t must not have passed.
  Wait wait_until(Ticks time) {
    CAMEL_CHECK(time >= now_, "a wait until a time that has passed");
    return {*this, time};
  }

  // Runs all events up to and including `end`; then now() is `end`. An
  // exception that leaves a process comes out here.
  void run_until(Ticks end);
  // Runs until nothing is due any more.
  void run();

  // For waiting lists such as Pool and Signal. A suspended process is known by
  // its slot and the number of its suspension; each suspension ends once.
  std::uint64_t suspend(Slot slot) { return slots_[slot].armed = ++sequence_; }
  std::uint64_t arm(Slot slot, Ticks time);
  bool is_suspended(Slot slot, std::uint64_t suspension) const {
    return slots_[slot].armed == suspension;
  }
  void wake(Slot slot);
  // Was the running process resumed by its timer rather than by `wake`?
  bool timed_out() const { return timed_out_; }

 private:
  friend struct Process::promise_type;
  friend struct Task::promise_type;
  friend class Task;

  struct Live {
    Process::Handle process;          // owns the frames
    std::coroutine_handle<> current;  // the innermost task, to be resumed
    std::uint64_t armed = 0;
  };
  struct Due {
    Ticks time;
    std::uint64_t sequence;
    Slot slot;

    bool before(Due const& other) const {
      return time != other.time ? time < other.time : sequence < other.sequence;
    }
  };

  Slot enter();
  void leave(Slot slot);
  void resume(Slot slot, bool timed_out);
  void drain_ready();
  void push(Due due);
  Due pop();

  Ticks now_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t events_ = 0;
  bool timed_out_ = false;
  std::vector<Live> slots_;
  std::vector<Slot> free_slots_;
  std::vector<Due> pending_;  // a 4-ary heap
  // Processes to resume at the present time, first come first served.
  std::vector<std::pair<Slot, std::uint64_t>> ready_;
  std::size_t ready_head_ = 0;
  std::exception_ptr failure_;
};

template <typename... Arguments>
Process::promise_type::promise_type(Simulation& owner, Arguments&&...)
    : simulation{&owner}, slot{owner.enter()} {}

template <typename Promise>
std::coroutine_handle<> Task::await_suspend(
    std::coroutine_handle<Promise> parent) {
  auto& task = handle_.promise();
  task.simulation = parent.promise().simulation;
  task.slot = parent.promise().slot;
  task.parent = parent;
  task.simulation->slots_[task.slot].current = handle_;
  return handle_;
}

inline std::coroutine_handle<> Task::promise_type::GoBack::await_suspend(
    std::coroutine_handle<promise_type> task) const noexcept {
  auto const& promise = task.promise();
  promise.simulation->slots_[promise.slot].current = promise.parent;
  return promise.parent;
}

}  // namespace camel
