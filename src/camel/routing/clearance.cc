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

double units_of(Corridor const& corridor, ProcedureStep const& step, int teu) {
  auto const per_teu =
      step.facility &&
      corridor.facilities[step.facility].per == ServedUnit::teu;
  return per_teu ? teu : 1;
}

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

PacePoints clearance_hours(Corridor const& corridor,
                           std::span<ProcedureId const> steps, TrainPath path,
                           int teu) {
  if (steps.empty()) {
    return PacePoints(kClearancePoints, 0.0);
  }
  constexpr std::size_t kDraws = 2'000;
  std::vector<double> sums(kDraws);
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      auto const& step = corridor.procedures[steps[i]];
      auto const taken = decide(step.share, evenly(draw, i));
      if (!taken.happens) {
        continue;
      }
      auto const papers =
          path == TrainPath::fixed && step.pre_arrival_share > 0
              ? Decision{true, taken.rest}
              : decide(step.pre_arrival_share, taken.rest);
      auto const& law = papers.happens && step.pre_arrival_share > 0
                            ? step.pre_arrival_time
                            : step.time;
      sums[draw] += quantile_hours(law, units_of(corridor, step, teu),
                                   std::clamp(papers.rest, 1e-6, 1 - 1e-6));
    }
  }
  return quantiles_of(sums, kClearancePoints);
}

}  // namespace camel
