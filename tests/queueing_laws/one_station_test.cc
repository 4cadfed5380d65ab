// SPDX-License-Identifier: Apache-2.0
// One station with room for all, first come first served or last.
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "measure.h"

namespace camel::laws {
namespace {

TEST(MM1, its_waits_and_stays_have_the_right_mean_spread_and_tail) {
  Crew const crew{.arrivals = 0.7};
  expect_laws({{"wait", mmc_wait(crew)},
               {"inside", mmc_inside(crew)},
               {"line", mmc_inside(crew) - crew.load()},
               {"busy", crew.load()},
               {"P(wait > 0)", mmc_waits_longer(crew, 0)},
               {"P(wait > 2)", mmc_waits_longer(crew, 2)},
               {"P(stay > 2)", mm1_stays_longer(crew, 2)},
               {"E[wait^2]",
                mm1_wait_variance(crew) + std::pow(mmc_wait(crew), 2), 0.05},
               {"E[stay^2]", 2 * mm1_stay_variance(crew), 0.05}},
              [&](int replication) {
                Queue queue{
                    {.gap = exponential(1 / 0.7), .service = exponential(1)},
                    replication};
                return run(queue, 150e3, [&](Ticks now) {
                  auto const waits = queue.pool.waits().count();
                  auto const stays = queue.stays.count();
                  return std::vector{mean_time(queue.pool.waits()),
                                     queue.inside.mean(now),
                                     queue.pool.line().mean(now),
                                     queue.pool.in_use().mean(now),
                                     share(queue.waited, waits),
                                     share(queue.waited_long, waits),
                                     share(queue.stayed_long, stays),
                                     mean_square_time(queue.pool.waits()),
                                     mean_square_time(queue.stays)};
                });
              });
}

// No control variates and no estimate of the variance: both sides of the test
// are theory. At half the load, 40 runs with a million customers together.
TEST(MM1, the_mean_wait_varies_as_daley_says) {
  Crew const crew{.arrivals = 0.5};
  Tally waits;
  constexpr double kCustomers = 25'000;  // in a replication
  for (int replication = 0; replication < kReplications; ++replication) {
    Queue queue{{.gap = exponential(2), .service = exponential(1)},
                1000 + replication};
    auto const outcome =
        run(queue, kCustomers * 2 / 0.95,  // without the warm-up
            [&](Ticks) { return std::vector{mean_time(queue.pool.waits())}; });
    waits.add(outcome.values.front());
  }
  auto const variance = mm1_variance_of_mean_wait(crew) / kCustomers;
  EXPECT_NEAR(waits.mean(), mmc_wait(crew),
              4 * std::sqrt(variance / kReplications));
  boost::math::chi_squared const law{kReplications - 1.};
  auto const ratio = waits.sample_variance() / variance * (kReplications - 1);
  auto const beyond = (1 - kFourSigma) / 2;
  EXPECT_GT(ratio, boost::math::quantile(law, beyond));
  EXPECT_LT(ratio, boost::math::quantile(complement(law, beyond)));
}

void expect_mmc(Crew const& crew, double length) {
  expect_laws({{"wait", mmc_wait(crew)},
               {"inside", mmc_inside(crew)},
               {"busy", crew.load()},
               {"P(wait > 0)", mmc_waits_longer(crew, 0)},
               {"P(wait > 2)", mmc_waits_longer(crew, 2), 0.05}},
              [&](int replication) {
                Queue queue{{.servers = crew.servers,
                             .gap = exponential(1 / crew.arrivals),
                             .service = exponential(crew.mean)},
                            replication};
                return run(queue, length, [&](Ticks now) {
                  auto const waits = queue.pool.waits().count();
                  return std::vector{
                      mean_time(queue.pool.waits()), queue.inside.mean(now),
                      queue.pool.in_use().mean(now), share(queue.waited, waits),
                      share(queue.waited_long, waits)};
                });
              });
}

TEST(MMc, two_servers_are_as_erlang_c_says) { expect_mmc({1.4, 1, 2}, 75e3); }

TEST(MMc, three_servers_are_as_erlang_c_says) { expect_mmc({2.1, 1, 3}, 75e3); }

TEST(MMc, four_servers_at_a_load_of_eight_tenths) {
  expect_mmc({3.2, 1, 4}, 100e3);
}

TEST(MMc, ten_slow_servers_are_as_erlang_c_says) {
  expect_mmc({1.5, 5, 10}, 150e3);
}

// ------------------------------------------------- any service at one server

void expect_mg1(Distribution const& service, double length) {
  Flow const flow{0.7, service.moments};
  expect_laws({{"wait", mg1_wait(flow)},
               {"inside", 0.7 * mg1_wait(flow) + flow.load()},
               {"busy", flow.load()}},
              [&](int replication) {
                Queue queue{{.gap = exponential(1 / 0.7), .service = service},
                            replication};
                return run(queue, length, [&](Ticks now) {
                  return std::vector{mean_time(queue.pool.waits()),
                                     queue.inside.mean(now),
                                     queue.pool.in_use().mean(now)};
                });
              });
}

TEST(MG1, fixed_services_follow_pollaczek_and_khinchine) {
  expect_mg1(fixed(1), 50e3);
}

TEST(MG1, uniform_services_follow_pollaczek_and_khinchine) {
  expect_mg1(up_to(2), 50e3);
}

TEST(MG1, erlang_services_follow_pollaczek_and_khinchine) {
  expect_mg1(erlang_2(1), 50e3);
}

TEST(MG1, lognormal_services_follow_pollaczek_and_khinchine) {
  expect_mg1(lognormal(1, 1.5), 200e3);
}

TEST(MG1, hyperexponential_services_follow_pollaczek_and_khinchine) {
  expect_mg1(hyperexponential(1, 4), 200e3);
}

void expect_square_wait(Pool::Order order, double theory) {
  Flow const flow{0.6, erlang_2(1).moments};
  expect_laws({{"wait", mg1_wait(flow)}, {"E[wait^2]", theory, 0.05}},
              [&](int replication) {
                Queue queue{{.gap = exponential(1 / 0.6),
                             .service = erlang_2(1),
                             .rules = {.order = order}},
                            replication};
                return run(queue, 150e3, [&](Ticks) {
                  return std::vector{mean_time(queue.pool.waits()),
                                     mean_square_time(queue.pool.waits())};
                });
              });
}

TEST(MG1, first_come_first_served_has_the_least_square_of_waits) {
  expect_square_wait(Pool::Order::first_come,
                     mg1_square_wait({0.6, erlang_2(1).moments}));
}

TEST(MG1, last_come_first_served_has_the_same_mean_wait_and_a_larger_square) {
  expect_square_wait(Pool::Order::last_come,
                     mg1_square_wait_last_come({0.6, erlang_2(1).moments}));
}

// ------------------------------------------------------------ any arrivals

void expect_gm1(Distribution const& gap,
                std::function<double(double)> const& transform) {
  auto const sigma = gm1_delay_chance(transform, 1);
  expect_laws(
      {{"P(wait > 0)", sigma}, {"wait", gm1_wait(sigma, 1)}},
      [&](int replication) {
        Queue queue{{.gap = gap, .service = exponential(1)}, replication};
        return run(queue, 100e3, [&](Ticks) {
          return std::vector{share(queue.waited, queue.pool.waits().count()),
                             mean_time(queue.pool.waits())};
        });
      });
}

TEST(GM1, fixed_gaps_make_the_root_of_their_transform) {
  expect_gm1(fixed(1.25), [](double s) { return std::exp(-1.25 * s); });
}

TEST(GM1, erlang_gaps_make_the_root_of_their_transform) {
  expect_gm1(erlang_2(1.25),
             [](double s) { return std::pow(1.6 / (1.6 + s), 2); });
}

TEST(GG1, waits_stay_below_kingmans_bound_and_make_up_for_idleness) {
  auto const gap = erlang_2(1.25);
  auto const service = lognormal(1, std::sqrt(1.5));
  auto const outcomes = replicate([&](int replication) {
    Queue queue{{.gap = gap, .service = service}, replication};
    return run(queue, 100e3, [&](Ticks) {
      auto const wait = mean_time(queue.pool.waits());
      return std::vector{wait, wait + mean_square_time(queue.idle) /
                                          (2 * mean_time(queue.idle))};
    });
  });
  auto const bound = longest_wait(gap.moments, service.moments);
  auto const wait = mean_over(outcomes, 0);
  EXPECT_LT(wait.high, bound);
  EXPECT_GT(wait.low, 0.8 * bound);  // close to it under heavy traffic
  auto const both = mean_over(outcomes, 1);
  auto const theory = wait_and_idleness(gap.moments, service.moments);
  EXPECT_GT(theory, both.low);
  EXPECT_LT(theory, both.high);
  EXPECT_LT(both.high - both.low, 0.04 * theory);
}

}  // namespace
}  // namespace camel::laws
