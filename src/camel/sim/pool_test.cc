// SPDX-License-Identifier: Apache-2.0
// Queueing laws: where theory gives a number, the kernel must give it too. The
// standard errors come from batch means of one long run.
#include "camel/sim/pool.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"
#include "camel/sim/statistics.h"

namespace camel {
namespace {

constexpr double kTicks = 1e6;  // ticks of one unit of time

Process customer(Simulation& sim, Pool& servers, Ticks service, Tally& waits) {
  auto const came = sim.now();
  auto const server = co_await servers.acquire();
  waits.add(static_cast<double>(sim.now() - came) / kTicks);
  co_await sim.wait(service);
}

using Service = std::function<double(Random&)>;

// Customers come as a Poisson stream; the mean wait of each batch of them.
Process arrivals(Simulation& sim, Pool& servers, double rate, Service service,
                 std::vector<Tally>& batches, int per_batch) {
  Random gaps{{.seed = 7, .stream = stream_id("gap"), .replication = 0}};
  Random times{{.seed = 7, .stream = stream_id("service"), .replication = 0}};
  for (auto& batch : batches) {
    for (int i = 0; i < per_batch; ++i) {
      co_await sim.wait(std::llround(gaps.exponential(1 / rate) * kTicks));
      sim.start(
          customer(sim, servers, std::llround(service(times) * kTicks), batch));
    }
  }
}

struct Mean {
  double value, error;
};

Mean mean_wait(int servers, double rate, Service service) {
  constexpr int kBatches = 40;
  std::vector<Tally> batches(kBatches);
  Pool pool{servers};
  Simulation sim;
  sim.start(arrivals(sim, pool, rate, service, batches, 25'000));
  sim.run();
  Tally over;
  for (std::size_t i = 1; i < batches.size(); ++i) {  // the first warms up
    over.add(batches[i].mean());
  }
  auto const n = static_cast<double>(over.count());
  return {over.mean(), std::sqrt(over.variance() / (n - 1))};
}

void expect_wait(Mean const& measured, double theory) {
  EXPECT_NEAR(measured.value, theory, 4 * measured.error);
  EXPECT_LT(measured.error, 0.05 * theory) << "too noisy to mean anything";
}

double exponential(Random& random) { return random.exponential(1); }

TEST(QueueingLaw, one_server_with_exponential_times_is_mm1) {
  expect_wait(mean_wait(1, 0.7, exponential), 0.7 / 0.3);
}

TEST(QueueingLaw, four_servers_are_mm4_by_erlang_c) {
  expect_wait(mean_wait(4, 3.2, exponential), 0.745541);
}

TEST(QueueingLaw, one_server_with_fixed_times_is_md1) {
  expect_wait(mean_wait(1, 0.8, [](Random&) { return 1.0; }),
              0.8 / (2 * (1 - 0.8)));
}

TEST(QueueingLaw, erlang_2_times_follow_pollaczek_and_khinchine) {
  expect_wait(
      mean_wait(1, 0.8, [](Random& r) { return r.gamma(1, std::sqrt(0.5)); }),
      3.0);
}

Process take(Simulation& sim, Pool& pool, int units, Ticks time, char name,
             std::string& diary) {
  auto const held = co_await pool.acquire(units);
  diary += name;
  co_await sim.wait(time);
}

TEST(Pool, a_request_for_many_waits_at_the_head_and_nobody_overtakes) {
  std::string diary;
  Pool pool{3};
  Simulation sim;
  sim.start(take(sim, pool, 2, 10, 'a', diary));
  sim.start(take(sim, pool, 3, 10, 'b', diary));
  sim.start(take(sim, pool, 1, 10, 'c', diary));
  sim.run_until(5);
  EXPECT_EQ(diary, "a");  // 'c' would fit but came after 'b'
  sim.run_until(15);
  EXPECT_EQ(diary, "ab");
  sim.run_until(25);
  EXPECT_EQ(diary, "abc");
}

TEST(Pool, its_statistics_are_the_areas_under_its_curves) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  sim.start(take(sim, pool, 1, 10, 'a', diary));
  sim.start(take(sim, pool, 1, 10, 'b', diary));
  sim.run_until(40);
  EXPECT_EQ(pool.in_use().area(40), 20);
  EXPECT_EQ(pool.line().area(40), 10);
  EXPECT_DOUBLE_EQ(pool.waits().mean(), 5);
}

TEST(Pool, asking_for_more_than_there_is_is_refused) {
  Pool pool{2};
  Simulation sim;
  EXPECT_ANY_THROW(static_cast<void>(pool.acquire(3)));
  EXPECT_ANY_THROW(static_cast<void>(pool.acquire(0)));
}

}  // namespace
}  // namespace camel
