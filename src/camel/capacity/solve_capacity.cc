// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/solve_capacity.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <tuple>

#include "camel/base/error.h"
#include "camel/base/parallel.h"
#include "camel/capacity/season_flow.h"

namespace camel {

namespace {

// Below this much of the objective a year, more of a limit is of no use.
constexpr double kLeastGain = 1e-6;

// The ways of a chain of rides, with the procedures before, between and after
// them; none where the network does not have it.
struct PlannedWays {
  FlowProblem const& problem;
  std::vector<Ride> const& ride_of;
  std::vector<std::vector<int>> const& out;

  std::vector<int> find(int from, int to, std::span<Ride const> rides) const {
    for (auto const pass : out[static_cast<std::size_t>(from)]) {
      if (ride_of[static_cast<std::size_t>(pass)].service) {
        continue;
      }
      auto const at = problem.arcs[static_cast<std::size_t>(pass)].to;
      if (rides.empty()) {
        if (at == to) {
          return {pass};
        }
        continue;
      }
      for (auto const ride : out[static_cast<std::size_t>(at)]) {
        if (ride_of[static_cast<std::size_t>(ride)] != rides.front()) {
          continue;
        }
        auto rest = find(problem.arcs[static_cast<std::size_t>(ride)].to, to,
                         rides.subspan(1));
        if (!rest.empty()) {
          rest.insert(rest.begin(), {pass, ride});
          return rest;
        }
      }
    }
    return {};
  }
};

// The flows of all seasons, with the question's objective; in the end, for its
// gains in money, with the least cost.
class YearFlow {
 public:
  YearFlow(Corridor const& corridor, CapacityQuestion const& question)
      : question_{question}, model_{corridor, question.routes} {
    seasons_ = question.by_season ? seasons_of(corridor)
                                  : std::vector{whole_year(corridor.base_year)};
    flows_.resize(seasons_.size());
    // A season is much like the one before it.
    for (std::size_t s = 0; s < seasons_.size(); ++s) {
      flows_[s] =
          std::make_unique<SeasonFlow>(model_, seasons_[s], question_,
                                       s > 0 ? flows_[s - 1].get() : nullptr);
    }
    out_ = ways_out(flows_.front()->problem());
  }

  CapacityResult result() {
    CapacityResult result;
    result.question = question_;
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
    for (auto const& flow : flows_) {
      result.solves += flow->solves();
    }
    return result;
  }

 private:
  bool is_growth() const {
    return question_.objective == CapacityObjective::growth;
  }

