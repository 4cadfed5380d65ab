// SPDX-License-Identifier: Apache-2.0
// A level of something that is counted or measured in whole parts: fuel in a
// tank, tonnes on a heap. Some take from it, others fill it up.
//
//   Level tank{20'000, 5'000, "diesel"};        // litres: room, and inside now
//   co_await tank.take(800);                    // waits until so much is there
//   auto const is_filled = co_await tank.put(6'000).within(hours(8));
//
// Each side is served first come, first served: a large request is not
// overtaken by small ones. When a process ends before it could go on, what it
// took comes back, be there room or not; what it put in stays.
#pragma once

#include <cstdint>
#include <string>

#include "camel/sim/monitor.h"
#include "camel/sim/patience.h"
#include "camel/sim/simulation.h"

namespace camel {

class Level {
  struct Request : Waiter {
    std::int64_t amount = 0;  // below 0: to be taken
  };
  class Line : public WaitingList {
   public:
    Line(Level& l, std::string const& name, char const* w)
        : WaitingList{name}, level{l}, wants{w} {}
    using WaitingList::first, WaitingList::join, WaitingList::serve,
        WaitingList::served_at_once;
    std::string describe(Waiter const& waiter) const override;
    void take_back(Waiter& waiter) override;
    void left_unserved() override { level.serve_lines(); }
    Level& level;
    char const* wants;
  };

 public:
  Level(std::int64_t room, std::int64_t inside, std::string const& name = {});
  Level(Level const&) = delete;
  Level& operator=(Level const&) = delete;

  struct [[nodiscard("co_await it")]] Change : Patience<Change> {
    Change(Level & l, std::int64_t amount) : level{l} {
      request.amount = amount;
    }
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      level.simulation_ = process.promise().simulation;
      auto& line = level.line_of(request);
      if (line.length() == 0 && level.can_be_served(request)) {
        line.served_at_once();
        level.change(request.amount);
        level.serve_lines();
        return false;
      }
      stand(request, process.promise());
      line.join(request);
      return true;
    }
    // Is it done? False: it gave up.
    bool await_resume() {
      return request.simulation == nullptr || request.simulation->was_granted();
    }

    Level& level;
    Request request;
  };
  Change take(std::int64_t amount) { return {*this, -check(amount)}; }
  Change put(std::int64_t amount) { return {*this, check(amount)}; }

  std::int64_t room() const { return room_; }
  std::int64_t inside() const { return level_.level(); }
  LevelMonitor const& level() const { return level_; }
  WaitingList const& takers() const { return takers_; }
  WaitingList const& putters() const { return putters_; }
  void reset_statistics(Ticks now);

 private:
  std::int64_t check(std::int64_t amount) const;
  Line& line_of(Request const& request) {
    return request.amount < 0 ? takers_ : putters_;
  }
  bool can_be_served(Request const& request) const {
    auto const after = inside() + request.amount;
    return after >= 0 && after <= room_;
  }
  void change(std::int64_t amount) { level_.add(amount, simulation_->now()); }
  bool serve_first(Line& line);
  void serve_lines();

  Simulation* simulation_ = nullptr;
  std::int64_t room_;
  LevelMonitor level_;
  Line takers_, putters_;
};

}  // namespace camel
