// SPDX-License-Identifier: Apache-2.0
#include "camel/api/least_squares.h"

#include <algorithm>
#include <cmath>

#include "camel/base/check.h"

namespace camel {

namespace {

constexpr int kSweeps = 20'000;
constexpr double kStandstill = 1e-10;

// J'J of the rows that count, and 1 on the diagonal for the pull to the start.
Matrix information(Matrix const& slopes, std::vector<bool> const& counts) {
  auto const inputs = slopes.columns();
  Matrix sum{inputs, inputs};
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t j = 0; j < inputs; ++j) {
      sum(i, j) = i == j ? 1 : 0;
      for (std::size_t k = 0; k < slopes.rows(); ++k) {
        sum(i, j) += counts[k] ? slopes(k, i) * slopes(k, j) : 0;
      }
    }
  }
  return sum;
}

// The lower triangle L of A = L L' (Cholesky).
Matrix triangle_of(Matrix const& a) {
  Matrix lower{a.rows(), a.rows()};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      auto rest = a(i, j);
      for (std::size_t k = 0; k < j; ++k) {
        rest -= lower(i, k) * lower(j, k);
      }
      CAMEL_CHECK(i != j || rest > 0, "the matrix is not positive definite");
      lower(i, j) = i == j ? std::sqrt(rest) : rest / lower(j, j);
    }
  }
  return lower;
}

}  // namespace

Matrix inverse(Matrix const& a) {
  CAMEL_CHECK(a.rows() == a.columns(), "only a square matrix has an inverse");
  auto const n = a.rows();
  auto const lower = triangle_of(a);
  Matrix result{n, n};
  for (std::size_t column = 0; column < n; ++column) {
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) {  // L y = e
      x[i] = i == column ? 1 : 0;
      for (std::size_t k = 0; k < i; ++k) {
        x[i] -= lower(i, k) * x[k];
      }
      x[i] /= lower(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {  // L' x = y
      for (std::size_t k = i + 1; k < n; ++k) {
        x[i] -= lower(k, i) * x[k];
      }
      x[i] /= lower(i, i);
      result(i, column) = x[i];
    }
  }
  return result;
}

std::vector<double> StraightModel::values_at(
    std::vector<double> const& inputs) const {
  auto result = values;
  for (std::size_t k = 0; k < slopes.rows(); ++k) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      result[k] += slopes(k, i) * (inputs[i] - at[i]);
    }
  }
  return result;
}

double badness(std::vector<ScaledRange> const& ranges,
               std::vector<double> const& values,
               std::vector<double> const& inputs,
               std::vector<double> const& start) {
  double sum = 0;
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    auto const miss = ranges[k].miss(values[k]);
    sum += miss * miss;
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    sum += (inputs[i] - start[i]) * (inputs[i] - start[i]);
  }
  return sum;
}

// One input after the other, each by Newton's rule: along one input the sum is
// a parabola in pieces, and a step that counts only the pieces in force now
// may overshoot, so the curvature counts all observations. The sum falls with
// every step; it is strictly convex, so it falls to its one lowest point.
std::vector<double> best_inputs(StraightModel const& model,
                                std::vector<double> const& start,
                                double reach) {
  auto inputs = model.at;
  auto values = model.values;
  auto const curvature =
      information(model.slopes, std::vector<bool>(model.slopes.rows(), true));
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    double furthest = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      auto slope = inputs[i] - start[i];
      for (std::size_t k = 0; k < values.size(); ++k) {
        slope += model.slopes(k, i) * model.ranges[k].miss(values[k]);
      }
      auto const next = std::clamp(inputs[i] - slope / curvature(i, i),
                                   std::max(0.0, model.at[i] - reach),
                                   std::min(1.0, model.at[i] + reach));
      auto const step = next - inputs[i];
      for (std::size_t k = 0; k < values.size(); ++k) {
        values[k] += model.slopes(k, i) * step;
      }
      inputs[i] = next;
      furthest = std::max(furthest, std::abs(step));
    }
    if (furthest < kStandstill) {
      break;
    }
  }
  return inputs;
}

Matrix covariance(Matrix const& slopes) {
  return inverse(information(slopes, std::vector<bool>(slopes.rows(), true)));
}

Matrix movements(StraightModel const& model, std::vector<double> const& start,
                 std::vector<double> const& values_at_start) {
  auto const observations = model.slopes.rows();
  auto const inputs = model.slopes.columns();
  std::vector<bool> pulls(observations);
  std::vector<double> pull(observations);
  auto const begun = model.values_at(start);
  for (std::size_t k = 0; k < observations; ++k) {
    auto const& range = model.ranges[k];
    auto const now = range.miss(model.values[k]);
    auto const then = range.miss(values_at_start[k]);
    pulls[k] = now != 0 || then != 0;
    if (pulls[k]) {  // to the end of the range it lies, or lay, beyond
      auto const above = now != 0 ? now > 0 : then > 0;
      pull[k] = (above ? range.high : range.low) - begun[k];
    }
  }
  auto const spread = inverse(information(model.slopes, pulls));
  Matrix result{observations, inputs};
  for (std::size_t k = 0; k < observations; ++k) {
    for (std::size_t i = 0; i < inputs; ++i) {
      for (std::size_t j = 0; j < inputs; ++j) {
        result(k, i) += spread(i, j) * model.slopes(k, j) * pull[k];
      }
    }
  }
  return result;
}

}  // namespace camel
