// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_hindsight.h"

#include <algorithm>
#include <tuple>

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
constexpr EpochSeconds kDay = 24 * 3600;
constexpr EpochSeconds kAskedEvery = 3 * kDay;
constexpr EpochSeconds kLongest = 180 * kDay;  // ago that one asked
constexpr std::size_t kMostJourneys = 2'000;

// A number from 0 to 1 that is always the same of a name: FNV-1a, mixed as
// SplitMix64 does.
double share_of(std::string_view name, std::uint64_t which) {
  auto hash = 14'695'981'039'346'656'037U + which;
  for (auto const c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<double>((hash ^ (hash >> 31U)) >> 11U) * 0x1p-53;
}

// A forecast of a box, and when it came.
struct Answered {
  EpochSeconds comes = 0, now = 0;
  std::size_t journey = 0;
  std::size_t target = 0;  // waypoint
  TimeSpread said;

  auto order() const { return std::tie(comes, now, journey, target); }
};

class Hindsight {
 public:
  Hindsight(EtaModel const& model, std::span<TrackedJourney const> journeys,
            EpochSeconds by)
      : model_{model}, journeys_{journeys}, by_{by} {}

  std::vector<Answered> look_back() {
    auto const chosen = came_on_last();
    auto first = by_;
    for (auto const j : chosen) {
      first = std::min(first, first_question_of(j));
    }
    if (first >= by_) {
      return {};
    }
    std::vector<NumberedJourney> numbered;
    for (auto const& one : journeys_) {
      numbered.push_back({one.whole, one.steps});
    }
    StepStates const states{numbered, model_.steps().size(), {first, by_}};
    ask(chosen);
    std::sort(questions_.begin(), questions_.end());
    auto moment = EpochSeconds{-1};
    for (auto const& [now, journey] : questions_) {
      if ((now - first) / StepStates::kEvery != moment) {
        moment = (now - first) / StepStates::kEvery;
        signals_ = signals_of(as_if_all(states.at(now), model_.usual()),
                              model_.usual());
      }
      answer(journey, now);
    }
    std::sort(
        answered_.begin(), answered_.end(),
        [](auto const& a, auto const& b) { return a.order() < b.order(); });
    return std::move(answered_);
  }

 private:
  // Of the moments told of by then; before all time: none.
  EpochSeconds last_told(std::size_t j) const {
    EpochSeconds last = 0;
    for (auto const time : journeys_[j].told->times) {
      last = time <= by_ ? std::max(last, time) : last;
    }
    return last;
  }

  std::vector<std::size_t> came_on_last() const {
    std::vector<std::tuple<EpochSeconds, std::size_t>> by_time;
    for (std::size_t j = 0; j < journeys_.size(); ++j) {
      if (auto const last = last_told(j); last > by_ - kLongest) {
        by_time.emplace_back(-last, j);
      }
    }
    std::sort(by_time.begin(), by_time.end());
    by_time.resize(std::min(by_time.size(), kMostJourneys));
    std::vector<std::size_t> chosen;
    for (auto const& [last, j] : by_time) {
      chosen.push_back(j);
    }
    return chosen;
  }

  EpochSeconds first_question_of(std::size_t j) const {
    auto const& times = journeys_[j].whole->times;
    return times.front() == kNotYet ? by_
                                    : std::max(times.front(), by_ - kLongest) +
                                          static_cast<EpochSeconds>(
                                              share_of(journeys_[j].name, 0) *
                                              static_cast<double>(kAskedEvery));
  }

  void ask(std::vector<std::size_t> const& chosen) {
    for (auto const j : chosen) {
      auto const last = last_told(j);
      for (auto now = first_question_of(j); now < last; now += kAskedEvery) {
        questions_.emplace_back(now, j);
      }
    }
  }

  // For its destination, and one milestone between.
  void answer(std::size_t j, EpochSeconds now) {
    auto const& journey = journeys_[j];
    auto const step = journey.whole->passed_by(now);
    auto const last = journey.whole->times.size() - 1;
    auto const share = share_of(journey.name, static_cast<std::uint64_t>(now));
    auto const between =
        step + 1 +
        static_cast<std::size_t>(share * static_cast<double>(last - step));
    auto const said = model_.forecast({.steps = journey.steps,
                                       .product = journey.whole->product,
                                       .step = step,
                                       .since = journey.whole->times[step],
                                       .now = now},
                                      signals_);
    for (auto const target : {std::min(between, last), last}) {
      auto const comes = journey.told->times[target];
      auto const& spread = said[target - step - 1];
      auto const due =
          now + static_cast<EpochSeconds>(spread.at(0.9) * kSecondsOfHour);
      if (comes != kNotYet && comes > now && std::max(comes, due) <= by_) {
        answered_.push_back({comes, now, j, target, spread});
      }
      if (between >= last) {
        break;
      }
    }
  }

  EtaModel const& model_;
  std::span<TrackedJourney const> journeys_;
  EpochSeconds by_;
  std::vector<std::tuple<EpochSeconds, std::size_t>> questions_;
  Signals signals_;
  std::vector<Answered> answered_;
};

}  // namespace

EtaCalibration with_hindsight(EtaCalibration learnt, EtaModel const& model,
                              std::span<TrackedJourney const> journeys,
                              EpochSeconds by) {
  for (auto const& one : Hindsight{model, journeys, by}.look_back()) {
    learnt.learn(one.said,
                 static_cast<double>(one.comes - one.now) / kSecondsOfHour);
  }
  return learnt;
}

}  // namespace camel
