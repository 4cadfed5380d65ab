// SPDX-License-Identifier: Apache-2.0
// A pool of equal units that processes hold for a while: tracks, cranes,
// customs lanes, wagons.
//
//   auto const track = co_await tracks.acquire();
//   auto const wagons = co_await fleet.acquire({.units = 40, .priority = -1});
//   auto const lane = co_await lanes.acquire().within(hours(2));
//   if (!lane) { ... }                        // nobody came free in time
//
// A hold without a name is given back at once.
//
// Requests are served by priority, lower first; among equals first come, first
// served, or last come. A request for many units waits at the head of the line
// until they are all there, so nobody is overtaken for ever, unless the pool
// lets those pass that fit.
//
// A request that preempts takes the units of less urgent holders that allow
// it: of the least urgent first, among equals of the one who began last; never
// those of its own process. They meet `Interrupted` where they wait (use.h does
// all of that for work that takes a time). Who is just about to go on does not
// meet it: `hold.is_taken_away()` tells.
//
// The number of units may change during a run. Where more are in use than
// remain, the caller says what becomes of the work in progress.
//
// A pool is plain data of the world: it learns its simulation from whoever
// acquires first. Where the number of units changes before, it is told.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "camel/sim/monitor.h"
#include "camel/sim/patience.h"
#include "camel/sim/simulation.h"

namespace camel {

class Pool;
template <std::size_t N>
struct AcquireAll;

// What becomes of work in progress when its units are taken away.
enum class WhenStopped {
  finish,   // they are not: it is finished first
  pause,    // it goes on later with what is left
  restart,  // it begins anew later
  abort,    // it is given up
};

// Units in hand; they go back to the pool at the end of the scope.
class [[nodiscard]] Hold {
 public:
  Hold() = default;
  Hold(Hold&& other) noexcept
      : pool_{std::exchange(other.pool_, nullptr)},
        units_{other.units_},
        number_{other.number_} {}
  Hold& operator=(Hold&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(units_, other.units_);
    std::swap(number_, other.number_);
    return *this;
  }
  ~Hold() { release(); }

  void release();
  // Gives some of the units back before the others.
  void release(int units);
  int units() const { return pool_ != nullptr ? units_ : 0; }
  // Are there units in it? It stays true if they were taken away.
  explicit operator bool() const { return pool_ != nullptr; }
  bool is_taken_away() const;

 private:
  friend class Pool;
  template <std::size_t N>
  friend struct AcquireAll;
  Hold(Pool& pool, int units, std::uint64_t number)
      : pool_{&pool}, units_{units}, number_{number} {}

  Pool* pool_ = nullptr;
  int units_ = 0;
  std::uint64_t number_ = 0;  // of a hold that may be taken away, or 0
};

class Pool : public WaitingList {
 public:
  enum class Order { first_come, last_come };  // among equal priorities
  struct Rules {
    Order order = Order::first_come;
    bool may_overtake = false;  // who fits passes those who do not
  };

  Pool(int units, std::string name, Rules rules);
  explicit Pool(int units, std::string name = {})
      : Pool{units, std::move(name), Rules{}} {}

  struct Request {
    int units = 1;
    Priority priority = 0;
    bool preempts = false;
    bool may_be_preempted = false;
    bool may_be_stopped = false;    // by a change of the number of units
    bool has_been_stopped = false;  // goes before its equals
  };
  struct Applicant : Waiter {
    Request request;
    Pool* pool = nullptr;
    std::uint64_t number = 0;  // of the hold it was granted
    // All lines of a request that must be served at once, or null.
    Applicant* together = nullptr;
    std::size_t lines = 1;
  };

  struct [[nodiscard("co_await it")]] Acquire : Patience<Acquire> {
    Acquire(Pool & p, Request request) {
      waiter.pool = &p;
      waiter.request = request;
    }
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      auto& pool = *waiter.pool;
      pool.simulation_.meet(*process.promise().simulation);
      waiter.slot = process.promise().slot;
      waiter.priority = waiter.request.priority;
      if (pool.goes_first(waiter) && pool.has_room(waiter)) {
        pool.take(waiter);
        pool.served_at_once();
        if (waiter.request.preempts) [[unlikely]] {
          pool.call_away();
        }
        return false;  // goes on without a stop
      }
      stand(waiter, process.promise());
      pool.queue_up(waiter);
      return true;
    }
    Hold await_resume() {
      if (waiter.simulation != nullptr && !waiter.simulation->was_granted()) {
        return {};
      }
      return {*waiter.pool, waiter.request.units, waiter.number};
    }

