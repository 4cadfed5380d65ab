// SPDX-License-Identifier: Apache-2.0
// The quantile of the standard normal law: below it lies a share `p` of all
// values, 0 < p < 1. To about 1 part in 10^16 by the rational functions of
// Wichura, Algorithm AS 241: the percentage points of the normal distribution,
// Applied Statistics 37 (1988), PPND16.
//
// Where 1 - p is exact, the quantile of it is exactly the opposite.
#pragma once

namespace camel {

double normal_quantile(double p);

}  // namespace camel
