// SPDX-License-Identifier: Apache-2.0
// Where captured events are kept: in a file of a folder, or by a PostgreSQL
// server, which several programs and machines may share.
#pragma once

#include <filesystem>
#include <string>

#include "camel/tracking/event_store.h"

namespace camel {

struct EventPlace {
  std::filesystem::path folder;
  // As libpq has it, "postgresql://camel@db.example/corridor"; blank: in
  // `tracking.sqlite` of the folder, which is made where it is not.
  std::string database = {};
};

// Throws Error where it cannot be reached, or this build has no PostgreSQL.
EventStore open_events(EventPlace const& place);

}  // namespace camel
