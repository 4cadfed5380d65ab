// SPDX-License-Identifier: Apache-2.0
#include "camel/api/timetables_at_hand.h"

namespace camel {

namespace {

// Half a megabyte each of ten weeks of the bundled corridor, two or three of
// sixty.
constexpr std::size_t kTimetables = 16;
constexpr std::size_t kDestinations = 32;

}  // namespace

TimetablesAtHand::TimetablesAtHand(Corridor const& corridor,
                                   ServiceNetwork const& network,
                                   std::span<RecordedYear const> years)
    : corridor_{corridor},
      network_{network},
      years_{years},
      timetables_{kTimetables},
      towards_{kDestinations} {}

std::shared_ptr<CorridorTimetable const> TimetablesAtHand::find(
    TimetableRequest const& request) {
  return timetables_.get(request, [&] {
    return build_corridor_timetable(corridor_, network_, years_, request);
  });
}

std::shared_ptr<Towards const> TimetablesAtHand::towards(
    PlaceId to, TimetableRequest const& request) {
  return towards_.get({to, request}, [&] {
    auto timetable = find(request);
    auto const& table = timetable->table;
    return Towards{.timetable = timetable,
                   .bounds = build_bounds(table, Steps{table}, to),
                   .policy = build_policy(table, to, request.teu)};
  });
}

}  // namespace camel
