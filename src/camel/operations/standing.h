// SPDX-License-Identifier: Apache-2.0
// Trains that stand before a border, counted by direction: what observers see
// as the queue, and what makes an operator stop loading.
#pragma once

#include <string>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/sim/monitor.h"
#include "camel/sim/signal.h"
#include "camel/sim/statistics.h"

namespace camel {

// The queue before one place in one direction. A train belongs to it while it
// stands anywhere on its way to the place, or at the place, and waits for what
// lies ahead: a track, a path, a place on the next stretch.
struct BorderQueue {
  PlaceId place;
  std::string from_country = "*", to_country = "*";
  std::vector<LoadingBanId> bans;  // that look at it
  int trains = 0;
  int most = 0;
  TimeWeighted over_time;

  void change(int by, Ticks now) {
    trains += by;
    most = std::max(most, trains);
    over_time.add(by, now);
  }
};

// An operator's rule at work: boxes wait for `lifted` while it is `on`.
struct BanInForce {
  std::size_t queue = 0;  // that it looks at
  bool on = false;
  Signal lifted;
};

}  // namespace camel
