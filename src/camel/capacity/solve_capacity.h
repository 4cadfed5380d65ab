// SPDX-License-Identifier: Apache-2.0
// How much a corridor can carry, what holds it back, and what one unit more of
// that would add: the flow problem of capacity_network.h solved for each season
// of the base year, and again with more of what binds.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/capacity/capacity_network.h"

namespace camel {

enum class CapacityObjective : std::uint8_t {
  throughput,  // as many TEU as possible of a demand larger than today's
  growth,      // the largest factor by which all demand can grow together
  cost         // carried as cheaply as possible, what is left behind priced
};
constexpr auto names(CapacityObjective) {
  return std::array<std::string_view, 3>{"throughput", "growth", "cost"};
}

struct CapacityQuestion {
  CapacityObjective objective = CapacityObjective::throughput;
  RouteFreedom routes = RouteFreedom::by_crossing;
  double demand_factor = 2;    // of the base year's; not for growth
  double unserved_usd = 5000;  // that a TEU costs more which is not carried
  bool by_season = true;       // or the mean of the year as one
  bool rank = true;            // what binds, by solving again
  int ladder_steps = 8;        // of growth, where it is ranked
  int threads = 1;             // the answer does not depend on it
  // Called again and again, by any of the threads; what it throws ends the
  // work.
  std::function<void()> before_round = {};
};

// What more of a limit adds in a year.
struct CapacityGain {
  double teu = 0, usd = 0;
  double growth = 0;  // of the factor
};

struct LimitResult {
  Limit limit;
  double number = 0, used = 0;  // units, mean of the year
  double saturation = 0;        // used, of what is there and in order
  double busiest = 0;           // the same in the busiest season
  std::string busiest_season;
  double price = 0;  // of the objective, for one unit more all year
  // Where it binds: solved again with a step more (limits.h), a tenth more,
  // and as much as could be of use.
  bool binds = false;
  CapacityGain step, tenth, all;
  std::optional<std::size_t> next;  // what binds then, among `limits`
};

struct CarriedDemand {
  std::vector<DemandId> rows;  // alternatives of the same boxes
  double demanded_teu = 0, served_teu = 0;
  std::vector<std::size_t> held_by;  // among `limits`; dearest first
};

struct SeasonCapacity {
  Season season;
  double value = 0, demanded_teu = 0, served_teu = 0;
};

// What would hold growth back next, if all before it in the list were no more
// in the way.
struct GrowthStep {
  double growth = 0;      // as far as this limit lets all demand grow
  std::size_t limit = 0;  // among `limits`
  std::string season;
};

struct CapacityResult {
  CapacityQuestion question;
  double value = 0;                      // TEU a year; a factor; or USD a year
  double primal = 0, dual = 0, gap = 0;  // proven, of the flow problem
  double demanded_teu = 0, served_teu = 0;
  double usd = 0;  // of what is carried: money, and goods that lose value
  std::vector<SeasonCapacity> seasons;
  std::optional<std::size_t> binding_season;  // of growth
  std::vector<GrowthStep> ladder;             // likewise
  std::vector<CarriedDemand> demand;
  std::vector<LimitResult> limits;  // those that bind first, by their gain
  double trains_year = 0, empties_year = 0;
  int rounds = 0, solves = 0;
  std::int64_t columns = 0;
  double seconds = 0;      // on the clock, with building what was not there
  bool unbounded = false;  // growth: nothing holds it back
};

// Throws UsageError where nothing could be carried at all: no demand.
CapacityResult solve_capacity(Corridor const& corridor,
                              CapacityQuestion const& question);
// Of a model that is there already, with boxes as free as in the question.
CapacityResult solve_capacity(CapacityModel const& model,
                              CapacityQuestion const& question);

}  // namespace camel
