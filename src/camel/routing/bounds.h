// SPDX-License-Identifier: Apache-2.0
// What is left to pay at least on the way to one destination: time, money,
// grams and boardings, each by the way that is best for it alone, whatever the
// day; money and grams by the boardings, too, as ways with few are dear; and by
// the day, when boxes aboard a train arrive. They hold for every query to that
// destination.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "camel/routing/arrivals_by_risk.h"
#include "camel/routing/itinerary.h"

namespace camel {

// From one stand to another by one train: the least of each figure over all
// lines and runs.
struct Step {
  StandId from, to;
  Instant time = 0;
  std::int32_t cents = 0, grams = 0;
};

// All steps of a timetable, by where they lead: made once.
class Steps {
 public:
  explicit Steps(Timetable const& timetable);

  std::span<Step const> into(StandId id) const {
    return {steps_.data() + first_[id.value],
            steps_.data() + first_[id.value + 1]};
  }
  std::size_t size() const { return steps_.size(); }

 private:
  std::vector<Step> steps_;           // by `to`
  std::vector<std::uint32_t> first_;  // by stand
};

struct Bound {
  Instant time = kNoInstant;
  std::int32_t cents = 0, grams = 0;
  std::int32_t boardings = 0;

  bool reaches() const { return time != kNoInstant; }
};

// Money and grams left at least. Where more boardings save neither, as much as
// nobody pays.
struct Outlay {
  std::int32_t cents = kNoInstant, grams = kNoInstant;

  bool is_some() const { return cents != kNoInstant; }
};
// With the fewest boardings, with one and two more, and with more than that.
inline constexpr std::size_t kOutlays = 4;
using Outlays = std::array<Outlay, kOutlays>;

struct Bounds {
  PlaceId to;
  std::vector<Bound> by_stand;
  std::vector<Bound> by_boarding;  // as the timetable's `boardings`
  std::vector<Outlays> outlays_by_stand, outlays_by_boarding;
  ArrivalsByRisk arrivals;
};

std::size_t bytes_of(Bounds const& bounds);

Bounds build_bounds(Timetable const& timetable, Steps const& steps, PlaceId to);

// The bounds of destinations asked for lately, for all threads.
class BoundsCache {
 public:
  // As many destinations as fit into `bytes`, but one at the least.
  BoundsCache(Timetable const& timetable,
              std::size_t bytes = std::size_t{96} << 20U);

  std::shared_ptr<Bounds const> to(PlaceId place);
  Steps const& steps() const { return steps_; }

 private:
  Timetable const& timetable_;
  Steps const steps_;
  std::size_t const bytes_;
  std::size_t used_ = 0;
  std::mutex mutex_;
  std::list<std::shared_ptr<Bounds const>> lately_;  // the latest first
  std::unordered_map<std::uint32_t, decltype(lately_)::iterator> at_;
};

}  // namespace camel
