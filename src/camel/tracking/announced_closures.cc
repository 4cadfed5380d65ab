// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/announced_closures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
// What is usual counts for so many hours that boxes came to a closed stretch.
constexpr double kOfOthers = 240;
// The queue is worked off no slower than it came, in the long run.
constexpr double kMostHours = 1;
// Hours that make little of a difference of little.
constexpr double kSteady = 6;
constexpr std::size_t kDraws = 256;

double in_hours(EpochSeconds span) {
  return static_cast<double>(span) / kSecondsOfHour;
}

double level_of_normal(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

// Independent numbers, always the same: two normal ones, of the first its
// level, and a level. Points that fill a cube evenly (Roberts' sequence), two
// of their coordinates by the transform of Box and Muller.
struct Draw {
  double gate = 0, rest = 0, gate_level = 0, off_level = 0;
};
std::array<Draw, kDraws> const& draws() {
  static auto const all = [] {
    constexpr double kStep = 1.22074408460575947536;
    std::array<Draw, kDraws> made{};
    for (std::size_t i = 0; i < kDraws; ++i) {
      auto const part = [&](int power) {
        auto const x =
            0.5 + static_cast<double>(i + 1) * std::pow(kStep, -power);
        return x - std::floor(x);
      };
      auto const far = std::sqrt(-2 * std::log(1 - part(1)));
      auto const turn = 2 * std::numbers::pi * part(2);
      auto const gate = far * std::cos(turn);
      made[i] = {gate, far * std::sin(turn), level_of_normal(gate), part(3)};
    }
    return made;
  }();
  return all;
}

// Each quantile is a value that there is: none lies where a closure is.
TimeSpread spread_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  TimeSpread spread;
  for (std::size_t l = 0; l < kSpreadLevels.size(); ++l) {
    spread.hours[l] = values[static_cast<std::size_t>(
        kSpreadLevels[l] * static_cast<double>(values.size()))];
  }
  return spread;
}

double width_of(TimeSpread const& spread) {
  return spread.at(0.9) - spread.at(0.1);
}

// In hours from now on, as they count at the waypoint behind it.
struct Shut {
  double from = 0, until = 0;
  double of_an_hour = 0;

  // How much later who would pass at a time does.
  double delay(double would, double off) const {
    if (would < from) {
      return 0;
    }
    auto const queue = of_an_hour * (would - from);
    auto const passes =
        until + std::max(0.0, (queue + kSteady) * off - kSteady);
    return std::max(0.0, passes - would);
  }
};

Shut shut_of(ClosureOnWay const& one, EpochSeconds now,
             ClosureQueues const& queues) {
  return {in_hours(one.closure.from + one.before - now),
          in_hours(one.closure.until + one.before - now),
          queues.hours_of_an_hour(one.closure.stretch)};
}

// The times of a waypoint, where `gate` are those of the stretch. Its own hang
// on them as if the rest of the way had nothing to do with the time until
// there.
TimeSpread delayed(TimeSpread const& spread, TimeSpread const& gate,
                   Shut const& shut, TimeSpread const& off) {
  auto const share =
      std::clamp(width_of(gate) / std::max(width_of(spread), 1e-6), 0.0, 1.0);
  auto const other = std::sqrt(1 - share * share);
  std::vector<double> times;
  for (auto const& draw : draws()) {
    times.push_back(
        spread.at(level_of_normal(share * draw.gate + other * draw.rest)) +
        shut.delay(gate.at(draw.gate_level), off.at(draw.off_level)));
  }
  return spread_of(std::move(times));
}

// Nothing comes while it is shut, or before what is before it.
void keep_to(std::span<TimeSpread> arrivals, Shut const& shut) {
  for (auto& hours : arrivals.front().hours) {
    hours = hours >= shut.from ? std::max(hours, shut.until) : hours;
  }
  for (std::size_t i = 1; i < arrivals.size(); ++i) {
    for (std::size_t l = 0; l < kSpreadLevels.size(); ++l) {
      arrivals[i].hours[l] =
          std::max(arrivals[i].hours[l], arrivals[i - 1].hours[l]);
    }
  }
}

// Arrivals at the waypoint behind it, and at those that follow. Gives whether
// one in two that would pass waits for it, or more.
bool wait_for_opening(std::span<TimeSpread> arrivals, Shut const& shut,
                      TimeSpread const& off) {
  constexpr double kWorthTelling = 1;  // hours
  auto const gate = arrivals.front();
  if (gate.hours.back() < shut.from ||
      shut.delay(std::max(gate.hours.front(), shut.from), off.hours.back()) <=
          0) {
    return false;
  }
  for (auto& one : arrivals) {
    one = delayed(one, gate, shut, off);
  }
  keep_to(arrivals, shut);
  return arrivals.front().at(0.5) > gate.at(0.5) + kWorthTelling;
}

}  // namespace

