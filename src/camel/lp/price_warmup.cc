// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/price_warmup.h"

#include <algorithm>
#include <cmath>

namespace camel {
namespace {

// Measured: the seconds of all programs grow with the square of rows times
// commodities, those of a search with origins times the network.
constexpr double kWorth = 75e3;

constexpr double kNewShare = 0.1;      // of the newest flow in the mean
constexpr double kFirstStep = 0.01;    // of the value, that a step aims at
constexpr double kCeiling = 0.1;       // of prices, by mean cost and search
constexpr double kWorthTrying = 0.05;  // share of a path, in the first program

}  // namespace

WarmupPlan plan_warmup(FlowProblem const& problem, std::size_t origins,
                       std::size_t violated) {
  auto const search =
      static_cast<double>(origins) *
      static_cast<double>(problem.nodes +
                          static_cast<int>(problem.arcs.size()));
  auto const program = static_cast<double>(violated) *
                       static_cast<double>(problem.commodities.size());
  if (!problem.activities.empty() || program * program < kWorth * search) {
    return {};
  }
  return {.searches = static_cast<int>(std::clamp(1e7 / search, 5.0, 10.0)),
          .steps = 50};
}

PriceWarmup::PriceWarmup(FlowProblem const& problem, FlowPricing& pricing)
    : problem_{problem},
      pricing_{pricing},
      known_(problem.commodities.size()),
      chosen_(problem.commodities.size(), 0),
      prices_(problem.capacities.size(), 0),
      load_(problem.capacities.size(), 0) {
  for (std::size_t k = 0; k < known_.size(); ++k) {
    auto const& commodity = problem.commodities[k];
    if (commodity.demand > 0 && std::isfinite(commodity.unserved_cost)) {
      known_[k].push_back({{.serves = false, .cost = commodity.unserved_cost}});
    }
  }
}

void PriceWarmup::search(PathMaster const& master) {
  auto priced =
      pricing_.price(problem_, {.row_prices = prices_},
                     std::vector<double>(known_.size(), kUnreachable));
  pricing_seconds_ += priced.seconds;
  for (std::size_t k = 0; k < known_.size(); ++k) {
    if (!(priced.distance[k] < kUnreachable)) {
      continue;
    }
    auto const is_known = [&](Known const& known) {
      return known.path.serves && known.path.arcs == priced.path[k];
    };
    if (std::none_of(known_[k].begin(), known_[k].end(), is_known)) {
      known_[k].push_back({master.column_of(priced.path[k])});
    }
  }
}

double PriceWarmup::choose(std::vector<double> const& prices) {
  double value = 0;
  std::fill(load_.begin(), load_.end(), 0.0);
  for (std::size_t r = 0; r < prices.size(); ++r) {
    value -= prices[r] > 0 ? prices[r] * problem_.capacities[r] : 0;
  }
  for (std::size_t k = 0; k < known_.size(); ++k) {
    auto least = kUnreachable;
    for (std::size_t i = 0; i < known_[k].size(); ++i) {
      auto const& path = known_[k][i].path;
      auto price = path.cost;
      for (auto const& use : path.uses) {
        price += use.amount * prices[use.row];
      }
      if (price < least) {
        least = price;
        chosen_[k] = i;
      }
    }
    if (!known_[k].empty()) {
      auto const demand = problem_.commodities[k].demand;
      value += demand * least;
      for (auto const& use : known_[k][chosen_[k]].path.uses) {
        load_[use.row] += use.amount * demand;
      }
    }
  }
  return value;
}

void PriceWarmup::step() {
  double square = 0;
  auto const excess = [&](std::size_t r) {
    auto const over = mean_load_[r] - problem_.capacities[r];
    return std::isfinite(over) && (over > 0 || prices_[r] > 0) ? over : 0.0;
  };
  for (std::size_t r = 0; r < prices_.size(); ++r) {
    square += excess(r) * excess(r);
  }
  if (!(square > 0)) {
    return;
  }
  auto const length = reach_ * kFirstStep * std::abs(value_) / square;
  trial_.assign(prices_.size(), 0);
  for (std::size_t r = 0; r < prices_.size(); ++r) {
    trial_[r] = std::clamp(prices_[r] + length * excess(r), 0.0, ceiling_);
  }
  auto const value = choose(trial_);
  for (std::size_t r = 0; r < prices_.size(); ++r) {
    mean_load_[r] += kNewShare * (load_[r] - mean_load_[r]);
  }
  for (std::size_t k = 0; k < known_.size(); ++k) {
    for (std::size_t i = 0; i < known_[k].size(); ++i) {
      auto& share = known_[k][i].share;
      share += kNewShare * ((i == chosen_[k] ? 1.0 : 0.0) - share);
    }
  }
  if (value > value_) {
    value_ = value;
    prices_ = trial_;
    reach_ = std::min(10.0, reach_ * 1.1);
  } else if (++failures_ % 5 == 0) {
    reach_ *= 0.7;
  }
}

double PriceWarmup::mean_cost() const {
  double cost = 0, demand = 0;
  for (std::size_t k = 0; k < known_.size(); ++k) {
    if (!known_[k].empty()) {
      cost += known_[k][chosen_[k]].path.cost * problem_.commodities[k].demand;
      demand += problem_.commodities[k].demand;
    }
  }
  return demand > 0 ? cost / demand : 0;
}

void PriceWarmup::hand_over(PathMaster& master) {
  master.forget_paths();
  for (std::size_t k = 0; k < known_.size(); ++k) {
    std::stable_sort(
        known_[k].begin(), known_[k].end(),
        [](Known const& a, Known const& b) { return a.share > b.share; });
    for (std::size_t i = 0; i < known_[k].size(); ++i) {
      auto& known = known_[k][i];
      master.adopt(k, std::move(known.path),
                   i < 2 && known.share >= kWorthTrying);
    }
  }
  master.expect_prices(prices_);
}

void PriceWarmup::run(WarmupPlan plan, PathMaster& master) {
  for (int i = 0; i < plan.searches; ++i) {
    search(master);
    value_ = choose(prices_);
    reach_ = std::max(reach_, 0.1);
    if (i == 0) {
      mean_cost_ = mean_cost();
      mean_load_ = load_;
      for (std::size_t k = 0; k < known_.size(); ++k) {
        if (!known_[k].empty()) {
          known_[k][chosen_[k]].share = 1;
        }
      }
    }
    // With few paths known, prices have nothing yet to stop them.
    ceiling_ = kCeiling * (i + 1) * mean_cost_;
    for (int j = 0; j < plan.steps; ++j) {
      step();
    }
  }
  hand_over(master);
}

}  // namespace camel
