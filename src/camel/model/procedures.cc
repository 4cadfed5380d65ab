// SPDX-License-Identifier: Apache-2.0
#include "camel/model/procedures.h"

#include <map>
#include <string>

namespace camel {

namespace {

constexpr int kUnfit = -100;

int country_fits(std::string const& pattern, std::string const& country) {
  return pattern == country ? 1 : pattern == "*" ? 0 : kUnfit;
}

int goods_fit(Corridor const& corridor, ProcedureStep const& step,
              CommodityId goods) {
  return fit(step, goods, goods ? corridor.commodities[goods] : Commodity{});
}

}  // namespace

Procedures::Procedures(Corridor const& corridor) : corridor_{corridor} {
  std::map<std::string, std::uint32_t> numbers;
  for (auto const& place : corridor.places) {
    auto const next = static_cast<std::uint32_t>(numbers.size());
    country_number_.push_back(
        numbers.try_emplace(place.country, next).first->second);
  }
}

std::vector<ProcedureId> const& Procedures::steps(Passage const& passage) {
  if (corridor_.procedures_at[passage.at].empty()) {
    static std::vector<ProcedureId> const none;
    return none;
  }
  auto const from = passage.before ? passage.before : passage.at;
  auto const to = passage.after ? passage.after : passage.at;
  auto const commodity = passage.commodity ? passage.commodity.value + 1 : 0U;
  auto*& found =
      found_[code(from, passage.at, to) | std::uint64_t{commodity} << 2U |
             (passage.unit == ProcedureUnit::lot ? 2U : 0U)];
  if (found == nullptr) {
    found = &lists_.emplace_back(find(passage));
  }
  return *found;
}

// The most specific direction wins, exact countries before '*'; in it, for
// each step number, the most specific goods.
std::vector<ProcedureId> Procedures::find(Passage const& passage) const {
  auto const& from =
      corridor_.places[passage.before ? passage.before : passage.at].country;
  auto const& to =
      corridor_.places[passage.after ? passage.after : passage.at].country;
  auto const direction = [&](ProcedureStep const& step) {
    return 2 * country_fits(step.from_country, from) +
           country_fits(step.to_country, to);
  };
  auto best = -1;
  for (auto const id : corridor_.procedures_at[passage.at]) {
    auto const& step = corridor_.procedures[id];
    if (step.unit == passage.unit) {
      best = std::max(best, direction(step));
    }
  }
  std::map<int, ProcedureId> chosen;  // by step number
  for (auto const id : corridor_.procedures_at[passage.at]) {
    auto const& step = corridor_.procedures[id];
    auto const fit = goods_fit(corridor_, step, passage.commodity);
    if (step.unit != passage.unit || best < 0 || direction(step) != best ||
        fit < 0) {
      continue;
    }
    auto const [entry, is_first] = chosen.try_emplace(step.step, id);
    if (!is_first &&
        fit > goods_fit(corridor_, corridor_.procedures[entry->second],
                        passage.commodity)) {
      entry->second = id;
    }
  }
  std::vector<ProcedureId> steps;
  for (auto const& [number, id] : chosen) {
    steps.push_back(id);
  }
  return steps;
}

}  // namespace camel
