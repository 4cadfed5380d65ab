// SPDX-License-Identifier: Apache-2.0
// A query of events in SQL, as both databases understand it: its text is put
// together of sentences that stand here, and every value is a whole number that
// is bound to a question mark. No word of a query ever becomes part of the
// text.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/event_key.h"
#include "camel/tracking/event_query.h"

namespace camel {

struct EventQuestion {
  std::string sql;
  std::vector<std::int64_t> values;  // for its question marks
};

// The row of a name, and of the event under a key, where they are known.
struct EventLookup {
  std::function<std::optional<std::int64_t>(std::string const&)> name;
  std::function<std::optional<std::int64_t>(EventKey const&)> key;
};

// Nothing where no event can match. The columns of an answer: row, capture,
// hash, json, time of capture; one row more than a page has, if there are more.
std::optional<EventQuestion> question_of(EventQuery const& query,
                                         EventLookup const& lookup);

// The page of these answers.
EventPage page_of(std::vector<StoredEvent> events, std::size_t limit);

}  // namespace camel
