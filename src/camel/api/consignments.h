// SPDX-License-Identifier: Apache-2.0
// Consignments as those see and change them who have to do with them: every
// question is asked by a viewer, and answered with what he may know
// (tracking/rights.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "camel/api/json.h"
#include "camel/tracking/consignment_store.h"
#include "camel/tracking/rights.h"

namespace camel {

// Why a viewer does not get what he asks for. What he may not see is unknown to
// him, as what is not there.
enum class Refused : std::uint8_t { unknown, not_granted, changed, unsound };

struct Refusal : std::runtime_error {
  Refusal(Refused because, std::string const& detail,
          std::vector<ConsignmentFinding> what = {})
      : std::runtime_error{detail}, why{because}, findings{std::move(what)} {}

  Refused why;
  std::vector<ConsignmentFinding> findings;  // of what is unsound
};

// As one viewer sees it.
struct ShownConsignment {
  std::string id;
  Json json;
  // Changes when what he sees does, and then only.
  std::string tag;
};

struct ConsignmentPage {
  std::vector<ShownConsignment> consignments;
  std::optional<std::int64_t> next;  // where the next page begins
};

// Whether a change is wanted of what the client saw, by its tag.
using StillWanted = std::function<bool(std::string const& tag)>;

class Consignments {
 public:
  // Keeps them in `consignments.sqlite` of the folder.
  explicit Consignments(std::filesystem::path const& folder);

  ShownConsignment make(Viewer const& viewer, Json const& json);
  ShownConsignment find(Viewer const& viewer, std::string const& id);
  // `query.party` is his own, whatever it says.
  ConsignmentPage list(Viewer const& viewer, ConsignmentQuery query);
  // By a merge patch (RFC 7396), of members that he may change.
  ShownConsignment change(Viewer const& viewer, std::string const& id,
                          Json const& patch, StillWanted const& still_wanted);
  void remove(Viewer const& viewer, std::string const& id,
              StillWanted const& still_wanted);

  // By its id or the number of its note, where that is one's only.
  std::optional<StoredConsignment> called(Viewer const& viewer,
                                          std::string const& word);

  // For whoever decides about events.
  ConsignmentStore& store() { return store_; }
  StoredConsignment stored(Viewer const& viewer, std::string const& id);

 private:
  ConsignmentStore store_;
};

// A table for spreadsheets, a row each.
std::string to_csv(std::vector<ShownConsignment> const& consignments);

}  // namespace camel
