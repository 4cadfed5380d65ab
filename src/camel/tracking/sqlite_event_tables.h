// SPDX-License-Identifier: Apache-2.0
// How the file of events came to its tables: each text leads from a version to
// the next one (sqlite_events.cc); that of keys stands in key_index.h.
#pragma once

#include <string_view>

namespace camel {

constexpr std::string_view kFirstTables = R"(
  CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    is_correction INTEGER NOT NULL,
    hash TEXT NOT NULL,
    time_ms INTEGER NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_id ON events (id, is_correction);
  CREATE TABLE named (
    object TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES events (row),
    word TEXT NOT NULL,
    PRIMARY KEY (object, event)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX named_by_word ON named (word, object);
)";

// Numbers of names refer to `names` without a constraint, which would look
// each up a second time.
constexpr std::string_view kSecondTables = R"(
  DROP TABLE named;
  DROP INDEX events_by_id;
  ALTER TABLE events RENAME TO old_events;
  CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    capture INTEGER NOT NULL,
    key BLOB NOT NULL,
    hash BLOB NOT NULL,
    time_ms INTEGER NOT NULL,
    type INTEGER NOT NULL,
    action INTEGER,
    step INTEGER,
    disposition INTEGER,
    place INTEGER,
    location INTEGER,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_time ON events (time_ms);
  CREATE INDEX events_by_place ON events (place) WHERE place IS NOT NULL;
  CREATE TABLE names (
    row INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    word TEXT NOT NULL
  ) STRICT;
  CREATE INDEX names_by_word ON names (word);
  CREATE TABLE named (
    name INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (name, event)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE captures (
    row INTEGER PRIMARY KEY,
    time_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    first_event INTEGER NOT NULL,
    events INTEGER NOT NULL,
    digest BLOB NOT NULL,
    chain BLOB NOT NULL
  ) STRICT;
  CREATE INDEX captures_by_time ON captures (time_ms);
  CREATE TABLE plans (event INTEGER PRIMARY KEY) STRICT;
)";

constexpr std::string_view kThirdTables = R"(
  CREATE INDEX events_with_plan ON events (row)
    WHERE instr(json, 'rail:plan') > 0;
)";

// To look for words in each event costs more than to write it. Files of the
// first version have the table from the second on, as events are brought over
// into all that there is today.
constexpr std::string_view kFourthTables = R"(
  CREATE TABLE IF NOT EXISTS plans (event INTEGER PRIMARY KEY) STRICT;
  INSERT OR IGNORE INTO plans
    SELECT row FROM events WHERE instr(json, 'rail:plan') > 0;
  DROP INDEX events_with_plan;
)";

// Keys of older files all go into the index. Files of the first version have
// theirs already, in index and list.
constexpr std::string_view kFifthTables = R"(
  INSERT INTO keys SELECT key, row FROM events
    WHERE NOT EXISTS (SELECT 1 FROM new_keys) ORDER BY key;
  DROP INDEX IF EXISTS events_by_key;
)";

}  // namespace camel
