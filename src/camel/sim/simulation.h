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
// What happens, happens in the order of its time; at the same time by the class
// of its process, lower first; then in the order in which it was asked for. Who
// is woken by another goes on at that same time, before anything that is
// pending for it; `wait(0)` goes behind it. Nothing depends on addresses or on
// the clock on the wall, so one seed gives one history.
//
// Processes still alive at the end are destroyed with the `Simulation`, in the
// order in which they began.
//
// What makes no sense (a negative wait, giving back more than is held) throws
// `SimulationError`, which names the process and the time; where no simulation
// is known yet, its base `UsageError`. An exception that leaves a process stops
// the run and comes out of it.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/sim/frame_arena.h"
#include "camel/sim/known_simulation.h"
#include "camel/sim/pending_set.h"
#include "camel/sim/process.h"
#include "camel/sim/process_table.h"
#include "camel/sim/ready_lines.h"
#include "camel/sim/ticks.h"
#include "camel/sim/waiting_list.h"

namespace camel {

// The model asked for what makes no sense.
struct SimulationError : UsageError {
  using UsageError::UsageError;
};

// An exception left a process; it is nested inside.
struct ProcessFailed : CheckFailed {
  using CheckFailed::CheckFailed;
};

// Why a process was called away from what it waited for.
struct Interruption {
  enum class Cause { called, preempted, closed };
  Cause cause = Cause::called;
  std::int64_t code = 0;  // the caller's own
};

// Thrown at the `co_await` of a process that was called away. A handler cannot
// wait itself: it notes what to do, and the process does it after the handler.
struct Interrupted : std::exception {
  explicit Interrupted(Interruption why) : interruption{why} {}
  char const* what() const noexcept override {
    return "it was interrupted and is not prepared for that";
  }
  Interruption interruption;
};

class Trace;
class Signal;

class Simulation {
 public:
  using Slot = camel::Slot;

  // Times lie before this; in microseconds it is 36,000 years.
  static constexpr Ticks kHorizon = Ticks{1} << 60;

  explicit Simulation(
      PendingSet::Structure structure = PendingSet::Structure::automatic);
  Simulation(Simulation const&) = delete;
  Simulation& operator=(Simulation const&) = delete;
  ~Simulation();

  Ticks now() const { return now_; }

  // How many times a process went on: the kernel's own count of events.
  std::uint64_t events() const { return events_; }

  struct Start {
    Label label = {};
    Priority event_class = 0;  // among what happens at the same time
  };
  // The process begins now, after those who have been woken already.
  ProcessId start(Process process, Start options);
  ProcessId start(Process process) { return begin(process, {}); }
  // It begins there and then. When it first waits, or has ended, the running
  // process goes on; until then it must not end it, nor take units from it.
  void start_at_once(Process process);

  // -- waiting

  struct WaitEnd {
    bool is_interrupted = false;
    Ticks waited = 0;
    Interruption interruption = {};
  };

  struct WaitOrInterrupted;
  struct [[nodiscard("co_await it")]] Wait {
    Simulation& simulation;
    Ticks until;

    bool await_ready() {
      if (until < simulation.now_) [[unlikely]] {
        simulation.refuse_time(until);  // it was made for an earlier moment
      }
      return simulation.advance_alone(until);
    }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      simulation.arm(process.promise().slot, until);
    }
    void await_resume() { simulation.throw_if_interrupted(); }

    // `auto const end = co_await sim.wait(d).or_interrupted();` goes on in
    // either case and says which.
    WaitOrInterrupted or_interrupted() const;
  };
  struct [[nodiscard("co_await it")]] WaitOrInterrupted : Wait {
    Ticks since;
    WaitEnd await_resume() {
      auto& sim = simulation;
      if (sim.wake_ != Wake::interrupted) {
        return {.waited = until - since};
      }
      return {true, sim.now_ - since, sim.take_interruption()};
    }
  };

