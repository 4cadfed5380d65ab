// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/course.h"

#include <functional>
#include <iterator>

namespace camel {

template <typename Join>
Course Course::join(std::vector<Window> windows, Join join_values) {
  std::erase_if(windows, [](Window const& w) { return w.begin >= w.end; });
  std::stable_sort(
      windows.begin(), windows.end(),
      [](Window const& a, Window const& b) { return a.begin < b.begin; });
  std::vector<Ticks> times;
  for (auto const& window : windows) {
    times.insert(times.end(), {window.begin, window.end});
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());

  Course course;
  auto next = windows.begin();
  std::vector<Window> open;
  for (auto const time : times) {
    std::erase_if(open, [&](Window const& w) { return w.end <= time; });
    for (; next != windows.end() && next->begin == time; ++next) {
      open.push_back(*next);
    }
    double value = 1;
    for (auto const& window : open) {
      value = join_values(value, window.value);
    }
    auto const before = course.steps_.empty() ? 1 : course.steps_.back().second;
    if (value != before) {
      course.steps_.emplace_back(time, value);
    }
  }
  return course;
}

Course Course::least(std::vector<Window> windows) {
  return join(std::move(windows),
              [](double a, double b) { return std::min(a, b); });
}

Course Course::product(std::vector<Window> windows) {
  return join(std::move(windows), std::multiplies{});
}

double Course::value_at(Ticks now) const {
  auto const step = after(now);
  return step == steps_.begin() ? 1 : std::prev(step)->second;
}

double Course::lowest() const {
  double lowest = 1;
  for (auto const& step : steps_) {
    lowest = std::min(lowest, step.second);
  }
  return lowest;
}

double Course::highest() const {
  double highest = 1;
  for (auto const& step : steps_) {
    highest = std::max(highest, step.second);
  }
  return highest;
}

}  // namespace camel
