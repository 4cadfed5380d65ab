// SPDX-License-Identifier: Apache-2.0
#include "camel/api/eta_trial.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <queue>
#include <tuple>

#include <fmt/format.h>

#include "camel/api/box_ways.h"
#include "camel/api/closures_on_ways.h"
#include "camel/base/parallel.h"
#include "camel/sim/random.h"

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
// How often each box is asked for on its way.
constexpr int kQuestions = 3;

// Draws what strikes a corridor.
class Strikes {
 public:
  Strikes(Corridor& corridor, std::uint64_t seed)
      : corridor_{corridor},
        luck_{{seed, stream_id("drawn", "disruptions"), 0}} {}

  void draw() {
    std::vector<Target> crossings;
    for (auto const& link : corridor_.links) {
      if (corridor_.places[link.from].country !=
          corridor_.places[link.to].country) {
        Target crossing;
        crossing.at = link.from;
        crossing.to = link.to;
        crossings.push_back(crossing);
      }
    }
    std::vector<Target> cranes, lanes;
    for (auto const id : corridor_.facilities.ids()) {
      auto const& facility = corridor_.facilities[id];
      if (facility.kind == FacilityKind::gauge_change ||
          facility.kind == FacilityKind::lifts) {
        cranes.push_back(target_of(id));
      } else if (facility.kind == FacilityKind::customs) {
        lanes.push_back(target_of(id));
      }
    }
    strike(crossings, 6, {2, 10},
           [](Disruption& one) { one.capacity_share = 0; });
    strike(crossings, 6, {5, 25}, [&](Disruption& one) {
      one.capacity_share = 0.2 + 0.4 * luck_.uniform();
    });
    strike(cranes, 8, {5, 45}, [&](Disruption& one) {
      one.capacity_share = 0.3 + 0.4 * luck_.uniform();
    });
    strike(lanes, 6, {5, 45},
           [&](Disruption& one) { one.time_factor = 1.3 + luck_.uniform(); });
  }

 private:
  Target target_of(FacilityId id) const {
    Target target;
    target.at = corridor_.facilities[id].place;
    target.facility = id;
    return target;
  }
  struct Length {
    int least = 1, most = 1;  // days
  };
  template <typename Effect>
  void strike(std::vector<Target> const& targets, int times, Length length,
              Effect effect) {
    for (int i = 0; i < times && !targets.empty(); ++i) {
      Disruption one;
      one.key = fmt::format("DRAWN-{}", corridor_.disruptions.size());
      one.name = one.key;
      one.base = true;
      one.targets = {targets[below(targets.size())]};
      one.targets.front().both_directions = luck_.happens(0.5);
      auto const first = static_cast<int>(below(365)) - 15;
      auto const days =
          length.least + static_cast<int>(below(static_cast<std::size_t>(
                             length.most - length.least)));
      one.start = day(first);
      one.end = day(first + days);
      effect(one);
      corridor_.disruptions.add(one);
    }
  }
  std::size_t below(std::size_t count) {
    return std::min(
        count - 1,
        static_cast<std::size_t>(luck_.uniform() * static_cast<double>(count)));
  }
  std::chrono::year_month_day day(int number) const {
    return std::chrono::sys_days{std::chrono::year{corridor_.base_year} / 1 /
                                 1} +
           std::chrono::days{number};
  }

  Corridor& corridor_;
  Random luck_;
};

void add(EtaScore& score, TimeSpread const& said, double hours) {
  auto const loss = [&](double level) {
    auto const late = hours - said.at(level);
    return late > 0 ? level * late : (level - 1) * late;
  };
  ++score.cases;
  score.pinball += (loss(0.1) + loss(0.5) + loss(0.9)) / 3;
  auto const low = said.at(0.1), high = said.at(0.9);
  score.covered += hours >= low && hours <= high ? 1 : 0;
  score.width += high - low;
  score.off += std::abs(hours - said.at(0.5));
}

void finish(EtaScore& score) {
  auto const n = static_cast<double>(std::max<std::size_t>(score.cases, 1));
  score.pinball /= n;
  score.covered /= n;
  score.width /= n;
  score.off /= n;
}

// A box at a moment, and the milestones ahead that are asked for.
struct Question {
  EpochSeconds now = 0;
  std::uint32_t journey = 0;
  std::uint32_t step = 0;
  std::uint32_t target = 0;  // besides the last one
};

// What was said, waiting for what comes.
struct Said {
  EpochSeconds comes = 0;
  EpochSeconds now = 0;
  TimeSpread spread;
  bool operator>(Said const& other) const { return comes > other.comes; }
};

