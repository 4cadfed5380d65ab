// SPDX-License-Identifier: Apache-2.0
// What came of a consignment's plan: of each leg when its boxes left and
// arrived, beside when they were to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/consignment_plan.h"
#include "camel/tracking/line_up.h"

namespace camel {

struct LegProgress {
  PlannedLeg leg;
  std::size_t boxes_departed = 0, boxes_arrived = 0;
  // Of the last box; nothing while one is missing.
  std::optional<EventMoment> departed, arrived;

  bool operator==(LegProgress const&) const = default;
};

struct ConsignmentLineUp {
  std::string consignment;
  std::vector<LegProgress> legs;
  std::vector<LineUp> boxes;  // in the order of the plan

  bool operator==(ConsignmentLineUp const&) const = default;
};

// Of a box by its number; without milestones where nothing is known of it.
using LineUpOf = std::function<LineUp(std::string const& box)>;

ConsignmentLineUp line_up(ConsignmentPlan const& plan,
                          LineUpOf const& line_up_of);

// What several parties tell of one thing under names of their own, as one.
LineUp merged(std::string const& object, std::vector<LineUp> const& line_ups);

}  // namespace camel
