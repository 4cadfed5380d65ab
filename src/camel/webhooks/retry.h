// SPDX-License-Identifier: Apache-2.0
// When to try again what could not be delivered: soon at first, then ever more
// rarely, and never all at the same moment, so that a receiver that comes back
// is not run over.
#pragma once

#include <chrono>

namespace camel::webhooks {

struct RetryPlan {
  std::chrono::seconds first{5};
  int factor = 3;
  std::chrono::seconds longest = std::chrono::hours{3};
  // After so long without a delivery it is given up.
  std::chrono::seconds give_up = std::chrono::days{3};
};

// After so many attempts in vain, from 1. `luck` in [0, 1) spreads it between
// three quarters and five quarters.
std::chrono::milliseconds wait_after(int attempts, double luck,
                                     RetryPlan const& plan = {});

}  // namespace camel::webhooks
