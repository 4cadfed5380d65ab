// SPDX-License-Identifier: Apache-2.0
// Finds the inputs of a simulation, between bounds, under which what it says
// comes nearest to what was observed; and says how surely, and why they moved.
// It knows the simulation as a function only. See
// docs/explanation/calibration.md.
//
// Two searches follow each other. First Gauss and Newton's: the slopes of all
// observations by differences, the best place by a straight model within
// reach, a simulation there; the reach grows and shrinks with how well the
// model foretold it, in the manner of K. Levenberg (1944) and D. W. Marquardt
// (1963), and the slopes learn from every simulation after C. G. Broyden
// (1965). Then, from the best place, M. J. D. Powell's BOBYQA (2009) as NLopt
// has it, which asks for no slopes and bears what is not straight (for a
// single input his COBYLA of 1994).
#pragma once

#include <functional>
#include <vector>

namespace camel {

struct FitInput {
  double start = 0, low = 0, high = 1;  // low <= start <= high, low < high
};

// A miss is a distance from the range, in scales.
struct FitTarget {
  double low = 0, high = 0, scale = 1;
};

struct FitProblem {
  std::vector<FitInput> inputs;
  std::vector<FitTarget> targets;
  // What the simulation says of each target; NaN where it says nothing. Equal
  // inputs give equal answers.
  std::function<std::vector<double>(std::vector<double> const& inputs)>
      simulate;
  int evaluations = 120;  // at most; `fewest_evaluations` or more
  std::function<void(int done)> progress = {};
};

struct FittedInput {
  double value = 0;
  // One standard deviation: of an observation its scale, of what no
  // observation speaks of the width of the bounds.
  double spread = 0;
  bool determined = false;  // the spread is at most half as wide as the bounds
  bool at_low = false, at_high = false;
  // What each target is the cause of: they and `rest` add up to value - start.
  std::vector<double> moved_by;
  double rest = 0;  // held back by bounds, and what is not straight
};

struct Fit {
  std::vector<FittedInput> inputs;
  std::vector<double> before, after;  // of the targets
  double badness_before = 0, badness_after = 0;
  int evaluations = 0;         // all of them
  int straight = 0, bent = 0;  // of these by the first search and the second
};

// Slopes at the start and at the end, and a step.
int fewest_evaluations(std::size_t inputs);

// What `simulate` throws comes out.
Fit fit_inputs(FitProblem const& problem);

}  // namespace camel
