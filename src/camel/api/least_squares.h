// SPDX-License-Identifier: Apache-2.0
// What a straight-line model says of a fit: how a few inputs, each between 0
// and 1, are best moved when observations answer to them as J says; how surely
// that is known; and which observation is the cause of which movement. Each
// observation has a range, and only what lies outside it pulls; each input is
// pulled weakly back to where it began. After C. F. Gauss, Theoria
// combinationis observationum (1823).
#pragma once

#include <cstddef>
#include <vector>

namespace camel {

// One row for each observation, one column for each input.
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns)
      : rows_{rows}, columns_{columns}, values_(rows * columns) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) {
    return values_[row * columns_ + column];
  }
  double operator()(std::size_t row, std::size_t column) const {
    return values_[row * columns_ + column];
  }

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<double> values_;
};

// The inverse of a symmetric positive definite matrix.
Matrix inverse(Matrix const& a);

// How far outside its range an observation is: above it positive, below it
// negative, inside zero. All in units of the observation's scale.
struct ScaledRange {
  double low = 0, high = 0;

  double miss(double value) const {
    return value > high ? value - high : value < low ? value - low : 0;
  }
};

// Observations around a point: what they are there and how they answer.
struct StraightModel {
  std::vector<ScaledRange> ranges;
  std::vector<double> at;      // inputs
  std::vector<double> values;  // of the observations there
  Matrix slopes;               // J; zero in rows that do not take part

  // Of the observations at other inputs.
  std::vector<double> values_at(std::vector<double> const& inputs) const;
};

// Sum of squared misses, and of squared distances of the inputs from `start`.
double badness(std::vector<ScaledRange> const& ranges,
               std::vector<double> const& values,
               std::vector<double> const& inputs,
               std::vector<double> const& start);

// The least bad inputs by the model between 0 and 1 and at most `reach` from
// where the model is. The sum is convex, so the place is the best of all.
std::vector<double> best_inputs(StraightModel const& model,
                                std::vector<double> const& start, double reach);

// (J'J + 1)^-1: what is left of the spread of 1 that each input has unless
// an observation speaks of it. The variances stand on the diagonal.
Matrix covariance(Matrix const& slopes);

// Which observation moved which input from `start` to where the model is: the
// part of observation k is (J'J + 1)^-1 J_k e_k, where e_k is how far k lay
// from its range at the start, by the model. Only observations that pull at
// the start or at the end count. A row for each observation; the columns add
// up to the movement, but for what bounds held back and what is not straight.
Matrix movements(StraightModel const& model, std::vector<double> const& start,
                 std::vector<double> const& values_at_start);

}  // namespace camel
