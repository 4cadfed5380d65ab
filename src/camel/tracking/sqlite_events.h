// SPDX-License-Identifier: Apache-2.0
// Captured events in a file (SQLite). Rows of events are in the order they
// came; beside them an index of 16 bytes of their ids (key_index.h), the things
// each names, and indexes on time and place. Names stand once in a table of
// their own and elsewhere by number, which keeps the indexes small: at ten
// million events it is they, not the rows, that miss the memory.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "camel/store/database.h"
#include "camel/tracking/event_tables.h"
#include "camel/tracking/key_index.h"

namespace camel {

// All of it as it is now, into a new file, while others write. The newest link
// of its log, in hexadecimal digits, as it was just before: the copy has it
// too. Blank: it has none, or is of an older version.
std::string back_up_sqlite_events(std::filesystem::path const& file,
                                  std::filesystem::path const& to);

// As the programs open it: another connection than the one that writes syncs
// its log, and moves it.
store::DatabaseSettings sqlite_event_settings();

// Brings the file to this version where it is of an older one.
std::unique_ptr<EventTables> open_sqlite_events(
    std::filesystem::path const& file,
    store::DatabaseSettings const& settings = sqlite_event_settings(),
    std::shared_ptr<KeysInMemory> memory = std::make_shared<KeysInMemory>());

// Each connection as above; what they keep in memory, they have in common.
ConnectEvents connect_sqlite_events(
    std::filesystem::path const& file, store::DatabaseSettings const& settings,
    std::shared_ptr<KeysInMemory> memory = std::make_shared<KeysInMemory>());

// From each version of the file to the next one.
std::vector<store::MigrationStep> sqlite_event_versions();

}  // namespace camel
