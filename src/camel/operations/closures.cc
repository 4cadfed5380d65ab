// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/closures.h"

#include <algorithm>
#include <cmath>

#include "camel/operations/hours.h"

namespace camel {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

// The windows of a disruption that touch the span, as days.
std::vector<std::pair<sys_days, sys_days>> windows(Disruption const& event,
                                                   sys_days first,
                                                   sys_days last) {
  std::vector<std::pair<sys_days, sys_days>> found;
  auto const consider = [&](std::chrono::year_month_day begin,
                            std::chrono::year_month_day end) {
    auto const from = sys_days{begin};
    auto const until = sys_days{end} + days{1};
    if (from < last && until > first) {
      found.emplace_back(from, until);
    }
  };
  if (!event.recurs) {
    consider(event.start, event.end);
    return found;
  }
  auto const on = [](std::chrono::year_month_day day, year y) {
    return std::chrono::year_month_day{y, day.month(), day.day()};
  };
  // From one year earlier, for a window that crosses New Year.
  auto const first_year =
      std::chrono::year_month_day{first}.year() - std::chrono::years{1};
  auto const last_year = std::chrono::year_month_day{last}.year();
  for (auto y = first_year; y <= last_year; y += std::chrono::years{1}) {
    auto const wraps = on(event.end, y) < on(event.start, y);
    consider(on(event.start, y),
             on(event.end, wraps ? y + std::chrono::years{1} : y));
  }
  return found;
}

// Alternating open and shut spells with exponential lengths.
void draw_spells(Disruption const& event, Closure window, Random& random,
                 std::vector<Closure>& closures) {
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

Closures::Closures(Corridor const& corridor, Span span) : corridor_{&corridor} {
  auto const last_day =
      span.first_day + days{static_cast<int>(span.end / kDay) + 1};
  for (auto const& event : corridor.disruptions) {
    if (!event.base || (!event.capacity_share && !event.closed_share)) {
      continue;
    }
    Random random{
        {span.seed, stream_id("weather", event.key), span.replication}};
    List closures;
    for (auto const& [from, until] : windows(event, span.first_day, last_day)) {
      auto const window =
          Closure{std::max<Ticks>((from - span.first_day).count() * kDay, 0),
                  (until - span.first_day).count() * kDay,
                  event.capacity_share.value_or(1)};
      if (event.closed_share) {
        draw_spells(event, window, random, closures);
      } else if (window.capacity_share < 1) {
        closures.push_back(window);
      }
    }
    for (auto const& target : event.targets) {
      add(target, closures);
    }
  }
}

void Closures::add(Target const& target, List const& closures) {
  auto const append = [&](List& list) {
    list.insert(list.end(), closures.begin(), closures.end());
    std::sort(list.begin(), list.end(),
              [](auto const& a, auto const& b) { return a.begin < b.begin; });
  };
  if (!target.to) {
    append(at_place_[target.at]);
    return;
  }
  append(on_run_[{target.at, target.to}]);
  if (target.both_directions) {
    append(on_run_[{target.to, target.at}]);
  }
}

template <typename Visit>
void Closures::for_each(LinkRun run, Visit visit) const {
  auto const from = start_of(*corridor_, run);
  auto const to = end_of(*corridor_, run);
  for (auto const place : {from, to}) {
    if (auto const found = at_place_.find(place); found != at_place_.end()) {
      visit(found->second);
    }
  }
  if (auto const found = on_run_.find({from, to}); found != on_run_.end()) {
    visit(found->second);
  }
}

Ticks Closures::open_from(LinkRun run, Ticks now) const {
  if (!any()) {
    return now;
  }
  for (bool moved = true; moved;) {
    moved = false;
    for_each(run, [&](List const& list) {
      for (auto const& closure : list) {
        if (closure.begin > now) {
          break;
        }
        if (closure.capacity_share <= 0 && now < closure.end) {
          now = closure.end;
          moved = true;
        }
      }
    });
  }
  return now;
}

double Closures::capacity_share(LinkRun run, Ticks now) const {
  double share = 1;
  if (any()) {
    for_each(run, [&](List const& list) {
      for (auto const& closure : list) {
        if (closure.begin <= now && now < closure.end) {
          share = std::min(share, closure.capacity_share);
        }
      }
    });
  }
  return share;
}

}  // namespace camel
