// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_plan.h"

namespace camel {

std::vector<PlanFault> faults_in(ConsignmentPlan const& plan) {
  std::vector<PlanFault> faults;
  PlannedLeg const* before = nullptr;
  for (std::size_t i = 0; i < plan.legs.size(); ++i) {
    auto const& leg = plan.legs[i];
    if (leg.service.empty() && leg.link.empty() && leg.mode.empty()) {
      faults.push_back({i, "says neither service, link nor mode"});
    }
    if (leg.arrives <= leg.departs) {
      faults.push_back({i, "arrives before it departs"});
    }
    if (before != nullptr && leg.departs < before->arrives) {
      faults.push_back({i, "departs before the leg before it arrives"});
    }
    if (before != nullptr && leg.from != before->to) {
      faults.push_back({i, "begins at " + leg.from +
                               ", where the leg before it ends at " +
                               before->to});
    }
    before = &leg;
  }
  return faults;
}

std::string_view last_word(std::string_view name) {
  auto const end = name.find_last_of("/:");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

}  // namespace camel
