// SPDX-License-Identifier: Apache-2.0
// The flow of one season, kept so that it can be solved again with more of a
// limit.
#pragma once

#include <vector>

#include "camel/capacity/solve_capacity.h"

namespace camel {

// Figures of one solution, of which those of the year are made.
struct SeasonFigures {
  double objective = 0;  // served TEU, growth, or USD
  double served_teu = 0;
  double usd = 0;  // cost objective: with what is not carried
};

// With more of a limit, and so many units more as it really uses: with no more
// than those it would be the same.
struct FlowWithMore {
  double units = 0;
  SeasonFigures figures = {};
};

class SeasonFlow {
 public:
  SeasonFlow(CapacityModel const& model, Season const& season,
             CapacityQuestion const& question,
             SeasonFlow const* like = nullptr);

  // From now on with this objective; neither of the two is growth.
  void turn_to(CapacityObjective objective);

  SeasonFigures const& figures() const { return figures_; }
  FlowSolution const& solution() const { return base_; }
  CapacityNetwork const& network() const { return network_; }
  FlowProblem const& problem() const { return solver_.problem(); }
  double demanded_teu() const { return demanded_; }

  double price(std::size_t limit) const;     // a unit of it, in the season
  double capacity(std::size_t limit) const;  // units of its row
  bool binds(std::size_t limit) const { return price(limit) > 0; }

  // Solved again with so many units more; the flow is as before afterwards.
  // `worth`, where given, gains what each limit is worth then, less what it
  // was worth: its price times its capacity.
  FlowWithMore with_more(std::size_t limit, double units,
                         std::vector<double>* worth = nullptr);
  // The same with fewer units than were given to `far`: it may be that flow; or
  // lie on the way to it, if the price holds as far as there; or is solved.
  FlowWithMore with_some(std::size_t limit, FlowWithMore const& far,
                         double units);
  // So many units more as could be of use.
  double plenty(std::size_t limit) const;
  // From now on there is plenty of it. Until it is solved again, growth is at
  // least what it was.
  void relax(std::size_t limit);
  bool is_relaxed() const { return is_relaxed_; }  // and not solved since
  void solve_relaxed();
  int solves() const { return solves_; }

 private:
  SeasonFigures figures_of(FlowSolution const& solution) const;

  CapacityQuestion question_;
  CapacityNetwork network_;  // its problem is the solver's
  double demanded_ = 0;
  PathFlowSolver solver_;
  FlowSolution base_;
  SeasonFigures figures_;  // of it
  int solves_ = 1;
  bool is_relaxed_ = false;
};

}  // namespace camel