// How long they took.
struct Updates {
  double seconds = 0;
  std::size_t count = 0;

  void add(std::chrono::steady_clock::time_point since) {
    seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - since)
            .count();
    ++count;
  }
  double microseconds() const {
    return seconds * 1e6 / static_cast<double>(std::max<std::size_t>(count, 1));
  }
};

class Trial {
 public:
  Trial(std::vector<BoxWay> const& ways, LearntArrivals const& learnt)
      : model_{learnt.model}, queues_{learnt.queues} {
    for (auto const& way : ways) {
      numbers_.push_back(model_.steps().of(way));
    }
    result_.horizons.resize(EtaCalibration::kHorizons.size());
    result_.empirical_horizons.resize(EtaCalibration::kHorizons.size());
  }

  EtaTrialResult run(std::vector<EtaYear> const& years) {
    for (std::size_t y = 0; y < years.size(); ++y) {
      counts_ = y > 0;
      foretell(years[y], y);
    }
    finish(result_.empirical);
    finish(result_.conditioned);
    finish(result_.calibrated);
    finish(result_.unannounced);
    finish(result_.announced);
    for (auto* const list : {&result_.horizons, &result_.empirical_horizons}) {
      for (auto& one : *list) {
        finish(one);
      }
    }
    result_.calibration = calibration_;
    result_.announced_calibration = announced_;
    result_.microseconds = updates_.microseconds();
    result_.announced_microseconds = announced_updates_.microseconds();
    return std::move(result_);
  }

 private:
  std::vector<Question> questions_of(EtaYear const& year, std::size_t number) {
    Random luck{{number, stream_id("eta", "questions"), 0}};
    std::vector<Question> questions;
    for (std::uint32_t j = 0; j < year.journeys.size(); ++j) {
      auto const& times = year.journeys[j].times;
      for (int i = 0; i < kQuestions && times.back() != kNotYet; ++i) {
        auto const span = static_cast<double>(times.back() - times.front());
        Question one{.now = times.front() +
                            static_cast<EpochSeconds>(luck.uniform() * span),
                     .journey = j};
        one.step =
            static_cast<std::uint32_t>(year.journeys[j].passed_by(one.now));
        auto const ahead = times.size() - 1 - one.step;
        one.target = std::min(static_cast<std::uint32_t>(
                                  luck.uniform() * static_cast<double>(ahead)),
                              static_cast<std::uint32_t>(ahead - 1));
        if (one.now >= year.begin && one.now < year.end &&
            one.step + 1 < times.size()) {
          questions.push_back(one);
        }
      }
    }
    std::sort(questions.begin(), questions.end(),
              [](auto const& a, auto const& b) {
                return std::tie(a.now, a.journey) < std::tie(b.now, b.journey);
              });
    return questions;
  }

  void foretell(EtaYear const& year, std::size_t number) {
    std::vector<NumberedJourney> journeys;
    for (auto const& journey : year.journeys) {
      journeys.push_back({&journey, &numbers_[journey.way]});
    }
    StepStates const states{
        journeys, model_.steps().size(), {year.begin, year.end}};
    Signals signals;
    auto moment = EpochSeconds{-1};
    for (auto const& question : questions_of(year, number)) {
      if (question.now / StepStates::kEvery != moment) {
        moment = question.now / StepStates::kEvery;
        signals = signals_of(states.at(question.now), model_.usual());
      }
      learn(waiting_, calibration_, question.now);
      learn(waiting_announced_, announced_, question.now);
      auto const& journey = year.journeys[question.journey];
      auto const said = answer(journey, question, signals);
      announce(year.closures_on(journey.way), journey, question, signals, said);
    }
    waiting_ = {};
    waiting_announced_ = {};
  }

  using Waiting = std::priority_queue<Said, std::vector<Said>, std::greater<>>;
  static void learn(Waiting& waiting, EtaCalibration& calibration,
                    EpochSeconds now) {
    while (!waiting.empty() && waiting.top().comes <= now) {
      auto const& said = waiting.top();
      calibration.learn(
          said.spread,
          static_cast<double>(said.comes - said.now) / kSecondsOfHour);
      waiting.pop();
    }
  }

  EtaQuestion asked(BoxJourney const& journey, Question const& question) const {
    return {.steps = &numbers_[journey.way],
            .product = journey.product,
            .step = question.step,
            .since = journey.times[question.step],
            .now = question.now};
  }

