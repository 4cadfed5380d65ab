// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/step_states.h"

#include <algorithm>
#include <cmath>

namespace camel {

namespace {

constexpr double kHourSeconds = 3600;

// A box in a step.
struct InStep {
  std::uint32_t step = 0;
  EpochSeconds from = 0, to = 0;
};

template <typename Visit>
void for_each_step(std::span<NumberedJourney const> journeys, Visit visit) {
  for (auto const& [journey, steps] : journeys) {
    for (std::size_t i = 0; i < steps->size(); ++i) {
      if (journey->times[i] == kNotYet) {
        continue;
      }
      visit(InStep{(*steps)[i], journey->times[i], journey->times[i + 1]});
    }
  }
}

float in_hours_of(EpochSeconds seconds) {
  return static_cast<float>(static_cast<double>(seconds) / kHourSeconds);
}

}  // namespace

StepNumbers::StepNumbers(std::span<BoxWay const> ways) {
  for (auto const& way : ways) {
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      by_name_.emplace(step_name(way, i), 0);
    }
  }
  std::uint32_t next = 0;
  for (auto& [name, number] : by_name_) {
    number = next++;
  }
  stays_.resize(by_name_.size());
  for (auto const& way : ways) {
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      stays_[number(step_name(way, i))] = camel::is_stay(way, i);
    }
  }
}

std::uint32_t StepNumbers::number(std::string const& step_name) const {
  auto const found = by_name_.find(step_name);
  return found == by_name_.end() ? kUnknown : found->second;
}

std::vector<std::uint32_t> StepNumbers::of(BoxWay const& way) const {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    numbers.push_back(number(step_name(way, i)));
  }
  return numbers;
}

std::vector<StepState> states_at(std::span<NumberedJourney const> journeys,
                                 std::size_t steps, EpochSeconds now) {
  std::vector<StepState> states(steps);
  for_each_step(journeys, [&](InStep const& one) {
    if (one.step >= steps || one.from > now) {
      return;
    }
    auto& state = states[one.step];
    if (one.to > now) {
      ++state.boxes;
      state.hours_in += in_hours_of(now - one.from);
    } else if (one.to > now - StepState::kRecent) {
      ++state.left;
      state.left_hours += in_hours_of(one.to - one.from);
    }
  });
  return states;
}

StepStates::StepStates(std::span<NumberedJourney const> journeys,
                       std::size_t steps, Span span)
    : steps_{steps}, span_{span}, hours_(steps), journeys_(steps) {
  auto const moments =
      static_cast<std::size_t>((span.end - span.begin) / kEvery) + 1;
  states_.resize(moments * steps);
  // The first moment that is not before a time.
  auto const moment = [&](EpochSeconds time) {
    auto const at = (time - span.begin + kEvery - 1) / kEvery;
    return static_cast<std::size_t>(std::clamp<EpochSeconds>(
        time <= span.begin ? 0 : at, 0, static_cast<EpochSeconds>(moments)));
  };
  for_each_step(journeys, [&](InStep const& one) {
    if (one.step >= steps_) {
      return;
    }
    auto const to = one.to == kNotYet ? span.end + kEvery : one.to;
    for (auto m = moment(one.from), last = moment(to); m < last; ++m) {
      auto const now = span.begin + static_cast<EpochSeconds>(m) * kEvery;
      auto& state = states_[m * steps_ + one.step];
      ++state.boxes;
      state.hours_in += in_hours_of(now - one.from);
    }
    if (one.to == kNotYet) {
      return;
    }
    auto const hours = in_hours_of(one.to - one.from);
    for (auto m = moment(to), last = moment(to + StepState::kRecent); m < last;
         ++m) {
      auto& state = states_[m * steps_ + one.step];
      ++state.left;
      state.left_hours += hours;
    }
    hours_[one.step] += hours;
    ++journeys_[one.step];
  });
}

std::span<StepState const> StepStates::at(EpochSeconds now) const {
  auto const last = static_cast<EpochSeconds>(states_.size() / steps_) - 1;
  auto const m = static_cast<std::size_t>(std::clamp<EpochSeconds>(
      now <= span_.begin ? 0 : (now - span_.begin) / kEvery, 0, last));
  return std::span{states_}.subspan(m * steps_, steps_);
}

std::vector<UsualStep> StepStates::usual() const {
  std::vector<UsualStep> usual(steps_);
  std::vector<double> hours_in(steps_);
  for (std::size_t i = 0; i < states_.size(); ++i) {
    auto& one = usual[i % steps_];
    one.boxes += static_cast<double>(states_[i].boxes);
    one.left += static_cast<double>(states_[i].left);
    hours_in[i % steps_] += static_cast<double>(states_[i].hours_in);
  }
  auto const moments = static_cast<double>(states_.size() / steps_);
  for (std::size_t i = 0; i < steps_; ++i) {
    usual[i].hours_in =
        usual[i].boxes > 0 ? std::max(0.1, hours_in[i] / usual[i].boxes) : 1;
    usual[i].hours =
        journeys_[i] > 0 ? std::max(0.1, hours_[i] / journeys_[i]) : 1;
    usual[i].boxes /= moments;
    usual[i].left /= moments;
  }
  return usual;
}

std::array<double, kSignals> signals_of(StepState const& state,
                                        UsualStep const& usual) {
  // A few usual boxes more steady what is known of few.
  constexpr double kSteady = 3;
  auto const boxes = static_cast<double>(state.boxes);
  auto const left = static_cast<double>(state.left);
  auto const fill = std::log((boxes + 1) / (usual.boxes + 1));
  auto const age = std::log(
      (static_cast<double>(state.hours_in) + kSteady * usual.hours_in) /
      ((boxes + kSteady) * usual.hours_in));
  auto const stay =
      std::log((static_cast<double>(state.left_hours) + kSteady * usual.hours) /
               ((left + kSteady) * usual.hours));
  return {fill, age, stay, fill - std::log((left + 1) / (usual.left + 1))};
}

std::vector<StepState> as_if_all(std::span<StepState const> seen,
                                 std::span<UsualStep const> usual) {
  // So many boxes in a step are worth as much as what is usual.
  constexpr double kUsual = 3;
  double boxes = 0, usual_boxes = 0;
  for (std::size_t i = 0; i < usual.size(); ++i) {
    boxes += static_cast<double>(seen[i].boxes);
    usual_boxes += usual[i].boxes;
  }
  auto const share = boxes / std::max(usual_boxes, 1e-9);
  std::vector<StepState> all(usual.size());
  auto const whole = [&](double count, double of_usual) {
    auto const expected = of_usual * share;
    return share > 0 ? of_usual + (count - expected) / share * expected /
                                      (expected + kUsual)
                     : of_usual;
  };
  auto const mean = [](double sum, double count, double of_usual) {
    return (sum + kUsual * of_usual) / (count + kUsual);
  };
  for (std::size_t i = 0; i < usual.size(); ++i) {
    auto const& one = seen[i];
    auto const in = static_cast<double>(one.boxes);
    auto const left = static_cast<double>(one.left);
    auto const all_in = std::max(0.0, whole(in, usual[i].boxes));
    auto const all_left = std::max(0.0, whole(left, usual[i].left));
    all[i] = {.boxes = static_cast<float>(all_in),
              .hours_in = static_cast<float>(
                  all_in * mean(static_cast<double>(one.hours_in), in,
                                usual[i].hours_in)),
              .left = static_cast<float>(all_left),
              .left_hours = static_cast<float>(
                  all_left * mean(static_cast<double>(one.left_hours), left,
                                  usual[i].hours))};
  }
  return all;
}

}  // namespace camel
