// SPDX-License-Identifier: Apache-2.0
// The steps of a procedure against each other.
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

namespace {

// One procedure: where, from, to, of what.
using Procedure = std::tuple<PlaceId, std::string, std::string, ProcedureUnit>;

// The steps that these goods go through; the rows stand in the order of their
// numbers.
std::vector<ProcedureId> steps_for(Corridor const& corridor,
                                   std::vector<ProcedureId> const& rows,
                                   CommodityId id, Commodity const& goods) {
  std::vector<ProcedureId> steps;
  for (auto const row : rows) {
    auto const& step = corridor.procedures[row];
    auto const closeness = fit(step, id, goods);
    if (closeness < 0) {
      continue;
    }
    if (steps.empty() || corridor.procedures[steps.back()].step != step.step) {
      steps.push_back(row);
    } else if (closeness > fit(corridor.procedures[steps.back()], id, goods)) {
      steps.back() = row;
    }
  }
  return steps;
}

// Steps that would wait for a server which the same unit holds already.
void find_blocked(Corridor const& corridor,
                  std::vector<ProcedureId> const& steps,
                  std::set<ProcedureId>& blocked) {
  std::set<FacilityId> held;
  for (auto const id : steps) {
    auto const& step = corridor.procedures[id];
    if (step.facility && held.contains(step.facility)) {
      blocked.insert(id);
    }
    if (step.hold) {
      held.insert(step.facility);
    }
  }
}

}  // namespace

void check_procedures(Loading& loading) {
  auto const& corridor = loading.corridor;
  std::map<Procedure, std::vector<ProcedureId>> procedures;
  for (auto const id : corridor.procedures.ids()) {
    auto const& step = corridor.procedures[id];
    if (loading.procedures.sound(id)) {
      procedures[{step.place, step.from_country, step.to_country, step.unit}]
          .push_back(id);
    }
  }
  std::set<ProcedureId> blocked;
  for (auto const& [procedure, rows] : procedures) {
    find_blocked(corridor, steps_for(corridor, rows, {}, {}), blocked);
    if (std::get<ProcedureUnit>(procedure) == ProcedureUnit::lot) {
      for (auto const goods : corridor.commodities.ids()) {
        find_blocked(
            corridor,
            steps_for(corridor, rows, goods, corridor.commodities[goods]),
            blocked);
      }
    }
  }
  for (auto const id : blocked) {
    auto const& step = corridor.procedures[id];
    loading.error(
        loading.procedures, id, "facility",
        {fmt::format("step {} waits for '{}', which an earlier step holds: "
                     "units would wait for themselves",
                     step.step, corridor.facilities[step.facility].name),
         "use another facility, or hold none before"});
  }
}

}  // namespace camel
