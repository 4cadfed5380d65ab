// SPDX-License-Identifier: Apache-2.0
// Things gather and leave together: when they are enough, or when it is time.
//
//   Batch<Container> boxes{"boxes for Duisburg"};
//   boxes.add(sim, box);
//
//   // The train: 40 boxes, or a day after the first, or by its cut-off.
//   auto const load = co_await boxes.collect(
//       {.full = 40, .after_first = kDay, .by = cut_off});
//
// Who collects waits in line; one at a time is loaded. It gets at most `full`
// things, in the order they came; fewer when its time has come: none, if `by`
// comes before the first. Who leaves because of the time counts in `reneged` of
// the line, not in its `waits`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "camel/base/check.h"
#include "camel/sim/simulation.h"

namespace camel {

struct GatherUntil {
  std::size_t full = std::numeric_limits<std::size_t>::max();
  Ticks after_first = kNever;  // since the oldest thing came
  Ticks by = kNever;
};

template <typename T>
class Batch : public WaitingList {
  struct Carrier : Waiter {
    GatherUntil departure;
  };

 public:
  explicit Batch(std::string name = {}) : WaitingList{std::move(name)} {}

  struct [[nodiscard("co_await it")]] Collect {
    Collect(Batch & b, GatherUntil departure) : batch{b} {
      carrier.departure = departure;
    }
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      Whose const& whose = process.promise();
      auto& simulation = *whose.simulation;
      batch.simulation_ = &simulation;
      if (batch.length() == 0 &&
          batch.may_leave(carrier.departure, simulation.now())) {
        batch.served_at_once();
        batch.load(carrier);
        return false;
      }
      carrier.simulation = whose.simulation;
      carrier.slot = whose.slot;
      simulation.suspend_at(whose.slot, carrier, kNever);
      batch.join(carrier);
      batch.set_deadline_of_first();
      return true;
    }
    std::vector<T> await_resume() {
      if (carrier.simulation != nullptr && !carrier.simulation->was_granted()) {
        batch.load(carrier);  // its time has come
        batch.serve_line();
      }
      return batch.leave_with(carrier);
    }

    Batch& batch;
    Carrier carrier;
  };
  Collect collect(GatherUntil departure) { return {*this, departure}; }

  void add(Simulation& simulation, T thing) {
    things_.push_back({simulation.now(), ++arrivals_, std::move(thing)});
    inside_.set(static_cast<std::int64_t>(size()), simulation.now());
    serve_line();
  }

  std::size_t size() const { return things_.size(); }
  LevelMonitor const& inside() const { return inside_; }
  // How long the things waited that have left.
  SpanMonitor const& stays() const { return stays_; }
  void reset_statistics(Ticks now) {
    inside_.reset(now);
    stays_.reset();
    reset_line(now);
  }

  std::string describe(Waiter const& waiter) const override {
    auto const full = static_cast<Carrier const&>(waiter).departure.full;
    return (full == GatherUntil{}.full ? "some" : std::to_string(full)) +
           " of " + (name().empty() ? "a batch" : name()) + " (" +
           std::to_string(size()) + " inside)";
  }
  void take_back(Waiter& waiter) override {
    for (auto& thing : unload(static_cast<Carrier&>(waiter))) {
      things_.push_back(std::move(thing));
    }
    std::sort(things_.begin(), things_.end(), [](auto const& a, auto const& b) {
      return a.arrival < b.arrival;
    });
    inside_.set(static_cast<std::int64_t>(size()), simulation_->now());
    serve_line();
  }

 private:
  struct Thing {
    Ticks since;
    std::uint64_t arrival;  // the how-many-eth
    T thing;
  };

  bool may_leave(GatherUntil const& departure, Ticks now) const {
    return size() >= departure.full || departure.by <= now ||
           deadline_of(departure) <= now;
  }
  Ticks deadline_of(GatherUntil const& departure) const {
    auto const after_first =
        things_.empty()
            ? kNever
            : things_.front().since +
                  std::min(departure.after_first, Simulation::kHorizon);
    auto const deadline = std::min(departure.by, after_first);
    return deadline < Simulation::kHorizon ? deadline : kNever;
  }

  void load(Carrier& carrier) {
    std::vector<Thing> things;
    while (!things_.empty() && things.size() < carrier.departure.full) {
      things.push_back(std::move(things_.front()));
      things_.pop_front();
    }
    inside_.set(static_cast<std::int64_t>(size()), simulation_->now());
    loaded_.emplace_back(&carrier, std::move(things));
  }
  std::vector<Thing> unload(Carrier& carrier) {
    auto const found =
        std::find_if(loaded_.begin(), loaded_.end(),
                     [&](auto const& l) { return l.first == &carrier; });
    CAMEL_CHECK(found != loaded_.end(), "nothing was loaded");
    auto things = std::move(found->second);
    loaded_.erase(found);
    return things;
  }
  std::vector<T> leave_with(Carrier& carrier) {
    std::vector<T> load;
    for (auto& thing : unload(carrier)) {
      stays_.add(simulation_->now() - thing.since);
      load.push_back(std::move(thing.thing));
    }
    return load;
  }

  void serve_line() {
    while (length() > 0) {
      auto& carrier = static_cast<Carrier&>(*first());
      auto& simulation = *carrier.simulation;
      if (!may_leave(carrier.departure, simulation.now())) {
        break;
      }
      serve(carrier);
      load(carrier);
      simulation.wake(carrier.slot);
    }
    set_deadline_of_first();
  }
  void set_deadline_of_first() {
    if (length() > 0) {
      auto& carrier = static_cast<Carrier&>(*first());
      auto const now = carrier.simulation->now();
      // Now, when what was too little for who left the line is enough for it.
      carrier.simulation->set_deadline(carrier.slot,
                                       may_leave(carrier.departure, now)
                                           ? now
                                           : deadline_of(carrier.departure));
    }
  }
  void left_unserved() override { set_deadline_of_first(); }

  Simulation* simulation_ = nullptr;  // of those who collect
  std::uint64_t arrivals_ = 0;
  std::deque<Thing> things_;
  // What is loaded for carriers that have not yet gone on.
  std::vector<std::pair<Carrier*, std::vector<Thing>>> loaded_;
  LevelMonitor inside_;
  SpanMonitor stays_;
};

}  // namespace camel
