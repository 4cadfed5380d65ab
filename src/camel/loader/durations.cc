// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/durations.h"

namespace camel {

void apply_variation(RowCells& cells, Variation const& written,
                     DurationLaw& law) {
  law.variation = written.spread.value_or(law.variation);
  if (written.spread && law.family != Spread::lognormal) {
    law.family = Spread::gamma;  // a facility's other families fix the spread
  }
  law.family = written.family.value_or(law.family);
  auto const family = written.family.value_or(Spread::gamma);
  if (family == Spread::fixed && written.spread.value_or(0) > 0) {
    cells.error("spread", {"a fixed time has no spread",
                           "leave it blank, or choose gamma or lognormal"});
  }
  if (family == Spread::exponential && written.spread.value_or(1) != 1) {
    cells.error("spread", {"the spread of an exponential time is 1",
                           "leave it blank, or choose gamma or lognormal"});
  }
  if (law.family == Spread::exponential) {
    law.variation = 1;
  } else if (law.family == Spread::fixed || law.variation == 0) {
    law.family = Spread::fixed;
    law.variation = 0;
  }
}

}  // namespace camel
