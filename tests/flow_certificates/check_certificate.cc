// SPDX-License-Identifier: Apache-2.0
#include "flow_certificates/check_certificate.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <deque>
#include <map>
#include <optional>

namespace camel {
namespace {

using Exact = boost::multiprecision::cpp_rational;

double rounded(Exact const& number) { return number.convert_to<double>(); }

class Checker {
 public:
  Checker(FlowProblem const& problem, FlowSolution const& solution,
          FlowObjective objective, CertificateTolerance tolerance)
      : problem_{problem},
        solution_{solution},
        grows_{objective == FlowObjective::growth},
        tolerance_{tolerance} {}

  CertificateFindings check() {
    if (has_right_sizes() && all_are_numbers()) {
      measure();
      check_demands();
      check_activities();
      check_rows();
      check_balances();
      check_value();
      check_bound();
    }
    return std::move(findings_);
  }

 private:
  void wrong(std::string what) { findings_.wrong.push_back(std::move(what)); }

  bool has_right_sizes() {
    auto const& s = solution_;
    auto const right = s.unserved.size() == problem_.commodities.size() &&
                       s.commodity_prices.size() == s.unserved.size() &&
                       s.used.size() == problem_.capacities.size() &&
                       s.row_prices.size() == s.used.size() &&
                       s.activities.size() == problem_.activities.size() &&
                       s.balance_prices.size() == problem_.balances.size();
    if (!right) {
      wrong("a list of the solution has the wrong length");
    }
    return right;
  }

  bool all_are_numbers() {
    auto const& s = solution_;
    auto finite = std::isfinite(s.value) && std::isfinite(s.bound);
    for (auto const* list : {&s.unserved, &s.activities, &s.used, &s.row_prices,
                             &s.balance_prices, &s.commodity_prices}) {
      for (double const number : *list) {
        finite = finite && std::isfinite(number);
      }
    }
    for (auto const& path : s.paths) {
      finite = finite && std::isfinite(path.flow);
    }
    if (!finite) {
      wrong("a figure of the solution is not a number");
    }
    return finite;
  }

  void measure() {
    double sum = 0, count = 0;
    for (auto const& commodity : problem_.commodities) {
      sum += commodity.demand;
      count += commodity.demand > 0;
    }
    mean_demand_ = count > 0 ? sum / count : 1;
  }

  // `by` is positive where something is missed.
  void miss(Exact const& by, double size, std::string const& what) {
    auto const relative = rounded(by) / std::max(std::abs(size), mean_demand_);
    findings_.worst_missed = std::max(findings_.worst_missed, relative);
    if (relative > tolerance_.missed) {
      wrong(what + " by " + std::to_string(rounded(by)));
    }
  }

  static void use(std::vector<Exact>& used, std::vector<RowUse> const& uses,
                  Exact const& level) {
    for (auto const& [row, amount] : uses) {
      used[row] += Exact{amount} * level;
    }
  }

  void check_path(PathFlow const& path) {
    auto const name = "the path of commodity " + std::to_string(path.commodity);
    auto const& commodity = problem_.commodities[path.commodity];
    auto at = commodity.origin;
    for (int const a : path.arcs) {
      if (a < 0 || static_cast<std::size_t>(a) >= problem_.arcs.size()) {
        wrong(name + " takes an arc that does not exist");
        return;
      }
      if (problem_.arcs[a].from != at) {
        wrong(name + " jumps");
        return;
      }
      at = problem_.arcs[a].to;
      use(used_, problem_.arcs[a].uses, path.flow);
      cost_ += Exact{problem_.arcs[a].cost} * Exact{path.flow};
    }
    if (at != commodity.destination) {
      wrong(name + " ends elsewhere");
    }
    if (path.flow < 0) {
      wrong(name + " carries less than nothing");
    }
  }

  void check_demands() {
    used_.assign(problem_.capacities.size(), 0);
    std::vector<Exact> served(problem_.commodities.size());
    for (auto const& path : solution_.paths) {
      if (path.commodity < 0 ||
          static_cast<std::size_t>(path.commodity) >= served.size()) {
        wrong("a path is of no commodity");
        continue;
      }
      check_path(path);
      served[path.commodity] += path.flow;
    }
    for (std::size_t k = 0; k < served.size(); ++k) {
      auto const& commodity = problem_.commodities[k];
      auto const name = "commodity " + std::to_string(k);
      auto const unserved = solution_.unserved[k];
      Exact asked = commodity.demand;
      if (grows_) {
        asked *= Exact{solution_.value};
      } else {
        served[k] += unserved;
        miss(-Exact{unserved}, 0, name + " is unserved below nothing");
        if (std::isfinite(commodity.unserved_cost)) {
          cost_ += Exact{commodity.unserved_cost} * Exact{unserved};
        } else {
          miss(unserved, commodity.demand, name + " is not served");
        }
      }
      miss(abs(asked - served[k]), rounded(asked),
           name + " is not what was asked");
    }
  }

