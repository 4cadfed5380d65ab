// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/spells.h"

#include <algorithm>

#include "camel/model/disruption_days.h"
#include "camel/operations/hours.h"

namespace camel {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// Alternating open and shut spells.
void draw_spells(Disruption const& event, Window window, Random& random,
                 std::vector<Window>& closures) {
  auto const shut = event.spell_hours;
  auto const share = std::min(*event.closed_share, 1.0);
  if (share <= 0) {
    return;
  }
  if (share >= 1) {
    closures.push_back({window.begin, window.end, 0});
    return;
  }
  auto const open = shut * (1 - share) / share;
  auto at = window.begin;
  bool is_shut = random.happens(share);
  while (at < window.end) {
    auto const length = hours(random.exponential(is_shut ? shut : open));
    auto const end = std::min(at + std::max<Ticks>(length, 1), window.end);
    if (is_shut) {
      closures.push_back({at, end, 0});
    }
    at = end;
    is_shut = !is_shut;
  }
}

}  // namespace

std::vector<Window> windows_of(Disruption const& event, Period const& period,
                               double value) {
  auto const ticks = [&](sys_days day) {
    return (day - period.first_day).count() * kDay;
  };
  auto const last_day =
      period.first_day + days{static_cast<int>(period.end / kDay) + 1};
  std::vector<Window> found;
  for (auto const& struck :
       days_struck(event, year_month_day{period.first_day}.year(),
                   year_month_day{last_day}.year())) {
    auto const from = ticks(struck.from);
    auto const until = ticks(struck.until);
    if (from <= period.end && until > 0) {
      found.push_back({std::max<Ticks>(from, 0), until, value});
    }
  }
  return found;
}

std::vector<Window> closures_of(Disruption const& event, Period const& period) {
  std::vector<Window> closures;
  if (event.capacity_share && *event.capacity_share < 1) {
    closures = windows_of(event, period, *event.capacity_share);
  }
  if (event.closed_share) {
    Random random{
        {period.seed, stream_id("weather", event.key), period.replication}};
    auto const windows = windows_of(event, period, 0);
    for (auto const& window : windows) {
      draw_spells(event, window, random, closures);
    }
  }
  return closures;
}

}  // namespace camel
