// SPDX-License-Identifier: Apache-2.0
#include "camel/model/disruption_days.h"

namespace camel {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using std::chrono::years;

std::vector<DaysStruck> days_struck(Disruption const& event,
                                    std::chrono::year first,
                                    std::chrono::year last) {
  std::vector<DaysStruck> found;
  if (!event.start.ok() || !event.end.ok()) {
    return found;
  }
  auto const add = [&](year_month_day begin, year_month_day end) {
    found.push_back({sys_days{begin}, sys_days{end} + std::chrono::days{1}});
  };
  if (!event.recurs) {
    add(event.start, event.end);
    return found;
  }
  auto const on = [](year_month_day day, std::chrono::year y) {
    return year_month_day{y, day.month(), day.day()};
  };
  for (auto y = first - years{1}; y <= last; y += years{1}) {
    auto const wraps = on(event.end, y) < on(event.start, y);
    add(on(event.start, y), on(event.end, wraps ? y + years{1} : y));
  }
  return found;
}

}  // namespace camel
