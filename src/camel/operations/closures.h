// SPDX-License-Identifier: Apache-2.0
// When a place or a stretch is shut or at reduced capacity during one
// replication: dated closures, and spells of wind and waves drawn at random.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/sim/random.h"
#include "camel/sim/simulation.h"

namespace camel {

struct Closure {
  Ticks begin = 0, end = 0;
  double capacity_share = 0;  // what is left
};

class Closures {
 public:
  // The disruptions of the base year between simulated time 0, which is
  // midnight UTC of `first_day`, and `end`.
  struct Span {
    std::chrono::sys_days first_day;
    Ticks end = 0;
    std::uint64_t seed = 0;
    std::uint32_t replication = 0;
  };
  Closures(Corridor const& corridor, Span span);

  // The first time from `now` on at which a train or vessel may enter.
  Ticks open_from(LinkRun run, Ticks now) const;
  // The share of the capacity that is left at this time (0: closed).
  double capacity_share(LinkRun run, Ticks now) const;
  bool any() const { return !at_place_.empty() || !on_run_.empty(); }

 private:
  using List = std::vector<Closure>;
  void add(Target const& target, List const& closures);
  template <typename Visit>
  void for_each(LinkRun run, Visit visit) const;

  Corridor const* corridor_;
  std::map<PlaceId, List> at_place_;
  std::map<std::pair<PlaceId, PlaceId>, List> on_run_;
};

}  // namespace camel
