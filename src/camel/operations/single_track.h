// SPDX-License-Identifier: Apache-2.0
// Trains on single track: sections between passing places, each taken by one
// train at a time, and the meets that follow. A train is planned over all
// sections when it enters the stretch, each as early as those planned before it
// allow, as a dispatcher draws it into the time-distance graph; it waits at
// passing places. So two trains never share a section, and none can block
// another for ever. The blocked time is that of UIC Code 406 (2013).
#pragma once

#include <vector>

#include "camel/model/link.h"
#include "camel/sim/simulation.h"

namespace camel {

inline constexpr Ticks kRouteSetting = kRouteSettingSeconds;

class SingleTrack {
 public:
  // `run` is the free running time over the whole stretch.
  SingleTrack(int sections, Ticks run);

  // Plans a train that enters at this time; gives the time it is through.
  // Entries do not go back in time.
  Ticks run_through(bool forward, Ticks entry);

  struct Occupation {
    Ticks begin = 0, end = 0;  // with the setting of the route
    bool forward = true;
  };
  // What is planned on a section, in time order; of what was over when the last
  // train entered some may be forgotten.
  std::vector<Occupation> const& planned(std::size_t section) const {
    return sections_[section].planned;
  }
  std::size_t sections() const { return sections_.size(); }
  // How long one train takes up the slowest section.
  Ticks blocking_time() const;

 private:
  struct Section {
    Ticks run = 0;
    std::vector<Occupation> planned;
    std::size_t over = 0;  // so many of them were over
  };

  std::vector<Section> sections_;
};

}  // namespace camel
