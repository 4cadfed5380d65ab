// SPDX-License-Identifier: Apache-2.0
// How a number goes in the course of a run, where it is 1 but for windows that
// are known beforehand: the share of a line that is open, the share of a load
// that ships may take, a factor of service times.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "camel/sim/ticks.h"

namespace camel {

// From `begin` on, before `end`.
struct Window {
  Ticks begin = 0, end = 0;
  double value = 0;

  bool operator==(Window const&) const = default;
};

class Course {
 public:
  Course() = default;
  // Where windows overlap, the least value counts.
  static Course least(std::vector<Window> windows);
  // Where windows overlap, their values are multiplied.
  static Course product(std::vector<Window> windows);

  double at(Ticks now) const { return steps_.empty() ? 1 : value_at(now); }
  bool is_always_1() const { return steps_.empty(); }
  double lowest() const;
  double highest() const;

  // Each change of the value: from when on it is how much.
  template <typename Visit>
  void for_each_step(Visit visit) const {
    for (auto const& [time, value] : steps_) {
      visit(time, value);
    }
  }

  // The first time from `now` on at which the value is as asked; `kNever` if
  // it never is.
  template <typename Predicate>
  Ticks first(Ticks now, Predicate is_as_asked) const {
    if (is_as_asked(at(now))) {
      return now;
    }
    auto step = after(now);
    while (step != steps_.end() && !is_as_asked(step->second)) {
      ++step;
    }
    return step == steps_.end() ? kNever : step->first;
  }

 private:
  // From this time on it is so much.
  using Step = std::pair<Ticks, double>;

  template <typename Join>
  static Course join(std::vector<Window> windows, Join join_values);
  std::vector<Step>::const_iterator after(Ticks now) const {
    return std::upper_bound(
        steps_.begin(), steps_.end(), now,
        [](Ticks time, Step const& step) { return time < step.first; });
  }
  double value_at(Ticks now) const;

  std::vector<Step> steps_;  // by time
};

}  // namespace camel
