// SPDX-License-Identifier: Apache-2.0
#include "camel/api/least_squares.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace camel {
namespace {

Matrix matrix(std::vector<std::vector<double>> const& rows) {
  Matrix result{rows.size(), rows.front().size()};
  for (std::size_t i = 0; i < result.rows(); ++i) {
    for (std::size_t j = 0; j < result.columns(); ++j) {
      result(i, j) = rows[i][j];
    }
  }
  return result;
}

// Numbers between -1 and 1 that look like chance (Lehmer's generator).
class Numbers {
 public:
  double next() {
    state_ = state_ * 48271 % 2147483647;
    return 2 * static_cast<double>(state_) / 2147483647 - 1;
  }

 private:
  std::uint64_t state_ = 1;
};

StraightModel random_model(Numbers& numbers, std::size_t observations,
                           std::size_t inputs) {
  StraightModel model{.ranges = {},
                      .at = std::vector<double>(inputs, 0.5),
                      .values = {},
                      .slopes = Matrix{observations, inputs}};
  for (std::size_t k = 0; k < observations; ++k) {
    auto const low = numbers.next();
    model.ranges.push_back({low, low + std::abs(numbers.next())});
    model.values.push_back(3 * numbers.next());
    for (std::size_t i = 0; i < inputs; ++i) {
      model.slopes(k, i) = 5 * numbers.next();
    }
  }
  return model;
}

TEST(LeastSquares, an_inverse_times_its_matrix_is_one) {
  auto const a = matrix({{4, 2, 1}, {2, 5, 3}, {1, 3, 6}});
  auto const b = inverse(a);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        sum += a(i, k) * b(k, j);
      }
      EXPECT_NEAR(sum, i == j ? 1 : 0, 1e-14);
    }
  }
}

TEST(LeastSquares, inside_its_range_an_observation_misses_by_nothing) {
  ScaledRange const range{2, 3};
  EXPECT_EQ(range.miss(2.5), 0);
  EXPECT_EQ(range.miss(5), 2);
  EXPECT_EQ(range.miss(1.5), -0.5);
}

// (4 (x - 0.5) + 1 - 2)² + (x - 0.5)² is least where 17 (x - 0.5) = 4.
TEST(LeastSquares, one_input_goes_where_arithmetic_says) {
  StraightModel const model{
      .ranges = {{2, 3}}, .at = {0.5}, .values = {1}, .slopes = matrix({{4}})};
  EXPECT_NEAR(best_inputs(model, {0.5}, 1)[0], 0.5 + 4.0 / 17, 1e-9);
  EXPECT_NEAR(best_inputs(model, {0.5}, 0.1)[0], 0.6, 1e-9);
}

TEST(LeastSquares, what_is_inside_its_range_pulls_nowhere) {
  StraightModel const model{
      .ranges = {{0, 3}}, .at = {0.5}, .values = {1}, .slopes = matrix({{4}})};
  EXPECT_EQ(best_inputs(model, {0.5}, 1)[0], 0.5);
}

// At the best place no input can go down the slope of the sum: it is flat, or
// the input is at a bound that the slope presses it against.
TEST(LeastSquares, no_input_can_do_better_alone) {
  Numbers numbers;
  for (int i = 0; i < 200; ++i) {
    auto const model = random_model(numbers, 6, 4);
    std::vector<double> const start{0.2, 0.4, 0.6, 0.8};
    auto const best = best_inputs(model, start, 0.4);
    auto const values = model.values_at(best);
    for (std::size_t j = 0; j < best.size(); ++j) {
      auto slope = best[j] - start[j];
      for (std::size_t k = 0; k < values.size(); ++k) {
        slope += model.slopes(k, j) * model.ranges[k].miss(values[k]);
      }
      ASSERT_GE(best[j], 0.1 - 1e-12);
      ASSERT_LE(best[j], 0.9 + 1e-12);
      if (best[j] > 0.1 + 1e-9) {
        EXPECT_LT(slope, 1e-6);
      }
      if (best[j] < 0.9 - 1e-9) {
        EXPECT_GT(slope, -1e-6);
      }
    }
  }
}

// J'J + 1 = [[10, 3], [3, 2]], whose inverse is [[2, -3], [-3, 10]] / 11.
TEST(LeastSquares, what_is_not_observed_keeps_its_spread) {
  auto const both = covariance(matrix({{3, 1}}));
  EXPECT_NEAR(both(0, 0), 2.0 / 11, 1e-15);
  EXPECT_NEAR(both(1, 1), 10.0 / 11, 1e-15);
  EXPECT_NEAR(both(0, 1), -3.0 / 11, 1e-15);
  auto const first = covariance(matrix({{3, 0}}));
  EXPECT_NEAR(first(0, 0), 0.1, 1e-15);
  EXPECT_EQ(first(1, 1), 1);
}

// Every observation has its part, and where nothing bends and no bound is in
// the way the parts are the whole.
TEST(LeastSquares, the_parts_of_a_movement_add_up_to_it) {
  Numbers numbers;
  std::vector<double> const start{0.5, 0.5, 0.5};
  int tried = 0;
  for (int i = 0; i < 200; ++i) {
    auto model = random_model(numbers, 5, 3);
    for (std::size_t k = 0; k < 5; ++k) {
      model.values[k] /= 10;
    }
    auto const begun = model.values;
    auto const best = best_inputs(model, start, 0.5);
    auto const held = std::any_of(best.begin(), best.end(), [](double x) {
      return x < 1e-9 || x > 1 - 1e-9;
    });
    auto const end = model.values_at(best);
    bool crossed = false;  // from outside to well inside: pushed by others
    for (std::size_t k = 0; k < 5; ++k) {
      crossed |= model.ranges[k].miss(begun[k]) != 0 &&
                 model.ranges[k].miss(end[k]) == 0;
    }
    if (held || crossed) {
      continue;
    }
    ++tried;
    model.at = best;
    model.values = end;
    auto const moved = movements(model, start, begun);
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 5; ++k) {
        sum += moved(k, j);
      }
      EXPECT_NEAR(sum, best[j] - start[j], 1e-6);
    }
  }
  EXPECT_GT(tried, 50);
}

TEST(LeastSquares, an_observation_inside_its_range_moves_nothing) {
  StraightModel model{.ranges = {{2, 3}, {0, 9}},
                      .at = {0.5, 0.5},
                      .values = {1, 1},
                      .slopes = matrix({{4, 0}, {1, 1}})};
  auto const begun = model.values;
  model.at = best_inputs(model, {0.5, 0.5}, 1);
  model.values = {1 + 4 * (model.at[0] - 0.5), 1 + model.at[0] - 0.5};
  auto const moved = movements(model, {0.5, 0.5}, begun);
  EXPECT_NEAR(moved(0, 0), 4.0 / 17, 1e-9);
  EXPECT_EQ(moved(0, 1), 0);
  EXPECT_EQ(moved(1, 0), 0);
  EXPECT_EQ(moved(1, 1), 0);
}

}  // namespace
}  // namespace camel
