// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/policy.h"

#include <algorithm>
#include <numeric>

namespace camel {

double mean_of(ArrivalSpread const& spread) {
  return std::accumulate(spread.begin(), spread.end(), 0.0) / kArrivalPoints;
}

PolicyStep const* Policy::find(Timetable const& timetable, StandId stand,
                               Instant ready) const {
  auto const at = timetable.open_from(stand, ready);
  auto const& steps = by_stand[stand.value];
  auto const past = std::partition_point(
      steps.begin(), steps.end(),
      [&](PolicyStep const& step) { return step.ready >= at; });
  return past == steps.begin() ? nullptr : &*std::prev(past);
}

namespace {

// Where to leave a train that is ridden, and what comes of it.
struct Stay {
  CallId alight;
  StandId next;
  ArrivalSpread arrival;
  double mean = kNoInstant;
};

class Maker {
 public:
  Maker(Timetable const& timetable, PlaceId to, int teu)
      : timetable_{timetable},
        target_{timetable.deliveries[to.value]},
        teu_{teu},
        stays_(timetable.runs) {
    policy_.by_stand.resize(timetable.stands.size());
  }

  Policy make() {
    auto const& connections = timetable_.connections;
    for (auto at = connections.rbegin(); at != connections.rend(); ++at) {
      scan(*at);
    }
    return std::move(policy_);
  }

 private:
  void scan(Connection const& connection) {
    auto& stay = stays_[connection.run];
    auto const& call = timetable_.calls[connection.call.value];
    auto const run = connection.run - timetable_.lines[call.line.value].number;
    if (timetable_.space_on(connection.call, 1, run) < teu_) {
      stay = {};
      return;
    }
    auto const alight = CallId{connection.call.value + std::uint64_t{1}};
    for (auto const& landing : timetable_.landings_of(alight)) {
      if (landing.stand != target_ &&
          policy_.by_stand[landing.stand.value].empty()) {
        continue;
      }
      auto const arrival = spread(landing, connection.arrives);
      auto const mean = mean_of(arrival);
      if (mean < stay.mean) {
        stay = {alight, landing.stand, arrival, mean};
      }
    }
    if (stay.mean >= kNoInstant) {
      return;
    }
    for (auto const stand : timetable_.stands_of(connection.call)) {
      auto& steps = policy_.by_stand[stand.value];
      auto const ready = connection.departs - call.cut_off;
      auto const place = std::partition_point(
          steps.begin(), steps.end(),
          [&](PolicyStep const& step) { return step.ready >= ready; });
      // A later train that is expected sooner is worth waiting for.
      if (place != steps.begin() &&
          mean_of(std::prev(place)->arrival) <= stay.mean) {
        continue;
      }
      auto const useless =
          std::find_if(place, steps.end(), [&](PolicyStep const& step) {
            return mean_of(step.arrival) < stay.mean;
          });
      steps.insert(
          steps.erase(place, useless),
          {ready, connection.call, stay.alight, run, stay.next, stay.arrival});
    }
  }

  // When boxes arrive that leave a train so.
  ArrivalSpread spread(Landing const& landing, Instant arrives) {
    auto const& shape = timetable_.shapes[landing.shape];
    auto const ready = arrives + landing.after[0];
    return landing.stand == target_ ? delivered(shape, ready)
                                    : spread_on(shape, landing.stand, ready);
  }

  static ArrivalSpread delivered(Shape const& shape, Instant ready) {
    ArrivalSpread made;
    for (std::size_t i = 0; i < kArrivalPoints; ++i) {
      made[i] = ready + shape[middle(i) / kArrivalPoints];
    }
    return made;
  }

  // Of the arrivals of all points of the shape, in order, which is the n-th of
  // the spread of them all.
  static std::size_t middle(std::size_t n) {
    return n * kShapePoints + kShapePoints / 2;
  }

  ArrivalSpread spread_on(Shape const& shape, StandId stand, Instant ready) {
    std::size_t found = 0;
    for (auto const later : shape) {
      auto const* const step = policy_.find(timetable_, stand, ready + later);
      if (found == 0 || ahead_[found - 1].step != step) {
        ahead_[found++] = {step, 0, 0};
      }
      ++ahead_[found - 1].points;
    }
    return found == 1 && ahead_[0].step != nullptr ? ahead_[0].step->arrival
                                                   : merged(found);
  }

  // Each step brings its arrivals as often as points of the shape lead to it;
  // they are in order, so the earliest that is left is the next.
  ArrivalSpread merged(std::size_t steps) {
    ArrivalSpread made;
    made.fill(kNoInstant);
    std::size_t passed = 0;
    for (std::size_t i = 0; i < kArrivalPoints;) {
      auto const* const next = earliest(steps);
      if (next == nullptr) {
        break;
      }
      passed += next->points;
      for (; i < kArrivalPoints && passed > middle(i); ++i) {
        made[i] = next->step->arrival[next->at - 1];
      }
    }
    return made;
  }

  // Steps ahead, and how many of the arrivals of each have been passed.
  struct Ahead {
    PolicyStep const* step;
    std::size_t points, at;
  };
  Ahead const* earliest(std::size_t steps) {
    Ahead* first = nullptr;
    for (std::size_t i = 0; i < steps; ++i) {
      auto& one = ahead_[i];
      if (one.step != nullptr && one.at < kArrivalPoints &&
          (first == nullptr ||
           one.step->arrival[one.at] < first->step->arrival[first->at])) {
        first = &one;
      }
    }
    if (first != nullptr) {
      ++first->at;
    }
    return first;
  }

  Timetable const& timetable_;
  StandId const target_;
  int const teu_;
  std::vector<Stay> stays_;  // by run
  Policy policy_;
  std::array<Ahead, kShapePoints> ahead_;
};

}  // namespace

Policy build_policy(Timetable const& timetable, PlaceId to, int teu) {
  return Maker{timetable, to, teu}.make();
}

}  // namespace camel