  // The same once the days of closures are known that are there or will be
  // within a week.
  void announce(std::span<ClosureOnWay const> closures,
                BoxJourney const& journey, Question const& question,
                Signals const& signals, std::vector<TimeSpread> const& said) {
    constexpr EpochSeconds kAnnounced = 7 * 24 * 3600;
    std::vector<ClosureOnWay> known;
    for (auto const& one : closures) {
      if (one.closure.from <= question.now + kAnnounced &&
          one.closure.until > question.now && one.waypoint > question.step) {
        known.push_back(one);
      }
    }
    if (known.empty()) {
      return;
    }
    Foreteller const foreteller{model_, calibration_, queues_, announced_};
    auto const raw =
        foreteller.before_calibration(asked(journey, question), signals, known);
    auto const before = std::chrono::steady_clock::now();
    auto const told =
        foreteller.forecast(asked(journey, question), signals, known);
    announced_updates_.add(before);
    for (auto const target : {std::size_t{question.target}, said.size() - 1}) {
      auto const comes = journey.times[question.step + target + 1];
      auto const hours =
          static_cast<double>(comes - question.now) / kSecondsOfHour;
      if (target >= raw.waits_from) {
        waiting_announced_.push({comes, question.now, raw.arrivals[target]});
      }
      if (counts_ && target >= raw.waits_from) {
        add(result_.unannounced, said[target], hours);
        add(result_.announced, told[target], hours);
      }
      if (question.target == said.size() - 1) {
        break;
      }
    }
  }

  // Gives what is said.
  std::vector<TimeSpread> answer(BoxJourney const& journey,
                                 Question const& question,
                                 Signals const& signals) {
    auto const asked = this->asked(journey, question);
    auto const before = std::chrono::steady_clock::now();
    auto const said = model_.forecast(asked, signals);
    std::vector<TimeSpread> calibrated;
    for (auto const& one : said) {
      calibrated.push_back(calibration_.calibrated(one));
    }
    updates_.add(before);
    auto const plain = model_.step_times().forecast(asked);
    auto const last = said.size() - 1;
    for (auto const target : {std::size_t{question.target}, last}) {
      auto const comes = journey.times[question.step + target + 1];
      auto const hours =
          static_cast<double>(comes - question.now) / kSecondsOfHour;
      waiting_.push({comes, question.now, said[target]});
      if (counts_) {
        add(result_.empirical, plain[target], hours);
        add(result_.conditioned, said[target], hours);
        add(result_.calibrated, calibrated[target], hours);
        auto const horizon = EtaCalibration::horizon_of(said[target]);
        add(result_.horizons[horizon], calibrated[target], hours);
        add(result_.empirical_horizons[horizon], plain[target], hours);
        result_.crossings += !std::is_sorted(calibrated[target].hours.begin(),
                                             calibrated[target].hours.end());
      }
      if (question.target == last) {
        break;
      }
    }
    return calibrated;
  }

  EtaModel const& model_;
  ClosureQueues const& queues_;
  std::vector<std::vector<std::uint32_t>> numbers_;
  EtaCalibration calibration_;
  EtaCalibration announced_;
  Waiting waiting_, waiting_announced_;
  EtaTrialResult result_;
  bool counts_ = false;
  Updates updates_, announced_updates_;
};

}  // namespace

Corridor with_drawn_disruptions(Corridor corridor, std::uint64_t seed) {
  Strikes{corridor, seed}.draw();
  return corridor;
}

std::vector<EtaYear> simulate_eta_years(Corridor const& corridor,
                                        EtaYearsPlan const& plan) {
  std::vector<EtaYear> years(static_cast<std::size_t>(plan.years));
  auto const ways = box_ways(corridor);
  int done = 0;
  std::mutex telling;
  for_each_parallel(years.size(), plan.threads, [&](std::size_t i) {
    auto const seed = plan.seed + i;
    auto const struck = with_drawn_disruptions(corridor, seed);
    auto const journal =
        record_journals(struck, {.days = plan.days,
                                 .warm_up_days = plan.warm_up_days,
                                 .days_before = plan.warm_up_days * 3 / 4,
                                 .seed = seed,
                                 .share = plan.share})
            .front();
    years[i].journeys = journeys_in(struck, ways, journal);
    years[i].begin = first_second_of(corridor);
    years[i].end = years[i].begin + EpochSeconds{plan.days} * 24 * 3600;
    ClosuresOnWays const closures{struck};
    for (auto const& way : ways) {
      years[i].closures.push_back(closures.on(way));
    }
    std::lock_guard const lock{telling};
    ++done;
    if (plan.progress) {
      plan.progress(done);
    }
  });
  return years;
}

EtaTrialResult try_eta(std::vector<BoxWay> const& ways,
                       LearntArrivals const& learnt,
                       std::vector<EtaYear> const& years) {
  return Trial{ways, learnt}.run(years);
}

}  // namespace camel
