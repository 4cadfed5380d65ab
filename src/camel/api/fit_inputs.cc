// SPDX-License-Identifier: Apache-2.0
#include "camel/api/fit_inputs.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>

#include <nlopt.h>

#include "camel/api/least_squares.h"
#include "camel/base/check.h"

namespace camel {

namespace {

// All of this in shares of the bounds' width.
constexpr double kDifference = 0.1;  // step that slopes are measured by: wide
                                     // enough to stand out from chance
constexpr double kFirstReach = 0.25;
constexpr double kLeastReach = 0.01;
constexpr double kBentReach = 0.05;  // first step of the second search
constexpr double kBentEnd = 0.002;
constexpr double kAtBound = 1e-6;
constexpr double kDetermined = 0.5;

constexpr double kWorthwhile = 1e-3;  // foretold share of the badness
// A target of which the simulation falls silent misses by so many scales.
constexpr double kSilent = 10;

// A place between the bounds, 0 to 1 in each input, and what was found there.
struct Place {
  std::vector<double> inputs, values;
  std::vector<bool> silent;  // targets that nothing was said of
  double badness = 0;
};

class Search {
 public:
  explicit Search(FitProblem const& problem) : problem_{problem} {
    for (auto const& input : problem.inputs) {
      CAMEL_CHECK(input.low < input.high && input.low <= input.start &&
                      input.start <= input.high,
                  "an input begins outside its bounds");
      start_.push_back((input.start - input.low) / (input.high - input.low));
    }
    for (auto const& target : problem.targets) {
      CAMEL_CHECK(target.low <= target.high && target.scale > 0,
                  "a target has no range");
      ranges_.push_back(
          {target.low / target.scale, target.high / target.scale});
    }
    CAMEL_CHECK(problem.evaluations >= fewest_evaluations(start_.size()),
                "too few evaluations to fit so many inputs");
  }

  Fit run() {
    auto const first = evaluate(start_);
    never_ = first.silent;
    best_ = first;
    Fit fit;
    fit.badness_before = best_.badness;
    if (best_.badness > 0 && !start_.empty()) {
      search_straight();
      fit.straight = used_;
      search_bent();
      fit.bent = used_ - fit.straight;
    }
    auto const model = straight_model();
    fit.evaluations = used_;
    fit.badness_after = best_.badness;
    fit.before = as_simulated(first);
    fit.after = as_simulated(best_);
    fit.inputs = describe(model, first);
    return fit;
  }

 private:
  int left() const { return problem_.evaluations - used_; }
  int number() const { return static_cast<int>(start_.size()); }

  std::vector<double> unscaled(std::vector<double> const& shares) const {
    auto inputs = shares;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      auto const& [start, low, high] = problem_.inputs[i];
      // The start is given back to the letter.
      inputs[i] = shares[i] == start_[i]
                      ? start
                      : std::clamp(low + shares[i] * (high - low), low, high);
    }
    return inputs;
  }

  Place evaluate(std::vector<double> const& shares) {
    Place place{.inputs = shares,
                .values = problem_.simulate(unscaled(shares)),
                .silent = {}};
    CAMEL_CHECK(place.values.size() == ranges_.size(),
                "a simulation says one thing of each target");
    ++used_;
    if (problem_.progress) {
      problem_.progress(used_);
    }
    for (std::size_t k = 0; k < ranges_.size(); ++k) {
      auto& value = place.values[k];
      // Silent at the start: nothing to fit, wherever it speaks.
      auto const never = never_.empty() ? std::isnan(value) : never_[k];
      place.silent.push_back(never || std::isnan(value));
      value = never             ? ranges_[k].high
              : place.silent[k] ? ranges_[k].high + kSilent
                                : value / problem_.targets[k].scale;
    }
    place.badness = badness(ranges_, place.values, shares, start_);
    return place;
  }

  // Tries a place, and keeps it if it is the best.
  Place try_place(std::vector<double> const& shares) {
    auto place = evaluate(shares);
    if (place.badness < best_.badness) {
      best_ = place;
    }
    return place;
  }

  std::vector<double> as_simulated(Place const& place) const {
    auto values = place.values;
    for (std::size_t k = 0; k < values.size(); ++k) {
      values[k] = place.silent[k] ? std::nan("")
                                  : values[k] * problem_.targets[k].scale;
    }
    return values;
  }

  // Of the best place, by differences towards the farther bound. Should one of
  // these simulations be better, it becomes the best place; its slopes are
  // taken to be those next to it.
  StraightModel straight_model() {
    auto const at = best_;
    StraightModel model{.ranges = ranges_,
                        .at = at.inputs,
                        .values = at.values,
                        .slopes = Matrix{ranges_.size(), start_.size()}};
    for (std::size_t i = 0; i < start_.size(); ++i) {
      auto there = at.inputs;
      there[i] += there[i] < 0.5 ? kDifference : -kDifference;
      auto const found = try_place(there);
      for (std::size_t k = 0; k < ranges_.size(); ++k) {
        if (!at.silent[k] && !found.silent[k]) {
          model.slopes(k, i) =
              (found.values[k] - at.values[k]) / (there[i] - at.inputs[i]);
        }
      }
    }
    model.at = best_.inputs;
    model.values = best_.values;
    return model;
  }

