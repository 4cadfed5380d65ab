// SPDX-License-Identifier: Apache-2.0
// Every way worth considering: the Pareto front over arrival, money, CO2e, risk
// and boardings, round by round, a boarding a round (Delling, Pajor, Werneck,
// Round-Based Public Transit Routing, 2012).
//
// Inside, a way is dropped only where another one to the same stand is no worse
// in anything: nothing is rounded, so no error grows along the way. Only at the
// destination ways are left out that another one comes within `closeness` of
// in everything it is worse in, and what leads to them is not followed; the
// soonest, the cheapest, the greenest, the surest and the one with the fewest
// boardings are always kept. `closeness` 0 gives the whole front.
#pragma once

#include <vector>

#include "camel/routing/bag.h"
#include "camel/routing/bounds.h"
#include "camel/routing/connection_scan.h"

namespace camel {

struct FrontOptions {
  double closeness = 0.05;
  int boardings = 9;
  // Ways followed at the most; beyond, the front is cut short.
  std::size_t labels = 4'000'000;
};

struct Front {
  std::vector<Itinerary> itineraries;  // by arrival, then money …
  bool truncated = false;              // by `FrontOptions::labels`
  std::size_t labels = 0;              // ways followed
};

// Keeps its memory from query to query; the timetable must outlive it. One for
// each thread; the timetable and the bounds are shared.
class FrontSearch {
 public:
  explicit FrontSearch(Timetable const& timetable);

  Front find(RouteQuery const& query, Bounds const& bounds,
             FrontOptions const& options = {});

 private:
  static constexpr std::uint32_t kNobody = UINT32_MAX;

  // Boxes on a stand, and how they came there.
  struct Label {
    Four figures;  // ready, cents, grams, risk
    StandId stand;
    std::uint32_t parent = kNobody;
    CallId board;
    std::uint32_t run = 0, calls = 0;  // ridden
    std::uint32_t level = 0;
    bool dropped = false;
  };
  struct Arrived {
    Criteria criteria;
    Four close;           // what this one makes not worth while
    Itinerary itinerary;  // of a seed
    std::uint32_t label = kNobody;
  };

  void begin(RouteQuery const& query, Bounds const& bounds,
             FrontOptions const& options);
  void seed();
  void seed_best(std::int32_t Bound::*figure, std::size_t level);
  void start();
  void expand(std::uint32_t label);
  void board(std::uint32_t label, CallId call);
  void ride(std::uint32_t label, CallId call, std::uint32_t run, Four figures);
  void land(Label const& label);
  void arrive(Criteria const& criteria, Itinerary itinerary,
              std::uint32_t label);
  bool is_worth_while(Four figures, Bound const& bound, int boardings);
  Itinerary itinerary_of(Arrived const& arrived) const;
  Front collect() const;

  Timetable const& timetable_;
  ConnectionScan scan_;
  RouteQuery query_;
  Bounds const* bounds_ = nullptr;
  FrontOptions options_;
  StandId target_;
  int round_ = 0;
  Four best_{};
  std::vector<Label> labels_;
  std::vector<Arrived> arrived_;
  std::vector<Four> closes_;  // of `arrived_`, to go through quickly
  std::vector<std::int32_t> close_boardings_;
  std::vector<Bag> stands_;  // by stand
  std::vector<Bag> calls_;   // by call
  std::vector<StandId> used_stands_, frontier_, next_frontier_;
  std::vector<CallId> used_calls_;
  std::vector<bool> is_next_;  // by stand
  bool truncated_ = false;
};

}  // namespace camel