  void check_activities() {
    for (std::size_t j = 0; j < problem_.activities.size(); ++j) {
      auto const& activity = problem_.activities[j];
      auto const name = "activity " + std::to_string(j);
      Exact const level = solution_.activities[j];
      miss(-level, activity.upper, name + " is below nothing");
      miss(level - Exact{activity.upper}, activity.upper,
           name + " is above its bound");
      use(used_, activity.uses, level);
      cost_ += Exact{activity.cost} * level;
    }
  }

  void check_rows() {
    for (std::size_t r = 0; r < problem_.capacities.size(); ++r) {
      auto const name = "row " + std::to_string(r);
      auto const capacity = problem_.capacities[r];
      auto const size = rounded(used_[r]);
      if (std::isfinite(capacity)) {
        miss(used_[r] - Exact{capacity}, capacity, name + " is overfull");
      }
      miss(abs(used_[r] - Exact{solution_.used[r]}), size,
           name + " is used otherwise than said");
    }
  }

  void check_balances() {
    std::vector<Exact> sums(problem_.balances.size());
    for (std::size_t j = 0; j < problem_.activities.size(); ++j) {
      use(sums, problem_.activities[j].balances, solution_.activities[j]);
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      miss(abs(sums[i] - Exact{problem_.balances[i]}), problem_.balances[i],
           "balance " + std::to_string(i) + " is missed");
    }
  }

  bool is_close(double exact, double claim) const {
    return std::abs(exact - claim) <=
           tolerance_.claimed *
               std::max({std::abs(exact), std::abs(solution_.value),
                         grows_ ? 1e-3 : 1.0});
  }

  void check_value() {
    // What flow proves of growth was checked with the demands.
    findings_.value = grows_ ? solution_.value : rounded(cost_);
    if (!is_close(findings_.value, solution_.value)) {
      wrong("the value is " + std::to_string(findings_.value) + ", not " +
            std::to_string(solution_.value));
    }
  }

  // Bellman and Ford, with a queue.
  std::vector<std::optional<Exact>> distances_from(
      int origin, std::vector<Exact> const& lengths,
      std::vector<std::vector<int>> const& arcs_from) const {
    std::vector<std::optional<Exact>> distance(problem_.nodes);
    std::deque<int> open = {origin};
    distance[origin] = 0;
    while (!open.empty()) {
      auto const node = open.front();
      open.pop_front();
      for (int const a : arcs_from[node]) {
        auto& known = distance[problem_.arcs[a].to];
        Exact const length = *distance[node] + lengths[a];
        if (!known || length < *known) {
          known = length;
          open.push_back(problem_.arcs[a].to);
        }
      }
    }
    return distance;
  }

  std::vector<Exact> lengths_at_prices() const {
    std::vector<Exact> lengths;
    for (auto const& arc : problem_.arcs) {
      Exact length = grows_ ? 0.0 : arc.cost;
      for (auto const& [row, amount] : arc.uses) {
        length += Exact{amount} * Exact{solution_.row_prices[row]};
      }
      lengths.push_back(length);
    }
    return lengths;
  }

  // What all demand costs at least at these prices.
  Exact price_of_demand() {
    auto const lengths = lengths_at_prices();
    std::vector<std::vector<int>> arcs_from(problem_.nodes);
    for (std::size_t a = 0; a < problem_.arcs.size(); ++a) {
      arcs_from[problem_.arcs[a].from].push_back(static_cast<int>(a));
    }
    std::map<int, std::vector<std::size_t>> by_origin;
    for (std::size_t k = 0; k < problem_.commodities.size(); ++k) {
      if (problem_.commodities[k].demand > 0) {
        by_origin[problem_.commodities[k].origin].push_back(k);
      }
    }
    Exact sum = 0;
    for (auto const& [origin, commodities] : by_origin) {
      auto const distance = distances_from(origin, lengths, arcs_from);
      for (auto const k : commodities) {
        auto const& commodity = problem_.commodities[k];
        auto price = distance[commodity.destination];
        if (!grows_ && std::isfinite(commodity.unserved_cost) &&
            (!price || *price > Exact{commodity.unserved_cost})) {
          price = Exact{commodity.unserved_cost};
        }
        if (!price) {
          wrong("commodity " + std::to_string(k) + " has no path");
          continue;
        }
        if (!is_close(rounded(*price), solution_.commodity_prices[k])) {
          wrong("commodity " + std::to_string(k) + " has another price");
        }
        sum += *price * Exact{commodity.demand};
      }
    }
    return sum;
  }

