// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/portfolio_value.h"

#include <algorithm>
#include <set>
#include <utility>

#include "camel/base/check.h"

namespace camel {

namespace {

constexpr double kMillion = 1e6;

std::vector<std::size_t> members_of(ProjectSet const& set) {
  std::vector<std::size_t> members;
  for (std::size_t p = 0; p < set.size(); ++p) {
    if (set[p]) {
      members.push_back(p);
    }
  }
  return members;
}

CapacityNetwork network_of(Corridor const& corridor,
                           InvestmentQuestion const& question) {
  return CapacityModel{corridor, question.routes}.for_seasons(
      {whole_year(corridor.base_year)}, 1,
      {.usd_weight = 1, .unserved = question.unserved_usd});
}

FlowOptions options_of(InvestmentQuestion const& question) {
  FlowOptions options;
  options.before_round = question.before_round;
  return options;
}

std::vector<double> demand_of(FlowProblem const& problem) {
  std::vector<double> demand;
  for (auto const& boxes : problem.commodities) {
    demand.push_back(boxes.demand);
  }
  return demand;
}

void scale_demand(PathFlowSolver& solver, std::vector<double> const& demand,
                  double factor) {
  for (std::size_t k = 0; k < demand.size(); ++k) {
    solver.set_demand(static_cast<int>(k), demand[k] * factor);
  }
}

}  // namespace

struct PortfolioValue::Flow {
  std::vector<double> demand;
  PathFlowSolver solver;
  std::map<double, YearValue> years;  // by demand factor
};

PortfolioValue::PortfolioValue(CorridorWith const& corridor_with,
                               InvestmentQuestion const& question)
    : corridor_with_{corridor_with}, question_{question} {}

ProjectSet PortfolioValue::with_required(ProjectSet set) const {
  for (auto grew = true; grew;) {
    grew = false;
    for (std::size_t p = 0; p < set.size(); ++p) {
      for (auto const other : question_.projects[p].required) {
        if (set[p] && !set[other]) {
          set[other] = grew = true;
        }
      }
    }
  }
  return set;
}

PortfolioValue::Flow& PortfolioValue::flow_of(ProjectSet const& set) {
  auto& flow = flows_[set];
  if (!flow) {
    auto network = network_of(corridor_with_(members_of(set)), question_);
    auto demand = demand_of(network.problem);
    flow = std::make_shared<Flow>(
        Flow{std::move(demand),
             PathFlowSolver{std::move(network.problem), options_of(question_)},
             {}});
  }
  return *flow;
}

YearValue const& PortfolioValue::of(ProjectSet const& set,
                                    double demand_factor) {
  auto& flow = flow_of(with_required(set));
  auto const [found, is_new] = flow.years.try_emplace(demand_factor);
  auto& year = found->second;
  if (is_new) {
    scale_demand(flow.solver, flow.demand, demand_factor);
    auto const solution = flow.solver.solve();
    year.musd = solution.value / kMillion;
    for (std::size_t k = 0; k < flow.demand.size(); ++k) {
      auto const demand = flow.demand[k] * demand_factor;
      year.demanded_teu += demand;
      year.served_teu += demand - solution.unserved[k];
    }
  }
  return year;
}

struct PortfolioBound::Network {
  std::vector<double> demand;
  std::vector<double> without;            // capacities of no project, by row
  std::vector<std::vector<double>> more;  // and what each adds to them
  std::vector<bool> moves;                // rows that any project changes
  std::optional<PathFlowSolver> solver;
};

namespace {

// The limits of all networks, each with a row in that of all projects: where
// it has none, since no train goes there any more, it is given one.
class Rows {
 public:
  Rows(Corridor const& corridor, CapacityNetwork& network)
      : capacities_{network.problem.capacities} {
    for (std::size_t i = 0; i < network.limits.size(); ++i) {
      rows_[key_of(corridor, network.limits[i])] =
          static_cast<std::size_t>(network.row_of(i));
    }
  }
  std::size_t of(std::string const& key) {
    auto const [found, is_new] = rows_.try_emplace(key, capacities_.size());
    if (is_new) {
      capacities_.push_back(0);
    }
    return found->second;
  }
  std::size_t size() const { return capacities_.size(); }

