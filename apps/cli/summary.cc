// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "choice_summary.h"
#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kFlowsShown = 14;
constexpr std::size_t kFacilitiesShown = 10;
constexpr std::size_t kOutsideShown = 12;
constexpr std::size_t kGrowingShown = 3;

std::string heading(std::string_view text) {
  return "\n" + styled(text, Style::bold) + "\n";
}

// Names up to their explanation in brackets, so that tables stay narrow.
std::string short_name(Corridor const& corridor, PlaceId id) {
  auto const& name = corridor.places[id].name;
  return name.substr(0, name.find(" ("));
}

int decimals_for(double value) {
  return value >= 1000 ? 0 : value >= 10 ? 1 : 2;
}

std::string range(double low, double high) {
  auto const decimals = decimals_for(high);
  return low == high ? grouped(low, decimals)
                     : grouped(low, decimals) + "–" + grouped(high, decimals);
}

std::string inside_word(bool inside) {
  return inside ? styled("inside", Style::good) : styled("outside", Style::bad);
}

// A sum that leaves out what is not known is no more than a least figure.
std::string at_least(double value, std::vector<std::string> const& unknown) {
  return (unknown.empty() ? "" : "≥ ") + grouped(value);
}

std::string flows_table(Corridor const& corridor,
                        SimulationResult const& result) {
  TextTable table{{{"from"},
                   {"to"},
                   {"cargo"},
                   {"changing at"},
                   {"TEU a year", Align::right},
                   {"days (95 %)", Align::right},
                   {"p10–p90", Align::right},
                   {"USD", Align::right},
                   {"kg CO2e", Align::right},
                   {"most of it"}}};
  for (auto const& flow : result.flows) {
    if (&flow - result.flows.data() >=
            static_cast<std::ptrdiff_t>(kFlowsShown) ||
        flow.teu_year.mean <= 0) {
      break;
    }
    std::string route;
    for (auto const place : flow.route) {
      route += (route.empty() ? "" : " · ") + short_name(corridor, place);
    }
    auto const largest =
        std::max_element(flow.parts_hours.begin(), flow.parts_hours.end());
    auto const total =
        std::accumulate(flow.parts_hours.begin(), flow.parts_hours.end(), 0.0);
    auto const part = static_cast<Part>(largest - flow.parts_hours.begin());
    auto const* const booked =
        flow.path == TrainPath::fixed ? ", by timetable" : "";
    table.add({short_name(corridor, flow.origin),
               short_name(corridor, flow.destination),
               std::string{name_of(flow.form)} + booked, route,
               grouped(flow.teu_year.mean), with_interval(flow.transit_days, 1),
               grouped(flow.p10, 1) + "–" + grouped(flow.p90, 1),
               at_least(flow.footprint.usd, flow.footprint.unpriced),
               at_least(flow.footprint.grams / 1000, flow.footprint.unmeasured),
               fmt::format("{} {:.0f} %", name_of(part),
                           total > 0 ? *largest / total * 100 : 0)});
  }
  return table.text();
}

std::string facilities_table(Corridor const& corridor,
                             SimulationResult const& result) {
  std::vector<FacilityResult const*> busiest;
  for (auto const& facility : result.facilities) {
    if (facility.trains_day > 0) {
      busiest.push_back(&facility);
    }
  }
  std::stable_sort(busiest.begin(), busiest.end(),
                   [](auto const* a, auto const* b) {
                     return a->utilisation.mean > b->utilisation.mean;
                   });
  busiest.resize(std::min(busiest.size(), kFacilitiesShown));
  TextTable table{{{"place"},
                   {"facility"},
                   {"in use", Align::right},
                   {""},
                   {"wait, hours (95 %)", Align::right},
                   {"units a day", Align::right}}};
  for (auto const* facility : busiest) {
    auto const& row = corridor.facilities[facility->facility];
    table.add({short_name(corridor, row.place), row.name,
               fmt::format("{:.0f} %", facility->utilisation.mean * 100),
               bar(facility->utilisation.mean, 16),
               with_interval(facility->wait_hours, 1),
               grouped(facility->trains_day, 1)});
  }
  return table.text();
}

std::string queues_table(Corridor const& corridor,
                         SimulationResult const& result) {
  TextTable table{{{"place"},
                   {"from"},
                   {"to"},
                   {"trains (95 %)", Align::right},
                   {"most (95 %)", Align::right}}};
  for (auto const& queue : result.queues) {
    table.add({short_name(corridor, queue.place), queue.from_country,
               queue.to_country, with_interval(queue.trains, 1),
               with_interval(queue.most, 0)});
  }
  return table.text();
}

// What to say first of a corridor that cannot carry its demand.
std::string not_carried(Corridor const& corridor,
                        SimulationResult const& result) {
  std::vector<FlowResult const*> flows;
  for (auto const& flow : result.flows) {
    if (!flow.carried) {
      flows.push_back(&flow);
    }
  }
  if (flows.empty()) {
    return "";
  }
  std::stable_sort(flows.begin(), flows.end(),
                   [](auto const* a, auto const* b) {
                     return a->growth_teu.mean > b->growth_teu.mean;
                   });
  auto text =
      styled("\n  The corridor cannot carry this demand: ", Style::bad) +
      fmt::format(
          "of {} flows the boxes under way grow all year, and "
          "their\n  transit times are no steady figures. The "
          "largest:\n",
          flows.size());
  flows.resize(std::min(flows.size(), kGrowingShown));
  for (auto const* flow : flows) {
    text += fmt::format(
        "    {} → {}: {} TEU asked for, {} delivered, {} more under way\n",
        short_name(corridor, flow->origin),
        short_name(corridor, flow->destination),
        grouped(flow->demanded_teu_year), grouped(flow->teu_year.mean),
        grouped(flow->growth_teu.mean));
  }
  return text;
}

