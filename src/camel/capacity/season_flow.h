// SPDX-License-Identifier: Apache-2.0
// The flows of a year's seasons, kept so that they can be solved again with
// more of a limit. A season is much like the next: one solver goes from one to
// the other, and back.
#pragma once

#include <memory>
#include <vector>

#include "camel/capacity/solve_capacity.h"

namespace camel {

// Figures of one solution, of which those of the year are made.
struct SeasonFigures {
  double objective = 0;  // served TEU, growth, or USD
  double served_teu = 0;
  double usd = 0;  // cost objective: with what is not carried
};

struct SeasonFlow {
  Season season;
  double demanded_teu = 0;
  FlowSolution solution = {};
  SeasonFigures figures = {};
};

// With more of a limit, and so many units more as it really uses: with no more
// than those it would be the same.
struct FlowWithMore {
  double units = 0;
  SeasonFigures figures = {};
};

class SeasonFlows {
 public:
  SeasonFlows(CapacityModel const& model, std::vector<Season> const& seasons,
              CapacityQuestion const& question);

  // From now on with this objective; neither of the two is growth.
  void turn_to(CapacityObjective objective);

  std::size_t size() const { return flows_.size(); }
  SeasonFlow const& operator[](std::size_t season) const {
    return flows_[season];
  }
  CapacityNetwork const& network() const { return network_; }
  SeasonNumbers const& numbers(std::size_t season) const {
    return network_.seasons[season];
  }
  // With the numbers of the season that was solved last.
  FlowProblem const& problem() const {
    return solvers_.front()->flow.problem();
  }

  // A unit of it, in a season; and units of its row.
  double price(std::size_t season, std::size_t limit) const;
  double capacity(std::size_t season, std::size_t limit) const;
  bool binds(std::size_t season, std::size_t limit) const {
    return price(season, limit) > 0;
  }

  // What is solved again is asked by one of several threads, each with a number
  // of its own, below a number that was made ready first; the answers do not
  // depend on it.
  void make_ready(std::size_t threads);
  // With so many units more, by season; with none it is as it was, and so it is
  // afterwards. `worth`, where given, gains what each limit is worth then, less
  // what it was worth: its price times its capacity.
  std::vector<FlowWithMore> with_more(std::size_t limit,
                                      std::vector<double> const& units,
                                      std::size_t thread = 0,
                                      std::vector<double>* worth = nullptr);
  // The same with fewer units than were given to `far`: it may be that flow; or
  // lie on the way to it, if the price holds as far as there; or is solved.
  std::vector<FlowWithMore> with_some(std::size_t limit,
                                      std::vector<FlowWithMore> const& far,
                                      std::vector<double> units,
                                      std::size_t thread = 0);
  // So many units more as could be of use.
  double plenty(std::size_t season, std::size_t limit) const;

  // From now on there is plenty of it. Until a season is solved again, growth
  // in it is at least what it was.
  void relax(std::size_t limit);
  bool is_relaxed(std::size_t season) const { return is_relaxed_[season] != 0; }
  void solve_relaxed(std::size_t season);

  int solves() const;

 private:
  // That of a thread.
  struct Solver {
    PathFlowSolver flow;
    int solves = 0;
  };
  FlowSolution solve(Solver& solver);
  void take_numbers(PathFlowSolver& flow, std::size_t season) const;
  std::vector<std::size_t> way_from_here() const;
  void solve_all();
  void add_worth(std::size_t season, FlowSolution const& solution,
                 std::vector<double>& worth) const;
  void keep(std::size_t season, FlowSolution solution);
  SeasonFigures figures_of(FlowSolution const& solution) const;

  CapacityQuestion question_;
  CapacityNetwork network_;  // its problem is that of the solvers
  std::vector<SeasonFlow> flows_;
  std::vector<char> is_relaxed_;                  // and not solved since
  std::vector<std::unique_ptr<Solver>> solvers_;  // by thread
  std::size_t here_ = 0;  // the season that was solved last of all
  bool climbs_ = false;   // has solved what was relaxed
  std::shared_ptr<FlowStanding const> standing_;  // as it was solved
};

}  // namespace camel
