// SPDX-License-Identifier: Apache-2.0
#include "capacity_summary.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "camel/api/capacity_codec.h"
#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kLimitsShown = 12;
constexpr std::size_t kFullShown = 6;
constexpr std::size_t kDemandShown = 8;
constexpr double kNearlyFull = 0.85;

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

std::string name_of_limit(Corridor const& corridor,
                          CapacityResult const& result, std::size_t limit) {
  return label_of(corridor, result.limits[limit].limit);
}

std::string proof(CapacityResult const& result) {
  return styled(fmt::format("proven to {:.0e}", std::max(result.gap, 1e-12)),
                Style::dim);
}

std::string headline(CapacityResult const& result) {
  auto const& question = result.question;
  auto const carried =
      fmt::format("{} of {} TEU a year ({})", grouped(result.served_teu),
                  grouped(result.demanded_teu),
                  percent(result.served_teu / result.demanded_teu));
  switch (question.objective) {
    case CapacityObjective::throughput:
      return fmt::format("  of {:g} times the demand it can carry {}, {}\n",
                         question.demand_factor, carried, proof(result));
    case CapacityObjective::cost:
      return fmt::format(
          "  {:g} times the demand costs {} million USD a year at least, with "
          "{}; a TEU left behind counts {} USD more than if it were carried; "
          "{}\n",
          question.demand_factor, grouped(result.value / 1e6), carried,
          grouped(question.unserved_usd), proof(result));
    case CapacityObjective::growth:
      break;
  }
  if (result.unbounded) {
    return "  nothing holds growth back: no demand meets a limit\n";
  }
  return fmt::format(
      "  all demand together can grow to {:.3f} times that of the base year, "
      "in {}; {}\n",
      result.value, result.seasons[*result.binding_season].season.name,
      proof(result));
}

std::string usage(LimitResult const& row) {
  return fmt::format("{} of {} {}", grouped(row.used, 1),
                     grouped(row.number, row.number < 100 ? 1 : 0),
                     unit_of(row.limit.kind));
}

std::string binding_table(Corridor const& corridor,
                          CapacityResult const& result) {
  auto const growth = result.question.objective == CapacityObjective::growth;
  TextTable table{{{"what holds it back"},
                   {"in use"},
                   {"one more"},
                   {"TEU a year", Align::right},
                   {growth ? "growth" : "million USD", Align::right},
                   {"+10 %: TEU", Align::right},
                   {"at most", Align::right},
                   {"then binds"}}};
  std::size_t shown = 0, left = 0;
  for (auto const& row : result.limits) {
    if (!row.binds) {
      continue;
    }
    if (shown == kLimitsShown) {
      ++left;
      continue;
    }
    ++shown;
    table.add({label_of(corridor, row.limit), usage(row),
               step_words(corridor, row.limit), "+" + grouped(row.step.teu),
               growth ? fmt::format("+{:.3f}", row.step.growth)
                      : grouped(row.step.usd / 1e6, 1),
               "+" + grouped(row.tenth.teu), "+" + grouped(row.all.teu),
               row.next ? name_of_limit(corridor, result, *row.next) : "–"});
  }
  if (shown == 0) {
    return result.question.rank ? "  nothing binds\n" : "";
  }
  return "\n" + table.text() +
         (left > 0 ? fmt::format("  … and {} more; --json has all\n", left)
                   : "");
}

std::string full_table(Corridor const& corridor, CapacityResult const& result) {
  TextTable table{{{"full or nearly so, but not what holds it back"},
                   {"in use"},
                   {"", Align::right}}};
  std::size_t shown = 0;
  for (auto const& row : result.limits) {
    if (!row.binds && row.saturation >= kNearlyFull && shown < kFullShown) {
      ++shown;
      table.add(
          {label_of(corridor, row.limit), usage(row), percent(row.saturation)});
    }
  }
  return shown > 0 ? "\n" + table.text() : "";
}

std::string unserved_table(Corridor const& corridor,
                           CapacityResult const& result) {
  TextTable table{{{"left behind"},
                   {"TEU a year", Align::right},
                   {"of", Align::right},
                   {"for want of"}}};
  std::size_t shown = 0, left = 0;
  for (auto const& boxes : result.demand) {
    auto const unserved = boxes.demanded_teu - boxes.served_teu;
    if (unserved < 0.5) {
      break;
    }
    if (shown == kDemandShown) {
      ++left;
      continue;
    }
    ++shown;
    auto const& row = corridor.demand[boxes.rows.front()];
    std::string held;
    for (auto const limit : boxes.held_by) {
      held +=
          (held.empty() ? "" : "; ") + name_of_limit(corridor, result, limit);
    }
    table.add({corridor.places[row.origin].name + " – " +
                   corridor.places[row.destination].name + ", " +
                   corridor.commodities[row.commodity].name,
               grouped(unserved), grouped(boxes.demanded_teu),
               held.empty() ? "–" : held});
  }
  if (shown == 0) {
    return "";
  }
  return "\n" + table.text() +
         (left > 0 ? fmt::format("  … and {} more\n", left) : "");
}

std::string ladder_table(Corridor const& corridor,
                         CapacityResult const& growth) {
  if (growth.ladder.empty()) {
    return "";
  }
  TextTable table{{{"all demand can grow to", Align::right},
                   {"then this holds it back"},
                   {"in"}}};
  for (auto const& step : growth.ladder) {
    table.add({fmt::format("× {:.3f}", step.growth),
               name_of_limit(corridor, growth, step.limit), step.season});
  }
  return "\n" + table.text() +
         "  each line as if what stands before it were no more in the way\n";
}

std::string saturated(SaturatedYear const& year) {
  return fmt::format(
      "\n  simulated with {:g} times the demand: {} TEU a year, {} of the {} "
      "that the same\n  services could carry if nobody waited\n",
      year.demand_factor, with_interval(year.teu_year, 0),
      percent(year.share()), grouped(year.potential_teu));
}

}  // namespace

std::string describe(Corridor const& corridor, CapacityAnswer const& answer) {
  auto const& result = answer.result;
  auto text = styled("What the corridor can carry", Style::bold) + ": " +
              corridor.title +
              (corridor.scenario.empty() ? "" : ", " + corridor.scenario) +
              "\n" + headline(result);
  if (answer.growth) {
    text += headline(*answer.growth);
  }
  text += binding_table(corridor, result) + full_table(corridor, result) +
          unserved_table(corridor, result);
  text += ladder_table(corridor, answer.growth ? *answer.growth : result);
  if (answer.saturated) {
    text += saturated(*answer.saturated);
  }
  return text;
}

std::string describe_briefly(Corridor const& corridor,
                             CapacityAnswer const& answer) {
  auto const& result = answer.result;
  auto text =
      "\n" + styled("What it can carry", Style::bold) + "\n" + headline(result);
  if (answer.growth) {
    text += headline(*answer.growth);
  }
  if (!result.limits.empty() && result.limits.front().binds) {
    text += "  " + in_words(corridor, result, result.limits.front()) + "\n";
  }
  if (answer.saturated) {
    auto const& year = *answer.saturated;
    text += fmt::format("  simulated with as much demand: {} TEU a year, {}\n",
                        grouped(year.teu_year.mean), percent(year.share()));
  }
  return text;
}

}  // namespace camel
