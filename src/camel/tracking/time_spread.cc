// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/time_spread.h"

#include <algorithm>

namespace camel {

namespace {

// `x` between points of which both coordinates grow; outside of them in the
// line of the second and the first, or of the last two but one.
template <typename X, typename Y>
double between(X const& xs, Y const& ys, double x) {
  auto const line = [&](std::size_t a, std::size_t b) {
    auto const width = std::max(xs[b] - xs[a], 1e-6);
    return ys[a] + (x - xs[a]) / width * (ys[b] - ys[a]);
  };
  constexpr std::size_t kSpan = 3;  // points: not only the outermost ones
  if (x < xs.front()) {
    return ys.front() + std::min(0.0, line(0, kSpan) - ys.front());
  }
  if (x > xs.back()) {
    auto const last = xs.size() - 1;
    return ys.back() +
           std::max(0.0, (x - xs[last]) /
                             std::max(xs[last] - xs[last - kSpan], 1e-6) *
                             (ys[last] - ys[last - kSpan]));
  }
  auto const at = std::upper_bound(xs.begin(), xs.end(), x) - xs.begin();
  auto const i =
      std::clamp<std::size_t>(static_cast<std::size_t>(at), 1, xs.size() - 1);
  return line(i - 1, i);
}

}  // namespace

double TimeSpread::at(double level) const {
  return std::max(0.0, between(kSpreadLevels, hours, level));
}

double TimeSpread::level_of(double time) const {
  // Where several levels have one time, the middle of them.
  auto const [low, high] = std::equal_range(hours.begin(), hours.end(), time);
  if (high - low > 1) {
    return (kSpreadLevels[static_cast<std::size_t>(low - hours.begin())] +
            kSpreadLevels[static_cast<std::size_t>(high - hours.begin() - 1)]) /
           2;
  }
  return std::clamp(between(hours, kSpreadLevels, time), -1.0, 2.0);
}

}  // namespace camel
