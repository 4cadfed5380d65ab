// SPDX-License-Identifier: Apache-2.0
#include "choice_summary.h"

#include <algorithm>

#include <fmt/format.h>

#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kGroupsShown = 14;

std::string short_name(Corridor const& corridor, PlaceId id) {
  auto const& name = corridor.places[id].name;
  return name.substr(0, name.find(" ("));
}

std::string way_of(Corridor const& corridor, Demand const& row) {
  std::string way;
  for (auto const place : row.via) {
    way += (way.empty() ? "" : " · ") + short_name(corridor, place);
  }
  return way.empty() ? "the quickest" : way;
}

std::string settling(ChoiceResult const& choice) {
  auto const gap = choice.gaps.empty() ? 0 : choice.gaps.back() * 100;
  return choice.settled
             ? fmt::format("  settled after {} simulations of the choice\n",
                           choice.gaps.size())
             : styled("  not settled: ", Style::bad) +
                   fmt::format(
                       "after {} simulations {:.1f} % of a group would still "
                       "change its way\n",
                       choice.gaps.size(), gap);
}

}  // namespace

std::string describe_choice(Corridor const& corridor,
                            ChoiceResult const& choice) {
  if (choice.groups.empty()) {
    return "";
  }
  std::vector<ChoiceGroup const*> groups;
  for (auto const& group : choice.groups) {
    groups.push_back(&group);
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](auto* a, auto* b) { return a->teu_year > b->teu_year; });
  auto const left_out = groups.size() - std::min(groups.size(), kGroupsShown);
  groups.resize(groups.size() - left_out);
  TextTable table{{{"from"},
                   {"to"},
                   {"by way of"},
                   {"share", Align::right},
                   {"TEU a year", Align::right},
                   {"USD a TEU", Align::right},
                   {"days ± sd", Align::right}}};
  for (auto const* group : groups) {
    for (auto const& option : group->options) {
      auto const& row = corridor.demand[option.demand];
      auto const first = &option == &group->options.front();
      table.add({first ? short_name(corridor, row.origin) : "",
                 first ? short_name(corridor, row.destination) : "",
                 way_of(corridor, row),
                 fmt::format("{:.1f} %", option.share * 100),
                 grouped(option.teu_year), grouped(option.way.usd),
                 fmt::format("{:.1f} ± {:.1f}", option.way.days,
                             option.way.deviation_days)});
    }
  }
  auto text = table.text() + settling(choice);
  if (left_out > 0) {
    text +=
        fmt::format("  … and {} more; the report has all of them\n", left_out);
  }
  return text;
}

}  // namespace camel
