// SPDX-License-Identifier: Apache-2.0
// Waiting for a state of the world: a gate that is open, a condition that
// holds.
//
//   Gate port{Gate::State::open, "Aktau"};
//   co_await port.pass();                       // waits while it is closed
//
//   Condition thaw{"water above 2 m"};
//   co_await thaw.holds([&] { return water.level > 2; });
//   ...
//   water.level = 3;
//   thaw.changed();                             // whoever sees it hold goes on
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "camel/sim/patience.h"
#include "camel/sim/simulation.h"

namespace camel {

class Gate : public WaitingList {
 public:
  enum class State { closed, open };

  explicit Gate(State state, std::string name = {})
      : WaitingList{std::move(name)}, is_open_{state == State::open} {}

  struct [[nodiscard("co_await it")]] Pass : Patience<Pass> {
    explicit Pass(Gate & g) : gate{g} {}
    bool await_ready() {
      if (gate.is_open_) {
        gate.served_at_once();
      }
      return gate.is_open_;
    }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      stand(waiter, process.promise());
      gate.join(waiter);
    }
    // Is it through? False: it gave up.
    bool await_resume() {
      return waiter.simulation == nullptr || waiter.simulation->was_granted();
    }

    Gate& gate;
    Waiter waiter;
  };
  Pass pass() { return Pass{*this}; }

  // All who wait pass, even if it closes again in the same moment.
  void open() {
    is_open_ = true;
    while (auto* const waiter = first()) {
      serve(*waiter);
      waiter->simulation->wake(waiter->slot);
    }
  }
  void close() { is_open_ = false; }
  bool is_open() const { return is_open_; }

 private:
  bool is_open_;
};

class Condition : public WaitingList {
  struct Watcher : Waiter {
    bool (*holds)(Watcher const&) = nullptr;
    void const* predicate = nullptr;  // in the frame of the process
  };

 public:
  explicit Condition(std::string name = {}) : WaitingList{std::move(name)} {}

  template <typename Predicate>
  struct [[nodiscard("co_await it")]] Holds : Patience<Holds<Predicate>> {
    static_assert(std::is_trivially_destructible_v<Predicate>,
                  "a predicate refers to what it needs, it owns nothing");

    Holds(Condition & c, Predicate p) : condition{c}, predicate{p} {}
    bool await_ready() {
      auto const holds = predicate();
      if (holds) {
        condition.served_at_once();
      }
      return holds;
    }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      watcher.predicate = &predicate;
      watcher.holds = [](Watcher const& w) -> bool {
        return (*static_cast<Predicate const*>(w.predicate))();
      };
      this->stand(watcher, process.promise());
      condition.join(watcher);
    }
    // Does it hold? False: it gave up.
    bool await_resume() {
      return watcher.simulation == nullptr || watcher.simulation->was_granted();
    }

    Condition& condition;
    Predicate predicate;
    Watcher watcher;
  };
  // A predicate without side effects.
  template <typename Predicate>
  Holds<Predicate> holds(Predicate predicate) {
    return {*this, predicate};
  }

  // Something changed: all whose predicate holds now go on, in their order.
  // What they do comes later and may make it fail again for the next.
  void changed() {
    for (auto* waiter = first(); waiter != nullptr;) {
      auto& watcher = static_cast<Watcher&>(*waiter);
      waiter = waiter->behind;
      if (watcher.holds(watcher)) {
        serve(watcher);
        watcher.simulation->wake(watcher.slot);
      }
    }
  }
};

}  // namespace camel
