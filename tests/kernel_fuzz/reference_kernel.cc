// SPDX-License-Identifier: Apache-2.0
// The processes of the naive kernel: how they begin, go on and end.
#include "reference_kernel.h"

#include <algorithm>

namespace camel::fuzz {

namespace {

Result code_of(Interruption const& why) {
  return -1000 * (1 + static_cast<Result>(why.cause)) - why.code;
}

}  // namespace

ReferenceKernel::ReferenceKernel(Program const& program)
    : program_{program},
      calendar_{{.period = Simulation::kHorizon, .shifts = program.shifts}},
      level_{program.inside},
      is_open_{program.is_open} {
  for (std::size_t i = 0; i < pools_.size(); ++i) {
    auto const& plan = program.pools[i];
    pools_[i].plan = plan;
    pools_[i].units = pools_[i].free = plan.units;
    pools_[i].capacity = Curve{plan.units};
  }
  set_up_lines();
}

// ------------------------------------------------------------ what is due

void ReferenceKernel::forget_due(Person& who) {
  if (who.due) {
    std::erase_if(due_, [&](auto const& due) { return due.second == &who; });
    who.due.reset();
  }
}

void ReferenceKernel::wake(Person& who, Person::Why why) {
  forget_due(who);
  who.state = Person::State::ready;
  who.why = why;
  who.due = Due{now_, false, who.event_class, ++asked_};
  due_.emplace(*who.due, &who);
}

void ReferenceKernel::sleep(Person& who, Ticks deadline) {
  forget_due(who);
  who.state = Person::State::waiting;
  if (deadline != kNever) {
    who.due = Due{deadline, true, who.event_class, ++asked_};
    due_.emplace(*who.due, &who);
  }
}

void ReferenceKernel::run_until(Ticks end) {
  while (!due_.empty() && due_.begin()->first.time <= end) {
    auto& who = *due_.begin()->second;
    auto const due = due_.begin()->first;
    forget_due(who);
    now_ = due.time;
    if (due.is_pending) {
      who.why = Person::Why::time;
      who.state = Person::State::active;
      leave_lines(who);  // it gives up
    }
    go_on(who);
  }
}

// --------------------------------------------------------------- processes

Person& ReferenceKernel::create(Script const* script, int event_class) {
  auto& who = people_.emplace_back();
  who.script = script;
  who.event_class = event_class;
  wake(who, Person::Why::time);
  return who;
}

Result ReferenceKernel::start(Step const& step) {
  auto const number = static_cast<int>(numbered_.size());
  if (number >= kMostProcesses) {
    return -1;
  }
  auto const script = static_cast<std::size_t>(step.object);
  auto& who = create(&program_.scripts[script], step.priority);
  who.number = number;
  numbered_.push_back(&who);
  return number;
}

Result ReferenceKernel::start_calendar(Step const& step) {
  auto const number = static_cast<int>(numbered_.size());
  if (number >= kMostProcesses) {
    return -1;
  }
  auto& who = create(nullptr, 0);
  who.calendar = &step;
  numbered_.push_back(&who);
  return number;
}

// First out of all lines, then those behind are looked at.
void ReferenceKernel::leave_lines(Person& who) {
  auto places = std::move(who.places);
  who.places.clear();
  std::vector<Line*> left;
  for (auto& place : places) {
    if (place.line != nullptr && !place.is_granted) {
      unlink(place);
      ++place.line->reneged;
      left.push_back(place.line);
    }
  }
  for (auto* line : left) {
    line->left();
  }
  for (auto& place : places) {
    if (place.line != nullptr && place.is_granted) {
      place.line->take_back(place);
    }
  }
}

bool ReferenceKernel::interrupt(Person& who, Interruption why) {
  if (who.state != Person::State::waiting) {
    return false;
  }
  who.state = Person::State::active;  // it waits no longer
  leave_lines(who);
  who.interruption = why;
  wake(who, Person::Why::called);
  return true;
}

bool ReferenceKernel::end(Person& who) {
  if (who.state == Person::State::gone) {
    return false;
  }
  if (&who == running_) {
    doomed_ = &who;
    return true;
  }
  if (who.state == Person::State::active) {
    return false;  // it is ending
  }
  forget_due(who);
  who.state = Person::State::active;  // nobody may call it away for that
  leave_lines(who);
  drop_step(who);
  finish(who, nullptr);
  return true;
}

// What a step has in hand when it does not come to its end.
void ReferenceKernel::drop_step(Person& who) {
  who.together.left = 0;
  for (auto* branch : std::exchange(who.together.branches, {})) {
    end(*branch);
  }
  if (auto const hold = std::exchange(who.work.hold, nullptr)) {
    give_back(*hold);
  }
}

void ReferenceKernel::finish(Person& who, std::exception_ptr failure) {
  while (!who.holds.empty()) {
    auto const hold = who.holds.back();
    who.holds.pop_back();
    give_back(*hold);
  }
  if (who.has_begun && who.calendar == nullptr) {
    note(who.number, History::kGone, 0);
  }
  who.state = Person::State::gone;
  report(who, failure);
  serve_all(who.end);
}

// A branch has ended: is that all its process waits for?
void ReferenceKernel::report(Person& branch, std::exception_ptr failure) {
  if (branch.parent == nullptr || branch.parent->together.left == 0) {
    return;
  }
  auto& together = branch.parent->together;
  together.left = failure ? 0 : together.left - 1;
  if (together.left == 0) {
    together.first = branch.branch;
    together.failure = failure;
    if (branch.parent->state == Person::State::waiting) {
      wake(*branch.parent, Person::Why::granted);
    }
    for (auto* const other : together.branches) {
      if (other != running_) {
        end(*other);
      }
    }
  }
}

void ReferenceKernel::go_on(Person& who) {
  ++events_;
  running_ = &who;
  who.state = Person::State::active;
  bool has_failed = false;
  try {
    if (who.calendar != nullptr) {
      advance_calendar(who);
    } else {
      advance(who);
    }
  } catch (Derailed const&) {
    has_failed = true;
  } catch (Interrupted const&) {
    has_failed = true;  // it follows a calendar and is not prepared
  }
  running_ = nullptr;
  if (auto* const doomed = std::exchange(doomed_, nullptr)) {
    end(*doomed);
  }
  if (has_failed) {
    note(0, History::kFailed, 0);
  }
}

void ReferenceKernel::advance(Person& who) {
  if (!who.has_begun) {
    who.has_begun = true;
    if (who.number < 0) {
      who.number = static_cast<int>(numbered_.size());
      numbered_.push_back(&who);
    }
    note(who.number, History::kBegins, 0);
  }
  std::exception_ptr failure;
  try {
    while (who.at < who.script->size()) {
      auto const& step = (*who.script)[who.at];
      std::optional<Result> result;
      try {
        result = who.is_in_step ? resume(who, step) : begin(who, step);
        who.is_in_step = !result;
        if (!result) {
          return;
        }
      } catch (Interrupted const& called) {
        drop_step(who);
        who.is_in_step = false;
        if (!step.is_prepared) {
          throw;
        }
        result = code_of(called.interruption);
      }
      note(who.number, static_cast<std::int64_t>(step.what), *result);
      ++who.at;
    }
  } catch (Interrupted const& called) {
    failure = std::current_exception();
    if (who.parent == nullptr) {
      note(who.number, History::kCalled, called.interruption.code);
      failure = nullptr;
    }
  } catch (Derailed const&) {
    failure = std::current_exception();
    drop_step(who);
  }
  finish(who, failure);
  if (failure && who.parent == nullptr) {
    std::rethrow_exception(failure);
  }
}

void ReferenceKernel::advance_calendar(Person& who) {
  if (who.why == Person::Why::called) {
    finish(who, nullptr);
    throw Interrupted{who.interruption};
  }
  auto step = *who.calendar;
  step.amount = who.change ? who.change->units : calendar_.units_at(now_);
  set_units(step);
  who.change = calendar_.next_change(now_);
  if (!who.change || who.change->time >= Simulation::kHorizon) {
    finish(who, nullptr);
  } else {
    who.since = now_;
    sleep(who, who.change->time);
  }
}

}  // namespace camel::fuzz
