// SPDX-License-Identifier: Apache-2.0
// Space on trains that several people book at once: a search sees the space of
// a moment, a booking takes that of all its legs or none, and who comes too
// late searches again.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "camel/routing/itinerary.h"

namespace camel {

// For many threads at once.
class BookedTimetable {
 public:
  // `teu`: of each line's trains, by LineId, where the timetable says nothing
  // of its space; else empty.
  explicit BookedTimetable(Timetable timetable,
                           std::vector<int> const& teu = {});

  // With the space that is left now; searches go on in it as long as they like.
  std::shared_ptr<Timetable const> now() const;

  // Takes so many TEU on every stretch that the itinerary rides; false, and
  // nothing is taken, where one of them has no room any more.
  bool reserve(Itinerary const& itinerary, int teu);
  // What was reserved is free again.
  void cancel(Itinerary const& itinerary, int teu);

 private:
  void take(Itinerary const& itinerary, int teu);

  std::mutex mutable mutex_;
  std::shared_ptr<Timetable const> mutable seen_;  // by searches
  bool mutable is_seen_ = true;                    // `seen_` has all bookings
  std::vector<std::int16_t> space_;
};

}  // namespace camel
