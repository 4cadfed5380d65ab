// SPDX-License-Identifier: Apache-2.0
// Captured events in a PostgreSQL server, for teams: the tables of
// sqlite_events.h in a schema of their own, `steel_camel`, filled by one
// statement a group. Whoever writes holds a lock of the server, so that several
// programs come to one log of captures.
#pragma once

#include <memory>
#include <string>

#include "camel/tracking/event_tables.h"

namespace camel {

// Makes the tables where they are not.
std::unique_ptr<EventTables> open_postgres_events(std::string const& address);

}  // namespace camel