  // `co_await sim.wait(d)`: goes on d ticks later. A duration in floating
  // point is rounded to the nearest tick. Negative ones, NaN and what leads
  // beyond the horizon are refused.
  template <std::integral Duration>
  Wait wait(Duration duration) {
    auto const ticks = static_cast<Ticks>(duration);
    if (ticks < 0 || ticks >= kHorizon - now_) [[unlikely]] {
      refuse_wait(ticks);
    }
    return {*this, now_ + ticks};
  }
  Wait wait(double duration) {
    if (!(duration >= 0 && duration < kHorizon)) [[unlikely]] {
      refuse_wait(duration);
    }
    auto const whole = static_cast<Ticks>(duration);
    auto const rest = duration - static_cast<double>(whole);
    return wait(whole + (rest >= 0.5 ? 1 : 0));
  }
  // `co_await sim.wait_until(t)`: t must not have passed.
  Wait wait_until(Ticks time) {
    if (time < now_ || time >= kHorizon) [[unlikely]] {
      refuse_time(time);
    }
    return {*this, time};
  }
  // Lets all others that are due now go first.
  Wait yield() { return {*this, now_}; }

  // `co_await sim.ended(train)`: goes on when that process has ended, at once
  // if it has already.
  struct Ended;
  Ended ended(ProcessId process);

  // -- other processes

  bool is_alive(ProcessId process) const {
    return processes_.is_alive(process);
  }
  ProcessId id_of(Slot slot) const { return processes_.id_of(slot); }
  Priority event_class_of(ProcessId process) const {
    return static_cast<Priority>(processes_[process.slot].event_class -
                                 ProcessTable::kClassOfZero);
  }
  // The running process, or none outside of a run.
  ProcessId running() const;
  // Calls a process away from what it waits for: there it meets `Interrupted`.
  // False: it was not waiting (it had ended, not yet begun, or got what it
  // waited for and is about to go on), and nothing happens.
  bool interrupt(ProcessId process, Interruption why = {});
  // Ends a process there and then: it leaves all lines, and gives back what it
  // holds. The running process ends where it would next wait. False: it had
  // already ended.
  bool end(ProcessId process);
  std::string name_of(ProcessId process) const;

  // -- running

  // Runs all that happens up to and including `end`; then now() is `end`.
  void run_until(Ticks end);
  // Runs until nothing is due any more.
  void run();
  // One process goes on once; false: nothing is due any more.
  bool step();

  // -- looking in

  // Memory of the frames of processes and tasks, at its largest so far, but for
  // frames above 4 KiB.
  std::size_t frame_bytes() const { return frames_.bytes(); }

  struct Waiting {
    ProcessId process;
    std::string name;
    std::string what;  // it waits for
    Ticks since = 0;
  };
  // Who waits for something that has no time of its own; in the order of their
  // birth. When the run is over and they should not be waiting, this says why
  // it is stuck.
  std::vector<Waiting> waiting() const;
  // The same as lines of text, no line if nobody waits.
  std::string report_waiting() const;

  // Notes what happens from now on; null: nothing.
  void set_trace(Trace* trace) { trace_ = trace; }

  // -- for what processes wait for (pool.h, signal.h ...)

  using Wake = camel::Wake;

  // The process is suspended until somebody wakes it.
  void suspend(Slot slot);
  // The process stands at `waiter`; it gives up at `deadline`, if ever.
  void suspend_at(Slot slot, Waiter& waiter, Ticks deadline);
  // The process goes on at `time`.
  void arm(Slot slot, Ticks time);
  // A suspended process gives up at another time than it was to, if ever.
  void set_deadline(Slot slot, Ticks deadline);
  // It goes on now, after those already woken.
  void wake(Slot slot, Wake why = Wake::granted);
  // For `await_resume`: false if it gave up; interruptions are thrown.
  bool was_granted() {
    throw_if_interrupted();
    return wake_ == Wake::granted;
  }
  void throw_if_interrupted() {
    if (wake_ == Wake::interrupted) [[unlikely]] {
      throw Interrupted{take_interruption()};
    }
  }
  // Throws SimulationError with the running process and the time.
  [[noreturn, gnu::cold]] void refuse(std::string const& what) const;
  void note_waiting(Waiter const& waiter) const {
    if (trace_ != nullptr) [[unlikely]] {
      trace_waiting(waiter);
    }
  }

