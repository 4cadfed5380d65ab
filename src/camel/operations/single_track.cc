// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/single_track.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

SingleTrack::SingleTrack(int sections, Ticks run)
    : run_{run}, sections_(static_cast<std::size_t>(sections)) {
  CAMEL_CHECK(sections > 0, "single track without a section");
}

// Whole ticks that add up to the whole run.
Ticks SingleTrack::run_of(std::size_t section) const {
  auto const count = static_cast<Ticks>(sections_.size());
  auto const i = static_cast<Ticks>(section);
  return run_ * (i + 1) / count - run_ * i / count;
}

Ticks SingleTrack::blocking_time() const {
  Ticks longest = 0;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    longest = std::max(longest, run_of(i));
  }
  return longest + kRouteSetting;
}

Ticks SingleTrack::run_through(bool forward, Ticks entry) {
  auto time = entry;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    auto const at = forward ? i : sections_.size() - 1 - i;
    auto& planned = sections_[at];
    while (!planned.empty() && planned.front().end <= entry) {
      planned.pop_front();
    }
    auto const needed = run_of(at) + kRouteSetting;
    auto gap = planned.begin();
    for (; gap != planned.end() && gap->begin < time + needed; ++gap) {
      time = std::max(time, gap->end);
    }
    planned.insert(gap, {time, time + needed, forward});
    time += needed - kRouteSetting;
  }
  return time;
}

}  // namespace camel
