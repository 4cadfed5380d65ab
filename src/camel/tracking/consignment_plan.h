// SPDX-License-Identifier: Apache-2.0
// What was promised of a consignment: its way in legs, each with the times of
// its departure and arrival. What came of it is its line-up (line_up.h); the
// two meet at places.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace camel {

struct PlannedLeg {
  // Places by the keys of the corridor ("CNXIY"); where a plan is not of a
  // corridor, any word by which events name them.
  std::string from, to;
  // What it goes by: a service of the corridor, a link of it, or only a mode
  // ("rail", "sea", "ferry", "road"). At least one of them.
  std::string service, link, mode;
  std::chrono::sys_seconds departs{}, arrives{};

  bool operator==(PlannedLeg const&) const = default;
};

struct ConsignmentPlan {
  std::string consignment;
  // Numbers of containers, and of wagons where the load is in no container, as
  // on their doors: "CSQU3054383".
  std::vector<std::string> boxes;
  std::vector<PlannedLeg> legs;  // in their order

  bool operator==(ConsignmentPlan const&) const = default;
};

// What cannot be: a leg that arrives before it departs, departs before the one
// before it arrives, or begins elsewhere than that ended.
struct PlanFault {
  std::size_t leg = 0;
  std::string message;
};
std::vector<PlanFault> faults_in(ConsignmentPlan const& plan);

// The last part of a name: "CNXIY" of "https://example.org/place/CNXIY" and of
// "urn:example:place:CNXIY". Plans and consignments say places and boxes by
// it, events by the whole name.
std::string_view last_word(std::string_view name);

}  // namespace camel