  // For tests: the next sequence number, which wraps around.
  void set_sequence(std::uint32_t sequence) { sequence_ = sequence; }
  // And how many stand in the pending set, with those nobody waits for.
  std::size_t pending() const { return pending_.size(); }

 private:
  friend struct Process::promise_type;
  template <typename T>
  friend class Task;
  friend struct TaskPromiseBase;
  friend class KnownSimulation;
  friend void* allocate_frame(Simulation& simulation, std::size_t bytes);

  using State = ProcessTable::State;
  using Live = ProcessTable::Live;
  static constexpr Slot kNobody = ProcessTable::kNobody;

  Slot enter() {
    if (processes_.is_full()) [[unlikely]] {
      refuse_process();
    }
    return processes_.add();
  }
  void leave(Slot slot) {
    if (trace_ != nullptr) [[unlikely]] {
      trace_end(slot);
    }
    disarm(processes_[slot]);
    processes_.remove(slot);
    if (!ends_.empty()) [[unlikely]] {
      raise_end_of(slot);
    }
  }
  ProcessId begin(Process& process, Start const& options);
  ProcessId admit(Process& process, Start const& options);
  [[noreturn, gnu::cold]] void refuse_process() const;
  void raise_end_of(Slot slot);
  void trace_start(Slot slot) const;
  void trace_end(Slot slot) const;
  std::uint32_t next_sequence() {
    if (++sequence_ == std::numeric_limits<std::uint32_t>::max()) [[unlikely]] {
      renumber();
    }
    return sequence_;
  }
  void renumber();
  bool advance_alone(Ticks until) {
    // Nobody else can do anything before this process goes on: only the clock
    // moves. Equal times go through the pending set, behind what is there.
    if (!ready_.empty() || until > end_ || !pending_.is_after(until)) {
      return false;
    }
    now_ = until;
    wake_ = Wake::timer;
    ++events_;
    if (trace_ != nullptr) [[unlikely]] {
      trace_going_on(running_);
    }
    return true;
  }
  void disarm(Live& live) {
    if (live.armed != 0) {
      live.armed = 0;
      ++stale_;
      if (stale_ > 64 && stale_ > pending_.size() / 2) [[unlikely]] {
        drop_stale();
      }
    }
  }
  void drop_stale();
  void leave_lines(Live& live);
  void resume(Slot slot, Wake why);
  void go_on_as(Slot slot, Wake why);
  bool go_on(Ticks end);
  void run_all(Ticks end);
  void prefetch_next();
  void see_to_it();
  [[noreturn, gnu::cold]] void fail();
  [[noreturn, gnu::cold]] void refuse_wait(double duration) const;
  [[noreturn, gnu::cold]] void refuse_wait(Ticks duration) const;
  [[noreturn, gnu::cold]] void refuse_time(Ticks time) const;
  Interruption take_interruption();
  std::string name_of(Slot slot) const;
  Signal& end_of(Slot slot);
  void trace_going_on(Slot slot) const;
  void trace_waiting(Waiter const& waiter) const;

  FrameArena frames_;
  Ticks now_ = 0;
  Ticks end_ = -1;  // until here a process may go on without the run loop
  std::uint64_t events_ = 0;
  Trace* trace_ = nullptr;
  std::uint32_t sequence_ = 0;
  Slot running_ = kNobody;
  Wake wake_ = Wake::timer;
  bool is_special_ = false;  // something happened that is seldom
  bool is_over_ = false;     // who is started now never begins
  ProcessId doomed_;         // the running process, to end where it waits
  PendingSet pending_;
  std::size_t stale_ = 0;  // items of the pending set that nobody waits for
  ProcessTable processes_;
  ReadyLines ready_;
  std::exception_ptr failure_;
  std::string failed_;  // whose it was
  std::map<Slot, Interruption> interruptions_;
  std::map<Slot, std::unique_ptr<Signal>> ends_;
  std::set<KnownSimulation*> known_by_;
};

}  // namespace camel

#include "camel/sim/simulation_inline.h"
