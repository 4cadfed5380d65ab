// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/solve_capacity.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/base/parallel.h"
#include "camel/capacity/planned_limits.h"
#include "camel/capacity/season_flow.h"

namespace camel {

namespace {

// Below this much of the objective a year, more of a limit is of no use.
constexpr double kLeastGain = 1e-6;
// What differs by less is as much.
constexpr double kRounding = 1e-9;

// The flows of all seasons, with the question's objective; in the end, for its
// gains in money, with the least cost.
class YearFlow {
 public:
  YearFlow(CapacityModel const& model, CapacityQuestion const& question)
      : question_{question},
        model_{model},
        flows_{model,
               question.by_season
                   ? seasons_of(model.corridor())
                   : std::vector{whole_year(model.corridor().base_year)},
               question} {}

  CapacityResult result() {
    CapacityResult result;
    result.question = question_;
    result.question.before_round = {};
    add_seasons(result);
    if (result.demanded_teu <= 0) {
      throw UsageError{
          "there is no demand, so there is nothing to carry — add rows to "
          "demand.csv"};
    }
    add_limits(result);
    add_demand(result);
    if (question_.rank && !result.unbounded) {
      rank(result);
    }
    if (question_.rank && is_growth() && !result.unbounded) {
      climb(result);
    }
    sort_limits(result);
    result.solves = flows_.solves();
    return result;
  }

 private:
  bool is_growth() const {
    return question_.objective == CapacityObjective::growth;
  }

  void add_seasons(CapacityResult& result) {
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      auto const& [season, demanded_teu, solution, figures] = flows_[s];
      result.seasons.push_back(
          {season, figures.objective, demanded_teu, figures.served_teu});
      result.demanded_teu += demanded_teu;
      result.served_teu += figures.served_teu;
      result.usd += figures.usd;
      result.rounds += solution.rounds;
      result.columns += solution.columns;
      add_trains(result, solution);
      if (is_growth()) {
        // A season in which nothing binds, or nobody sends, is no measure.
        if (solution.status == FlowStatus::unbounded) {
          continue;
        }
        if (!result.binding_season || figures.objective < result.value) {
          result.value = figures.objective;
          result.binding_season = s;
          result.primal = solution.value;
          result.dual = solution.bound;
        }
      } else {
        result.value += figures.objective;
        result.primal += solution.value;
        result.dual += solution.bound;
      }
    }
    result.unbounded = is_growth() && !result.binding_season;
    result.gap = std::abs(result.primal - result.dual) /
                 std::max(1e-12, std::abs(result.primal));
  }

  void add_trains(CapacityResult& result, FlowSolution const& solution) const {
    auto const& runnings = flows_.network().runnings;
    for (std::size_t i = 0; i < runnings.size(); ++i) {
      (runnings[i].service ? result.trains_year : result.empties_year) +=
          solution.activities[i];
    }
  }

  // Seasons in which a limit counts for the year's answer.
  bool counts(CapacityResult const& result, std::size_t season) const {
    return !is_growth() || season == result.binding_season;
  }

  void add_limits(CapacityResult& result) {
    auto const& limits = model_.limits();
    for (std::size_t i = 0; i < limits.size(); ++i) {
      LimitResult row;
      row.limit = limits[i];
      double used = 0, there = 0, days = 0;
      auto const at = static_cast<std::size_t>(flows_.network().row_of(i));
      for (std::size_t s = 0; s < flows_.size(); ++s) {
        auto const& numbers = flows_.numbers(s);
        auto const& season = flows_[s].season;
        // What background traffic takes is used, too.
        auto const whole = numbers.number[i] * numbers.unit[i];
        auto const taken =
            flows_[s].solution.used[at] + whole - flows_.capacity(s, i);
        used += taken;
        there += whole;
        days += season.days;
        row.number += numbers.number[i] * season.days;
        if (counts(result, s)) {
          row.price += flows_.price(s, i);
        }
        auto const share = whole > 0 ? taken / whole : 0;
        if (share > row.busiest * (1 + kRounding)) {
          row.busiest = share;
          row.busiest_season = season.name;
        }
      }
      row.number /= days;
      row.saturation = there > 0 ? used / there : 0;
      row.used = row.saturation * row.number;
      result.limits.push_back(std::move(row));
    }
  }

  // A season's figures with more of a limit.
  struct More {
    SeasonFigures step, tenth, all;
    double step_usd = 0, tenth_usd = 0;  // gained
  };
  struct MoreOfLimit {
    std::vector<More> seasons;
    std::vector<double> worth;  // of all limits, with as much as is of use
  };

