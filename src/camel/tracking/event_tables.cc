// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_tables.h"

#include <algorithm>
#include <set>

#include "camel/base/error.h"
#include "camel/tracking/box_watch.h"

namespace camel {

std::vector<std::string_view> named_in(EpcisEvent const& event) {
  std::vector<std::string_view> names{event.objects.begin(),
                                      event.objects.end()};
  if (!event.parent.empty()) {
    names.push_back(event.parent);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void check_plans(std::span<StoredEvent const> events,
                 std::span<std::int64_t const> listed) {
  std::set<std::int64_t> const rows{listed.begin(), listed.end()};
  for (auto const& stored : events) {
    if (brings_plan(stored.event) != rows.contains(stored.row)) {
      throw Error{"event " + std::to_string(stored.row) +
                  (brings_plan(stored.event)
                       ? " brings a plan and is not listed among those that do"
                       : " is listed as bringing a plan and does not")};
    }
  }
}

}  // namespace camel
