// SPDX-License-Identifier: Apache-2.0
// A year in which shippers choose. The boxes of demand rows with one `choice`
// are shared by the logit of model/choice.h over the costs that the shares
// themselves bring about: congestion lengthens a way that many take. The shares
// at which nobody would rather change are found by the method of successive
// averages (Sheffi and Powell, Networks 12, 1982; Powell and Sheffi,
// Transportation Science 16, 1982): simulate, see what shippers would choose,
// go a part of the way there, the n-th time 1/n of it.
//
// The first shares are those of the demand table. Whatever the shares, a lot a
// month (but no more than a twentieth of the group) goes each way, so that its
// time is known; a way on which none arrives counts as endless.
#pragma once

#include <functional>

#include "camel/api/simulate.h"
#include "camel/model/choice.h"

namespace camel {

// What boxes meet with when demand is as in this corridor; of days that are no
// numbers, none arrived. Money is not asked for: it does not depend on shares.
using Experience =
    std::function<Table<DemandId, WayOfBox>(Corridor const& corridor)>;

struct ChosenRoutes {
  Corridor corridor;  // with the demand that the shares give
  ChoiceResult choice;
};

// `progress` is told how many iterations are done.
ChosenRoutes choose_routes(Corridor const& corridor, Experience const& simulate,
                           std::function<void(int)> const& progress = {});

// What boxes met with in a simulation.
Table<DemandId, WayOfBox> experience_of(SimulationResult const& result);

// The corridor that is tried first: its boxes go the ways of the demand table.
Corridor with_table_shares(Corridor const& corridor);

// Of a simulation in the search, no more than those of the plan.
inline constexpr int kChoosingReplications = 2;

// By simulation with the luck of the plan, two replications an iteration. A
// corridor in which nobody has a choice is given back at once.
ChosenRoutes choose_routes(Corridor const& corridor, SimulationPlan const& plan,
                           std::function<void(int)> const& progress = {});

// The corridor with the demand that shares give, once they are settled.
Corridor with_shares(Corridor corridor, ChoiceResult const& choice);

// Simulates the corridor with the routes chosen in it.
SimulationResult simulate_choosing(
    Corridor const& corridor, SimulationPlan const& plan,
    std::function<void(int)> const& progress = {});

}  // namespace camel
