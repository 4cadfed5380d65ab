// SPDX-License-Identifier: Apache-2.0
// What became of boxes that set out so in the simulated years: each is followed
// through one of them, train by train, from days around the same day of the
// year. So what goes together in life does so here: a queue at the border in a
// wet November holds up all that comes to it. What is promised of an itinerary
// is read off these journeys.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/procedures.h"
#include "camel/model/recorded_year.h"
#include "camel/routing/experience.h"

namespace camel {

// Boxes of some goods on a chain of rides.
struct Journey {
  CommodityId goods;
  int teu = 1;
  TrainPath path = TrainPath::ordinary;
  std::vector<Ride> rides;
};

// What the boxes go through before their n-th ride; after the last: where they
// are delivered.
Passage passage_before(Corridor const& corridor, ServiceNetwork const& network,
                       Journey const& journey, std::size_t n);

// Hours since the boxes were ready at the first place.
struct ReplayedLeg {
  double ready = 0;   // for this train, procedures done
  double leaves = 0;  // with it
  double landed = 0;  // at its end
};
struct ReplayedJourney {
  std::vector<ReplayedLeg> legs;
  double delivered = 0;
};

struct ReplayOptions {
  // Days around the day of setting out from which boxes set out, too.
  int days_around = 7;
  double every_hours = 18;
};

struct Replayed {
  std::vector<ReplayedJourney> journeys;
  // Boxes that had not arrived when the record ended: they count as later than
  // all others.
  std::size_t unfinished = 0;
};

// Follows boxes of one journey. All that it is made of must outlive it.
class Replay {
 public:
  Replay(Corridor const& corridor, ServiceNetwork const& network,
         std::span<RecordedYear const> years, Journey const& journey);

  // Those that set out around then, of every year.
  Replayed around(YearSeconds ready, ReplayOptions const& options = {}) const;

 private:
  struct Leg {
    StopId board;
    std::size_t landing = 0;  // of the train's landings
    bool is_seen = false;     // by the years
    RidePace usual;           // where it is not
    double waits_hours = 0;   // of the train for boxes that change to it
    PacePoints clearance;     // before it
  };
  struct Times {
    double leaves = 0, landed = 0;
  };
  // One box of many: luck is spread evenly over them.
  struct Box {
    RecordedYear const& year;
    std::uint64_t number = 0;
  };

  void find_bans();
  void find_stops_of_loading();
  std::optional<ReplayedJourney> follow(Box const& box, YearSeconds from) const;
  double accepted(Box const& box, double now) const;
  struct Ready {
    double came = 0, ready = 0;  // at the place; procedures done
  };
  std::optional<Times> ride(Box const& box, std::size_t leg, Ready at) const;
  std::optional<Times> with(Box const& box, Leg const& leg,
                            RecordedBoarding const& train, double later) const;

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  std::span<RecordedYear const> years_;
  Journey const& journey_;
  std::vector<Leg> legs_;
  PacePoints last_;  // clearance at the end
  std::vector<LoadingBanId> bans_;
  std::vector<RecordedSpell> stops_;  // of loading, by disruptions
};

// Hours within which a share of the boxes is delivered; where so many have not
// arrived, those of the last that has.
struct PromisedHours {
  double p50 = 0, p80 = 0, p95 = 0;
};
// There must be some journeys.
PromisedHours promise_of(Replayed const& replayed);

// The value that a share of them stays below; there must be some.
double quantile(std::vector<double> values, double share);

}  // namespace camel
