// SPDX-License-Identifier: Apache-2.0
// A pool of equal units that processes hold for a while: tracks, cranes,
// customs lanes, wagons. First come, first served; a request for many units
// waits at the head until they are all there, so nobody is overtaken for ever.
// A pool is plain data of the world: it learns its simulation from whoever
// acquires first.
#pragma once

#include <deque>
#include <utility>

#include "camel/sim/simulation.h"
#include "camel/sim/statistics.h"

namespace camel {

class Pool;

// Units in hand; they go back to the pool at the end of the scope.
class [[nodiscard]] Hold {
 public:
  Hold() = default;
  Hold(Pool& pool, int units) : pool_{&pool}, units_{units} {}
  Hold(Hold&& other) noexcept
      : pool_{std::exchange(other.pool_, nullptr)}, units_{other.units_} {}
  Hold& operator=(Hold&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(units_, other.units_);
    return *this;
  }
  ~Hold() { release(); }

  void release();
  explicit operator bool() const { return pool_ != nullptr; }

 private:
  Pool* pool_ = nullptr;
  int units_ = 0;
};

class Pool {
 public:
  explicit Pool(int units) : units_{units}, free_{units} {
    CAMEL_CHECK(units > 0, "a pool without units");
  }

  struct Acquire {
    Pool& pool;
    int units;

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      pool.simulation_ = process.promise().simulation;
      if (pool.take_at_once(units)) {
        return false;  // goes on without a stop
      }
      pool.queue_up(process.promise().slot, units);
      return true;
    }
    Hold await_resume() { return {pool, units}; }
  };
  // `auto const track = co_await tracks.acquire();`
  Acquire acquire(int units = 1) {
    CAMEL_CHECK(units > 0 && units <= units_,
                "more units asked for than the pool has");
    return {*this, units};
  }

  int units() const { return units_; }
  int free() const { return free_; }
  std::size_t queue_length() const { return queue_.size(); }

  // Area under the curve of units in use and of requests waiting, in
  // unit-ticks since the start or the last reset.
  TimeWeighted const& in_use() const { return in_use_; }
  TimeWeighted const& waiting() const { return waiting_; }
  // Waits of requests granted since then, in ticks.
  Tally const& waits() const { return waits_; }
  void reset_statistics(Ticks now);

 private:
  friend class Hold;

  struct Request {
    Simulation::Slot slot;
    int units;
    Ticks since;
  };

  bool take_at_once(int units);
  void queue_up(Simulation::Slot slot, int units);
  void give_back(int units);
  void take(int units);

  Simulation* simulation_ = nullptr;
  int units_;
  int free_;
  std::deque<Request> queue_;
  TimeWeighted in_use_, waiting_;
  Tally waits_;
};

}  // namespace camel