  // No more than its bound, nor than of what only activities and paths use up,
  // and nobody gives, there is.
  Exact most_of(FlowActivity const& activity) const {
    Exact most = activity.upper;
    for (auto const& use : activity.uses) {
      auto const amount = used_by(activity, use.row);
      if (amount > 0 && std::isfinite(problem_.capacities[use.row]) &&
          !is_given(use.row)) {
        most =
            std::min<Exact>(most, Exact{problem_.capacities[use.row]} / amount);
      }
    }
    return std::max<Exact>(most, 0);
  }

  static Exact used_by(FlowActivity const& activity, int row) {
    Exact sum = 0;
    for (auto const& use : activity.uses) {
      if (use.row == row) {
        sum += Exact{use.amount};
      }
    }
    return sum;
  }

  bool is_given(int row) const {
    return std::any_of(
        problem_.activities.begin(), problem_.activities.end(),
        [&](auto const& activity) { return used_by(activity, row) < 0; });
  }

  // What rows, activities and balances add to it.
  Exact rest_at_prices() {
    Exact sum = 0;
    for (std::size_t r = 0; r < problem_.capacities.size(); ++r) {
      auto const price = solution_.row_prices[r];
      if (price < 0) {
        wrong("the price of row " + std::to_string(r) + " is negative");
      } else if (price > 0 && !std::isfinite(problem_.capacities[r])) {
        wrong("row " + std::to_string(r) + " never binds, yet has a price");
      } else if (price > 0) {
        sum -= Exact{price} * Exact{problem_.capacities[r]};
      }
    }
    for (auto const& activity : problem_.activities) {
      Exact reduced = grows_ ? 0.0 : activity.cost;
      for (auto const& [row, amount] : activity.uses) {
        reduced += Exact{amount} * Exact{solution_.row_prices[row]};
      }
      for (auto const& [row, amount] : activity.balances) {
        reduced -= Exact{amount} * Exact{solution_.balance_prices[row]};
      }
      if (reduced < 0) {
        sum += reduced * most_of(activity);
      }
    }
    for (std::size_t i = 0; i < problem_.balances.size(); ++i) {
      sum += Exact{solution_.balance_prices[i]} * Exact{problem_.balances[i]};
    }
    return sum;
  }

  void check_bound() {
    auto const demand = price_of_demand();
    auto const rest = rest_at_prices();
    if (grows_ && demand <= 0) {
      wrong("the prices bound no growth");
      return;
    }
    Exact const bound = grows_ ? Exact{-rest / demand} : Exact{demand + rest};
    findings_.bound = rounded(bound);
    if (!is_close(findings_.bound, solution_.bound)) {
      wrong("the prices prove " + std::to_string(findings_.bound) + ", not " +
            std::to_string(solution_.bound));
    }
    auto const apart = findings_.value - findings_.bound;
    auto const size = std::max(std::abs(findings_.value), grows_ ? 1e-3 : 1.0);
    if ((grows_ ? -apart : apart) < -tolerance_.gap * size) {
      wrong("the value is better than what the prices allow");
    }
    if (solution_.status == FlowStatus::optimal &&
        std::abs(apart) > tolerance_.gap * size) {
      wrong("value and bound are " + std::to_string(std::abs(apart)) +
            " apart");
    }
  }

  FlowProblem const& problem_;
  FlowSolution const& solution_;
  bool grows_;
  CertificateTolerance tolerance_;
  double mean_demand_ = 1;
  std::vector<Exact> used_;
  Exact cost_ = 0;
  CertificateFindings findings_;
};

}  // namespace

std::string CertificateFindings::text() const {
  std::string all;
  for (auto const& what : wrong) {
    all += what + "\n";
  }
  return all;
}

CertificateFindings check_certificate(FlowProblem const& problem,
                                      FlowSolution const& solution,
                                      FlowObjective objective,
                                      CertificateTolerance tolerance) {
  return Checker{problem, solution, objective, tolerance}.check();
}

}  // namespace camel
