// SPDX-License-Identifier: Apache-2.0
// A store of things: some put them in, others take them out, in the order they
// came.
//
//   Store<Container> yard{500, "yard"};
//   co_await yard.put(container);                    // waits while it is full
//   yard.try_put(sim, container);                    // false if it is full
//   auto const any = co_await yard.get();
//   auto const mine = co_await yard.get_if([&](auto const& c) { ... });
//   auto const soon = co_await yard.get().within(hours(2));  // std::optional
//
// With patience (`within`, `until`) `get` brings a std::optional<T> and `put` a
// bool. Make a thing with braces before the `co_await` and put it by its name:
// g++ 12 destroys some of those made inside one twice. A predicate judges a
// thing by that thing alone; it may refer to what it needs, but owns nothing.
#pragma once

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "camel/sim/patience.h"
#include "camel/sim/simulation.h"

namespace camel {

template <typename T>
class Store {
  struct Getter : Waiter {
    // Both in the frame of the process.
    bool (*accepts)(Getter const&, T const&) = nullptr;
    void const* predicate = nullptr;
    std::optional<T>* got = nullptr;
  };
  struct Putter : Waiter {
    T* thing = nullptr;  // in the frame of the process
  };
  struct Any {
    bool operator()(T const&) const { return true; }
  };

 public:
  static constexpr auto kBoundless = std::numeric_limits<std::size_t>::max();

  explicit Store(std::size_t capacity = kBoundless, std::string name = {})
      : capacity_{capacity}, getters_{*this, name}, putters_{*this, name} {
    if (capacity == 0) {
      throw UsageError{"a store without room"};
    }
  }
  Store(Store const&) = delete;
  Store& operator=(Store const&) = delete;

  template <typename Predicate>
  struct [[nodiscard("co_await it")]] GetOrNothing
      : Patience<GetOrNothing<Predicate>> {
    GetOrNothing(Store & s, Predicate p) : store{s}, predicate{p} {}

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      getter.predicate = &predicate;
      getter.accepts = [](Getter const& g, T const& thing) -> bool {
        return (*static_cast<Predicate const*>(g.predicate))(thing);
      };
      getter.got = &got;
      store.simulation_ = process.promise().simulation;
      if (store.hand_over(getter)) {
        return false;
      }
      this->stand(getter, process.promise());
      store.getters_.join(getter);
      return true;
    }
    std::optional<T> await_resume() {
      auto* const simulation = getter.simulation;
      if (simulation != nullptr && !simulation->was_granted()) {
        return std::nullopt;
      }
      return std::move(got);
    }

    Store& store;
    Predicate predicate;
    Getter getter;
    std::optional<T> got;
  };

  template <typename Predicate>
  struct [[nodiscard("co_await it")]] Get : GetOrNothing<Predicate> {
    using GetOrNothing<Predicate>::GetOrNothing;
    T await_resume() { return *GetOrNothing<Predicate>::await_resume(); }
  };

  struct [[nodiscard("co_await it")]] Put : Patience<Put> {
    Put(Store & s, T t) : store{s}, thing{std::move(t)} {}

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> process) {
      store.simulation_ = process.promise().simulation;
      if (store.has_room() && store.putters_.length() == 0) {
        store.putters_.served_at_once();
        store.add(std::move(thing));
        return false;
      }
      putter.thing = &thing;
      this->stand(putter, process.promise());
      store.putters_.join(putter);
      return true;
    }
    bool await_resume() {
      return putter.simulation == nullptr || putter.simulation->was_granted();
    }

    Store& store;
    T thing;
    Putter putter;
  };

  Get<Any> get() { return {*this, Any{}}; }
  template <typename Predicate>
  Get<Predicate> get_if(Predicate predicate) {
    static_assert(std::is_trivially_destructible_v<Predicate>,
                  "a predicate refers to what it needs, it owns nothing");
    return {*this, predicate};
  }
  Put put(T thing) { return {*this, std::move(thing)}; }
  // Without waiting, also from outside of a process; false: it is full.
  bool try_put(Simulation& simulation, T thing) {
    if (!has_room() || putters_.length() > 0) {
      return false;
    }
    simulation_ = &simulation;
    add(std::move(thing));
    return true;
  }

  std::size_t size() const { return things_.size(); }
  std::deque<T> const& things() const { return things_; }
  LevelMonitor const& inside() const { return inside_; }
  WaitingList const& getters() const { return getters_; }
  WaitingList const& putters() const { return putters_; }
  void reset_statistics(Ticks now) {
    inside_.reset(now);
    getters_.reset_line(now);
    putters_.reset_line(now);
  }

 private:
  class Getters : public WaitingList {
   public:
    Getters(Store& s, std::string const& name)
        : WaitingList{name.empty() ? "a store" : name}, store{s} {}
    using WaitingList::first, WaitingList::join, WaitingList::serve,
        WaitingList::served_at_once;
    std::string describe(Waiter const&) const override {
      return "something out of " + name() + " (" +
             std::to_string(store.size()) + " inside)";
    }
    void take_back(Waiter& waiter) override {
      store.put_back(*std::move(*static_cast<Getter&>(waiter).got));
    }
    Store& store;
  };
  class Putters : public WaitingList {
   public:
    Putters(Store& s, std::string const& name)
        : WaitingList{name.empty() ? "a store" : name}, store{s} {}
    using WaitingList::first, WaitingList::join, WaitingList::serve,
        WaitingList::served_at_once;
    std::string describe(Waiter const&) const override {
      return "room in " + name() + " (" + std::to_string(store.size()) +
             " inside)";
    }
    Store& store;
  };

  bool has_room() const { return things_.size() < capacity_; }

  // Gives an arriving getter what is inside and suits it. Whoever already
  // waits has refused all of it.
  bool hand_over(Getter& getter) {
    for (auto i = things_.begin(); i != things_.end(); ++i) {
      if (getter.accepts(getter, *i)) {
        getters_.served_at_once();
        getter.got->emplace(std::move(*i));
        if (i == things_.begin()) {
          things_.pop_front();
        } else {
          things_.erase(i);
        }
        inside_.set(static_cast<std::int64_t>(size()), simulation_->now());
        serve_putters();
        return true;
      }
    }
    return false;
  }

  // A thing arrives: for the first who waits for such a one, or to stay.
  void add(T thing) {
    for (auto* w = getters_.first(); w != nullptr; w = w->behind) {
      auto& getter = static_cast<Getter&>(*w);
      if (getter.accepts(getter, thing)) {
        getters_.serve(getter);
        getter.got->emplace(std::move(thing));
        simulation_->wake(getter.slot);
        return;
      }
    }
    things_.push_back(std::move(thing));
    inside_.set(static_cast<std::int64_t>(size()), simulation_->now());
  }

  void serve_putters() {
    while (has_room() && putters_.length() > 0) {
      auto& putter = static_cast<Putter&>(*putters_.first());
      putters_.serve(putter);
      simulation_->wake(putter.slot);
      add(std::move(*putter.thing));
    }
  }

  // A getter ended before it could go on: its thing is first in line again.
  void put_back(T thing) {
    auto const before = size();
    add(std::move(thing));
    if (size() > before) {
      things_.push_front(std::move(things_.back()));
      things_.pop_back();
    }
  }

  std::size_t capacity_;
  Simulation* simulation_ = nullptr;
  std::deque<T> things_;
  Getters getters_;
  Putters putters_;
  LevelMonitor inside_;
};

}  // namespace camel