  void rank(CapacityResult& result) {
    std::vector<std::size_t> binding;
    for (std::size_t i = 0; i < result.limits.size(); ++i) {
      auto& row = result.limits[i];
      row.binds = row.price * std::max(step_of(row.limit.kind), row.number) >
                  kLeastGain * std::max(1.0, std::abs(result.value));
      if (row.binds) {
        binding.push_back(i);
      }
    }
    std::vector<MoreOfLimit> more(binding.size());
    flows_.make_ready(
        std::min(binding.size(),
                 static_cast<std::size_t>(std::max(1, question_.threads))));
    auto const for_each_binding = [&](auto const& work) {
      for_each_parallel(binding.size(), question_.threads,
                        [&](std::size_t b, std::size_t thread) {
                          work(more[b], binding[b], thread);
                        });
    };
    for_each_binding([&](auto& gained, std::size_t limit, std::size_t thread) {
      gained = solve_again(limit, thread);
    });
    if (question_.objective == CapacityObjective::throughput &&
        !binding.empty()) {
      flows_.turn_to(CapacityObjective::cost);
      for_each_binding(
          [&](auto& gained, std::size_t limit, std::size_t thread) {
            add_usd(gained, limit, thread);
          });
    }
    for (std::size_t b = 0; b < binding.size(); ++b) {
      take_in(result, binding[b], more[b]);
    }
  }

  // Units more of a limit, by season. Where its price is nothing, more of it is
  // worth nothing.
  template <typename Units>
  std::vector<double> where_it_binds(std::size_t limit,
                                     Units const& units) const {
    std::vector<double> of_seasons(flows_.size(), 0);
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      of_seasons[s] = flows_.binds(s, limit) ? units(s) : 0;
    }
    return of_seasons;
  }