    Applicant waiter;
  };
  Acquire acquire(int units = 1) { return acquire(Request{.units = units}); }
  Acquire acquire(Request request) {
    check_request(request);
    return {*this, request};
  }

  int units() const { return static_cast<int>(capacity_.level()); }
  int free() const { return free_; }  // below 0 while work is finished

  // For a pool whose number of units changes before anybody acquires.
  void live_in(Simulation& simulation) { simulation_.meet(simulation); }

  // Requests for so many are in order, even if fewer are there now.
  void may_have(int units) { most_units_ = std::max(most_units_, units); }
  // As many as are in use must remain.
  void set_units(int units);
  // They need not: `policy` says what becomes of the work in progress. Only
  // holds that may be stopped are; the others are finished.
  void set_units(int units, WhenStopped policy);

  // Units in use and units there, over time.
  LevelMonitor const& in_use() const { return in_use_; }
  LevelMonitor const& capacity() const { return capacity_; }
  void reset_statistics(Ticks now);

  std::string describe(Waiter const& waiter) const override;
  void take_back(Waiter& waiter) override;

 private:
  friend class Hold;
  template <std::size_t N>
  friend struct AcquireAll;

  // A hold that may be taken away.
  struct Stoppable {
    std::uint64_t number;
    ProcessId process;
    Request request;
  };

  void check_request(Request const& request) const {
    if (request.units <= 0 || request.units > most_units_ ||
        request.priority < kFirstPriority || request.priority > kLastPriority)
        [[unlikely]] {
      refuse_request(request);
    }
  }
  [[noreturn, gnu::cold]] void refuse(std::string const& what) const;
  [[noreturn, gnu::cold]] void refuse_request(Request const& request) const;
  // Does nobody have to go before it?
  bool goes_first(Applicant const& applicant) const {
    return length() == 0 || goes_before_those_waiting(applicant);
  }
  bool goes_before_those_waiting(Applicant const& applicant) const {
    return rules_.may_overtake || first()->priority > applicant.priority ||
           (first()->priority == applicant.priority &&
            goes_before_equals(applicant));
  }
  bool goes_before_equals(Applicant const& applicant) const {
    return rules_.order == Order::last_come ||
           applicant.request.has_been_stopped;
  }
  bool has_room(Applicant const& applicant) {
    return applicant.request.units <= free_ ||
           (applicant.request.preempts && make_room(applicant));
  }
  void take(Applicant& applicant) {
    auto const& request = applicant.request;
    free_ -= request.units;
    in_use_.add(request.units, simulation_->now());
    if (request.may_be_preempted || request.may_be_stopped) [[unlikely]] {
      remember(applicant);
    }
  }
  void remember(Applicant& applicant);
  void queue_up(Applicant& applicant) {
    join(applicant, goes_before_equals(applicant) ? At::front : At::back);
  }
  bool can_be_served(Applicant& applicant);
  bool is_next_served(Applicant& applicant);
  void serve_line();
  void left_unserved() override { serve_line(); }
  bool make_room(Applicant const& applicant);
  void take_away(Stoppable held);
  // Those who were preempted hear of it when their units are in other hands:
  // who leaves a line lets others go on there.
  void call_away();
  void give_back(int units) {
    if (free_ == 0 && length() > 0 && is_plain(*first(), units)) {
      // From hand to hand.
      auto& waiter = *first();
      serve(waiter);
      simulation_->wake(waiter.slot);
      return;
    }
    free_ += units;
    if (!simulation_) {
      return;  // it is over, and so are the statistics
    }
    in_use_.add(-units, simulation_->now());
    if (length() > 0) {
      serve_line();
    }
  }
  // Does it ask for just so many, of this pool alone, for good?
  static bool is_plain(Waiter const& waiter, int units) {
    auto const& applicant = static_cast<Applicant const&>(waiter);
    return applicant.request.units == units &&
           !applicant.request.may_be_preempted &&
           !applicant.request.may_be_stopped && applicant.together == nullptr;
  }
  // False: it was taken away before.
  bool forget(std::uint64_t number);

  KnownSimulation simulation_;
  Rules rules_;
  int most_units_;
  int free_;
  LevelMonitor in_use_, capacity_;
  std::vector<Stoppable> stoppable_;
  std::vector<ProcessId> preempted_;  // and not yet called away
  std::uint64_t numbers_ = 0;
};

inline void Hold::release() {
  if (auto* const pool = std::exchange(pool_, nullptr)) {
    if (number_ == 0 || pool->forget(number_)) {
      pool->give_back(units_);
    }
  }
}

}  // namespace camel
