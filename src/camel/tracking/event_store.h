// SPDX-License-Identifier: Apache-2.0
// The events that were captured, in one file. An event is known by its id, or
// by its hash where it has none: the same event again changes nothing, another
// one under the same id is refused. What capture says is captured is on the
// disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "camel/store/database.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

enum class Captured : std::uint8_t {
  captured,  // it is new
  known,     // it was there
  conflict   // another one is there under its id
};

class EventStore {
 public:
  // The file is made where it is not; ":memory:" keeps nothing.
  explicit EventStore(std::filesystem::path const& file);

  // One answer for each. Where one of them is in conflict, none is stored.
  std::vector<Captured> capture(std::span<EpcisEvent const> events);

  // Those that name a thing, as its own or as the parent of others.
  std::vector<EpcisEvent> events_of(std::string const& object);
  // Things whose name is this, or ends in it after the last '/' or ':', by
  // their names: "CSQU3054383" finds ".../container/CSQU3054383".
  std::vector<std::string> objects_called(std::string const& word);
  std::int64_t size();

 private:
  Captured add(EpcisEvent const& event);

  store::Database database_;
  store::Statement find_, add_, name_;
};

}  // namespace camel
