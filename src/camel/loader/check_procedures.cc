// SPDX-License-Identifier: Apache-2.0
// The steps of a procedure against each other.
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

void check_procedures(Loading& loading) {
  auto const& corridor = loading.corridor;
  // One procedure: where, from, to, for what, of what.
  using Procedure =
      std::tuple<PlaceId, std::string, std::string, CommodityId, ProcedureUnit>;
  std::map<Procedure, std::set<FacilityId>> held;
  for (auto const id : corridor.procedures.ids()) {
    auto const& step = corridor.procedures[id];
    if (!step.facility || !loading.procedures.sound(id)) {
      continue;
    }
    auto& kept = held[{step.place, step.from_country, step.to_country,
                       step.commodity, step.unit}];
    if (kept.contains(step.facility)) {
      loading.error(
          loading.procedures, id, "facility",
          {fmt::format("step {} waits for '{}', which an earlier step holds: "
                       "units would wait for themselves",
                       step.step, corridor.facilities[step.facility].name),
           "use another facility, or hold none before"});
    }
    if (step.hold) {
      kept.insert(step.facility);
    }
  }
}

}  // namespace camel
