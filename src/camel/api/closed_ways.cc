// SPDX-License-Identifier: Apache-2.0
#include "camel/api/closed_ways.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "camel/model/disruption_days.h"
#include "camel/model/journey.h"

namespace camel {

namespace {

namespace chr = std::chrono;

bool leaves_nothing(Disruption const& event) {
  return event.loading_stop || event.closed_share == 1.0 ||
         event.capacity_share == 0.0;
}

// The target on the journey that is shut for these goods; null: none. Only a
// stop of loading tells goods apart.
Target const* what_is_shut(Disruption const& event,
                           std::vector<PlaceId> const& journey,
                           CommodityId goods) {
  if (!event.base || !leaves_nothing(event) ||
      !is_meant(event.commodities, goods)) {
    return nullptr;
  }
  auto const found = std::find_if(
      event.targets.begin(), event.targets.end(), [&](Target const& one) {
        return one.at && !one.facility && passes(journey, one);
      });
  return found == event.targets.end() ? nullptr : &*found;
}

std::string day_text(chr::sys_days day) {
  constexpr std::array kMonths{"January",   "February", "March",    "April",
                               "May",       "June",     "July",     "August",
                               "September", "October",  "November", "December"};
  auto const date = chr::year_month_day{day};
  return fmt::format("{} {}", unsigned{date.day()},
                     kMonths[unsigned{date.month()} - 1]);
}

std::string where(Corridor const& corridor, Target const& target) {
  auto const& at = corridor.places[target.at].name;
  return target.to ? at + " – " + corridor.places[target.to].name : at;
}

RouteReason closure_of(Corridor const& corridor, Disruption const& event,
                       Target const& target, DaysStruck const& days) {
  auto const last = days.until - chr::days{1};
  RouteReason reason{
      "closed",
      fmt::format("{} ({}), from {} to {}", event.name, where(corridor, target),
                  day_text(days.from), day_text(last)),
      {target.at}};
  if (target.to) {
    reason.places.push_back(target.to);
  }
  reason.closure = event.name;
  reason.from = days.from;
  reason.until = last;
  return reason;
}

bool is_same(RouteReason const& a, RouteReason const& b) {
  return a.text == b.text;
}

// The same day of another year.
chr::sys_days moved(Moment moment, chr::year year) {
  auto const date = chr::year_month_day{chr::floor<chr::days>(moment)};
  auto const there = year / date.month() / date.day();
  return there.ok() ? chr::sys_days{there}
                    : chr::sys_days{year / date.month() / chr::last};
}

}  // namespace

void look_for_closures(Corridor const& corridor,
                       std::vector<PlaceId> const& journey,
                       RouteQuestion const& question, RouteAlternative& way) {
  auto const year = chr::year{corridor.base_year};
  auto const from = moved(question.ready, year);
  auto const length = chr::ceil<chr::days>(way.promise.p50 - question.ready);
  for (auto const& event : corridor.disruptions) {
    auto const* const target = what_is_shut(event, journey, question.goods);
    if (target == nullptr) {
      continue;
    }
    for (auto const& days : days_struck(event, year, year + chr::years{1})) {
      if (days.from <= from + length && from < days.until) {
        way.shut_by.push_back(closure_of(corridor, event, *target, days));
        auto const shut =
            std::min(days.until, from + length) - std::max(days.from, from);
        way.is_blocked |= 2 * shut >= length;
      }
    }
  }
  auto const by_text = [](RouteReason const& a, RouteReason const& b) {
    return a.text < b.text;
  };
  std::sort(way.shut_by.begin(), way.shut_by.end(), by_text);
  way.shut_by.erase(
      std::unique(way.shut_by.begin(), way.shut_by.end(), is_same),
      way.shut_by.end());
}

std::vector<RouteReason> why_shut(std::span<RouteAlternative const> ways) {
  std::vector<RouteReason> reasons;
  for (auto const& way : ways) {
    for (auto reason : way.shut_by) {
      reason.text.insert(0, "closed: ");
      if (std::none_of(reasons.begin(), reasons.end(),
                       [&](RouteReason const& known) {
                         return is_same(known, reason);
                       })) {
        reasons.push_back(std::move(reason));
      }
    }
  }
  auto const soonest = std::min_element(
      ways.begin(), ways.end(),
      [](RouteAlternative const& a, RouteAlternative const& b) {
        return a.promise.p50 < b.promise.p50;
      });
  if (soonest != ways.end()) {
    auto const day = chr::floor<chr::days>(soonest->promise.p50);
    auto& reason = reasons.emplace_back(
        "waits",
        fmt::format("boxes that set out nevertheless wait for it to open: half "
                    "of them arrive by {} {}",
                    day_text(day), int{chr::year_month_day{day}.year()}));
    reason.arrives = day;
  }
  return reasons;
}

}  // namespace camel
