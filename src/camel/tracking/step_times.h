// SPDX-License-Identifier: Apache-2.0
// What is known of arrivals without looking at the day: how long each step took
// other boxes, by what is in them and by season, where there were enough of
// them; else as its parents say, without the season, without the goods. Steps
// are added up as if they had nothing to do with each other. Every other
// forecast has to be better than this one.
#pragma once

#include <map>
#include <vector>

#include "camel/tracking/step_states.h"
#include "camel/tracking/time_spread.h"

namespace camel {

// What is asked of a box: where it is on its way, and since when.
struct EtaQuestion {
  std::vector<std::uint32_t> const* steps = nullptr;  // of its way
  std::string product;
  std::size_t step = 0;    // the one it is in
  EpochSeconds since = 0;  // it came into it
  EpochSeconds now = 0;
};

class StepTimes {
 public:
  StepTimes() = default;
  StepTimes(std::span<NumberedJourney const> journeys, std::size_t steps);

  // Until each waypoint ahead is passed: one for each step from the present
  // one on.
  std::vector<TimeSpread> forecast(EtaQuestion const& question) const;

  // The level of a step's time at which `hours` are: how rare it is to be in it
  // for so long. Blank products and seasons are those of all.
  double level_of(std::uint32_t step, std::string const& product,
                  double hours) const;
  double hours_at(std::uint32_t step, std::string const& product,
                  double level) const;

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    visit(points_);
  }

 private:
  static constexpr std::size_t kPoints = 48;
  using Points = std::array<float, kPoints>;  // quantiles, from low to high
  struct Key {
    std::uint32_t step = 0;
    std::string product;
    int season = -1;  // a quarter of the year
    auto operator<=>(Key const&) const = default;
    template <typename Visit>
    void visit_parts(Visit& visit) {
      visit(step);
      visit(product);
      visit(season);
    }
  };

  Points const& points_of(std::uint32_t step, std::string const& product,
                          int season) const;

  std::map<Key, Points> points_;
};

// A quarter of the year, 0 from December to February.
int season_of(EpochSeconds time);

}  // namespace camel
