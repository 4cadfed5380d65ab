// SPDX-License-Identifier: Apache-2.0
// The timetables of a corridor that were asked for last, and what is worked out
// on each towards a destination. Neither depends on where boxes set out, so
// queries share them; together they are nearly all that a query takes.
#pragma once

#include <memory>
#include <span>

#include "camel/base/made_once.h"
#include "camel/routing/bounds.h"
#include "camel/routing/corridor_timetable.h"
#include "camel/routing/policy.h"

namespace camel {

// What is left to pay at least, and what to do with boxes at every stand.
struct Towards {
  std::shared_ptr<CorridorTimetable const> timetable;
  Bounds bounds;
  Policy policy;
};

// For many threads at once.
class TimetablesAtHand {
 public:
  // They must outlive it.
  TimetablesAtHand(Corridor const& corridor, ServiceNetwork const& network,
                   std::span<RecordedYear const> years);

  std::shared_ptr<CorridorTimetable const> find(
      TimetableRequest const& request);
  std::shared_ptr<Towards const> towards(PlaceId to,
                                         TimetableRequest const& request);

 private:
  struct Wanted {
    PlaceId to;
    TimetableRequest request;

    bool operator==(Wanted const&) const = default;
  };

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  std::span<RecordedYear const> years_;
  MadeOnce<TimetableRequest, CorridorTimetable> timetables_;
  MadeOnce<Wanted, Towards> towards_;
};

}  // namespace camel
