// SPDX-License-Identifier: Apache-2.0
// The law of what was observed: of values seen, or of values with weights (how
// often, how probable, in any unit). Drawn by inversion, one uniform a value,
// growing with it.
//
//   steps  only the values themselves come, each as its weight says
//   lines  anything between the smallest and the largest, too: the
//          distribution function is straight between neighbours, and the
//          share between two of them is the mean of their weights. Of n
//          observations, each gap holds 1 / (n - 1) (Law, Simulation Modeling
//          and Analysis, 6.2.4). The mean is not quite that of the values.
//
// Values may repeat and stand in any order; those of weight 0 do not count.
// No value, a weight below 0, anything not finite: UsageError.
#pragma once

#include <vector>

#include "camel/sim/random.h"

namespace camel {

class Empirical {
 public:
  enum class Shape { steps, lines };
  struct Row {
    double value = 0;
    double weight = 1;
  };
  Empirical(std::vector<double> const& observations, Shape shape);
  Empirical(std::vector<Row> rows, Shape shape);

  // The value below which a share of all lies: 0 <= share <= 1.
  double quantile(double share) const;
  double draw(Random& random) const { return quantile(random.uniform()); }

 private:
  std::vector<double> values_;      // from small to large
  std::vector<double> cumulative_;  // the weight up to each
  Shape shape_;
};

}  // namespace camel
