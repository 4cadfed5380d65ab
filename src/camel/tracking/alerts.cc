// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/alerts.h"

#include <fmt/format.h>

#include "camel/base/utc_text.h"

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
constexpr double kStuck = 0.95;

EpochSeconds later(EpochSeconds now, double hours) {
  return now + static_cast<EpochSeconds>(hours * kSecondsOfHour);
}

std::string span_text(EpochSeconds span) {
  auto const hours = static_cast<double>(span) / kSecondsOfHour;
  return hours < 48 ? fmt::format("{:.0f} hours", hours)
                    : fmt::format("{:.1f} days", hours / 24);
}

class Looking {
 public:
  explicit Looking(AlertQuestion const& question)
      : asked_{question}, watch_{question.watch} {}

  std::vector<BoxAlert> look() {
    look_off_plan();
    if (watch_.is_there()) {
      look_came_late();
    } else if (watch_.has_begun() && !asked_.arrivals.empty()) {
      look_late();
      look_stuck();
      look_connections();
    }
    return std::move(alerts_);
  }

 private:
  Waypoint const& here() const { return watch_.way[watch_.passed]; }

  void add(AlertKind kind, std::string const& place, EpochSeconds since,
           std::string reason) {
    alerts_.push_back({.kind = kind,
                       .object = watch_.object,
                       .place = place,
                       .since = since,
                       .reason = std::move(reason),
                       .fallback = ""});
  }

  void look_off_plan() {
    for (auto const& stray : watch_.strays) {
      add(AlertKind::off_plan, stray.place, stray.time,
          fmt::format("was at {}, where its plan does not lead", stray.place));
    }
  }

  void look_came_late() {
    auto const came = watch_.journey.times.back();
    if (watch_.promised() != kNotYet && came > watch_.promised()) {
      add(AlertKind::late, here().place, watch_.promised(),
          fmt::format("came {} after the promise",
                      span_text(came - watch_.promised())));
    }
  }

  // Since it was seen last: by then it could be known.
  void look_late() {
    auto const promised = watch_.promised();
    if (promised == kNotYet) {
      return;
    }
    auto const& end = asked_.arrivals.back();
    auto const seen = watch_.journey.times[watch_.passed];
    auto const since = std::max(seen, std::min(promised, asked_.now));
    auto const& place = watch_.way.back().place;
    auto const half = later(asked_.now, end.at(0.5));
    auto const most = later(asked_.now, end.at(0.9));
    if (half > promised) {
      add(AlertKind::late, place, promised < asked_.now ? since : seen,
          fmt::format("is expected {} after the promise of {}",
                      span_text(half - promised), minute_text(promised)));
    } else if (most > promised) {
      add(AlertKind::may_be_late, place, seen,
          fmt::format("comes after the promise of {} one time in ten or more",
                      minute_text(promised)));
    }
  }

  void look_stuck() {
    auto const seen = watch_.journey.times[watch_.passed];
    auto const usual = asked_.times.hours_at(asked_.steps[watch_.passed],
                                             watch_.journey.product, kStuck);
    auto const stuck = later(seen, usual);
    if (asked_.now > stuck) {
      add(AlertKind::stuck, here().place, stuck,
          fmt::format("{} {} for {}, longer than 19 of 20 others ({})",
                      is_stay(watch_.way, watch_.passed) ? "stands at"
                                                         : "is on its way from",
                      here().place, span_text(asked_.now - seen),
                      span_text(later(0, usual))));
    }
  }

  // Where it changes to another train or vessel whose time comes first.
  void look_connections() {
    for (auto i = watch_.passed + 1; i + 1 < watch_.way.size(); ++i) {
      auto const& next = watch_.way[i + 1];
      if (watch_.way[i].passing != Passing::arrives ||
          next.passing != Passing::departs || next.by == watch_.way[i].by ||
          watch_.planned[i + 1] == kNotYet) {
        continue;
      }
      auto const& ahead = asked_.arrivals;
      auto const comes =
          later(asked_.now, ahead[i - watch_.passed - 1].at(0.5));
      auto const leaves = watch_.planned[i + 1];
      if (comes > leaves) {
        add(AlertKind::missed_connection, next.place,
            std::max(watch_.journey.times[watch_.passed],
                     std::min(leaves, asked_.now)),
            fmt::format("is expected at {} {} after it was to go on by {}",
                        next.place, span_text(comes - leaves), next.by));
        auto const goes = later(asked_.now, ahead[i - watch_.passed].at(0.5));
        alerts_.back().fallback =
            fmt::format("goes on by {} about {}", next.by, minute_text(goes));
      }
      return;  // the next connection only: later ones follow from it
    }
  }

  AlertQuestion const& asked_;
  BoxWatch const& watch_;
  std::vector<BoxAlert> alerts_;
};

}  // namespace

std::string minute_text(EpochSeconds time) {
  auto text =
      utc_milliseconds(std::chrono::sys_seconds{std::chrono::seconds{time}});
  text[10] = ' ';
  return text.substr(0, 16);
}

std::vector<BoxAlert> alerts_of(AlertQuestion const& question) {
  return Looking{question}.look();
}

}  // namespace camel
