// SPDX-License-Identifier: Apache-2.0
#include "workshop.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/resource.h>

#include "camel/api/capacity.h"
#include "camel/api/capacity_codec.h"
#include "camel/api/check_corridor.h"
#include "camel/api/codec.h"
#include "camel/api/compare_codec.h"
#include "camel/api/growing_comparison.h"
#include "camel/api/invest.h"
#include "camel/api/invest_codec.h"
#include "camel/api/motion.h"
#include "camel/api/recorded_years.h"
#include "camel/base/names.h"
#include "own_scenarios.h"

namespace camel::server {

namespace {

// A year with more replications is not kept for the next job.
constexpr int kMostAtHand = 40;
constexpr int kRecordedYears = 8;

// After so many replications there is an answer; then after more.
std::vector<int> rounds_up_to(int replications) {
  std::vector<int> rounds;
  for (auto const round : {2, 4, 10, 20, 50, 100}) {
    if (round < replications) {
      rounds.push_back(round);
    }
  }
  rounds.push_back(replications);
  return rounds;
}

// Counts replications, and says that shippers choose while they do.
class Counter {
 public:
  Counter(Work& work, int of) : work_{work}, progress_{0, of, "simulating"} {}

  void begin(std::string doing) {
    progress_.doing = std::move(doing);
    work_.tell(progress_);
  }
  // So many are left to be run: shippers settle sooner than they might.
  void expect(int more) { progress_.of = progress_.done + more; }
  GrowingYear::Ran ran() {
    return [this] {
      ++progress_.done;
      progress_.of = std::max(progress_.of, progress_.done);
      work_.tell(progress_);
    };
  }

 private:
  Work& work_;
  JobProgress progress_;
};

// Early, then more and more surely. `given` and `settled` give the document.
template <typename Given, typename Settled>
void answer_in_rounds(Work& work, Counter& counter, int replications, int runs,
                      Given given, Settled settled) {
  counter.begin("simulating");
  work.publish({.replications = std::min(replications, kChoosingReplications),
                .settled = false},
               given());
  counter.begin("choosing ways");
  for (auto const round : rounds_up_to(replications)) {
    work.publish({.replications = round}, settled(round));
    counter.expect((replications - round) * runs);
    if (round < replications) {
      counter.begin("simulating");
    }
  }
}

// Years are recorded by a thread of their own (JobDesk), at the start without
// anybody asking: who compares meanwhile gets most of the machine. In Linux
// this holds for the thread and for those that it starts.
void let_others_first() {
  constexpr auto kPatience = 5;  // a third of what others get
  setpriority(PRIO_PROCESS, 0, kPatience);
}

}  // namespace

struct Workshop::Bench {
  Job const& job;
  Work& work;
  Shelved shelved;
  Package package;
  int threads;

