// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "camel/sim/statistics.h"

namespace camel {
namespace {

constexpr int kDraws = 200'000;

template <typename Draw>
Tally tally_of(Draw draw) {
  Random random{{.seed = 42, .stream = stream_id("test"), .replication = 0}};
  Tally tally;
  for (int i = 0; i < kDraws; ++i) {
    tally.add(draw(random));
  }
  return tally;
}

void expect_moments(Tally const& tally, double mean, double variation) {
  auto const deviation = mean * variation;
  EXPECT_NEAR(tally.mean(), mean, 4 * deviation / std::sqrt(kDraws));
  EXPECT_NEAR(std::sqrt(tally.variance()) / deviation, 1, 0.03);
}

TEST(Random, draws_have_the_mean_and_variation_asked_for) {
  expect_moments(tally_of([](Random& r) { return r.exponential(5); }), 5, 1);
  for (auto const variation : {0.2, 0.7, 1.0, 1.6}) {
    expect_moments(tally_of([&](Random& r) { return r.gamma(3, variation); }),
                   3, variation);
  }
  for (auto const variation : {0.2, 0.8}) {
    expect_moments(
        tally_of([&](Random& r) { return r.lognormal(3, variation); }), 3,
        variation);
  }
}

TEST(Random, uniforms_fill_the_open_interval_evenly) {
  auto const tally = tally_of([](Random& r) { return r.uniform(); });
  expect_moments(tally, 0.5, 1 / std::sqrt(3.0));
}

TEST(Random, integers_cover_their_range_evenly) {
  Random random{{.seed = 1, .stream = 2, .replication = 3}};
  std::array<int, 6> counts{};
  for (int i = 0; i < 60'000; ++i) {
    counts[static_cast<std::size_t>(random.integer(1, 6) - 1)]++;
  }
  for (auto const count : counts) {
    EXPECT_NEAR(count, 10'000, 4 * std::sqrt(60'000 * 5.0 / 36));
  }
}

TEST(Random, the_same_key_gives_the_same_numbers_and_another_key_others) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed : {1, 2}) {
    for (auto const* purpose : {"customs", "crane"}) {
      for (std::uint32_t replication : {0U, 1U}) {
        Random::Key const key{seed, stream_id(purpose, "Dostyk"), replication};
        Random a{key};
        Random b{key};
        auto const draw = a.bits();
        EXPECT_EQ(draw, b.bits());
        first.insert(draw);
      }
    }
  }
  EXPECT_EQ(first.size(), 8U);
}

}  // namespace
}  // namespace camel