  void add_seasons(CapacityResult& result) {
    for (std::size_t s = 0; s < seasons_.size(); ++s) {
      auto const& flow = *flows_[s];
      auto const& solution = flow.solution();
      auto const& figures = flow.figures();
      result.seasons.push_back({seasons_[s], figures.objective,
                                flow.demanded_teu(), figures.served_teu});
      result.demanded_teu += flow.demanded_teu();
      result.served_teu += figures.served_teu;
      result.usd += figures.usd;
      result.rounds += solution.rounds;
      result.columns += solution.columns;
      add_trains(result, flow);
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

  static void add_trains(CapacityResult& result, SeasonFlow const& flow) {
    for (std::size_t i = 0; i < flow.network().runnings.size(); ++i) {
      auto const level = flow.solution().activities[i];
      (flow.network().runnings[i].service ? result.trains_year
                                          : result.empties_year) += level;
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
      for (std::size_t s = 0; s < seasons_.size(); ++s) {
        auto const& flow = *flows_[s];
        auto const& network = flow.network();
        auto const capacity = flow.capacity(i);
        auto const of_row =
            flow.solution().used[static_cast<std::size_t>(network.row_of(i))];
        // What background traffic takes is used, too.
        auto const whole = network.number[i] * network.unit[i];
        auto const taken = of_row + whole - capacity;
        used += taken;
        there += whole;
        days += seasons_[s].days;
        row.number += network.number[i] * seasons_[s].days;
        if (counts(result, s)) {
          row.price += flow.price(i);
        }
        auto const share = whole > 0 ? taken / whole : 0;
        if (share > row.busiest) {
          row.busiest = share;
          row.busiest_season = seasons_[s].name;
        }
      }
      row.number /= days;
      row.saturation = there > 0 ? used / there : 0;
      row.used = row.saturation * row.number;
      result.limits.push_back(std::move(row));
    }
  }

  // One season's answer with more of a limit.
  struct More {
    double step_value = 0, step_teu = 0, step_usd = 0;
    double tenth_value = 0, tenth_teu = 0, tenth_usd = 0;
    double all_value = 0, all_teu = 0;
    std::vector<double> worth;
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
    std::vector<std::vector<More>> more(binding.size(),
                                        std::vector<More>(seasons_.size()));
    for_each_parallel(seasons_.size(), question_.threads, [&](std::size_t s) {
      for (std::size_t b = 0; b < binding.size(); ++b) {
        more[b][s] = solve_again(result, s, binding[b]);
      }
      if (question_.objective == CapacityObjective::throughput &&
          !binding.empty()) {
        flows_[s]->turn_to(CapacityObjective::cost);
        for (std::size_t b = 0; b < binding.size(); ++b) {
          add_usd(more[b][s], result, s, binding[b]);
        }
      }
    });
    for (std::size_t b = 0; b < binding.size(); ++b) {
      take_in(result, binding[b], more[b]);
    }
  }

  More solve_again(CapacityResult const& result, std::size_t s,
                   std::size_t limit) {
    auto& flow = *flows_[s];
    auto const& base = flow.figures();
    More more;
    more.worth.assign(result.limits.size(), 0);
    more.step_value = more.tenth_value = more.all_value = base.objective;
    auto const& row = result.limits[limit];
    auto const step = step_of(row.limit.kind);
    auto const number = flow.network().number[limit];
    // Where its price is nothing, more of it is worth nothing.
    if (flow.binds(limit)) {
      auto const plenty =
          flow.with_more(limit, flow.plenty(limit), &more.worth);
      auto const [one, tenth] = small_steps(
          step, number / 10, [&](double units, FlowWithMore const* larger) {
            return flow.with_some(limit, larger ? *larger : plenty, units);
          });
      auto const& all = plenty.figures;
      more.step_value = one.objective;
      more.step_teu = one.served_teu - base.served_teu;
      more.tenth_value = tenth.objective;
      more.tenth_teu = tenth.served_teu - base.served_teu;
      more.all_value = all.objective;
      more.all_teu = all.served_teu - base.served_teu;
    }
    if (question_.objective == CapacityObjective::cost) {
      more.step_usd = base.objective - more.step_value;
      more.tenth_usd = base.objective - more.tenth_value;
    }
    return more;
  }

  // What it adds in money, once the flow is that of the least cost.
  void add_usd(More& more, CapacityResult const& result, std::size_t s,
               std::size_t limit) {
    auto& flow = *flows_[s];
    if (flow.binds(limit)) {
      auto const [one, tenth] =
          small_steps(step_of(result.limits[limit].limit.kind),
                      flow.network().number[limit] / 10,
                      [&](double units, FlowWithMore const* larger) {
                        return larger ? flow.with_some(limit, *larger, units)
                                      : flow.with_more(limit, units);
                      });
      more.step_usd = flow.figures().objective - one.objective;
      more.tenth_usd = flow.figures().objective - tenth.objective;
    }
  }

  // With a step and with a tenth more, the larger of the two first: it may say
  // all there is to know of the other.
  template <typename Solve>
  static std::pair<SeasonFigures, SeasonFigures> small_steps(
      double step, double tenth, Solve const& solve) {
    auto const larger = solve(std::max(step, tenth), nullptr);
    auto const smaller = solve(std::min(step, tenth), &larger);
    return step > tenth ? std::pair{larger.figures, smaller.figures}
                        : std::pair{smaller.figures, larger.figures};
  }

  void take_in(CapacityResult& result, std::size_t limit,
               std::vector<More> const& more) {
    auto& row = result.limits[limit];
    std::vector<double> worth(result.limits.size(), 0);
    auto least = [&](double More::*value) {
      double all = more.front().*value;
      for (auto const& season : more) {
        all = std::min(all, season.*value);
      }
      return all;
    };
    for (auto const& season : more) {
      row.step.teu += season.step_teu;
      row.step.usd += season.step_usd;
      row.tenth.teu += season.tenth_teu;
      row.tenth.usd += season.tenth_usd;
      row.all.teu += season.all_teu;
      for (std::size_t i = 0; i < worth.size(); ++i) {
        worth[i] += season.worth[i];
      }
    }
    if (is_growth()) {
      row.step.growth = least(&More::step_value) - result.value;
      row.tenth.growth = least(&More::tenth_value) - result.value;
      row.all.growth = least(&More::all_value) - result.value;
      for (auto* const gain : {&row.step, &row.tenth, &row.all}) {
        gain->teu = gain->growth * result.demanded_teu;
      }
    }
    worth[limit] = 0;
    auto const dearest = std::max_element(worth.begin(), worth.end());
    if (*dearest > kLeastGain) {
      row.next = static_cast<std::size_t>(dearest - worth.begin());
    }
  }

  // What holds growth back, one after the other, each being relaxed in turn.
  // Changes the flows: nothing is asked of them afterwards.
  void climb(CapacityResult& result) {
    std::set<std::size_t> relaxed;
    for (int step = 0; step < question_.ladder_steps; ++step) {
      auto const slowest = slowest_season();
      auto const& flow = *flows_[slowest];
      std::optional<std::size_t> dearest;
      double worth = kLeastGain;
      for (std::size_t i = 0; i < result.limits.size(); ++i) {
        auto const of_it = flow.price(i) * result.limits[i].number;
        if (of_it > worth) {
          worth = of_it;
          dearest = i;
        }
      }
      // What is there in plenty and binds again is no rung: the ladder ends.
      if (!dearest || flow.solution().status == FlowStatus::unbounded ||
          !relaxed.insert(*dearest).second) {
        return;
      }
      result.ladder.push_back(
          {flow.figures().objective, *dearest, seasons_[slowest].name});
      for (auto& season : flows_) {
        season->relax(*dearest);
      }
    }
  }

  // Of a season that is not solved again yet, growth is no less than it was: it
  // need be solved only where it might be the slowest.
  std::size_t slowest_season() {
    for (;;) {
      auto const slowest = std::min_element(
          flows_.begin(), flows_.end(), [](auto const& a, auto const& b) {
            return growth_of(*a) < growth_of(*b);
          });
      if (!(*slowest)->is_relaxed()) {
        return static_cast<std::size_t>(slowest - flows_.begin());
      }
      (*slowest)->solve_relaxed();
    }
  }

  static double growth_of(SeasonFlow const& flow) {
    return flow.solution().status == FlowStatus::unbounded
               ? std::numeric_limits<double>::infinity()
               : flow.figures().objective;
  }

  void add_demand(CapacityResult& result) {
    auto const& groups = flows_.front()->network().demand;
    for (std::size_t k = 0; k < groups.size(); ++k) {
      CarriedDemand boxes{
          .rows = groups[k], .demanded_teu = 0, .served_teu = 0, .held_by = {}};
      for (auto const& flow : flows_) {
        auto const demand = flow->problem().commodities[k].demand;
        boxes.demanded_teu += demand;
        boxes.served_teu += demand - flow->solution().unserved[k];
      }
      if (boxes.demanded_teu - boxes.served_teu > 0.5 && !is_growth()) {
        boxes.held_by = held_by(k, groups[k].front());
      }
      result.demand.push_back(std::move(boxes));
    }
    std::stable_sort(result.demand.begin(), result.demand.end(),
                     [](CarriedDemand const& a, CarriedDemand const& b) {
                       return a.demanded_teu - a.served_teu >
                              b.demanded_teu - b.served_teu;
                     });
  }

  // The dearest limits on the planned way of boxes: of their trains, their
  // cranes and their customs.
  std::vector<std::size_t> held_by(std::size_t boxes, DemandId row) const {
    auto const& route = model_.routes()[row];
    // The ways are those of any season.
    auto const& any = flows_.front()->problem();
    auto const planned =
        PlannedWays{any, flows_.front()->network().rides, out_}.find(
            any.commodities[boxes].origin, any.commodities[boxes].destination,
            route);
    std::map<std::size_t, double> prices;
    for (auto const& flow : flows_) {
      auto const& network = flow->network();
      auto const& problem = flow->problem();
      auto const add = [&](std::vector<RowUse> const& uses, double share) {
        for (auto const& use : uses) {
          auto const at = static_cast<std::size_t>(use.row);
          if (at >= network.first_limit) {
            prices[at - network.first_limit] +=
                flow->solution().row_prices[at] * use.amount * share;
          }
        }
      };
      for (auto const& ride : route) {
        for (std::size_t a = 0; a < network.runnings.size(); ++a) {
          if (network.runnings[a].service == ride.service) {
            add(problem.activities[a].uses,
                1.0 / model_.corridor().services[ride.service].capacity);
          }
        }
      }
      for (auto const way : planned) {
        add(problem.arcs[static_cast<std::size_t>(way)].uses, 1);
      }
    }
    std::vector<std::size_t> dearest;
    for (auto const& [limit, price] : prices) {
      if (price > kLeastGain) {
        dearest.push_back(limit);
      }
    }
    std::stable_sort(dearest.begin(), dearest.end(), [&](auto a, auto b) {
      return prices.at(a) > prices.at(b);
    });
    dearest.resize(std::min<std::size_t>(dearest.size(), 3));
    return dearest;
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
  CapacityModel model_;
  std::vector<Season> seasons_;
  std::vector<std::unique_ptr<SeasonFlow>> flows_;
  std::vector<std::vector<int>> out_;  // ways of each point, in all seasons
};

}  // namespace

CapacityResult solve_capacity(Corridor const& corridor,
                              CapacityQuestion const& question) {
  auto const start = std::chrono::steady_clock::now();
  auto result = YearFlow{corridor, question}.result();
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  return result;
}

}  // namespace camel
