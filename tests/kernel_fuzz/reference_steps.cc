// SPDX-License-Identifier: Apache-2.0
// What the processes of the naive kernel do; reference_lines.cc has what they
// wait for.
#include <algorithm>

#include "reference_kernel.h"

namespace camel::fuzz {

Result ReferenceKernel::act_at_once(Person& who, Step const& step) {
  auto const target = [&]() -> Person& {
    return *numbered_[static_cast<std::size_t>(step.object) % numbered_.size()];
  };
  switch (step.what) {
    case Do::start:
      return start(step);
    case Do::follow:
      return start_calendar(step);
    case Do::release: {
      if (who.holds.empty()) {
        return -1;
      }
      auto const at = who.holds.begin() + step.object % std::ssize(who.holds);
      auto const hold = *at;
      auto const units = hold->is_taken_away ? 0 : hold->units;
      who.holds.erase(at);
      give_back(*hold);
      return units;
    }
    case Do::release_some: {
      if (who.holds.empty()) {
        return -1;
      }
      auto& hold = *who.holds.back();
      if (step.amount > hold.units || hold.wish.may_be_preempted ||
          hold.wish.may_be_stopped) {
        return -2;
      }
      auto part = hold;
      part.units = step.amount;
      hold.units -= step.amount;
      give_back(part);
      return hold.units;
    }
    case Do::set_units:
      return set_units(step);
    case Do::try_put:
      if (std::ssize(store_) >= program_.capacity || !putters_.places.empty()) {
        return 0;
      }
      bring(step.amount, false);
      return 1;
    case Do::open_gate:
      is_open_ = true;
      serve_all(gate_);
      return 0;
    case Do::close_gate:
      is_open_ = false;
      return 0;
    case Do::set_state: {
      state_ = step.amount;
      auto const places = condition_.places;
      for (auto* place : places) {
        if (state_ >= place->wish.amount) {
          serve(*place);
          wake(*place->who, Person::Why::granted);
        }
      }
      return 0;
    }
    case Do::raise:
      serve_all(signal_);
      return 0;
    case Do::add:
      gathered_.push_back({step.amount, now_, ++arrivals_});
      in_batch_.add(1, now_);
      serve_batch();
      return 0;
    case Do::interrupt:
      return interrupt(target(), {.code = step.amount});
    case Do::end:
      return end(target());
    case Do::fail:
      throw Derailed{};
    default:
      return -99;
  }
}

// The result, or nothing while it has to wait.
std::optional<Result> ReferenceKernel::begin(Person& who, Step const& step) {
  auto const deadline = step.patience == kNever ? kNever : now_ + step.patience;
  who.since = now_;
  switch (step.what) {
    case Do::wait:
      sleep(who, now_ + step.time);
      return {};
    case Do::yield:
      sleep(who, now_);
      return {};
    case Do::acquire:
      return acquire(who, step);
    case Do::use:
      return begin_work(who, step);
    case Do::acquire_all:
      return acquire_all(who, step);
    case Do::put:
      return put(who, step);
    case Do::get:
      return get(who, step);
    case Do::take_level:
    case Do::put_level:
      return move_level(who, step);
    case Do::pass:
      if (is_open_) {
        ++gate_.served;
        return 1;
      }
      stand(who, step, gate_, deadline);
      return {};
    case Do::hold_state:
      if (state_ >= step.amount) {
        ++condition_.served;
        return 1;
      }
      stand(who, step, condition_, deadline);
      return {};
    case Do::wait_signal:
      stand(who, step, signal_, deadline);
      return {};
    case Do::wait_end: {
      auto& other =
          *numbered_[static_cast<std::size_t>(step.object) % numbered_.size()];
      if (other.state == Person::State::gone) {
        return 1;
      }
      stand(who, step, other.end, deadline);
      return {};
    }
    case Do::collect:
      return collect(who, step);
    case Do::all_of:
    case Do::any_of:
      return begin_together(who, step);
    default:
      return act_at_once(who, step);
  }
}

std::optional<Result> ReferenceKernel::begin_together(Person& who,
                                                      Step const& step) {
  auto& together = who.together;
  together = {};
  for (auto const& script : step.branches) {
    auto& branch = create(&script, who.event_class);
    branch.parent = &who;
    branch.branch = together.branches.size();
    together.branches.push_back(&branch);
  }
  together.left = step.what == Do::any_of ? 1 : together.branches.size();
  if (together.left == 0) {
    return 0;
  }
  sleep(who, kNever);
  return {};
}

// It goes on in the middle of a step.
std::optional<Result> ReferenceKernel::resume(Person& who, Step const& step) {
  auto const is_called = who.why == Person::Why::called;
  if (is_called && step.what == Do::wait && step.is_prepared) {
    return 1000 * (1 + static_cast<Result>(who.interruption.cause)) + now_ -
           who.since;
  }
  if (step.what == Do::use) {
    return go_on_working(who, step);
  }
  if (is_called) {
    throw Interrupted{who.interruption};
  }
  auto const is_granted = who.why == Person::Why::granted;
  auto places = std::move(who.places);
  who.places.clear();
  switch (step.what) {
    case Do::wait:
      return step.time;
    case Do::yield:
      return 0;
    case Do::acquire:
    case Do::acquire_all: {
      Result units = 0;
      for (auto& place : places) {
        units += place.held->units;
        who.holds.push_back(place.held);
      }
      return units;
    }
    case Do::get:
      return is_granted ? places.front().things.front().number : -1;
    case Do::collect: {
      if (is_granted) {
        return unload(places.front());
      }
      Place place;
      place.wish = step;
      load(place);
      serve_batch();
      return unload(place);
    }
    case Do::all_of:
    case Do::any_of: {
      auto const together = who.together;
      drop_step(who);
      if (together.failure) {
        std::rethrow_exception(together.failure);
      }
      return step.what == Do::any_of ? static_cast<Result>(together.first) : 0;
    }
    default:
      return is_granted;
  }
}

}  // namespace camel::fuzz
