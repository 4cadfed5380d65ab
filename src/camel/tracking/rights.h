// SPDX-License-Identifier: Apache-2.0
// Who may know and do what with a consignment and its events. Denied is what is
// not granted: the decision is made of the party, its roles in this consignment
// and the part of the way these cover, the action and the member of the
// document (attributes as in NIST SP 800-162). The tables are in rights.cc, the
// reasons in docs/decisions/0019-who-may-know.md.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "camel/tracking/consignment.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

// Who asks.
struct Viewer {
  std::string party = {};    // blank: nobody's
  bool is_operator = false;  // runs the server, and sees all of it

  bool operator==(Viewer const&) const = default;
};

// What a viewer may do with one consignment.
class ConsignmentRights {
 public:
  ConsignmentRights(Viewer const& viewer, Consignment const& consignment);

  bool may_read() const { return is_operator_ || !roles_.empty(); }
  // A member of the document ("seals"). Nobody changes what he sees but in
  // part.
  bool may_change(std::string_view member) const;
  bool may_remove() const;

  // The document with what he may see of it.
  nlohmann::ordered_json shown() const;
  // Whether it lies in his part; of what has no place, whether that is the
  // whole way.
  bool sees_place(std::string_view place) const;

 private:
  enum class Sight : std::uint8_t { none, handling, own, part, all };
  friend struct RightsTable;

  Sight sight_of(std::string_view member) const;
  std::optional<nlohmann::ordered_json> shown(
      std::string_view member, nlohmann::ordered_json const& value) const;

  Consignment const& consignment_;
  std::string party_;
  bool is_operator_;
  std::vector<PartyRole> roles_;
  // Places of the parts his roles cover; nothing: the whole way.
  std::optional<std::set<std::string, std::less<>>> places_;
};

// May he make a consignment of these parties? Only for himself: as its
// consignor or its forwarder.
bool may_make(Viewer const& viewer, Consignment const& consignment);

// Events count for a consignment only if a party of it told of them, or whoever
// runs the server: nobody else can put words into its record.
bool is_told_by_party(Consignment const& consignment, std::string_view teller);

// Whether it is a container or a wagon of the consignment, by a key as events
// have it.
bool names_unit(Consignment const& consignment, std::string_view key);

// What a viewer sees of an event: all of it where it is his own, or names only
// things in consignments of his. Where it names others' too, these are left
// out, and with them every field that could tell of them. `consignments` are
// those of his that name a thing of the event. Nothing: as if it did not exist.
std::optional<std::string> shown_event(
    Viewer const& viewer, EpcisEvent const& event, std::string_view teller,
    std::vector<Consignment const*> const& consignments);

}  // namespace camel
