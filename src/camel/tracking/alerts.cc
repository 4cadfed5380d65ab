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

std::string reason_text(AlertReason const& why, std::string const& place) {
  auto const too_long = [&](std::string_view how) {
    return fmt::format("{} {} for {}, longer than 19 of 20 others ({})", how,
                       place, span_text(why.lasts), span_text(why.usual));
  };
  switch (why.type) {
    case AlertWhy::came_late:
      return fmt::format("came {} after the promise", span_text(why.lasts));
    case AlertWhy::expected_late:
      return fmt::format("is expected {} after the promise of {}",
                         span_text(why.lasts), minute_text(why.planned));
    case AlertWhy::may_be_late:
      return fmt::format(
          "comes after the promise of {} one time in ten or more",
          minute_text(why.planned));
    case AlertWhy::stands_long:
      return too_long("stands at");
    case AlertWhy::runs_long:
      return too_long("is on its way from");
    case AlertWhy::misses_connection:
      return fmt::format("is expected at {} {} after it was to go on by {}",
                         place, span_text(why.lasts), why.service);
    case AlertWhy::off_plan:
      break;
  }
  return fmt::format("was at {}, where its plan does not lead", place);
}

std::string fallback_text(AlertReason const& why) {
  return why.goes_on == kNotYet
             ? ""
             : fmt::format("goes on by {} about {}", why.service,
                           minute_text(why.goes_on));
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
           AlertReason why) {
    auto reason = reason_text(why, place);
    auto fallback = fallback_text(why);
    alerts_.push_back({.kind = kind,
                       .object = watch_.object,
                       .place = place,
                       .since = since,
                       .why = std::move(why),
                       .reason = std::move(reason),
                       .fallback = std::move(fallback)});
  }

  void look_off_plan() {
    for (auto const& stray : watch_.strays) {
      add(AlertKind::off_plan, stray.place, stray.time,
          {.type = AlertWhy::off_plan});
    }
  }

  void look_came_late() {
    auto const came = watch_.journey.times.back();
    if (watch_.promised() != kNotYet && came > watch_.promised()) {
      add(AlertKind::late, here().place, watch_.promised(),
          {.type = AlertWhy::came_late,
           .planned = watch_.promised(),
           .actual = came,
           .lasts = came - watch_.promised()});
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
          {.type = AlertWhy::expected_late,
           .planned = promised,
           .expected = half,
           .lasts = half - promised});
    } else if (most > promised) {
      add(AlertKind::may_be_late, place, seen,
          {.type = AlertWhy::may_be_late,
           .planned = promised,
           .expected = half});
    }
  }

  void look_stuck() {
    auto const seen = watch_.journey.times[watch_.passed];
    auto const usual = asked_.times.hours_at(asked_.steps[watch_.passed],
                                             watch_.journey.product, kStuck);
    auto const stuck = later(seen, usual);
    if (asked_.now > stuck) {
      add(AlertKind::stuck, here().place, stuck,
          {.type = is_stay(watch_.way, watch_.passed) ? AlertWhy::stands_long
                                                      : AlertWhy::runs_long,
           .lasts = asked_.now - seen,
           .usual = later(0, usual)});
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
            {.type = AlertWhy::misses_connection,
             .planned = leaves,
             .expected = comes,
             .lasts = comes - leaves,
             .service = next.by,
             .goes_on = later(asked_.now, ahead[i - watch_.passed].at(0.5))});
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
