// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/variance_reduction.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "camel/base/error.h"

namespace camel {
namespace {

using Vector = std::vector<double>;

void check_pairs(std::size_t one, std::size_t other, std::size_t least) {
  if (one != other || one < least) {
    throw UsageError(std::to_string(one) + " and " + std::to_string(other) +
                     " replications make no pairs; both must be as many, " +
                     std::to_string(least) + " or more");
  }
}

double reduction(double variance, double plain) {
  return plain > 0 ? 1 - variance / plain : 0;
}

double dot(std::span<double const> a, std::span<double const> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

Vector centred(std::span<double const> values) {
  auto const mean = tally_of(values).mean();
  Vector result;
  for (auto const value : values) {
    result.push_back(value - mean);
  }
  return result;
}

// A control about its own mean, in units of the length of that vector: so the
// normal equations are those of a matrix of correlations, and what is nearly
// collinear does not depend on anyone's units.
struct Direction {
  Vector values;
  double length = 0;
  double offset = 0;  // of the mean found from the one known, in lengths
};

Direction direction_of(Control const& control, std::size_t index,
                       std::size_t replications) {
  auto const name = "control " + std::to_string(index + 1);
  if (control.values.size() != replications) {
    throw UsageError(name + " has " + std::to_string(control.values.size()) +
                     " values for " + std::to_string(replications) +
                     " replications; it must have one for each");
  }
  auto values = centred(control.values);
  auto const length = std::sqrt(dot(values, values));
  if (!(length > 0)) {
    throw UsageError(name +
                     " never varies, so it explains nothing; leave it "
                     "out");
  }
  for (auto& value : values) {
    value /= length;
  }
  auto const found = tally_of(control.values).mean();
  return {std::move(values), length, (found - control.mean) / length};
}

// The lower triangle L of a symmetric matrix L L', row by row (Cholesky).
class Triangle {
 public:
  explicit Triangle(std::vector<Direction> const& directions) {
    for (std::size_t i = 0; i < directions.size(); ++i) {
      auto& row = rows_.emplace_back();
      for (std::size_t j = 0; j < i; ++j) {
        auto const product = dot(directions[i].values, directions[j].values);
        row.push_back((product - dot(row, rows_[j])) / rows_[j][j]);
      }
      // The share of this control that those before do not explain.
      auto const left = 1 - dot(row, row);
      if (!(left > 1e-10)) {
        throw UsageError("control " + std::to_string(i + 1) +
                         " is a linear combination of those before it; leave "
                         "it out");
      }
      row.push_back(std::sqrt(left));
    }
  }

  // The solution y of L y = x.
  Vector forward(Vector const& x) const {
    Vector y;
    for (std::size_t i = 0; i < x.size(); ++i) {
      y.push_back((x[i] - dot(y, rows_[i])) / rows_[i][i]);
    }
    return y;
  }

  // The solution x of L' x = y.
  Vector backward(Vector y) const {
    for (auto i = y.size(); i-- > 0;) {
      y[i] /= rows_[i][i];
      for (std::size_t j = 0; j < i; ++j) {
        y[j] -= rows_[i][j] * y[i];
      }
    }
    return y;
  }

 private:
  std::vector<Vector> rows_;
};

}  // namespace

PairedInterval paired_interval(std::span<double const> base,
                               std::span<double const> alternative,
                               double confidence) {
  check_pairs(base.size(), alternative.size(), 2);
  Vector differences;
  for (std::size_t i = 0; i < base.size(); ++i) {
    differences.push_back(alternative[i] - base[i]);
  }
  auto const variance = tally_of(differences).variance();
  auto const apart =
      tally_of(base).variance() + tally_of(alternative).variance();
  auto const a = centred(base);
  auto const b = centred(alternative);
  auto const lengths = std::sqrt(dot(a, a) * dot(b, b));
  return {.difference = t_interval(differences, confidence),
          .correlation = lengths > 0 ? dot(a, b) / lengths : 0,
          .variance_reduction = reduction(variance, apart)};
}

std::vector<PairedInterval> paired_intervals(
    std::span<double const> base,
    std::span<std::vector<double> const> alternatives, double confidence) {
  check_confidence(confidence);
  auto const each =
      1 - (1 - confidence) / static_cast<double>(alternatives.size());
  std::vector<PairedInterval> intervals;
  for (auto const& alternative : alternatives) {
    intervals.push_back(paired_interval(base, alternative, each));
  }
  return intervals;
}

std::vector<double> antithetic_means(std::span<double const> plain,
                                     std::span<double const> mirrored) {
  check_pairs(plain.size(), mirrored.size(), 0);
  Vector means;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    means.push_back((plain[i] + mirrored[i]) / 2);
  }
  return means;
}

ControlledMean control_variates(std::span<double const> outputs,
                                std::span<Control const> controls,
                                double confidence) {
  auto const n = outputs.size();
  auto const q = controls.size();
  if (n < q + 2) {
    throw UsageError(std::to_string(n) + " replications are too few for " +
                     std::to_string(q) + " controls; it takes " +
                     std::to_string(q + 2) + " or more");
  }
  std::vector<Direction> directions;
  for (std::size_t i = 0; i < q; ++i) {
    directions.push_back(direction_of(controls[i], i, n));
  }
  Triangle const triangle{directions};

  auto residuals = centred(outputs);
  auto const replications = static_cast<double>(n);
  auto const plain = dot(residuals, residuals) / (replications - 1);
  Vector products;
  Vector offsets;
  for (auto const& direction : directions) {
    products.push_back(dot(direction.values, residuals));
    offsets.push_back(direction.offset);
  }
  auto coefficients = triangle.backward(triangle.forward(products));
  auto const mean = tally_of(outputs).mean() - dot(coefficients, offsets);
  for (std::size_t i = 0; i < q; ++i) {
    for (std::size_t r = 0; r < n; ++r) {
      residuals[r] -= coefficients[i] * directions[i].values[r];
    }
    coefficients[i] /= directions[i].length;
  }

  // The coefficients are estimates, too: the farther the controls' means are
  // off, the more their errors count.
  auto const degrees = static_cast<double>(n - q - 1);
  auto const leverage = triangle.forward(offsets);
  auto const variance = dot(residuals, residuals) / degrees *
                        (1 / replications + dot(leverage, leverage));
  auto const half = t_value(confidence, degrees) * std::sqrt(variance);
  return {.interval = {mean, mean - half, mean + half},
          .coefficients = std::move(coefficients),
          .variance_reduction = reduction(variance, plain / replications)};
}

}  // namespace camel
