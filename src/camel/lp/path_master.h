// SPDX-License-Identifier: Apache-2.0
// The master problem of column generation: flow over the paths known so far,
// under the rows found to bind so far.
//
// It is kept small. A row of capacity comes in when it is first violated; a
// commodity that knows one path only is a constant, and gets a row of its own
// with its second path. What comes in does so basic or at zero, in such a way
// that the old solution stays a basic feasible one: a violated row starts with
// its overflow, a priced slack, in the basis. So the simplex method goes on
// from where it stood.
#pragma once

#include <vector>

#include "camel/lp/flow_bound.h"
#include "camel/lp/path_flow.h"
#include "camel/lp/warm_simplex.h"

namespace camel {

struct PathColumn {
  bool serves = true;  // false: the demand left unserved
  std::vector<int> arcs = {};
  double cost = 0;
  std::vector<RowUse> uses = {};  // by row, each once
  BasisStatus status = BasisStatus::at_lower;
  double flow = 0;
  double reduced_cost = 0;  // scaled as in the program
  int idle = 0;             // programs in a row without flow
};

class PathMaster {
 public:
  struct Row {
    int row;
    BasisStatus slack, overflow;
    double overflow_level = 0;
    double raise = 1;  // of its penalty
  };
  struct Balance {
    BasisStatus row, missing, beyond;
    double missed = 0;
  };
  // The paths, rows and basis, and by what they are scaled: all that the next
  // program depends on, but for the problem.
  struct Standing {
    std::vector<std::vector<PathColumn>> paths;   // by commodity
    std::vector<std::vector<PathColumn>> parked;  // known, not in the program
    std::vector<BasisStatus> commodity_row;
    std::vector<Row> rows;
    std::vector<int> place_of_row;  // in rows, or -1
    std::vector<Balance> balances;
    std::vector<BasisStatus> activity_status;
    BasisStatus growth_status = BasisStatus::at_lower;
    FlowPrices prices;
    std::vector<double> expected;  // prices, by row, or empty
    double flow_scale = 1, cost_scale = 1, penalty = 1;
    double tolerance = kTolerance;
  };

  PathMaster(FlowProblem const& problem, FlowOptions const& options);

  // Paths, and leaving a commodity unserved as if it were one. False: it is
  // known already.
  bool add_path(int commodity, std::vector<int> const& arcs);
  bool add_unserved(int commodity);
  bool knows_a_way(int commodity) const {
    return !at_.paths[commodity].empty();
  }

  PathColumn column_of(std::vector<int> const& arcs) const;
  void forget_paths();
  // A path known from before the first program, which is to try it or not.
  void adopt(std::size_t commodity, PathColumn column, bool tries);
  // What rows will cost about: what does not fit must cost more.
  void expect_prices(std::vector<double> prices) {
    at_.expected = std::move(prices);
  }

  // Before the first program: all demand on the paths known.
  void start();
  Standing const& standing() const { return at_; }
  // From there, as if nothing had been solved since.
  void go_back_to(Standing const& standing);
  // The costs of the problem are others than when paths came in.
  void take_costs();
  // How many rows the first paths alone would overfill.
  std::size_t count_overfull() const;
  // Brings in the rows that the solution violates; how many.
  int add_violated_rows();
  void solve(WarmSimplex::Way way);
  // Puts paths aside that were idle for so many programs.
  void park_idle(int rounds);
  // Takes back those that would pay at the prices now, the best `most` of
  // them; how many.
  int call_parked(double noise, std::size_t most);
  // The cheapest of the paths in the program, by commodity, at other prices.
  std::vector<double> cheapest_at(std::vector<double> const& prices) const;
  // What does not fit costs so many times more from now on.
  void raise_penalties(double factor) {
    at_.penalty *= factor;
    built_ = false;
  }
  // Demands have changed; capacities, and bounds of activities, may always.
  void take_demands() { built_ = built_ && !grows_; }
  void set_tolerance(double tolerance) { at_.tolerance = tolerance; }

  // The solution. Prices of rows are not negative, those of commodities are
  // the prices at which another path would pay.
  double growth() const { return growth_; }
  std::vector<std::vector<PathColumn>> const& paths() const {
    return at_.paths;
  }
  std::vector<double> const& activities() const { return activities_; }
  std::vector<double> const& used() const { return used_; }
  FlowPrices const& prices() const { return at_.prices; }
  // Whether a row is overfull or a balance missed, at a penalty.
  bool overflows() const;
  double scale_of_costs() const { return at_.cost_scale; }

  int iterations() const { return simplex_.iterations(); }
  std::int64_t columns() const;
  std::int64_t rows() const;

 private:
  void measure_amounts();
  void measure_scales();
  double cost_of(std::vector<int> const& arcs) const;
  // With two paths, the second takes from the first: one column with a bound.
  // That bound grows with growth, so there a row is needed.
  bool has_row(std::size_t commodity) const {
    return at_.paths[commodity].size() > (grows_ ? 1U : 2U);
  }
  bool is_pair(std::size_t commodity) const {
    return !grows_ && at_.paths[commodity].size() == 2;
  }
  double demand(int commodity) const {
    return problem_->commodities[commodity].demand;
  }
  double served(int commodity) const;  // what the rows of a program ask for
  bool add(int commodity, PathColumn column);
  void bring_in(std::size_t commodity, PathColumn column);
  void add_row(int row);
  double tolerance(int row) const;
  void compute_used();
  void build();
  void set_bounds();
  void compute_base();
  double room_in(int row) const;  // of the program
  void build_rows();
  void build_slacks();
  void build_growth();
  void build_paths();
  void build_pair(std::size_t commodity);
  void read_pair(std::size_t commodity, BasisStatus status, double level,
                 double reduced_cost);
  double price_of(PathColumn const& path,
                  std::vector<double> const& prices) const;
  double price_of(PathColumn const& path) const {
    return price_of(path, at_.prices.rows);
  }
  void read_back();
  void read_prices();

  FlowProblem const* problem_;
  FlowOptions const* options_;
  bool grows_;
  std::vector<double> least_amount_;          // by row
  std::vector<double> least_balance_amount_;  // by balance

  Standing at_;
  SparseProgram program_;
  bool built_ = false;        // the program is that of the paths and rows known
  std::vector<double> base_;  // by row: what single paths use, unscaled
  int first_balance_row_ = 0, first_commodity_row_ = 0;
  WarmSimplex simplex_;

  double growth_ = 0;
  std::vector<double> activities_, used_;
};

}  // namespace camel
