// SPDX-License-Identifier: Apache-2.0
// What the processes of the naive kernel wait for, and how a run goes.
#include <algorithm>

#include "reference_kernel.h"

namespace camel::fuzz {

void ReferenceKernel::set_up_lines() {
  for (auto& pool : pools_) {
    pool.line.left = [this, &pool] { serve_pool(pool); };
    pool.line.take_back = [this](Place& place) { give_back(*place.held); };
  }
  // What was handed over is the first to be handed over again.
  getters_.take_back = [this](Place& place) {
    bring(place.things.front().number, true);
  };
  // What was taken comes back; what was put in stays.
  takers_.take_back = [this](Place& place) {
    change_level(place.wish, -1);
    serve_level();
  };
  takers_.left = fillers_.left = [this] { serve_level(); };
  carriers_.left = [this] { set_batch_deadline(); };
  carriers_.take_back = [this](Place& place) {
    gathered_.insert(gathered_.begin(), place.things.begin(),
                     place.things.end());
    gathered_.sort(
        [](Thing const& a, Thing const& b) { return a.arrival < b.arrival; });
    in_batch_.set(std::ssize(gathered_), now_);
    serve_batch();
  };
}

Place& ReferenceKernel::stand(Person& who, Step const& step, Line& line,
                              Ticks deadline) {
  sleep(who, deadline);
  auto& place = who.places.emplace_back();
  place.who = &who;
  place.wish = step;
  place.line = &line;
  place.since = who.since = now_;
  line.places.push_back(&place);
  line.length.add(1, now_);
  return place;
}

void ReferenceKernel::unlink(Place& place) {
  place.line->places.remove(&place);
  place.line->length.add(-1, now_);
}

void ReferenceKernel::serve(Place& place) {
  unlink(place);
  place.is_granted = true;
  ++place.line->served;
  place.line->waited += now_ - place.since;
}

void ReferenceKernel::serve_all(Line& line) {
  while (!line.places.empty()) {
    auto& place = *line.places.front();
    serve(place);
    wake(*place.who, Person::Why::granted);
  }
}

// ------------------------------------------------------------------- pools

// From the end of the line, where it stands now, to its place by priority.
void ReferenceKernel::queue_up(Place& place, ReferencePool& pool) {
  auto& places = pool.line.places;
  auto const before_equals = pool.plan.is_last_come || place.goes_before_equals;
  places.remove(&place);
  auto const behind = std::ranges::find_if(places, [&](Place const* other) {
    return other->wish.priority > place.wish.priority ||
           (before_equals && other->wish.priority == place.wish.priority);
  });
  places.insert(behind, &place);
}

bool ReferenceKernel::goes_first(Place const& place, ReferencePool& pool) {
  auto const& places = pool.line.places;
  if (pool.plan.may_overtake || places.empty()) {
    return true;
  }
  auto const first = places.front()->wish.priority;
  return place.wish.priority < first ||
         (place.wish.priority == first &&
          (pool.plan.is_last_come || place.goes_before_equals));
}

// The least urgent first, of these the last to begin; none if all of them are
// not enough. Nobody takes from himself.
std::vector<std::shared_ptr<Held>> ReferenceKernel::victims(
    Person const& who, Step const& wish, int units, ReferencePool& pool) {
  std::vector<std::shared_ptr<Held>> found;
  for (auto i = pool.held.rbegin(); i != pool.held.rend(); ++i) {
    if ((*i)->wish.may_be_preempted && (*i)->wish.priority > wish.priority &&
        (*i)->holder != &who) {
      found.push_back(*i);
    }
  }
  std::ranges::stable_sort(found, [](auto const& a, auto const& b) {
    return a->wish.priority > b->wish.priority;
  });
  auto room = pool.free;
  for (std::size_t i = 0; i < found.size(); ++i) {
    room += found[i]->units;
    if (room >= units) {
      found.resize(i + 1);
      return found;
    }
  }
  return {};
}

bool ReferenceKernel::has_room(Person const& who, Step const& wish, int units,
                               ReferencePool& pool) {
  return units <= pool.free ||
         (wish.preempts && !victims(who, wish, units, pool).empty());
}

void ReferenceKernel::take_away(Held& held) {
  auto& pool = *held.pool;
  held.is_taken_away = true;
  pool.free += held.units;
  pool.in_use.add(-held.units, now_);
  std::erase_if(pool.held, [&](auto const& h) { return h.get() == &held; });
}

std::shared_ptr<Held> ReferenceKernel::take(Person& who, Step const& wish,
                                            int units, ReferencePool& pool) {
  std::vector<std::shared_ptr<Held>> lost;
  if (units > pool.free) {
    lost = victims(who, wish, units, pool);
  }
  for (auto const& held : lost) {
    take_away(*held);
  }
  auto held = std::make_shared<Held>(Held{&pool, &who, wish, units, false});
  pool.free -= units;
  pool.in_use.add(units, now_);
  if (wish.may_be_preempted || wish.may_be_stopped) {
    pool.held.push_back(held);
  }
  for (auto const& h : lost) {
    losers_.push_back({h->holder, {.cause = Interruption::Cause::preempted}});
  }
  return held;
}

// Who lost units meets that where he waits; after the taker has them.
void ReferenceKernel::call_away(ReferencePool& pool) {
  if (losers_.empty()) {
    return;
  }
  for (auto const& [who, why] : std::exchange(losers_, {})) {
    interrupt(*who, why);
  }
  serve_pool(pool);  // they may have had more than was needed
}

void ReferenceKernel::give_back(Held& held) {
  if (!held.is_taken_away) {
    take_away(held);
    serve_pool(*held.pool);
  }
}

bool ReferenceKernel::can_be_served(Place& place, ReferencePool& pool) {
  auto& places = place.who->places;
  if (places.size() == 1) {
    return has_room(*place.who, place.wish, place.units, pool);
  }
  return std::ranges::all_of(places, [&](Place const& other) {
    auto const& its = *std::ranges::find_if(
        pools_, [&](auto const& p) { return &p.line == other.line; });
    return other.units <= its.free &&
           (its.plan.may_overtake || its.line.places.front() == &other);
  });
}

void ReferenceKernel::serve_pool(ReferencePool& pool) {
  auto const places = pool.line.places;
  for (auto* place : places) {
    if (!can_be_served(*place, pool)) {
      if (pool.plan.may_overtake) {
        continue;
      }
      return;
    }
    auto& who = *place->who;
    for (auto& its : who.places) {
      auto& other = *std::ranges::find_if(
          pools_, [&](auto const& p) { return &p.line == its.line; });
      serve(its);
      its.held = take(who, its.wish, its.units, other);
    }
    wake(who, Person::Why::granted);
    call_away(pool);
    for (auto const& its : who.places) {
      if (its.line != &pool.line) {
        its.line->left();
      }
    }
    serve_pool(pool);  // all anew
    return;
  }
}

Result ReferenceKernel::set_units(Step const& step) {
  auto& changed = pool(step.object);
  if (step.policy < 0 && step.amount < changed.in_use.level()) {
    return -1;
  }
  changed.free += step.amount - changed.units;
  changed.units = step.amount;
  changed.capacity.set(step.amount, now_);
  std::vector<std::shared_ptr<Held>> lost;
  if (step.policy > static_cast<int>(WhenStopped::finish)) {
    // The last to begin is the first to be stopped.
    auto free = changed.free;
    for (auto i = changed.held.rbegin(); i != changed.held.rend(); ++i) {
      if (free < 0 && (*i)->wish.may_be_stopped) {
        free += (*i)->units;
        lost.push_back(*i);
      }
    }
  }
  for (auto const& held : lost) {
    take_away(*held);
    losers_.push_back(
        {held->holder,
         {.cause = Interruption::Cause::closed, .code = step.policy}});
  }
  call_away(changed);
  serve_pool(changed);
  return 0;
}

std::optional<Result> ReferenceKernel::acquire(Person& who, Step const& step) {
  auto& from = pool(step.object);
  Place arriving;
  arriving.wish = step;
  if (goes_first(arriving, from) && has_room(who, step, step.amount, from)) {
    ++from.line.served;
    who.holds.push_back(take(who, step, step.amount, from));
    call_away(from);
    return step.amount;
  }
  auto& place = stand(who, step, from.line,
                      step.patience == kNever ? kNever : now_ + step.patience);
  place.units = step.amount;
  queue_up(place, from);
  return {};
}

std::optional<Result> ReferenceKernel::acquire_all(Person& who,
                                                   Step const& step) {
  auto const deadline = step.patience == kNever ? kNever : now_ + step.patience;
  auto wish = step;
  wish.preempts = wish.may_be_preempted = wish.may_be_stopped = false;
  auto& first = pool(step.object);
  auto& second = pool(step.other);
  auto& place = stand(who, wish, first.line, deadline);
  auto& other = stand(who, wish, second.line, deadline);
  place.units = step.amount;
  other.units = 1;
  queue_up(place, first);
  queue_up(other, second);
  serve_pool(first);
  return {};
}

// -------------------------------------------------------------------- work

std::optional<Result> ReferenceKernel::begin_work(Person& who,
                                                  Step const& step) {
  who.work = {};
  who.work.left = step.time;
  return acquire_for_work(who, step);
}

std::optional<Result> ReferenceKernel::acquire_for_work(Person& who,
                                                        Step const& step) {
  auto& from = pool(step.object);
  Place arriving;
  arriving.wish = step;
  arriving.wish.may_be_preempted =
      step.policy != static_cast<int>(WhenStopped::finish);
  arriving.wish.may_be_stopped = true;
  arriving.goes_before_equals = who.work.has_been_stopped;
  if (goes_first(arriving, from) &&
      has_room(who, arriving.wish, step.amount, from)) {
    ++from.line.served;
    who.work.hold = take(who, arriving.wish, step.amount, from);
    call_away(from);
    work(who);
    return {};
  }
  auto& place = stand(who, arriving.wish, from.line, kNever);
  place.units = step.amount;
  place.goes_before_equals = arriving.goes_before_equals;
  queue_up(place, from);
  return {};
}

void ReferenceKernel::work(Person& who) {
  who.work.since = who.since = now_;
  sleep(who, now_ + who.work.left);
}

std::optional<Result> ReferenceKernel::go_on_working(Person& who,
                                                     Step const& step) {
  auto const is_called = who.why == Person::Why::called;
  auto& its = who.work;
  if (!its.hold) {
    if (is_called) {
      throw Interrupted{who.interruption};
    }
    its.hold = who.places.front().held;
    who.places.clear();
    if (!its.hold->is_taken_away) {
      work(who);
      return {};
    }
    // Taken away before the work began: nothing of it is lost.
    its.hold = nullptr;
    its.has_been_stopped = true;
    return acquire_for_work(who, step);
  }
  auto const release = [&] { give_back(*std::exchange(its.hold, nullptr)); };
  if (!is_called) {
    release();
    return 100 * its.stops;
  }
  auto const& why = who.interruption;
  if (why.cause == Interruption::Cause::called || !its.hold->is_taken_away) {
    throw Interrupted{why};  // not for this work
  }
  ++its.stops;
  its.left -= now_ - its.since;
  auto const policy = static_cast<WhenStopped>(
      why.cause == Interruption::Cause::preempted ? step.policy : why.code);
  if (its.left == 0 || policy == WhenStopped::abort) {
    release();
    return (its.left == 0 ? 0 : 1000) + 100 * its.stops + its.left;
  }
  if (policy == WhenStopped::restart) {
    its.left = step.time;
  }
  its.hold = nullptr;
  its.has_been_stopped = true;
  return acquire_for_work(who, step);
}

// ------------------------------------------------------------------ stores

bool ReferenceKernel::suits(Place const& place, int thing) const {
  return place.wish.amount == 0 || place.wish.amount == thing;
}

void ReferenceKernel::bring(int thing, bool to_front) {
  auto const getter = std::ranges::find_if(
      getters_.places, [&](auto const* place) { return suits(*place, thing); });
  if (getter != getters_.places.end()) {
    auto& place = **getter;
    serve(place);
    place.things = {{thing, now_}};
    wake(*place.who, Person::Why::granted);
  } else {
    store_.insert(to_front ? store_.begin() : store_.end(), thing);
    in_store_.set(std::ssize(store_), now_);
  }
}

void ReferenceKernel::let_in() {
  while (std::ssize(store_) < program_.capacity && !putters_.places.empty()) {
    auto& place = *putters_.places.front();
    serve(place);
    wake(*place.who, Person::Why::granted);
    bring(place.wish.amount, false);
  }
}

std::optional<Result> ReferenceKernel::get(Person& who, Step const& step) {
  Place arriving;
  arriving.wish = step;
  auto const thing = std::ranges::find_if(
      store_, [&](int inside) { return suits(arriving, inside); });
  if (thing != store_.end()) {
    auto const number = *thing;
    ++getters_.served;
    store_.erase(thing);
    in_store_.set(std::ssize(store_), now_);
    let_in();
    return number;
  }
  stand(who, step, getters_,
        step.patience == kNever ? kNever : now_ + step.patience);
  return {};
}

std::optional<Result> ReferenceKernel::put(Person& who, Step const& step) {
  if (std::ssize(store_) < program_.capacity && putters_.places.empty()) {
    ++putters_.served;
    bring(step.amount, false);
    return 1;
  }
  stand(who, step, putters_,
        step.patience == kNever ? kNever : now_ + step.patience);
  return {};
}

}  // namespace camel::fuzz