// Boxes that came to a stretch while it was shut.
std::vector<ClosureQueues::Box> ClosureQueues::boxes_that_waited(
    EtaModel const& model, std::span<BoxWay const> ways,
    std::span<EtaYear const> years) {
  std::vector<Box> boxes;
  auto const look = [&](std::size_t year, BoxJourney const& journey,
                        ClosureOnWay const& one) {
    if (one.waypoint == 0 || journey.times[one.waypoint - 1] == kNotYet ||
        journey.times[one.waypoint] == kNotYet) {
      return;
    }
    auto const usual = model.step_times().hours_at(
        model.steps().number(step_name(ways[journey.way], one.waypoint - 1)),
        "", 0.5);
    auto const would = journey.times[one.waypoint - 1] - one.before +
                       static_cast<EpochSeconds>(usual * kSecondsOfHour);
    auto const passed = journey.times[one.waypoint] - one.before;
    auto const& closure = one.closure;
    if (would >= closure.from && would < closure.until) {
      boxes.push_back({{closure.stretch, year, closure.from},
                       {in_hours(would - closure.from),
                        std::max(0.0, in_hours(passed - closure.until))}});
    }
  };
  for (std::size_t y = 0; y < years.size(); ++y) {
    for (auto const& journey : years[y].journeys) {
      for (auto const& one : years[y].closures_on(journey.way)) {
        look(y, journey, one);
      }
    }
  }
  return boxes;
}

ClosureQueues::ClosureQueues(EtaModel const& model,
                             std::span<BoxWay const> ways,
                             std::span<EtaYear const> years)
    : ClosureQueues{} {
  auto const boxes = boxes_that_waited(model, ways, years);
  std::map<Which, Seen> by_closure;
  for (auto const& [which, seen] : boxes) {
    for (auto* const sum :
         {&seen_[std::get<std::string>(which)], &by_closure[which]}) {
      sum->came += seen.came;
      sum->passed += seen.passed;
    }
  }
  auto sum = usual_;
  for (auto const& [which, seen] : by_closure) {
    sum += std::min(kMostHours, seen.passed / std::max(seen.came, 1.0));
  }
  usual_ = sum / static_cast<double>(by_closure.size() + 1);
  // Against what the other closures say.
  std::vector<double> off;
  for (auto const& [which, seen] : boxes) {
    auto others = seen_[std::get<std::string>(which)];
    auto const& own = by_closure[which];
    others.came -= own.came;
    others.passed -= own.passed;
    off.push_back((seen.passed + kSteady) /
                  (hours_of_an_hour(others) * seen.came + kSteady));
  }
  constexpr std::size_t kFewest = 50;
  if (off.size() >= kFewest) {
    off_ = spread_of(std::move(off));
  }
}

double ClosureQueues::hours_of_an_hour(Seen const& seen) const {
  return std::min(kMostHours,
                  (seen.passed + kOfOthers * usual_) / (seen.came + kOfOthers));
}

double ClosureQueues::hours_of_an_hour(std::string const& stretch) const {
  auto const found = seen_.find(stretch);
  return found == seen_.end() ? usual_ : hours_of_an_hour(found->second);
}

Foretold Foreteller::before_calibration(
    EtaQuestion question, Signals const& signals,
    std::span<ClosureOnWay const> closures) const {
  auto const now = question.now;
  // A queue before what is shut tells of the closure alone: without it.
  std::optional<Signals> without;
  for (auto const& one : closures) {
    auto const step = one.waypoint > question.step
                          ? (*question.steps)[one.waypoint - 1]
                          : StepNumbers::kUnknown;
    if (!one.is_on(now) || step >= signals.size()) {
      continue;
    }
    without = without.value_or(signals);
    (*without)[step] = {};
    if (one.waypoint == question.step + 1) {
      question.now = std::max(question.since, one.closure.from);
    }
  }
  Foretold foretold{.arrivals =
                        model.forecast(question, without ? *without : signals)};
  auto& arrivals = foretold.arrivals;
  for (auto& one : arrivals) {
    one = calibration.calibrated(one);
  }
  for (auto const& one : closures) {
    if (one.waypoint <= question.step || one.closure.until <= now) {
      continue;
    }
    auto const first = one.waypoint - question.step - 1;
    auto const shut = shut_of(one, question.now, queues);
    auto const behind = std::span{arrivals}.subspan(first);
    if (wait_for_opening(behind, shut, queues.off())) {
      foretold.waits_from = std::min(foretold.waits_from, first);
    }
  }
  for (auto& one : arrivals) {
    for (auto& hours : one.hours) {
      hours -= in_hours(now - question.now);
    }
  }
  return foretold;
}

std::vector<TimeSpread> Foreteller::forecast(
    EtaQuestion const& question, Signals const& signals,
    std::span<ClosureOnWay const> closures) const {
  auto [arrivals, waits_from] = before_calibration(question, signals, closures);
  for (auto i = waits_from; i < arrivals.size(); ++i) {
    arrivals[i] = announced.calibrated(arrivals[i]);
  }
  for (auto const& one : closures) {
    auto const first = one.waypoint - question.step - 1;
    if (one.waypoint > question.step && one.closure.until > question.now &&
        first >= waits_from) {
      keep_to(std::span{arrivals}.subspan(first),
              shut_of(one, question.now, queues));
    }
  }
  return std::move(arrivals);
}

}  // namespace camel
