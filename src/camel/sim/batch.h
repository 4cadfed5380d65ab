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
// comes before the first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <limits>
#include <string>
#include <utility>
#include <vector>

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

  struct Collect {
    Collect(Batch& b, GatherUntil departure) : batch{b} {
      carrier.departure = departure;
    }
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      Whose const& whose = process.promise();
      auto& simulation = *whose.simulation;
      if (batch.length() == 0 &&
          batch.may_leave(carrier.departure, simulation.now())) {
        batch.served_at_once();
        batch.load(carrier, simulation);
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
        batch.load(carrier, *carrier.simulation);  // its time has come
        batch.serve_line();
      }
      return batch.collect_for(carrier);
    }

    Batch& batch;
    Carrier carrier;
  };
  Collect collect(GatherUntil departure) { return {*this, departure}; }

  void add(Simulation& simulation, T thing) {
    things_.push_back({simulation.now(), std::move(thing)});
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
    auto& carrier = static_cast<Carrier&>(waiter);
    auto things = collect_for(carrier);
    for (auto i = things.rbegin(); i != things.rend(); ++i) {
      things_.push_front({carrier.simulation->now(), std::move(*i)});
    }
    inside_.set(static_cast<std::int64_t>(size()), carrier.simulation->now());
    serve_line();
  }

 private:
  struct Thing {
    Ticks since;
    T thing;
  };

  bool may_leave(GatherUntil const& departure, Ticks now) const {
    return size() >= departure.full || departure.by <= now ||
           deadline_of(departure) <= now;
  }
  Ticks deadline_of(GatherUntil const& departure) const {
    auto const after_first =
        things_.empty() || departure.after_first == kNever
            ? kNever
            : things_.front().since + departure.after_first;
    return std::min(departure.by, after_first);
  }

  void load(Carrier& carrier, Simulation& simulation) {
    auto const now = simulation.now();
    std::vector<T> things;
    while (!things_.empty() && things.size() < carrier.departure.full) {
      stays_.add(now - things_.front().since);
      things.push_back(std::move(things_.front().thing));
      things_.pop_front();
    }
    inside_.set(static_cast<std::int64_t>(size()), now);
    loaded_.emplace_back(&carrier, std::move(things));
  }
  std::vector<T> collect_for(Carrier& carrier) {
    auto const found =
        std::find_if(loaded_.begin(), loaded_.end(),
                     [&](auto const& l) { return l.first == &carrier; });
    auto things = std::move(found->second);
    loaded_.erase(found);
    return things;
  }

  void serve_line() {
    while (length() > 0) {
      auto& carrier = static_cast<Carrier&>(*first());
      auto& simulation = *carrier.simulation;
      if (!may_leave(carrier.departure, simulation.now())) {
        break;
      }
      serve(carrier);
      load(carrier, simulation);
      simulation.wake(carrier.slot);
    }
    set_deadline_of_first();
  }
  void set_deadline_of_first() {
    if (length() > 0) {
      auto& carrier = static_cast<Carrier&>(*first());
      carrier.simulation->set_deadline(
          carrier.slot,
          std::max(deadline_of(carrier.departure), carrier.simulation->now()));
    }
  }
  void left_unserved() override { set_deadline_of_first(); }

  std::deque<Thing> things_;
  // What is loaded for carriers that have not yet gone on.
  std::vector<std::pair<Carrier*, std::vector<T>>> loaded_;
  LevelMonitor inside_;
  SpanMonitor stays_;
};

}  // namespace camel
