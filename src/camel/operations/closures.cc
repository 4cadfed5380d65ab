// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/closures.h"

#include <utility>

#include "camel/model/journey.h"

namespace camel {

Closures::Closures(Corridor const& corridor, Period period) {
  std::vector<std::vector<Window>> struck(corridor.links.size() * 2);
  for (auto const& event : corridor.disruptions) {
    if (!event.base) {
      continue;
    }
    auto const closures = closures_of(event, period);
    for (auto const& target : event.targets) {
      if (!target.at || closures.empty()) {
        continue;
      }
      for (auto const link : corridor.links_at[target.at]) {
        for (auto const run : {LinkRun{link, false}, LinkRun{link, true}}) {
          if (strikes(corridor, target, run)) {
            auto& list = struck[run_index(link, run.forward)];
            list.insert(list.end(), closures.begin(), closures.end());
          }
        }
      }
    }
  }
  by_run_.reserve(struck.size());
  for (auto& windows : struck) {
    by_run_.push_back(Course::least(std::move(windows)));
  }
}

}  // namespace camel
