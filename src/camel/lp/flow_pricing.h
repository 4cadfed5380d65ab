// SPDX-License-Identifier: Apache-2.0
// Pricing: the cheapest path of every commodity when rows have prices. One
// search for each origin; origins are shared out among threads, and the answer
// is put together by commodity, so that it does not depend on them.
//
// A network may fall into parts, as that of a corridor does: containers of
// timber do not meet those of phones but in the trains. Where no price of a
// part is another than last time, its distances are those of last time.
#pragma once

#include <vector>

#include "camel/lp/path_flow.h"
#include "camel/lp/shortest_paths.h"

namespace camel {

struct PricedPaths {
  std::vector<double> distance;        // by commodity; no more than was known
  std::vector<std::vector<int>> path;  // where it is shorter than that
  std::vector<char> pays;              // whether it should be taken up
  double seconds = 0;                  // of processor, of all threads
};

class FlowPricing {
 public:
  FlowPricing(FlowProblem const& problem, int threads);
  FlowPricing(FlowPricing const&) = delete;
  FlowPricing& operator=(FlowPricing const&) = delete;

  std::size_t origins() const { return groups_.size(); }

  // Arcs have other costs than last time.
  void forget() { cost_factor_ = -1; }

  // The length of an arc is its cost times `cost_factor` and the prices of what
  // it uses.
  struct Lengths {
    double cost_factor = 1;
    std::vector<double> const& row_prices;
  };
  // The paths known are as long as `known`, by commodity. Others are handed out
  // where they are shorter by more than `noise`.
  PricedPaths price(FlowProblem const& problem, Lengths const& lengths,
                    std::vector<double> const& known, double noise = 0);
  struct Group {
    int origin;
    std::vector<int> commodities, sinks = {};
    bool is_known = false;  // was searched, and no arc is cheaper since
  };
  // What it remembers of the last prices.
  struct Known {
    double cost_factor = -1;
    std::vector<double> row_prices, distance;
    std::vector<Group> groups;  // by origin
  };
  Known known() const {
    return {cost_factor_, row_prices_, distance_, groups_};
  }
  // As if nothing had been priced since.
  void go_back_to(FlowProblem const& problem, Known const& known);
  // What a path must be shorter than.
  static double paying(double known, double noise);

 private:
  void find_parts(FlowProblem const& problem);
  void find_users(FlowProblem const& problem);
  void set_lengths(FlowProblem const& problem, Lengths const& lengths);
  void set_length(int place);
  bool still_holds(Group const& group, FlowProblem const& problem,
                   std::vector<double> const& known) const;

  ArcList arcs_;
  std::vector<Group> groups_;  // by origin
  std::vector<PathSearch> searches_;
  // By place in the list of arcs: those of place i are first_use_[i] ...
  // first_use_[i + 1] - 1. And the places by the rows that they use.
  std::vector<int> first_use_, first_user_, users_;
  std::vector<RowUse> uses_;
  std::vector<int> part_of_node_;
  // Of the last search; distances may since have grown.
  double cost_factor_ = -1;
  std::vector<double> row_prices_, distance_;
  std::vector<double> cost_;      // by place, times the factor
  std::vector<char> is_cheaper_;  // any arc of a part
};

// Seconds of processor time of this thread.
double thread_seconds();

}  // namespace camel