  // What one more simulation says of the slopes, along its way.
  static void learn(StraightModel& model, Place const& from, Place const& to) {
    double length = 0;
    for (std::size_t i = 0; i < to.inputs.size(); ++i) {
      auto const step = to.inputs[i] - from.inputs[i];
      length += step * step;
    }
    auto const foretold = model.values_at(to.inputs);
    for (std::size_t k = 0; k < foretold.size() && length > 0; ++k) {
      auto const surprise = to.values[k] - foretold[k];
      for (std::size_t i = 0; i < to.inputs.size(); ++i) {
        model.slopes(k, i) +=
            to.silent[k] || from.silent[k]
                ? 0
                : surprise * (to.inputs[i] - from.inputs[i]) / length;
      }
    }
  }

  // Leaves enough for the slopes at the end and, where there is, for the second
  // search.
  void search_straight() {
    auto const kept = number() + (left() >= 6 * number() ? 3 * number() : 0);
    auto model = straight_model();
    auto at = best_;
    auto reach = kFirstReach;
    int failures = 0;
    while (reach >= kLeastReach && left() > kept) {
      auto const next = best_inputs(model, start_, reach);
      auto const foretold =
          at.badness - badness(ranges_, model.values_at(next), next, start_);
      if (foretold <= kWorthwhile * at.badness) {
        break;
      }
      auto const found = try_place(next);
      auto const gained = at.badness - found.badness;
      reach *= gained < foretold / 4 ? 0.4 : gained > foretold * 3 / 4 ? 2 : 1;
      reach = std::min(reach, 1.0);
      learn(model, at, found);
      failures = gained > 0 ? 0 : failures + 1;
      if (gained > 0) {
        at = found;
        model.at = at.inputs;
        model.values = at.values;
      } else if (failures == 2 && left() > kept + number() &&
                 reach >= kLeastReach) {
        model = straight_model();
        at = best_;
        failures = 0;
      }
    }
  }

  static double ask(unsigned number, double const* shares, double*,
                    void* data) {
    auto& search = *static_cast<Search*>(data);
    try {
      return search.try_place({shares, shares + number}).badness;
    } catch (...) {  // no exception may pass through C
      search.failure_ = std::current_exception();
      nlopt_force_stop(search.optimizer_.get());
      return HUGE_VAL;
    }
  }

  void search_bent() {
    auto const evaluations = left() - number();  // the slopes at the end
    auto const inputs = static_cast<unsigned>(number());
    if (evaluations < 2 * number() + 3) {
      return;
    }
    optimizer_.reset(
        nlopt_create(inputs > 1 ? NLOPT_LN_BOBYQA : NLOPT_LN_COBYLA, inputs));
    CAMEL_CHECK(optimizer_ != nullptr, "NLopt does not know its own searches");
    auto* const nlopt = optimizer_.get();
    nlopt_set_lower_bounds1(nlopt, 0);
    nlopt_set_upper_bounds1(nlopt, 1);
    nlopt_set_min_objective(nlopt, &Search::ask, this);
    nlopt_set_initial_step1(nlopt, kBentReach);
    nlopt_set_xtol_abs1(nlopt, kBentEnd);
    nlopt_set_maxeval(nlopt, evaluations);
    auto shares = best_.inputs;
    double least = 0;
    // Why it ends does not matter: the best place was kept on the way.
    nlopt_optimize(nlopt, shares.data(), &least);
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

  std::vector<FittedInput> describe(StraightModel const& model,
                                    Place const& first) const {
    auto const variance = covariance(model.slopes);
    auto const moved = movements(model, start_, first.values);
    auto const values = unscaled(model.at);
    std::vector<FittedInput> all;
    for (std::size_t i = 0; i < start_.size(); ++i) {
      auto const& input = problem_.inputs[i];
      auto const width = input.high - input.low;
      auto const spread = std::sqrt(variance(i, i));
      FittedInput one{.value = values[i],
                      .spread = spread * width,
                      .determined = spread <= kDetermined,
                      .at_low = model.at[i] <= kAtBound,
                      .at_high = model.at[i] >= 1 - kAtBound,
                      .moved_by = {},
                      .rest = values[i] - input.start};
      for (std::size_t k = 0; k < ranges_.size(); ++k) {
        one.moved_by.push_back(moved(k, i) * width);
        one.rest -= one.moved_by.back();
      }
      all.push_back(std::move(one));
    }
    return all;
  }

  struct Destroy {
    void operator()(nlopt_opt_s* nlopt) const { nlopt_destroy(nlopt); }
  };

  FitProblem const& problem_;
  std::vector<double> start_;
  std::vector<ScaledRange> ranges_;
  std::vector<bool> never_;  // targets that are silent at the start
  Place best_;
  int used_ = 0;
  std::unique_ptr<nlopt_opt_s, Destroy> optimizer_;
  std::exception_ptr failure_;
};

}  // namespace

int fewest_evaluations(std::size_t inputs) {
  return 2 * static_cast<int>(inputs) + 2;
}

Fit fit_inputs(FitProblem const& problem) { return Search{problem}.run(); }

}  // namespace camel
