// SPDX-License-Identifier: Apache-2.0
// Customers who are known beforehand, one by one, so that what becomes of each
// can be computed without the kernel and compared to the tick.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "camel/sim/random.h"
#include "camel/sim/simulation.h"
#include "models.h"

namespace camel::laws {

struct Customer {
  Ticks comes = 0, service = 0;
  Priority priority = 0;
};
using Customers = std::vector<Customer>;

inline Customers customers(std::size_t count, Distribution const& gap,
                           Distribution const& service) {
  Draws gaps{"gaps", 0, gap};
  Draws services{"services", 0, service};
  Customers all;
  Ticks now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    now += gaps.next();
    all.push_back({now, services.next()});
  }
  return all;
}

// Gaps of 0 to 3 ticks and services of 0 to `longest`: nearly everything
// happens at the same time as something else.
inline Customers customers_in_step(std::size_t count, int longest) {
  auto const whole = [](int most) {
    return Distribution{
        [=](Random& r) { return double(r.integer(0, most)) / kUnit; }, {}};
  };
  return customers(count, whole(3), whole(longest));
}

// Nobody comes in the moment in which another one goes, even if they start
// when others end: the last 20 bits of every time say who came first in that
// row of services.
inline Customers customers_never_at_once(std::size_t count, double load) {
  constexpr Ticks kStep = 1 << 20;
  Random random{{.seed = 5}};
  Customers all;
  Ticks now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    now += random.integer(1, 100) * kStep;
    auto const service = std::llround(load * random.exponential(50.5)) + 1;
    auto const priority = static_cast<Priority>(random.integer(-2, 2));
    all.push_back({now + static_cast<Ticks>(i), service * kStep, priority});
  }
  return all;
}

// Starts `visit(number of the customer)` when that customer comes.
inline Process doorman(Simulation& sim, Customers const& customers,
                       std::function<Process(std::size_t)> visit) {
  for (std::size_t i = 0; i < customers.size(); ++i) {
    co_await sim.wait_until(customers[i].comes);
    sim.start(visit(i));
  }
}

}  // namespace camel::laws
