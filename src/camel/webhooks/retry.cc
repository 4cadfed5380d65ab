// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/retry.h"

#include <algorithm>

namespace camel::webhooks {

std::chrono::milliseconds wait_after(int attempts, double luck,
                                     RetryPlan const& plan) {
  auto wait = plan.first;
  for (int i = 1; i < attempts && wait < plan.longest; ++i) {
    wait *= plan.factor;
  }
  std::chrono::milliseconds const whole = std::min(wait, plan.longest);
  return std::chrono::milliseconds{static_cast<std::int64_t>(
      static_cast<double>(whole.count()) * (0.75 + luck / 2))};
}

}  // namespace camel::webhooks