  JobOrder const& order() const { return job.order; }
  SimulationPlan plan(Corridor const& corridor) const {
    auto const& own = corridor.simulation;
    return {.replications = order().replications.value_or(own.replications),
            .days = order().days.value_or(own.days),
            .warm_up_days = order().warm_up_days.value_or(own.warm_up_days),
            .seed = order().seed.value_or(own.seed),
            .threads = threads,
            .progress = {}};
  }
  std::function<void(int)> teller(std::string doing, int of) const {
    return [this, of, doing = std::move(doing)](int done) {
      work.tell({done, of, doing});
    };
  }
};

void Workshop::do_job(Job const& job, Work& work) {
  auto const shelved = tools_.shelf.find(job.order.corridor);
  expect_sound(*shelved);
  Bench const bench{job, work, shelved, with_drafts(*shelved, job.order.drafts),
                    tools_.threads};
  work.tell({0, 0, "beginning"});
  switch (job.order.kind) {
    case JobKind::simulation:
      return simulate(bench);
    case JobKind::comparison:
      return compare(bench);
    case JobKind::capacity:
      return find_capacity(bench);
    case JobKind::investment:
      return choose_projects(bench);
    case JobKind::years:
      return record_years(bench);
    case JobKind::motion:
      return set_in_motion(bench);
  }
}

std::shared_ptr<GrowingYear> Workshop::year_of(std::string const& digest,
                                               Corridor const& corridor,
                                               SimulationPlan const& plan) {
  auto const key = fmt::format(
      "{} {} {} {} {}", digest, plan.days, plan.warm_up_days, plan.seed,
      std::min(plan.replications, kChoosingReplications));
  std::lock_guard const lock{mutex_};
  auto const* const known = years_.find(key);
  auto year =
      known == nullptr ? std::make_shared<GrowingYear>(corridor, plan) : *known;
  if (plan.replications > kMostAtHand) {
    years_.erase(key);
  } else {
    years_.put(key, year);
  }
  return year;
}

void Workshop::simulate(Bench const& bench) {
  auto with = sound_with(bench.package, bench.order().scenarios);
  auto const check = check_corridor(std::move(with.loaded));
  auto const& corridor = check.loaded.corridor;
  auto const plan = bench.plan(corridor);
  auto const year = year_of(bench.job.digest, corridor, plan);
  Counter counter{bench.work, year->most_runs(plan.replications)};
  auto const ran = counter.ran();
  answer_in_rounds(
      bench.work, counter, plan.replications, 1,
      [&] { return report_data(check, year->with_given_ways(ran)); },
      [&](int n) { return report_data(check, year->settled(n, ran)); });
}

void Workshop::compare(Bench const& bench) {
  std::vector<ScenarioCorridor> alternatives;
  for (auto const& name : bench.order().scenarios) {
    alternatives.push_back(sound_with(bench.package, {name}));
  }
  auto const runs = static_cast<int>(alternatives.size()) + 1;
  auto const check = check_corridor(bench.package.base);
  auto const& base = check.loaded.corridor;
  auto const plan = bench.plan(base);
  GrowingComparison growing{year_of(bench.shelved->digest, base, plan),
                            std::move(alternatives), plan};
  Counter counter{bench.work, growing.most_runs()};
  auto const ran = counter.ran();
  auto const document = [&](Comparison const& comparison) {
    return report_data(
        check, comparison.base,
        {{"comparison",
          comparison_data(base, comparison, Distributions::written)}});
  };
  answer_in_rounds(
      bench.work, counter, plan.replications, runs,
      [&] { return document(growing.with_given_ways(ran)); },
      [&](int n) { return document(growing.settled(n, ran)); });
}

void Workshop::find_capacity(Bench const& bench) {
  auto const& order = bench.order();
  auto const with = sound_with(bench.package, order.scenarios);
  auto const& corridor = with.loaded.corridor;
  CapacityStudy study;
  if (order.objective) {
    study.question.objective =
        *find_by_name<CapacityObjective>(*order.objective);
  }
  study.question.demand_factor =
      order.demand_factor.value_or(study.question.demand_factor);
  study.question.threads = bench.threads;
  study.question.before_round = [&] { bench.work.go_on(); };
  if (order.simulate) {
    study.saturated = bench.plan(corridor);
    study.saturated->replications = order.replications.value_or(2);
    study.saturated->progress =
        bench.teller("simulating", study.saturated->replications);
  }
  bench.work.tell({0, 1, "solving"});
  bench.work.publish(
      {.replications = {}},
      to_json(corridor, study_capacity(corridor, study), Timings::left_out));
}

void Workshop::choose_projects(Bench const& bench) {
  auto const& order = bench.order();
  auto const& corridor = bench.package.base.corridor;
  InvestmentStudy study{.question = {},
                        .costs = {},
                        .scenarios = order.scenarios,
                        .simulation = std::nullopt};
  for (auto const& [key, usd] : order.costs) {
    study.costs[key] = usd / 1e6;
  }
  auto& question = study.question;
  question.budget_musd = order.budget_usd.value_or(0) / 1e6;
  question.first_year = corridor.base_year + 1;
  question.years = order.years.value_or(question.years);
  question.frontier = {0.25, 0.5, 0.75, 1.5, 2, 4};
  question.before_round = [&] { bench.work.go_on(); };
  if (order.simulate) {
    study.simulation = bench.plan(corridor);
    study.simulation->replications =
        std::max(2, order.replications.value_or(2));
    study.simulation->progress =
        bench.teller("simulating", study.simulation->replications);
  }
  bench.work.tell({0, 1, "choosing projects"});
  bench.work.publish({.replications = {}},
                     to_json(corridor, study_investment(bench.package, study)));
}

void Workshop::record_years(Bench const& bench) {
  let_others_first();
  auto const with = sound_with(bench.package, bench.order().scenarios);
  auto const& corridor = with.loaded.corridor;
  YearsWanted wanted;
  wanted.plan.replications = kRecordedYears;
  wanted.plan.warm_up_days = corridor.simulation.warm_up_days;
  wanted.plan.seed = corridor.simulation.seed;
  wanted.plan.threads = bench.threads;
  wanted.folder = tools_.years;
  wanted.choosing = bench.teller("choosing ways", corridor.choice.iterations);
  wanted.plan.progress = bench.teller("simulating", kRecordedYears);
  auto recorded = load_or_record_years(with, wanted);
  if (!recorded.warning.empty() && tools_.fault_log) {
    tools_.fault_log(recorded.warning);
  }
  tools_.routes.put(bench.job.digest, std::make_shared<RouteBook>(
                                          corridor, std::move(recorded.years)));
  Json result{{"corridor", corridor.name}, {"years", kRecordedYears}};
  if (!recorded.warning.empty()) {
    result["warning"] = recorded.warning;
  }
  bench.work.publish({.replications = kRecordedYears}, to_text(result));
}

void Workshop::set_in_motion(Bench const& bench) {
  auto const with = sound_with(bench.package, bench.order().scenarios);
  auto const& corridor = with.loaded.corridor;
  auto const plan = bench.plan(corridor);
  auto const motion = simulate_motion(
      corridor,
      {.days = plan.days, .warm_up_days = plan.warm_up_days, .seed = plan.seed},
      plan.threads, bench.teller("choosing ways", corridor.choice.iterations));
  bench.work.publish({.replications = 1}, to_json(corridor, motion));
}

}  // namespace camel::server