  MoreOfLimit solve_again(std::size_t limit, std::size_t thread) {
    MoreOfLimit more{std::vector<More>(flows_.size()),
                     std::vector<double>(model_.limits().size(), 0)};
    auto const plenty = flows_.with_more(
        limit,
        where_it_binds(limit, [&](auto s) { return flows_.plenty(s, limit); }),
        thread, &more.worth);
    auto const small = small_steps(
        limit, [&](auto const& units, std::vector<FlowWithMore> const* far) {
          return flows_.with_some(limit, far ? *far : plenty, units, thread);
        });
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      auto& season = more.seasons[s];
      std::tie(season.step, season.tenth) = small[s];
      season.all = plenty[s].figures;
      if (question_.objective == CapacityObjective::cost) {
        add_usd(season, s);
      }
    }
    return more;
  }

  // What it adds in money, once the flow is that of the least cost.
  void add_usd(MoreOfLimit& more, std::size_t limit, std::size_t thread) {
    auto const small = small_steps(
        limit, [&](auto const& units, std::vector<FlowWithMore> const* far) {
          return far ? flows_.with_some(limit, *far, units, thread)
                     : flows_.with_more(limit, units, thread);
        });
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      auto const base = flows_[s].figures.objective;
      more.seasons[s].step_usd = base - small[s].first.objective;
      more.seasons[s].tenth_usd = base - small[s].second.objective;
    }
  }

  void add_usd(More& season, std::size_t s) const {
    auto const base = flows_[s].figures.objective;
    season.step_usd = base - season.step.objective;
    season.tenth_usd = base - season.tenth.objective;
  }

  // With a step and with a tenth more, by season; the larger of the two first:
  // it may say all there is to know of the other.
  template <typename Solve>
  std::vector<std::pair<SeasonFigures, SeasonFigures>> small_steps(
      std::size_t limit, Solve const& solve) const {
    auto const step = step_of(model_.limits()[limit].kind);
    auto const tenth = [&](std::size_t s) {
      return flows_.numbers(s).number[limit] / 10;
    };
    auto const larger = solve(
        where_it_binds(limit, [&](auto s) { return std::max(step, tenth(s)); }),
        nullptr);
    auto const smaller = solve(
        where_it_binds(limit, [&](auto s) { return std::min(step, tenth(s)); }),
        &larger);
    std::vector<std::pair<SeasonFigures, SeasonFigures>> figures;
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      figures.emplace_back(larger[s].figures, smaller[s].figures);
      if (step < tenth(s)) {
        std::swap(figures.back().first, figures.back().second);
      }
    }
    return figures;
  }

  void take_in(CapacityResult& result, std::size_t limit, MoreOfLimit more) {
    auto& row = result.limits[limit];
    auto const least = [&](SeasonFigures More::*figures) {
      auto all = std::numeric_limits<double>::infinity();
      for (auto const& season : more.seasons) {
        all = std::min(all, (season.*figures).objective);
      }
      return all;
    };
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      auto const& season = more.seasons[s];
      auto const served = result.seasons[s].served_teu;
      row.step.teu += season.step.served_teu - served;
      row.step.usd += season.step_usd;
      row.tenth.teu += season.tenth.served_teu - served;
      row.tenth.usd += season.tenth_usd;
      row.all.teu += season.all.served_teu - served;
    }
    if (is_growth()) {
      row.step.growth = least(&More::step) - result.value;
      row.tenth.growth = least(&More::tenth) - result.value;
      row.all.growth = least(&More::all) - result.value;
      for (auto* const gain : {&row.step, &row.tenth, &row.all}) {
        gain->teu = gain->growth * result.demanded_teu;
      }
    }
    more.worth[limit] = 0;
    auto const dearest = std::max_element(more.worth.begin(), more.worth.end());
    if (*dearest > kLeastGain) {
      row.next = static_cast<std::size_t>(dearest - more.worth.begin());
    }
  }

  // What holds growth back, one after the other, each being relaxed in turn.
  // Changes the flows: nothing is asked of them afterwards.
  void climb(CapacityResult& result) {
    std::set<std::size_t> relaxed;
    for (int step = 0; step < question_.ladder_steps; ++step) {
      auto const slowest = slowest_season();
      std::optional<std::size_t> dearest;
      double worth = kLeastGain;
      for (std::size_t i = 0; i < result.limits.size(); ++i) {
        auto const of_it = flows_.price(slowest, i) * result.limits[i].number;
        if (of_it > worth * (1 + kRounding)) {
          worth = of_it;
          dearest = i;
        }
      }
      // What is there in plenty and binds again is no rung: the ladder ends.
      if (!dearest || std::isinf(growth_of(slowest)) ||
          !relaxed.insert(*dearest).second) {
        return;
      }
      result.ladder.push_back(
          {growth_of(slowest), *dearest, flows_[slowest].season.name});
      flows_.relax(*dearest);
    }
  }

  // Of a season that is not solved again yet, growth is no less than it was: it
  // need be solved only where it might be the slowest.
  std::size_t slowest_season() {
    for (;;) {
      std::size_t slowest = 0;
      for (std::size_t s = 1; s < flows_.size(); ++s) {
        if (growth_of(s) < growth_of(slowest) * (1 - kRounding)) {
          slowest = s;
        }
      }
      if (!flows_.is_relaxed(slowest)) {
        return slowest;
      }
      flows_.solve_relaxed(slowest);
    }
  }

  double growth_of(std::size_t season) const {
    auto const& flow = flows_[season];
    return flow.solution.status == FlowStatus::unbounded
               ? std::numeric_limits<double>::infinity()
               : flow.figures.objective;
  }

  void add_demand(CapacityResult& result) {
    auto const& groups = flows_.network().demand;
    std::optional<PlannedLimits> limits;
    if (!is_growth()) {
      limits.emplace(model_, flows_);
    }
    for (std::size_t k = 0; k < groups.size(); ++k) {
      CarriedDemand boxes{
          .rows = groups[k], .demanded_teu = 0, .served_teu = 0, .held_by = {}};
      for (std::size_t s = 0; s < flows_.size(); ++s) {
        auto const demand = flows_.numbers(s).demands[k];
        boxes.demanded_teu += demand;
        boxes.served_teu += demand - flows_[s].solution.unserved[k];
      }
      if (limits && boxes.demanded_teu - boxes.served_teu > 0.5) {
        boxes.held_by = limits->dearest(k, groups[k].front());
      }
      result.demand.push_back(std::move(boxes));
    }
    std::stable_sort(result.demand.begin(), result.demand.end(),
                     [](CarriedDemand const& a, CarriedDemand const& b) {
                       return a.demanded_teu - a.served_teu >
                              b.demanded_teu - b.served_teu;
                     });
  }

  // Those that bind first, by what a tenth more adds; then by how full they
  // are.
  static void sort_limits(CapacityResult& result) {
    auto& limits = result.limits;
    std::vector<std::size_t> order(limits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const usd = result.question.objective == CapacityObjective::cost;
    auto const key = [&](std::size_t i) {
      auto const& row = limits[i];
      return std::tuple{!row.binds, usd ? -row.tenth.usd : -row.tenth.teu,
                        -row.saturation};
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return key(a) < key(b); });
    std::vector<std::size_t> place(limits.size());
    std::vector<LimitResult> sorted;
    for (auto const i : order) {
      place[i] = sorted.size();
      sorted.push_back(std::move(limits[i]));
    }
    limits = std::move(sorted);
    for (auto& row : limits) {
      if (row.next) {
        row.next = place[*row.next];
      }
    }
    for (auto& step : result.ladder) {
      step.limit = place[step.limit];
    }
    for (auto& boxes : result.demand) {
      for (auto& limit : boxes.held_by) {
        limit = place[limit];
      }
    }
  }

  CapacityQuestion question_;
  CapacityModel const& model_;
  SeasonFlows flows_;
};

CapacityResult timed(auto const& solve) {
  auto const start = std::chrono::steady_clock::now();
  CapacityResult result = solve();
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  return result;
}

}  // namespace

CapacityResult solve_capacity(CapacityModel const& model,
                              CapacityQuestion const& question) {
  CAMEL_CHECK(model.freedom() == question.routes,
              "boxes are as free in the question as in the network");
  return timed([&] { return YearFlow{model, question}.result(); });
}

CapacityResult solve_capacity(Corridor const& corridor,
                              CapacityQuestion const& question) {
  return timed([&] {
    return solve_capacity(CapacityModel{corridor, question.routes}, question);
  });
}

}  // namespace camel
