// SPDX-License-Identifier: Apache-2.0
// Whether a solution of a flow problem is what it says, proven again in exact
// fractions from the problem and the solution alone. Shares nothing with the
// solver but the structs of path_flow.h.
//
// Every double is a fraction, so sums of products of doubles have exact values;
// they are held against the claims, with a tolerance for the solver's rounding.
#pragma once

#include <string>
#include <vector>

#include "camel/lp/path_flow.h"

namespace camel {

struct CertificateTolerance {
  // How far a capacity, a balance or a demand may be missed: of its own size,
  // or of the mean demand where that is larger.
  double missed = 1e-7;
  // How far value, bound and prices may be from the exact ones, of their size.
  double claimed = 1e-8;
  // How far value and bound may be apart, of the value.
  double gap = 1e-7;
};

struct CertificateFindings {
  std::vector<std::string> wrong;  // in words; empty: the certificate holds
  double value = 0, bound = 0;     // recomputed, rounded once
  double worst_missed = 0;         // of a capacity, balance or demand, relative

  bool holds() const { return wrong.empty(); }
  std::string text() const;  // all that is wrong, a line each
};

// Of a solution that is optimal or stopped; the gap is asked for when it says
// that it is optimal. Whatever else a status claims cannot be checked here.
CertificateFindings check_certificate(FlowProblem const& problem,
                                      FlowSolution const& solution,
                                      FlowObjective objective,
                                      CertificateTolerance tolerance = {});

}  // namespace camel
