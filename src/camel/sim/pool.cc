// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/pool.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

void Hold::release(int units) {
  if (pool_ == nullptr) {
    throw UsageError{"gives back " + std::to_string(units) +
                     " units, but holds none"};
  }
  if (units <= 0 || units > units_) {
    pool_->refuse("gives back " + std::to_string(units) + " units, but holds " +
                  std::to_string(units_));
  }
  if (number_ != 0) {
    pool_->refuse("gives back a part of units that may be taken away");
  }
  if (units == units_) {
    release();
    return;
  }
  units_ -= units;
  pool_->give_back(units);
}

bool Hold::is_taken_away() const {
  return pool_ != nullptr && number_ != 0 &&
         std::none_of(pool_->stoppable_.begin(), pool_->stoppable_.end(),
                      [&](auto const& s) { return s.number == number_; });
}

Pool::Pool(int units, std::string name, Rules rules)
    : WaitingList{std::move(name)},
      rules_{rules},
      most_units_{units},
      free_{units},
      capacity_{units, 0} {
  if (units < 0) {
    throw SimulationError{"a pool of " + std::to_string(units) + " units"};
  }
}

void Pool::refuse(std::string const& what) const {
  if (simulation_) {
    simulation_->refuse(what);
  }
  throw UsageError{what};
}

void Pool::refuse_request(Request const& request) const {
  refuse(request.units <= 0 || request.units > most_units_
             ? "asks for " + std::to_string(request.units) + " units of " +
                   (name().empty() ? "a pool" : name()) + ", which has " +
                   std::to_string(most_units_)
             : "a priority of " + std::to_string(request.priority) +
                   ", which is not in -32..31");
}

bool Pool::can_be_served(Applicant& applicant) {
  if (applicant.together == nullptr) {
    return has_room(applicant);
  }
  // All lines it stands in must let it go at once.
  return std::all_of(
      applicant.together, applicant.together + applicant.lines,
      [](Applicant const& other) {
        auto const& pool = *other.pool;
        return (pool.first() == &other || pool.rules_.may_overtake) &&
               other.request.units <= pool.free_;
      });
}

// The quick answers first; the others need a closer look.
inline bool Pool::is_next_served(Applicant& applicant) {
  auto const fits = applicant.request.units <= free_;
  if (fits && applicant.together == nullptr) {
    return true;
  }
  return (fits || applicant.request.preempts) && can_be_served(applicant);
}

void Pool::serve_line() {
  for (auto* waiter = first(); waiter != nullptr;) {
    auto& applicant = static_cast<Applicant&>(*waiter);
    if (!is_next_served(applicant)) {
      waiter = rules_.may_overtake ? waiter->behind : nullptr;
      continue;
    }
    auto* const together =
        applicant.together != nullptr ? applicant.together : &applicant;
    for (auto i = together; i != together + applicant.lines; ++i) {
      i->pool->serve(*i);
      i->pool->take(*i);
    }
    applicant.simulation->wake(applicant.slot);
    call_away();
    for (auto i = together; i != together + applicant.lines; ++i) {
      if (i->pool != this) {
        i->pool->serve_line();  // it no longer stands before others there
      }
    }
    waiter = first();
  }
}

void Pool::remember(Applicant& applicant) {
  applicant.number = ++numbers_;
  stoppable_.push_back({applicant.number, simulation_->id_of(applicant.slot),
                        applicant.request});
}

bool Pool::forget(std::uint64_t number) {
  return std::erase_if(stoppable_, [&](auto const& held) {
           return held.number == number;
         }) > 0;
}

void Pool::take_away(Stoppable held) {
  forget(held.number);
  free_ += held.request.units;
  in_use_.add(-held.request.units, simulation_->now());
}

bool Pool::make_room(Applicant const& applicant) {
  // From the last in urgency, then in beginning, as many as are needed.
  auto const& request = applicant.request;
  auto const self = simulation_->id_of(applicant.slot);
  std::vector<Stoppable> victims;
  for (auto const& held : stoppable_) {
    if (held.request.may_be_preempted &&
        held.request.priority > request.priority && held.process != self) {
      victims.push_back(held);
    }
  }
  std::sort(victims.begin(), victims.end(), [](auto const& a, auto const& b) {
    return a.request.priority != b.request.priority
               ? a.request.priority > b.request.priority
               : a.number > b.number;
  });
  auto room = free_;
  std::size_t needed = 0;
  while (room < request.units && needed < victims.size()) {
    room += victims[needed++].request.units;
  }
  if (room < request.units) {
    return false;
  }
  for (std::size_t i = 0; i < needed; ++i) {
    take_away(victims[i]);
    preempted_.push_back(victims[i].process);
  }
  return true;
}

void Pool::call_away() {
  if (preempted_.empty()) {
    return;
  }
  for (auto const& process : std::exchange(preempted_, {})) {
    simulation_->interrupt(process, {.cause = Interruption::Cause::preempted});
  }
  serve_line();  // they may leave more than was needed
}

void Pool::set_units(int units) {
  auto const used = static_cast<int>(in_use_.level());
  if (units < used) {
    refuse((name().empty() ? "a pool" : name()) + " cannot have " +
           std::to_string(units) + " units while " + std::to_string(used) +
           " are in use; say what becomes of them");
  }
  set_units(units, WhenStopped::finish);
}

void Pool::set_units(int units, WhenStopped policy) {
  if (units < 0) {
    refuse(std::to_string(units) + " units of " + name());
  }
  free_ += units - this->units();
  most_units_ = std::max(most_units_, units);
  if (!simulation_) {
    capacity_ = LevelMonitor{units, 0};
    return;  // there is no work in progress
  }
  capacity_.set(units, simulation_->now());
  std::vector<ProcessId> stopped;
  if (policy != WhenStopped::finish) {
    // The last to begin is the first to be stopped.
    for (auto i = stoppable_.size(); i-- > 0 && free_ < 0;) {
      if (stoppable_[i].request.may_be_stopped) {
        stopped.push_back(stoppable_[i].process);
        take_away(stoppable_[i]);
      }
    }
  }
  for (auto const& process : stopped) {
    simulation_->interrupt(process,
                           {.cause = Interruption::Cause::closed,
                            .code = static_cast<std::int64_t>(policy)});
  }
  serve_line();
}

void Pool::take_back(Waiter& waiter) {
  auto const& applicant = static_cast<Applicant const&>(waiter);
  if (applicant.number == 0 || forget(applicant.number)) {
    give_back(applicant.request.units);
  }
}

std::string Pool::describe(Waiter const& waiter) const {
  auto const& request = static_cast<Applicant const&>(waiter).request;
  return std::to_string(request.units) + " of " +
         (name().empty() ? "a pool" : name()) + " (" + std::to_string(free_) +
         " of " + std::to_string(units()) + " free)";
}

void Pool::reset_statistics(Ticks now) {
  in_use_.reset(now);
  capacity_.reset(now);
  reset_line(now);
}

}  // namespace camel
