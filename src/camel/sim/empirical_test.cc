// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/empirical.h"

#include <cmath>
#include <limits>
#include <map>

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

constexpr auto kSteps = Empirical::Shape::steps;
constexpr auto kLines = Empirical::Shape::lines;
constexpr auto kNan = std::numeric_limits<double>::quiet_NaN();
constexpr auto kInfinity = std::numeric_limits<double>::infinity();
using Rows = std::vector<Empirical::Row>;

Random a_stream() { return Random{{.seed = 3, .stream = 14}}; }

TEST(Empirical, steps_give_each_observation_its_share) {
  Empirical const law{{5, 1, 3, 1}, kSteps};
  EXPECT_EQ(law.quantile(0), 1);
  EXPECT_EQ(law.quantile(0.50), 1);
  EXPECT_EQ(law.quantile(0.51), 3);
  EXPECT_EQ(law.quantile(0.75), 3);
  EXPECT_EQ(law.quantile(0.76), 5);
  EXPECT_EQ(law.quantile(1), 5);
}

TEST(Empirical, steps_come_as_often_as_their_weights_say) {
  // Weights 1, 2, 5 and 0: of 80 000 draws 10 000, 20 000, 50 000 and none.
  Empirical const law{Rows{{10, 1}, {20, 2}, {30, 5}, {25, 0}}, kSteps};
  auto random = a_stream();
  std::map<double, int> counts;
  for (int i = 0; i < 80'000; ++i) {
    ++counts[law.draw(random)];
  }
  auto const deviation = [](double p) {
    return std::sqrt(80'000 * p * (1 - p));
  };
  EXPECT_EQ(counts.size(), 3U);
  EXPECT_NEAR(counts[10], 10'000, 4 * deviation(1 / 8.0));
  EXPECT_NEAR(counts[20], 20'000, 4 * deviation(2 / 8.0));
  EXPECT_NEAR(counts[30], 50'000, 4 * deviation(5 / 8.0));
}

TEST(Empirical, lines_share_the_gaps_of_observations_equally) {
  Empirical const law{{10, 0, 2}, kLines};
  EXPECT_EQ(law.quantile(0), 0);
  EXPECT_EQ(law.quantile(0.25), 1);
  EXPECT_EQ(law.quantile(0.5), 2);
  EXPECT_EQ(law.quantile(0.75), 6);
  EXPECT_EQ(law.quantile(1), 10);
}

TEST(Empirical, lines_weigh_a_gap_by_the_mean_of_its_ends) {
  // Gaps of (1 + 3) / 2 = 2 and (3 + 9) / 2 = 6: a quarter and the rest.
  Empirical const law{Rows{{0, 1}, {4, 3}, {12, 9}}, kLines};
  EXPECT_EQ(law.quantile(0.125), 2);
  EXPECT_EQ(law.quantile(0.25), 4);
  EXPECT_EQ(law.quantile(0.625), 8);
}

TEST(Empirical, lines_follow_their_distribution_function) {
  Empirical const law{{0, 1, 5, 5, 9}, kLines};
  auto const below = [](double x) {  // straight, with a jump at 5
    return x < 1   ? x / 4
           : x < 5 ? (1 + (x - 1) / 4) / 4
                   : (3 + (x - 5) / 4) / 4;
  };
  auto random = a_stream();
  int at_five = 0;
  std::map<double, int> counts;
  for (int i = 0; i < 40'000; ++i) {
    auto const x = law.draw(random);
    at_five += x == 5;
    for (auto const mark : {0.5, 2.0, 4.5, 6.0, 8.0}) {
      counts[mark] += x <= mark;
    }
  }
  EXPECT_NEAR(at_five, 10'000, 4 * std::sqrt(40'000 * 3 / 16.0));
  for (auto const& [mark, count] : counts) {
    auto const p = below(mark);
    EXPECT_NEAR(count, 40'000 * p, 4 * std::sqrt(40'000 * p * (1 - p)));
  }
}

TEST(Empirical, values_never_fall_when_the_uniform_grows) {
  auto random = a_stream();
  std::vector<double> observations;
  for (int i = 0; i < 1'000; ++i) {
    observations.push_back(random.lognormal(10, 1));
  }
  for (auto const shape : {kSteps, kLines}) {
    Empirical const law{observations, shape};
    auto last = law.quantile(0);
    for (int i = 1; i <= 100'000; ++i) {
      auto const here = law.quantile(i / 100'000.0);
      ASSERT_GE(here, last);
      last = here;
    }
  }
}

TEST(Empirical, one_value_is_always_drawn) {
  auto random = a_stream();
  for (auto const shape : {kSteps, kLines}) {
    EXPECT_EQ((Empirical{std::vector{7.5}, shape}.draw(random)), 7.5);
  }
}

TEST(Empirical, the_order_of_the_rows_does_not_matter) {
  Rows const rows{{1, 0.1}, {1, 0.7}, {2, 0.3}, {3, 1e9}, {3, 0.2}};
  Rows const reversed{rows.rbegin(), rows.rend()};
  for (auto const shape : {kSteps, kLines}) {
    Empirical const a{rows, shape};
    Empirical const b{reversed, shape};
    for (int i = 0; i <= 1'000; ++i) {
      EXPECT_EQ(a.quantile(i / 1'000.0), b.quantile(i / 1'000.0));
    }
  }
}

TEST(Empirical, what_is_no_distribution_is_refused) {
  for (auto const shape : {kSteps, kLines}) {
    for (auto const& rows :
         {Rows{}, Rows{{1, 0}}, Rows{{1, -1}}, Rows{{1, kNan}},
          Rows{{1, kInfinity}}, Rows{{kNan, 1}}, Rows{{-kInfinity, 1}},
          Rows{{-1e308, 1}, {1e308, 1}},
          Rows{{1, 1e308}, {2, 1e308}, {3, 1e308}}}) {
      EXPECT_THROW((Empirical{rows, shape}), UsageError);
    }
    Empirical const law{{1, 2}, shape};
    for (auto const share : {-0.1, 1.1, kNan}) {
      EXPECT_THROW(law.quantile(share), UsageError);
    }
  }
}

}  // namespace
}  // namespace camel
