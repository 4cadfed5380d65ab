// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/closes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace camel {

namespace {

// Of a figure that has grown since `from`, the least that is not within
// `closeness` below it.
std::int32_t nearly(std::int32_t value, std::int32_t from, double closeness) {
  return from +
         static_cast<std::int32_t>(std::ceil((value - from) / (1 + closeness)));
}

bool is_any(RiskSteps each) {
  std::uint64_t halves[2];
  std::memcpy(halves, &each, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// The steps at which so much more than the risk of the first is taken.
RiskSteps steps_of(std::int32_t more) {
  constexpr auto kLast = static_cast<std::int32_t>(kRiskSteps);
  auto const first = std::clamp((more + kRiskStep - 1) / kRiskStep, 0, kLast);
  return RiskSteps{0, 1, 2, 3, 4, 5, 6, 7} >=
         (RiskSteps{} + static_cast<std::int16_t>(first));
}

}  // namespace

void Closes::begin(Instant ready, double closeness,
                   std::vector<Instant> const& instants) {
  ready_ = ready;
  closeness_ = closeness;
  instants_ = &instants;
  covers_.clear();
  best_ = Four{} + kNoInstant;
  soonest_ = number_of(best_[0]);
  version_ = 0;
}

std::int16_t Closes::number_of(Instant arrival) const {
  return static_cast<std::int16_t>(first_from(*instants_, arrival));
}

void Closes::add(Criteria const& arrived) {
  auto const c = closeness_;
  auto const close =
      Four{nearly(arrived.arrival, ready_, c), nearly(arrived.cents, 0, c),
           nearly(arrived.grams, 0, c),
           // A chance is close to another by its difference.
           arrived.risk - static_cast<std::int32_t>(c * 1e6)};
  covers_.add(close, arrived.boardings,
              static_cast<std::uint32_t>(number_of(close[0])),
              [](std::uint32_t) {});
  auto const figures =
      Four{arrived.arrival, arrived.cents, arrived.grams, arrived.risk};
  best_ = figures < best_ ? figures : best_;
  soonest_ = number_of(best_[0]);
  ++version_;
}

bool Closes::cover(Hope const& hope, std::int32_t boardings) {
  auto sum = hope.boardings + hope.left.boardings;
  auto risk = hope.left.boardings * kRisk[kLevels - 1];
  for (auto const& outlay : hope.outlays) {
    if (sum > boardings) {
      break;
    }
    auto const least = hope.so_far + Four{0, outlay.cents, outlay.grams, risk};
    if (outlay.is_some() && !cover(least, sum, hope.arrivals)) {
      return false;
    }
    ++sum;
    risk += kRisk[kLevels - 1];
  }
  return true;
}

// `least`: whatever the arrival, and the risk of the first step.
bool Closes::cover(Four least, std::int32_t boardings, RiskSteps arrivals) {
  if (least[1] < best_[1] || least[2] < best_[2]) {
    return false;
  }
  auto const never = RiskSteps{} + kNoArrival;
  auto const before =
      __builtin_shufflevector(never, arrivals, 0, 8, 9, 10, 11, 12, 13, 14);
  // A step that arrives no sooner than the one before is worth nothing.
  auto left = static_cast<RiskSteps>(arrivals < before);
  auto const from = least[3];
  auto const is_best =
      (arrivals < (RiskSteps{} + soonest_)) | ~steps_of(best_[3] - from);
  if (is_any(left & is_best)) {
    return false;
  }
  least[0] = kNoInstant;
  least[3] += (static_cast<std::int32_t>(kRiskSteps) - 1) * kRiskStep;
  return covers_.look_through(
      least, boardings, [&](std::int32_t risk, std::uint32_t number) {
        auto const first = RiskSteps{} + static_cast<std::int16_t>(number);
        left &= ~((arrivals >= first) & steps_of(risk - from));
        return !is_any(left);
      });
}

}  // namespace camel