std::string observed_text(Corridor const& corridor,
                          SimulationResult const& result) {
  std::string text;
  auto const count = [&](std::string const& what, auto belongs) {
    std::size_t inside = 0;
    std::size_t inside_15 = 0;
    std::size_t all = 0;
    for (auto const& one : result.observed) {
      if (belongs(corridor.observations[one.observation])) {
        ++all;
        inside += one.inside ? 1 : 0;
        inside_15 += one.inside_15 ? 1 : 0;
      }
    }
    if (all > 0) {
      text += fmt::format(
          "  {:<28} {} of {} inside the observed range, {} or within 15 %\n",
          what, inside, all, inside_15);
    }
  };
  auto const behaves_as = [](Role role) {
    return [role](Observation const& row) {
      return row.role == role && !follows_from_inputs(row.indicator);
    };
  };
  count("behaviour, kept to judge by", behaves_as(Role::judge));
  count("behaviour, open to fitting", behaves_as(Role::fit));
  count("volumes and times put in", [](Observation const& row) {
    return follows_from_inputs(row.indicator);
  });
  TextTable table{{{"outside"},
                   {"scope"},
                   {"observed", Align::right},
                   {"simulated (95 %)", Align::right},
                   {"unit"},
                   {"role"}}};
  std::size_t outside = 0;
  for (auto const& one : result.observed) {
    auto const& row = corridor.observations[one.observation];
    if (!one.inside && ++outside <= kOutsideShown) {
      table.add({row.indicator_word, row.scope, range(row.low, row.high),
                 with_interval(one.simulated, decimals_for(one.simulated.mean)),
                 row.unit, std::string{name_of(row.role)}});
    }
  }
  if (outside > 0) {
    text += table.text();
  }
  if (outside > kOutsideShown) {
    text += fmt::format("  … and {} more; the report has all of them\n",
                        outside - kOutsideShown);
  }
  if (!result.not_compared.empty()) {
    text += fmt::format(
        "  {} observations with a role could not be compared: nothing of the "
        "kind was simulated\n",
        result.not_compared.size());
  }
  return text;
}

}  // namespace

std::string describe(CorridorCheck const& check) {
  auto const& loaded = check.loaded;
  std::string text;
  for (auto const& finding : loaded.diagnostics.findings) {
    text += to_text(finding) + "\n";
  }
  auto const errors = loaded.diagnostics.errors();
  auto const warnings = loaded.diagnostics.findings.size() - errors;
  text += fmt::format("{}{}: ", text.empty() ? "" : "\n", loaded.corridor.name);
  for (bool first = true; auto const& [table, rows] : loaded.table_rows) {
    text +=
        fmt::format("{}{} {}", first ? "" : ", ", grouped(double(rows)), table);
    first = false;
  }
  text += "\n";
  auto const& defaults = check.defaults;
  if (defaults.path_capacities + defaults.speeds +
          defaults.places_without_queue >
      0) {
    text += fmt::format(
        "taken by rule, not from a table: the path capacity of {} lines in "
        "use, the speed of {};\nboxes are handled without a queue at {} "
        "places\n",
        defaults.path_capacities, defaults.speeds,
        defaults.places_without_queue);
  }
  if (!check.totals.empty()) {
    text += heading("Totals of the package against what was observed");
    TextTable table{{{"total"},
                     {"scope"},
                     {"package", Align::right},
                     {"observed", Align::right},
                     {"unit"},
                     {""}}};
    for (auto const& total : check.totals) {
      auto const& row = loaded.corridor.observations[total.observation];
      table.add({row.indicator_word, row.scope, grouped(total.model),
                 grouped(total.low) + "–" + grouped(total.high), row.unit,
                 inside_word(total.inside)});
    }
    text += table.text();
  }
  text +=
      fmt::format("\n{} error{}, {} warning{}\n", errors,
                  errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
  return text;
}

std::string describe(Corridor const& corridor, SimulationResult const& result) {
  auto const& plan = result.plan;
  auto text = fmt::format(
      "{}\n{}\n", styled(corridor.title, Style::bold),
      styled(fmt::format("{} simulated {} for {}, after {} of warm-up; seed {}",
                         corridor.base_year, counted(plan.replications, "time"),
                         counted(plan.days, "day"),
                         counted(plan.warm_up_days, "day"), plan.seed),
             Style::dim));
  text += fmt::format(
      "\n  {} TEU · {} t · {} trains · {} sailings a year\n"
      "  a box is {} days on its way\n"
      "  carriage {} million USD · {} kt CO2e a year\n",
      with_interval(result.teu_year, 0), with_interval(result.tonnes_year, 0),
      with_interval(result.trains_year, 0),
      with_interval(result.sailings_year, 0),
      with_interval(result.transit_days, 1), with_interval(result.musd_year, 0),
      with_interval(result.kt_co2e_year, 0));
  text += not_carried(corridor, result);
  text += heading("The largest flows, USD and kg a TEU") +
          flows_table(corridor, result);
  if (!result.choice.groups.empty()) {
    text += heading("Ways chosen") + describe_choice(corridor, result.choice);
  }
  text +=
      heading("The busiest facilities") + facilities_table(corridor, result);
  if (!result.queues.empty()) {
    text += heading("Trains standing before the borders") +
            queues_table(corridor, result);
  }
  if (!result.observed.empty()) {
    text +=
        heading("Simulated against observed") + observed_text(corridor, result);
  }
  return text;
}

}  // namespace camel
