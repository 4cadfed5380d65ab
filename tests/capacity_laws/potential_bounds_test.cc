// SPDX-License-Identifier: Apache-2.0
// The simulation never delivers what the flow says is impossible. What it
// delivered in a year is asked of the flow as its demand, by the same chains of
// services: all of it must be carried.
#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "camel/capacity/season_flow.h"
#include "camel/operations/test_world.h"
#include "capacity_laws/made_corridors.h"

namespace camel {
namespace {

// A corridor of which means say all: whoever comes goes through every step in
// its mean time, nothing breaks down, nobody else runs, and a full yard is not
// passed by.
void make_certain(Corridor& corridor) {
  corridor.base_year = 2023;
  corridor.disruptions = {};
  for (auto& facility : corridor.facilities) {
    facility.service.family = Spread::fixed;
    facility.breakdown_hours.reset();
    facility.patience_hours = 1e6;
  }
  for (auto& step : corridor.procedures) {
    step.time.family = Spread::fixed;
    step.share = 1;
    step.pre_arrival_share = 0;
  }
  for (auto& service : corridor.services) {
    service.background = false;
  }
}

// The rows that arrived, as much of each and in lots as large as they were.
Corridor with_what_arrived(Corridor corridor, YearRecord const& year) {
  Table<DemandId, Demand> arrived;
  for (auto const id : corridor.demand.ids()) {
    auto row = corridor.demand[id];
    auto const& flow = year.flows[id];
    if (flow.teu > 0) {
      row.teu_year = flow.teu;
      row.lot_teu = flow.teu / static_cast<double>(flow.lots);
      row.season.fill(1);
      arrived.add(row);
    }
  }
  corridor.demand = arrived;
  index_corridor(corridor);
  return corridor;
}

// So many trains of each service were on their way when the year ended, or
// fewer. What they had brought by then counts; what they had yet to use does
// not.
std::vector<double> unfinished(Prepared const& prepared,
                               YearRecord const& year) {
  auto const& corridor = prepared.corridor;
  std::vector<double> trains(corridor.services.size(), 0);
  double left = -year.trains;
  for (auto const id : corridor.services.ids()) {
    auto const stops = corridor.stops_of[id];
    if (corridor.services[id].mode != Mode::rail) {
      continue;
    }
    auto const entered = [&](LinkRun run) {
      return static_cast<double>(
          year.runs[run_index(run.link, run.forward)].departures[id.value]);
    };
    auto const& way = prepared.network.way_after;
    auto const begun = entered(way[stops.front().value]->front());
    auto const before_last =
        begun - entered(way[stops[stops.size() - 2].value]->back());
    trains[id.value] = std::max(0.0, before_last);
    left += begun - trains[id.value];
  }
  for (auto const id : corridor.services.ids()) {
    auto const& service = corridor.services[id];
    // A vessel may be anywhere on its round at both ends of the year.
    trains[id.value] += service.mode == Mode::rail
                            ? std::max(0.0, left)
                            : 2.0 * corridor.fleets[service.fleet].number;
  }
  return trains;
}

// What the ends of the year allow: trains that are under way give room and use
// nothing more; wagons need not stand where they stood, nor turn round; one
// train more fits between the first path and the last, and one day more of
// opening hours.
FlowProblem with_ends(Corridor const& corridor, CapacityNetwork network,
                      std::vector<double> const& under_way) {
  auto& problem = network.problem;
  auto const& number = network.seasons.front().number;
  for (std::size_t i = 0; i < network.limits.size(); ++i) {
    auto const& limit = network.limits[i];
    auto& capacity =
        problem.capacities[static_cast<std::size_t>(network.row_of(i))];
    if (limit.kind == LimitKind::path || limit.kind == LimitKind::departures) {
      capacity += 1;
    } else if (limit.kind == LimitKind::facility) {
      capacity += 24 * number[i];
    } else if (limit.kind == LimitKind::wagons) {
      capacity += number[i] * corridor.fleets[limit.fleet].turnaround_hours;
    }
  }
  auto const runnings = network.runnings;
  for (std::size_t i = 0; i < runnings.size(); ++i) {
    auto const train = problem.activities[i];
    if (auto const service = runnings[i].service;
        service && under_way[service.value] > 0) {
      FlowActivity left{.cost = 0,
                        .upper = under_way[service.value],
                        .uses = {},
                        .balances = {}};
      for (auto const& use : train.uses) {
        if (use.amount < 0) {
          left.uses.push_back(use);
        }
      }
      problem.activities.push_back(std::move(left));
    }
  }
  double wagons = 0;
  for (auto const& fleet : corridor.fleets) {
    wagons += fleet.kind == FleetKind::wagon ? fleet.number : 0;
  }
  for (std::size_t depot = 0; depot < problem.balances.size(); ++depot) {
    for (auto const sign : {-1.0, 1.0}) {
      problem.activities.push_back(
          {.cost = 0,
           .upper = wagons,
           .uses = {},
           .balances = {{static_cast<int>(depot), sign}}});
    }
  }
  return std::move(problem);
}

TEST(Potential, carries_all_that_the_simulation_delivered) {
  int tight = 0, tried = 0;
  for (std::uint64_t number = 0; number < 240; ++number) {
    auto made = make_corridor(number, 60'000);
    make_certain(made.corridor);
    SCOPED_TRACE("corridor " + std::to_string(number) + "\n" + made.text);
    Prepared const prepared{made.corridor};
    auto const year = simulate_days(prepared, {.seed = number});
    auto const corridor = with_what_arrived(made.corridor, year);
    if (corridor.demand.empty()) {
      continue;
    }
    CapacityModel const model{corridor, RouteFreedom::as_planned};
    auto const solution = solve_path_flow(
        with_ends(corridor, model.for_seasons({whole_year(2023)}, 1, {}),
                  unfinished(prepared, year)),
        {.objective = FlowObjective::growth});
    // Times are rounded to seconds in the simulation.
    auto const growth = solution.status == FlowStatus::unbounded
                            ? std::numeric_limits<double>::infinity()
                            : solution.value;
    EXPECT_GE(growth, 1 - 1e-5);
    tight += growth < 1.05 ? 1 : 0;
    ++tried;
  }
  EXPECT_GE(tried, 200);
  // Many of them do nearly all that can be done.
  EXPECT_GE(tight, 20);
}

}  // namespace
}  // namespace camel
