// SPDX-License-Identifier: Apache-2.0
// When a place or a stretch is shut or at reduced capacity during one
// replication: dated closures, and spells of wind and waves drawn at random.
// Facilities and fleets are struck elsewhere: outages.h, circumstances.h.
#pragma once

#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/operations/spells.h"
#include "camel/operations/year_record.h"

namespace camel {

// Asked at each link of each train, and mostly of lines that nothing strikes:
// what strikes a run is gathered once.
class Closures {
 public:
  // Of the disruptions of the base year.
  Closures(Corridor const& corridor, Period period);

  // The first time from `now` on at which a train or vessel may enter.
  Ticks open_from(LinkRun run, Ticks now) const {
    return of(run).first(now, [](double share) { return share > 0; });
  }
  // The share of the capacity that is left at this time (0: closed).
  double capacity_share(LinkRun run, Ticks now) const {
    return of(run).at(now);
  }
  // That share in the course of the run.
  Course const& of(LinkRun run) const {
    return by_run_[run_index(run.link, run.forward)];
  }

 private:
  std::vector<Course> by_run_;
};

}  // namespace camel
