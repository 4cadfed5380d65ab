// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/booking.h"

#include <algorithm>
#include <utility>

#include "camel/base/check.h"

namespace camel {

namespace {

// Calls `visit` with each stretch: where its space stands.
template <typename Visit>
void for_each_stretch(Timetable const& timetable, Itinerary const& itinerary,
                      Visit visit) {
  for (auto const& leg : itinerary.legs) {
    for (auto call = leg.board.value; call < leg.alight.value; ++call) {
      visit(timetable.calls[call].times + leg.run);
    }
  }
}

}  // namespace

BookedTimetable::BookedTimetable(Timetable timetable,
                                 std::vector<int> const& teu)
    : space_{timetable.space} {
  if (space_.empty()) {
    CAMEL_CHECK(teu.size() == timetable.lines.size(),
                "nothing is known of the space on trains");
    space_.resize(timetable.departures.size());
    for (auto const& call : timetable.calls) {
      auto const runs = timetable.lines[call.line.value].runs;
      std::fill_n(space_.begin() + call.times, runs,
                  static_cast<std::int16_t>(
                      std::min(teu[call.line.value],
                               int{std::numeric_limits<std::int16_t>::max()})));
    }
    timetable.space = space_;
  }
  seen_ = std::make_shared<Timetable const>(std::move(timetable));
}

std::shared_ptr<Timetable const> BookedTimetable::now() const {
  std::lock_guard const lock{mutex_};
  if (!is_seen_) {
    auto anew = *seen_;
    anew.space = space_;
    seen_ = std::make_shared<Timetable const>(std::move(anew));
    is_seen_ = true;
  }
  return seen_;
}

void BookedTimetable::take(Itinerary const& itinerary, int teu) {
  for_each_stretch(*seen_, itinerary, [&](std::uint32_t at) {
    space_[at] = static_cast<std::int16_t>(space_[at] - teu);
  });
  is_seen_ = false;
}

bool BookedTimetable::reserve(Itinerary const& itinerary, int teu) {
  std::lock_guard const lock{mutex_};
  auto has_room = true;
  for_each_stretch(*seen_, itinerary, [&](std::uint32_t at) {
    has_room = has_room && space_[at] >= teu;
  });
  if (has_room) {
    take(itinerary, teu);
  }
  return has_room;
}

void BookedTimetable::cancel(Itinerary const& itinerary, int teu) {
  std::lock_guard const lock{mutex_};
  take(itinerary, -teu);
}

}  // namespace camel
