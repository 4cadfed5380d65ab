// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/single_track.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

namespace {

// What is over is forgotten so many at a time.
constexpr std::size_t kForgotten = 32;

}  // namespace

SingleTrack::SingleTrack(int sections, Ticks run)
    : sections_(static_cast<std::size_t>(sections)) {
  CAMEL_CHECK(sections > 0, "single track without a section");
  // Whole ticks that add up to the whole run.
  auto const count = Ticks{sections};
  Ticks i = 0;
  for (auto& section : sections_) {
    section.run = run * (i + 1) / count - run * i / count;
    ++i;
  }
}

Ticks SingleTrack::blocking_time() const {
  Ticks longest = 0;
  for (auto const& section : sections_) {
    longest = std::max(longest, section.run);
  }
  return longest + kRouteSetting;
}

Ticks SingleTrack::run_through(bool forward, Ticks entry) {
  auto time = entry;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    auto& [run, planned, over] =
        sections_[forward ? i : sections_.size() - 1 - i];
    while (over < planned.size() && planned[over].end <= entry) {
      ++over;
    }
    auto gap = planned.begin() + static_cast<std::ptrdiff_t>(over);
    if (over >= kForgotten) {
      gap = planned.erase(planned.begin(), gap);
      over = 0;
    }
    auto const needed = run + kRouteSetting;
    for (; gap != planned.end() && gap->begin < time + needed; ++gap) {
      time = std::max(time, gap->end);
    }
    planned.insert(gap, {time, time + needed, forward});
    time += run;
  }
  return time;
}

}  // namespace camel
