// SPDX-License-Identifier: Apache-2.0
// A consignment: what one consignment note covers (CIM, SMGS, or the common
// CIM/SMGS note of CIT and OSJD), with the data elements of such a note, the
// parties that have to do with it, and the plan of its way. The whole is one
// JSON object, checked member by member (openapi.yaml, "ConsignmentDraft");
// what programs reckon with stands in this struct.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "camel/tracking/consignment_plan.h"

namespace camel {

enum class PartyRole : std::uint8_t {
  consignor,
  consignee,
  forwarder,
  carrier,
  terminal,
  customs
};
inline constexpr std::size_t kPartyRoles = 6;
constexpr auto names(PartyRole) {
  return std::array<std::string_view, kPartyRoles>{
      "consignor", "consignee", "forwarder", "carrier", "terminal", "customs"};
}

// What a party does for a consignment, and where: from one place of its way to
// another, both included; blank: on all of it.
struct Involvement {
  std::string party;
  PartyRole role = PartyRole::consignor;
  std::string from, to;

  bool operator==(Involvement const&) const = default;
};

struct Consignment {
  std::vector<Involvement> parties;
  std::string note;  // number of the consignment note
  // Numbers of its containers and wagons, as on their doors.
  std::vector<std::string> units;
  ConsignmentPlan plan;
  // Places of its way in their order, from where it is taken over to where it
  // is delivered: those of the plan's legs, without one the transit points.
  std::vector<std::string> way;
  nlohmann::ordered_json json;  // all of it, without its id

  bool operator==(Consignment const&) const = default;
};

struct ConsignmentFinding {
  std::string pointer;  // "/goods/0/gross_kg"
  std::string message;
};

struct ConsignmentDocument {
  Consignment consignment;  // where there is no finding
  std::vector<ConsignmentFinding> findings;

  bool ok() const { return findings.empty(); }
};

// Everything that is wrong with it at once. `id` is what it goes by here.
ConsignmentDocument read_consignment(nlohmann::ordered_json const& json,
                                     std::string const& id);

}  // namespace camel
