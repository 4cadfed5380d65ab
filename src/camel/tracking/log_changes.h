// SPDX-License-Identifier: Apache-2.0
// For tests: what somebody may do to the tables of events behind our back. Each
// changes one row, for the number of an event among the first in a file with a
// quarter as many captures, and the log of captures must tell of each.
#pragma once

#include <array>

namespace camel {

inline constexpr std::array kLogChanges{
    "UPDATE events SET json = replace(json, 'OBSERVE', 'DELETE') WHERE row = ?",
    "UPDATE events SET time_ms = time_ms + 1 WHERE row = ?",
    "UPDATE events SET step = NULL WHERE row = ?",
    "UPDATE events SET place = type WHERE row = ?",
    "UPDATE events SET key = randomblob(16) WHERE row = ?",
    "UPDATE events SET hash = randomblob(32) WHERE row = ?",
    "UPDATE events SET capture = capture + 1 WHERE row = ?",
    "DELETE FROM events WHERE row = ?",
    "DELETE FROM named WHERE event = ?",
    "INSERT INTO named SELECT row, ? FROM names WHERE name = 'OBSERVE'",
    "INSERT INTO named SELECT name, 1000000 + ? FROM named LIMIT 1",
    "DELETE FROM new_keys WHERE last = (SELECT min(last) FROM new_keys "
    "WHERE last >= ?)",
    "UPDATE new_keys SET keys = randomblob(length(keys)) WHERE last = "
    "(SELECT min(last) FROM new_keys WHERE last >= ?)",
    "INSERT INTO new_keys VALUES (1000000 + ?, randomblob(16))",
    "INSERT INTO keys VALUES (randomblob(16), ?)",
    "INSERT INTO keys SELECT key, row FROM events WHERE row = ?",
    "UPDATE names SET name = name || '?' WHERE row = 1 + ? % 5",
    "UPDATE captures SET time_ms = time_ms + 1 WHERE row = 1 + ? / 4",
    "UPDATE captures SET who = who || ' ' WHERE row = 1 + ? / 4",
    "UPDATE captures SET first_event = first_event + 1 WHERE row = 1 + ? / 4",
    "UPDATE captures SET events = events - 1 WHERE row = 1 + ? / 4",
    "UPDATE captures SET digest = randomblob(32) WHERE row = 1 + ? / 4",
    "UPDATE captures SET chain = randomblob(32) WHERE row = 1 + ? / 4",
    "DELETE FROM captures WHERE row = 1 + ? / 4"};

}  // namespace camel