 private:
  std::vector<double>& capacities_;  // of the network of all projects
  std::map<std::string, std::size_t> rows_;
};

// The capacities of a corridor, in the rows of the network of all projects.
std::vector<double> capacities_in(Rows& all, Corridor const& corridor,
                                  CapacityNetwork const& network) {
  std::vector<double> capacities(all.size(), 0);
  for (std::size_t i = 0; i < network.limits.size(); ++i) {
    auto const row = all.of(key_of(corridor, network.limits[i]));
    capacities.resize(all.size(), 0);
    capacities[row] =
        network.problem.capacities[static_cast<std::size_t>(network.row_of(i))];
  }
  return capacities;
}

// The lines that a train goes by. Where a project is not there it may go by
// others, and so it may in the network of all.
std::set<std::string> lines_of(Corridor const& corridor,
                               CapacityNetwork const& network,
                               FlowActivity const& train) {
  std::set<std::string> lines;
  for (auto const& use : train.uses) {
    auto const row = static_cast<std::size_t>(use.row);
    if (row >= network.first_limit &&
        network.limits[row - network.first_limit].kind == LimitKind::path) {
      lines.insert(key_of(corridor, network.limits[row - network.first_limit]));
    }
  }
  return lines;
}

std::string name_of_running(Corridor const& corridor, Running const& running) {
  return running.service ? corridor.services[running.service].key
                         : corridor.fleets[running.empties].key + " " +
                               corridor.places[running.from].code + ">" +
                               corridor.places[running.to].code;
}

}  // namespace

PortfolioBound::PortfolioBound(CorridorWith const& corridor_with,
                               InvestmentQuestion const& question,
                               PortfolioValue const& value)
    : network_{std::make_unique<Network>()} {
  auto const count = question.projects.size();
  auto const all_corridor = corridor_with(members_of(ProjectSet(count, true)));
  auto all = network_of(all_corridor, question);
  Rows rows{all_corridor, all};
  std::map<std::string, std::size_t> runnings;
  std::map<std::string, std::set<std::set<std::string>>> ways;
  for (std::size_t a = 0; a < all.runnings.size(); ++a) {
    auto const name = name_of_running(all_corridor, all.runnings[a]);
    runnings[name] = a;
    ways[name].insert(lines_of(all_corridor, all, all.problem.activities[a]));
  }
  // Ways that trains take without a project.
  auto const take_in_ways = [&](Corridor const& corridor,
                                CapacityNetwork const& network) {
    for (std::size_t a = 0; a < network.runnings.size(); ++a) {
      auto const name = name_of_running(corridor, network.runnings[a]);
      auto const known = runnings.find(name);
      auto const& train = network.problem.activities[a];
      if (known == runnings.end() ||
          !ways[name].insert(lines_of(corridor, network, train)).second) {
        continue;
      }
      // As in the network of all, but over these lines.
      auto other = all.problem.activities[known->second];
      std::erase_if(other.uses, [&](RowUse const& use) {
        return static_cast<std::size_t>(use.row) >= all.first_limit;
      });
      for (auto const& use : train.uses) {
        auto const row = static_cast<std::size_t>(use.row);
        if (row >= network.first_limit) {
          auto const here = rows.of(
              key_of(corridor, network.limits[row - network.first_limit]));
          other.uses.push_back({static_cast<int>(here), use.amount});
        }
      }
      all.problem.activities.push_back(std::move(other));
    }
  };

  auto const none = corridor_with({});
  auto const base = network_of(none, question);
  network_->without = capacities_in(rows, none, base);
  take_in_ways(none, base);
  for (std::size_t p = 0; p < count; ++p) {
    ProjectSet alone(count, false);
    alone[p] = true;
    auto with = value.with_required(alone);
    auto const corridor = corridor_with(members_of(with));
    auto const network = network_of(corridor, question);
    take_in_ways(corridor, network);
    auto const capacities = capacities_in(rows, corridor, network);
    with[p] = false;
    auto before = network_->without;
    if (std::find(with.begin(), with.end(), true) != with.end()) {
      auto const required = corridor_with(members_of(with));
      before = capacities_in(rows, required, network_of(required, question));
    }
    before.resize(rows.size(), 0);
    auto& more = network_->more.emplace_back(rows.size(), 0.0);
    for (std::size_t r = 0; r < capacities.size(); ++r) {
      more[r] = std::max(0.0, capacities[r] - before[r]);
    }
  }
  auto const size = rows.size();
  network_->without.resize(size, 0);
  network_->moves.assign(size, false);
  for (auto& more : network_->more) {
    more.resize(size, 0);
    for (std::size_t r = 0; r < size; ++r) {
      network_->moves[r] = network_->moves[r] || more[r] != 0;
    }
  }
  network_->demand = demand_of(all.problem);
  network_->solver.emplace(std::move(all.problem), options_of(question));
  for (std::size_t r = 0; r < size; ++r) {
    network_->solver->set_capacity(static_cast<int>(r), network_->without[r]);
  }
}

PortfolioBound::~PortfolioBound() = default;

PortfolioBound::Plane PortfolioBound::at(ProjectSet const& set,
                                         double demand_factor) {
  auto& solver = *network_->solver;
  for (std::size_t r = 0; r < network_->without.size(); ++r) {
    if (!network_->moves[r]) {
      continue;
    }
    auto capacity = network_->without[r];
    for (std::size_t p = 0; p < set.size(); ++p) {
      capacity += set[p] ? network_->more[p][r] : 0;
    }
    solver.set_capacity(static_cast<int>(r), capacity);
  }
  scale_demand(solver, network_->demand, demand_factor);
  auto const solution = solver.solve();
  Plane plane{.musd = solution.bound / kMillion, .by_project = {}};
  for (std::size_t p = 0; p < set.size(); ++p) {
    double saves = 0;
    for (std::size_t r = 0; r < network_->without.size(); ++r) {
      saves += solution.row_prices[r] * network_->more[p][r];
    }
    plane.by_project.push_back(-saves / kMillion);
    plane.musd += set[p] ? saves / kMillion : 0;
  }
  return plane;
}

}  // namespace camel
