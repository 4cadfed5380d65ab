// SPDX-License-Identifier: Apache-2.0
// When a box will be where, learnt from simulated years: how the time that
// others took from the same point on hung together with the day they were asked
// on — how many boxes stood at the places ahead, for how long, how quickly
// others went on — and with the time already spent in the present step. A
// regression finds what matters; the spread is that of boxes for which it said
// about the same (predictive mean matching: Rubin, Journal of Business &
// Economic Statistics 4, 1986; Little, 6, 1988). So it is a spread that really
// occurred, wide where journeys differ, and it has no quantiles that cross.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "camel/tracking/closure_on_way.h"
#include "camel/tracking/step_states.h"
#include "camel/tracking/step_times.h"
#include "camel/tracking/time_spread.h"

namespace camel {

// A simulated year, to be learnt from.
struct EtaYear {
  std::vector<BoxJourney> journeys;
  EpochSeconds begin = 0, end = 0;  // of the days on which questions are asked
  std::vector<std::vector<ClosureOnWay>> closures = {};  // by way; or none

  std::span<ClosureOnWay const> closures_on(std::uint32_t way) const {
    return way < closures.size() ? closures[way]
                                 : std::span<ClosureOnWay const>{};
  }
};

// The state of the corridor, as far as its boxes tell it, against the usual
// one. Made once for all questions of a moment.
using Signals = std::vector<std::array<double, kSignals>>;  // by step
Signals signals_of(std::span<StepState const> states,
                   std::span<UsualStep const> usual);

class EtaModel {
 public:
  EtaModel() = default;
  EtaModel(std::span<BoxWay const> ways, std::span<EtaYear const> years);

  StepNumbers const& steps() const { return steps_; }
  std::span<UsualStep const> usual() const { return usual_; }
  StepTimes const& step_times() const { return step_times_; }

  // Until each waypoint ahead is passed, one for each step from the present one
  // on. Where too few boxes came this way: as StepTimes has it.
  std::vector<TimeSpread> forecast(EtaQuestion const& question,
                                   Signals const& signals) const;

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    visit(steps_);
    visit(usual_);
    visit(step_times_);
    visit(rests_);
  }

 private:
  // Boxes for which the regression said about as much.
  struct Alike {
    float said = 0;  // hours, their mean
    std::array<float, kSpreadLevels.size()>
        off{};  // what it was more, quantiles
  };
  // From one point of a way to one ahead.
  struct Target {
    std::vector<float> weights;
    std::vector<Alike> alike;  // by what was said
    template <typename Visit>
    void visit_parts(Visit& visit) {
      visit(weights);
      visit(alike);
    }
  };
  struct Rest {  // of a way
    std::vector<std::uint32_t> steps;
    std::vector<std::string> products;
    std::vector<float> mean, scale;  // of the features
    std::vector<Target> targets;
    template <typename Visit>
    void visit_parts(Visit& visit) {
      visit(steps);
      visit(products);
      visit(mean);
      visit(scale);
      visit(targets);
    }
  };
  struct Sample;
  class Learning;

  // What is known, as numbers; those of later steps behind those of earlier.
  void features_of(Rest const& rest, EtaQuestion const& question,
                   Signals const& signals, std::vector<double>& features) const;
  // Of these, as many as may matter for a target.
  std::size_t features_for(Rest const& rest, std::size_t target) const;

  StepNumbers steps_;
  std::vector<UsualStep> usual_;
  StepTimes step_times_;
  std::map<std::vector<std::uint32_t>, Rest> rests_;
};

}  // namespace camel
