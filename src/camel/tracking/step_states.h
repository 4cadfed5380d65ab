// SPDX-License-Identifier: Apache-2.0
// How full the corridor is, as far as the boxes tell that are tracked on it:
// how many stand at each place on their way to the next, for how long, and how
// quickly others went on. All that a forecast needs to know of a day, shared by
// all boxes; a closed border and a broken crane show in it within hours.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "camel/tracking/box_way.h"

namespace camel {

// Ways by the numbers of their steps: one number for steps of one name.
class StepNumbers {
 public:
  StepNumbers() = default;
  explicit StepNumbers(std::span<BoxWay const> ways);

  static constexpr std::uint32_t kUnknown = UINT32_MAX;
  std::uint32_t number(std::string const& step_name) const;
  std::vector<std::uint32_t> of(BoxWay const& way) const;
  std::size_t size() const { return by_name_.size(); }
  bool is_stay(std::uint32_t step) const { return stays_[step]; }

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    visit(by_name_);
    visit(stays_);
  }

 private:
  std::map<std::string, std::uint32_t> by_name_;
  std::vector<bool> stays_;  // by number
};

// One step at one moment.
struct StepState {
  float boxes = 0;       // in it
  float hours_in = 0;    // that they have been in it, added up
  float left = 0;        // boxes that left it in the last kRecent
  float left_hours = 0;  // that those had been in it, added up

  static constexpr EpochSeconds kRecent = 3 * 24 * 3600;
};

// What a step is like most of the time.
struct UsualStep {
  double boxes = 0, left = 0;      // means over time
  double hours = 1, hours_in = 1;  // means over boxes
};

// A journey and the numbers of its steps.
struct NumberedJourney {
  BoxJourney const* journey = nullptr;
  std::vector<std::uint32_t> const* steps = nullptr;
};

// The states of all steps at one moment.
std::vector<StepState> states_at(std::span<NumberedJourney const> journeys,
                                 std::size_t steps, EpochSeconds now);

// Four times a day over a span of time.
class StepStates {
 public:
  static constexpr EpochSeconds kEvery = 6 * 3600;

  struct Span {
    EpochSeconds begin = 0, end = 0;
  };
  StepStates(std::span<NumberedJourney const> journeys, std::size_t steps,
             Span span);

  // The last ones known at the moment.
  std::span<StepState const> at(EpochSeconds now) const;

  // Means over the span, and of its journeys.
  std::vector<UsualStep> usual() const;

 private:
  std::size_t steps_;
  Span span_;
  std::vector<StepState> states_;         // by moment, then step
  std::vector<double> hours_, journeys_;  // by step: of those that left it
};

// States seen by some boxes alone, as if all were tracked that the usual ones
// are of. Where there are few, there is little to see: then it is as usual.
std::vector<StepState> as_if_all(std::span<StepState const> seen,
                                 std::span<UsualStep const> usual);

// How far a state is from the usual one, in logarithms: boxes, hours they have
// been in it, hours of those who left, and the time it takes as many to leave.
constexpr std::size_t kSignals = 4;
std::array<double, kSignals> signals_of(StepState const& state,
                                        UsualStep const& usual);

}  // namespace camel
