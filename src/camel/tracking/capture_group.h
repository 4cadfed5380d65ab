// SPDX-License-Identifier: Apache-2.0
// What several parties bring at once, judged and written together: which of
// their events are new, known or in conflict, in the order of the orders. An
// order with a conflict stores nothing; the others go on.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "camel/tracking/event_tables.h"

namespace camel {

enum class Captured : std::uint8_t {
  captured,  // it is new
  known,     // it was there
  conflict   // another one is there under its id
};

struct CaptureOrder {
  std::span<EpcisEvent const> events;
  std::string_view by;
};

using CaptureAnswers = std::vector<std::vector<Captured>>;

// Between begin, which gave the head, and commit.
CaptureAnswers write_group(EventTables& tables, StoreHead head,
                           std::span<CaptureOrder const> orders,
                           EventMoment now);

// The same from begin to commit; nothing is written where it throws.
CaptureAnswers commit_group(EventTables& tables,
                            std::span<CaptureOrder const> orders,
                            EventMoment now);

// The same, and it is on the disk; where that alone fails, it is written all
// the same.
CaptureAnswers capture_group(EventTables& tables,
                             std::span<CaptureOrder const> orders,
                             EventMoment now);

}  // namespace camel
