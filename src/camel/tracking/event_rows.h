// SPDX-License-Identifier: Apache-2.0
// What the tables of events have in common in both databases: their columns in
// order, and moments as whole numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "camel/tracking/event_time.h"

namespace camel {

// Rows of names kept by the writer: those of the boxes and places that move
// now.
struct NameHash : std::hash<std::string_view> {
  using is_transparent = void;
};
using NameRows =
    std::unordered_map<std::string, std::int64_t, NameHash, std::equal_to<>>;
constexpr std::size_t kNamesKept = 200'000;

inline EventMoment moment_of(std::int64_t milliseconds) {
  return EventMoment{std::chrono::milliseconds{milliseconds}};
}
inline std::int64_t number_of(EventMoment moment) {
  return moment.time_since_epoch().count();
}

constexpr auto kSelectLastMoment =
    "SELECT max(time_ms) FROM events WHERE time_ms <= ";

// A CaptureEntry.
constexpr auto kSelectCaptures =
    "SELECT row, time_ms, who, first_event, events, digest, chain "
    "FROM captures ";

// A StoredEvent, then what the tables say of it beside its JSON.
constexpr auto kSelectEvents =
    "SELECT row, capture, hash, json, 0, key, time_ms, "
    "(SELECT name FROM names WHERE names.row = events.type), "
    "(SELECT name FROM names WHERE names.row = action), "
    "(SELECT name FROM names WHERE names.row = step), "
    "(SELECT name FROM names WHERE names.row = disposition), "
    "(SELECT name FROM names WHERE names.row = place), "
    "(SELECT name FROM names WHERE names.row = location) FROM events ";

// How far all of it reaches, a StoreExtent.
constexpr auto kSelectExtent =
    "SELECT (SELECT coalesce(min(row), 1) FROM events), "
    "(SELECT coalesce(max(row), 0) FROM events), "
    "(SELECT coalesce(min(row), 1) FROM captures), "
    "(SELECT count(*) FROM named)";

}  // namespace camel
