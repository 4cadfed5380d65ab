// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/hours.h"

namespace camel {

double draw_hours(DurationLaw const& law, double units, Random& random) {
  auto const mean = law.mean_hours * units;
  if (mean <= 0) {
    return 0;
  }
  if (law.family == Spread::exponential) {
    return random.exponential(mean);
  }
  if (law.family == Spread::fixed || law.variation <= 0) {
    return mean;
  }
  return law.family == Spread::gamma ? random.gamma(mean, law.variation)
                                     : random.lognormal(mean, law.variation);
}

}  // namespace camel
