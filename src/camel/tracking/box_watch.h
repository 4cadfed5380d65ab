// SPDX-License-Identifier: Apache-2.0
// A box on its way against its plan: which milestones it passed and when, and
// what it did that the plan does not say. A fold over its line-up, so the same
// events give the same, in whatever order they came.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/box_way.h"
#include "camel/tracking/consignment_plan.h"
#include "camel/tracking/line_up.h"

namespace camel {

EpochSeconds epoch_seconds(EventMoment moment);

// The plan that an event brings in an extension (`rail:plan`: legs with
// `rail:from`, `rail:to`, `rail:service`, `rail:departs`, `rail:arrives`), and
// the goods (`rail:commodity`).
struct ToldPlan {
  ConsignmentPlan plan;
  std::string product;
};
bool brings_plan(EpcisEvent const& event);
std::optional<ToldPlan> plan_in(EpcisEvent const& event);

// Where a plan says nothing of its box.
struct Stray {
  std::string place;
  EpochSeconds time = 0;

  bool operator==(Stray const&) const = default;
};

struct BoxWatch {
  std::string object;
  BoxWay way;
  BoxJourney journey;
  std::vector<EpochSeconds> planned;  // of each waypoint; kNotYet: not said
  std::vector<Stray> strays;          // by time
  std::size_t passed = 0;             // the last waypoint, once it has begun

  // Whether anybody told of it on its way.
  bool has_begun() const {
    return passed < journey.times.size() && journey.times[passed] != kNotYet;
  }
  bool is_there() const { return has_begun() && passed + 1 == way.size(); }
  EpochSeconds promised() const {
    return planned.empty() ? kNotYet : planned.back();
  }
  bool operator==(BoxWatch const&) const = default;
};

// What is known by a moment. The journey's number of a way is not filled in.
BoxWatch watch(LineUp const& line_up, ToldPlan const& told, EpochSeconds now);

}  // namespace camel
