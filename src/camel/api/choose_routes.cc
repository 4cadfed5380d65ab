// SPDX-License-Identifier: Apache-2.0
#include "camel/api/choose_routes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "camel/model/footprint.h"

namespace camel {

namespace {

constexpr auto kNever = std::numeric_limits<double>::infinity();

// What is left to a way nobody would take: a lot a month.
double least_teu(Demand const& row, double whole) {
  return std::min(12 * row.lot_teu, whole / 20);
}

class Search {
 public:
  Search(Corridor const& corridor, Experience const& simulate)
      : simulate_{simulate}, corridor_{corridor} {
    choice_.settings = corridor.choice;
    choice_.groups = choice_groups(corridor);
    for (auto const& group : choice_.groups) {
      std::vector<double> shares;
      for (auto const& option : group.options) {
        shares.push_back(option.share);
      }
      table_shares_.push_back(std::move(shares));
    }
    auto const network = build_service_network(corridor);
    for (auto& group : choice_.groups) {
      for (auto& option : group.options) {
        auto const& row = corridor.demand[option.demand];
        auto const route = find_route(corridor, network, row);
        option.way.usd =
            footprint_of(corridor, network, row.commodity, route).usd;
      }
    }
  }

  Corridor first() {
    send_boxes();
    return std::move(corridor_);
  }

  ChosenRoutes run(std::function<void(int)> const& progress) {
    auto const& settings = choice_.settings;
    for (int n = 1; n <= settings.iterations && !choice_.groups.empty(); ++n) {
      send_boxes();
      look_at_costs(simulate_(corridor_));
      choice_.gaps.push_back(largest_gap());
      choice_.settled = choice_.gaps.back() <= settings.tolerance;
      if (progress) {
        progress(n);
      }
      if (choice_.settled) {
        break;
      }
      step(1.0 / n);
    }
    send_boxes();
    return {std::move(corridor_), std::move(choice_)};
  }

 private:
  void send_boxes() {
    for (auto& group : choice_.groups) {
      double sum = 0;
      for (auto& option : group.options) {
        auto const& row = corridor_.demand[option.demand];
        option.teu_year = std::max(option.share * group.teu_year,
                                   least_teu(row, group.teu_year));
        sum += option.teu_year;
      }
      for (auto& option : group.options) {
        option.teu_year *= group.teu_year / sum;
        corridor_.demand[option.demand].teu_year = option.teu_year;
      }
    }
  }

  void look_at_costs(Table<DemandId, WayOfBox> const& experienced) {
    for (std::size_t i = 0; i < choice_.groups.size(); ++i) {
      auto& group = choice_.groups[i];
      std::vector<double> costs;
      for (auto& option : group.options) {
        auto const& row = corridor_.demand[option.demand];
        option.way.days = experienced[option.demand].days;
        option.way.deviation_days = experienced[option.demand].deviation_days;
        option.time_usd =
            usd_of_time(corridor_.commodities[row.commodity], option.way,
                        choice_.settings.spread_weight);
        option.cost = option.way.usd + option.time_usd - option.constant;
        if (std::isnan(option.way.days)) {
          option.cost = kNever;
        }
        costs.push_back(option.cost);
      }
      choose(group, costs);
      fit_constants(group, table_shares_[i], choice_.settings.scale_usd);
    }
  }

  void choose(ChoiceGroup& group, std::vector<double> const& costs) const {
    auto const some = std::any_of(costs.begin(), costs.end(), [](double cost) {
      return std::isfinite(cost);
    });
    auto const shares = some ? logit_shares(costs, choice_.settings.scale_usd)
                             : std::vector<double>{};
    for (std::size_t i = 0; i < costs.size(); ++i) {
      auto& option = group.options[i];
      // Where nobody arrives on any way, nobody has a reason to change.
      option.logit = some ? shares[i] : option.share;
    }
  }

  double largest_gap() const {
    double gap = 0;
    for (auto const& group : choice_.groups) {
      for (auto const& option : group.options) {
        gap = std::max(gap, std::abs(option.logit - option.share));
      }
    }
    return gap;
  }

  void step(double part) {
    for (auto& group : choice_.groups) {
      for (auto& option : group.options) {
        option.share += part * (option.logit - option.share);
      }
    }
  }

  Experience const& simulate_;
  Corridor corridor_;
  ChoiceResult choice_;
  std::vector<std::vector<double>> table_shares_;  // by group
};

}  // namespace

Table<DemandId, WayOfBox> experience_of(SimulationResult const& result) {
  Table<DemandId, WayOfBox> ways;
  for (auto const& row : result.demand) {
    ways.add({0, row.mean_days, row.deviation_days});
  }
  return ways;
}

Corridor with_table_shares(Corridor const& corridor) {
  return Search{corridor, {}}.first();
}

ChosenRoutes choose_routes(Corridor const& corridor, Experience const& simulate,
                           std::function<void(int)> const& progress) {
  return Search{corridor, simulate}.run(progress);
}

ChosenRoutes choose_routes(Corridor const& corridor, SimulationPlan const& plan,
                           std::function<void(int)> const& progress) {
  auto quick = plan;
  quick.replications = std::min(plan.replications, kChoosingReplications);
  quick.progress = {};
  return choose_routes(
      corridor,
      [&](Corridor const& tried) {
        return experience_of(simulate_corridor(tried, quick));
      },
      progress);
}

Corridor with_shares(Corridor corridor, ChoiceResult const& choice) {
  for (auto const& group : choice.groups) {
    for (auto const& option : group.options) {
      corridor.demand[option.demand].teu_year = option.teu_year;
    }
  }
  return corridor;
}

SimulationResult simulate_choosing(Corridor const& corridor,
                                   SimulationPlan const& plan,
                                   std::function<void(int)> const& progress) {
  auto chosen = choose_routes(corridor, plan, progress);
  auto result = simulate_corridor(chosen.corridor, plan);
  result.choice = std::move(chosen.choice);
  return result;
}

}  // namespace camel
