// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/clearance.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "camel/model/duration_law.h"

namespace camel {

double evenly(std::uint64_t n, std::uint64_t dimension) {
  // Square roots of primes (Weyl 1916).
  static constexpr std::array<double, 8> kRoots{
      1.4142135623730951, 1.7320508075688772, 2.23606797749979,
      2.6457513110645907, 3.3166247903554,    3.605551275463989,
      4.123105625617661,  4.358898943540674};
  auto const at = (static_cast<double>(n) + 0.5) *
                  kRoots[dimension % kRoots.size()] *
                  (1 + static_cast<double>(dimension / kRoots.size()));
  return std::clamp(at - std::floor(at), 1e-6, 1 - 1e-6);
}

namespace {

constexpr std::size_t kDraws = 1'000;
constexpr std::size_t kLawPoints = 200;

// What is left of an even number when it has decided whether a share happens.
struct Decision {
  bool happens = false;
  double rest = 0;
};
Decision decide(double share, double even) {
  if (share >= 1) {
    return {true, even};
  }
  return even < share ? Decision{true, even / share}
                      : Decision{false, (even - share) / (1 - share)};
}

}  // namespace

double Clearance::units_of(ProcedureStep const& step) const {
  auto const per_teu =
      step.facility &&
      corridor_.facilities[step.facility].per == ServedUnit::teu;
  return per_teu ? teu_ : 1;
}

double Clearance::quantile(DurationLaw const& law, double units, double share) {
  auto& points = laws_[{law.family, law.variation}];
  for (auto i = points.size(); i < kLawPoints; ++i) {
    points.push_back(
        quantile_hours({1, law.variation, law.family}, 1,
                       (static_cast<double>(i) + 0.5) / kLawPoints));
  }
  auto const at = static_cast<std::size_t>(share * kLawPoints);
  return law.mean_hours * units * points[std::min(at, kLawPoints - 1)];
}

double Clearance::draw(ProcedureStep const& step, TrainPath path, double even) {
  auto const taken = decide(step.share, even);
  if (!taken.happens) {
    return 0;
  }
  // The papers of a train with a fixed path were there before it.
  auto early = Decision{false, taken.rest};
  if (step.pre_arrival_share > 0) {
    early = path == TrainPath::fixed
                ? Decision{true, taken.rest}
                : decide(step.pre_arrival_share, taken.rest);
  }
  return quantile(early.happens ? step.pre_arrival_time : step.time,
                  units_of(step), early.rest);
}

PacePoints Clearance::hours(std::span<ProcedureId const> steps,
                            TrainPath path) {
  if (steps.empty()) {
    return PacePoints(kClearancePoints, 0.0);
  }
  std::vector<double> sums(kDraws);
  for (std::size_t number = 0; number < kDraws; ++number) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      sums[number] +=
          draw(corridor_.procedures[steps[i]], path, evenly(number, i));
    }
  }
  return quantiles_of(sums, kClearancePoints);
}

}  // namespace camel
