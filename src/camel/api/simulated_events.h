// SPDX-License-Identifier: Apache-2.0
// A simulated year told as railways, terminals and customs would tell it: EPCIS
// 2.0 events of boxes on wagons in trains, with what the standard has no words
// for in words of our own (docs/reference/rail-events.md). Whoever tracks
// boxes is fed by it without a single real one.
#pragma once

#include "camel/model/corridor.h"
#include "camel/tracking/write_epcis.h"

namespace camel {

struct EventsPlan {
  int days = 365, warm_up_days = 60;
  std::uint64_t seed = 1;
  double boxes = 500;  // about so many, of all that set out in the year
};

struct EventsWritten {
  std::size_t events = 0, boxes = 0, consignments = 0, trains = 0;
};

// Of the first replication, with the ways that the corridor's demand says.
EventsWritten write_simulated_events(Corridor const& corridor,
                                     EventsPlan const& plan,
                                     EpcisWriter& writer);

}  // namespace camel
