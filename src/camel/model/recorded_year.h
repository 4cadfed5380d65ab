// SPDX-License-Identifier: Apache-2.0
// What the trains and vessels of one simulated year did for boxes: who stood
// ready at a stop by when was taken along, when the train left, and when it set
// boxes down at its later stops. Simulation writes it, routing asks it what
// would have become of a box.
#pragma once

#include <cstdint>
#include <vector>

#include "camel/base/table.h"
#include "camel/model/ids.h"

namespace camel {

// Seconds since the measured year began: January 1st of the base year, 00:00
// UTC. Negative in the warm-up.
using YearSeconds = std::int32_t;

// A train at a stop where boxes board.
struct RecordedBoarding {
  // A box that was in the queue by then was taken: the moment of loading, but,
  // of a full train, no later than the last for whom there was room.
  YearSeconds closed = 0;
  // When it entered the line, the wait for its path over; kNone: it was still
  // there at the end of the record.
  YearSeconds left = 0;
  std::uint32_t landings = 0;  // the first of its own in `landings`
  // A large lot is left behind where a box still finds a place: it had to come
  // so much sooner, before the first who was left behind.
  YearSeconds lots_sooner = 0;

  // Until when a lot of so many TEU in the queue was taken.
  YearSeconds closed_for(int teu) const {
    constexpr int kBox = 2;  // TEU
    return teu <= kBox ? closed : closed - lots_sooner;
  }
  bool operator==(RecordedBoarding const&) const = default;
};

struct RecordedSpell {
  YearSeconds from = 0, to = 0;

  bool operator==(RecordedSpell const&) const = default;
};

// Boxes that travelled together, from being ready at the first place to the
// end of what is done with them at the last.
struct RecordedJourney {
  YearSeconds ready = 0, delivered = 0;

  bool operator==(RecordedJourney const&) const = default;
};

struct RecordedYear {
  static constexpr YearSeconds kNone = INT32_MIN;

  // By stop, in the order of `closed`.
  Ragged<StopId, RecordedBoarding> boardings;
  // Of a boarding, one for each stop after it in the order in which the train
  // comes to them (`next_stop`; of a loop, once round): when boxes were set
  // down there, also if it had none for the stop that time; kNone where it
  // sets none down, or had not come by the end. A vessel that loads twice at
  // one call has two boardings with the same landings.
  std::vector<YearSeconds> landings;
  // By loading ban: when it stood.
  Ragged<LoadingBanId, RecordedSpell> bans;
  // By row of demand, those delivered by the end, in the order they set out.
  Ragged<DemandId, RecordedJourney> journeys;

  bool operator==(RecordedYear const&) const = default;
};

}  // namespace camel
