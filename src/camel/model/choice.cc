// SPDX-License-Identifier: Apache-2.0
#include "camel/model/choice.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace camel {

double usd_of_time(Commodity const& goods, WayOfBox const& way,
                   double spread_weight) {
  auto const usd_a_day =
      goods.value_of_time / 100 * goods.value_per_tonne * goods.tonnes_per_teu;
  return usd_a_day * (way.days + spread_weight * way.deviation_days);
}

std::vector<double> logit_shares(std::vector<double> const& costs,
                                 double scale) {
  auto const least = *std::min_element(costs.begin(), costs.end());
  CAMEL_CHECK(std::isfinite(least) && scale > 0, "nothing to choose by");
  std::vector<double> shares;
  double sum = 0;
  for (auto const cost : costs) {
    shares.push_back(std::exp((least - cost) / scale));
    sum += shares.back();
  }
  for (auto& share : shares) {
    share /= sum;
  }
  return shares;
}

void fit_constants(ChoiceGroup& group, std::vector<double> const& table_shares,
                   double scale) {
  auto const needed = [&](std::size_t i) {
    auto const& option = group.options[i];
    return option.cost + option.constant + scale * std::log(table_shares[i]);
  };
  for (std::size_t i = 0; i < group.options.size(); ++i) {
    auto const pivot = needed(i) - needed(0);
    group.options[i].pivot = std::isfinite(pivot) ? pivot : 0;
  }
}

std::vector<std::vector<DemandId>> alternatives(Corridor const& corridor) {
  std::vector<std::vector<DemandId>> groups;
  std::map<std::string, std::size_t> choices;
  for (auto const id : corridor.demand.ids()) {
    auto const& choice = corridor.demand[id].choice;
    if (!choice.empty()) {
      auto const [found, is_new] = choices.try_emplace(choice, groups.size());
      if (!is_new) {
        groups[found->second].push_back(id);
        continue;
      }
    }
    groups.push_back({id});
  }
  return groups;
}

std::vector<ChoiceGroup> choice_groups(Corridor const& corridor) {
  std::map<std::string, ChoiceGroup> by_name;
  for (auto const id : corridor.demand.ids()) {
    auto const& row = corridor.demand[id];
    if (!row.choice.empty()) {
      ChoiceOption option;
      option.demand = id;
      option.teu_year = row.teu_year;
      option.constant = row.constant;
      auto& group = by_name[row.choice];
      group.name = row.choice;
      group.teu_year += row.teu_year;
      group.options.push_back(option);
    }
  }
  std::vector<ChoiceGroup> groups;
  for (auto& [name, group] : by_name) {
    for (auto& option : group.options) {
      option.share = option.teu_year / group.teu_year;
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace camel
