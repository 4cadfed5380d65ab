// SPDX-License-Identifier: Apache-2.0
// Every way worth considering: the Pareto front over arrival, money, CO2e, risk
// and boardings. What looks best is followed first (Stewart and White,
// Multiobjective A*, 1991): by figures so far and bounds on those to come, so
// that good ways arrive soon and show what need not be followed.
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
#include "camel/routing/bins.h"
#include "camel/routing/bounds.h"
#include "camel/routing/closes.h"
#include "camel/routing/earliest_arrival.h"

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
  static constexpr auto kHopeless = std::numeric_limits<float>::max();

  // Boxes on a stand, and the boarding that brought them there.
  struct Label {
    Four figures;  // ready, cents, grams, risk
    StandId stand;
    std::uint32_t boarding = kNobody;
    std::uint16_t calls = 0;    // ridden
    std::uint16_t version = 0;  // of what it was held against
    std::uint8_t boardings = 0;
    std::uint8_t level = 0;
    bool dropped = false;
    bool is_last = false;  // of its landing
  };
  // Boxes of a label that get on a train.
  struct Boarding {
    Four figures;  // run, cents, grams, risk
    std::uint32_t label = kNobody;
    std::uint32_t at = 0;  // of the timetable's `boardings`
    std::uint32_t departure = 0;
    std::uint16_t version = 0;
    std::uint8_t boardings = 0;  // before it
    bool dropped = false;
  };
  // What boarding has to know, as the timetable's `boardings`.
  struct Onward {
    CallId call;
    std::uint32_t times = 0, runs = 0;
    Instant cut_off = 0;
    std::int32_t least_surcharge = 0;
  };
  // To be followed: of a landing, its first label stands for all.
  struct Open {
    std::uint32_t label = kNobody, boarding = kNobody;
  };
  struct Arrived {
    Criteria criteria;
    Itinerary itinerary;  // of a seed
    std::uint32_t label = kNobody;
  };
  // A run that a label catches.
  struct Caught {
    std::uint32_t at = 0, run = 0;
  };

  void begin(RouteQuery const& query, Bounds const& bounds,
             FrontOptions const& options);
  void seed();
  void start();
  void land(StandId stand, Readiness const& after, Label label);
  void follow(std::uint32_t landing);
  void board_all(std::uint32_t label);
  void board(std::uint32_t label, std::uint32_t at, std::uint32_t run);
  void ride(std::uint32_t boarding);
  void arrive(Criteria const& criteria, Itinerary itinerary,
              std::uint32_t label);
  // By the best there is to hope for; kHopeless: not worth while. The arrival
  // is that of the steps.
  float order_of(Hope const& hope);
  float order_of(Label const& label);
  float order_of(Boarding const& boarding);
  // Still, after what has arrived since.
  template <typename Open>
  bool is_worth_while(Open const& open) {
    return !open.dropped &&
           (open.version == closes_.version() || order_of(open) != kHopeless);
  }
  Itinerary itinerary_of(Arrived const& arrived) const;
  Front collect() const;

  Timetable const& timetable_;
  EarliestArrival earliest_;
  std::vector<Onward> onward_;
  RouteQuery query_;
  Bounds const* bounds_ = nullptr;
  FrontOptions options_;
  StandId target_;
  std::array<float, 5> weight_{};  // of each criterion in the order
  std::vector<Label> labels_;
  std::vector<Boarding> boardings_;
  Bins<Open> open_;
  std::vector<Arrived> arrived_;
  Closes closes_;            // of `arrived_`
  std::vector<Bag> stands_;  // by stand
  std::vector<Bag> calls_;   // by call
  std::vector<StandId> used_stands_;
  std::vector<CallId> used_calls_;
  // By boarding of a stand: the departure before the one that was caught last.
  std::vector<Instant> missed_;
  std::vector<Caught> caught_;
};

}  // namespace camel
