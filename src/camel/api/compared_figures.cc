// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compared_figures.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "camel/base/names.h"

namespace camel {

namespace {

class Collector {
 public:
  Collector(Corridor const& corridor, SimulationResult const& result)
      : corridor_{corridor}, result_{result} {}

  std::vector<NamedFigure> all() {
    totals();
    for (auto const& flow : result_.flows) {
      take(flow);
    }
    for (auto const& facility : result_.facilities) {
      take(facility);
    }
    for (auto const& place : result_.places) {
      add({FigureGroup::place, code(place.place), name(place.place),
           "waiting_teu", "TEU"},
          1, place.waiting_teu);
    }
    for (auto const& border : result_.borders) {
      add({FigureGroup::border,
           fmt::format("{} {}>{}", code(border.place), border.from_country,
                       border.to_country),
           fmt::format("{}, {} → {}", name(border.place), border.from_country,
                       border.to_country),
           "stay_hours", "hours"},
          border.teu_year, border.stay_hours);
    }
    for (auto const& queue : result_.queues) {
      add({FigureGroup::border,
           fmt::format("{} {}>{} queue", code(queue.place), queue.from_country,
                       queue.to_country),
           fmt::format("{}, {} → {}", name(queue.place), queue.from_country,
                       queue.to_country),
           "trains_waiting", "trains"},
          1, queue.trains);
    }
    for (auto const& link : result_.links) {
      take(link);
    }
    return std::move(figures_);
  }

 private:
  void totals() {
    auto const total = [&](std::string figure, std::string unit,
                           Estimate const& estimate) {
      add({FigureGroup::total, "", "", std::move(figure), std::move(unit)}, 1,
          estimate);
    };
    total("teu_year", "TEU a year", result_.teu_year);
    total("tonnes_year", "t a year", result_.tonnes_year);
    total("trains_year", "trains a year", result_.trains_year);
    total("sailings_year", "sailings a year", result_.sailings_year);
    total("transit_days", "days", result_.transit_days);
    total("musd_year", "million USD a year", result_.musd_year);
    total("kt_co2e_year", "kt CO2e a year", result_.kt_co2e_year);
    total("inside_teu", "TEU under way at the end", result_.inside_at_end);
  }

  void take(FlowResult const& flow) {
    auto key = fmt::format("{}>{} {}", code(flow.origin),
                           code(flow.destination), name_of(flow.form));
    auto label = fmt::format("{} → {}, {}", name(flow.origin),
                             name(flow.destination), name_of(flow.form));
    if (flow.path == TrainPath::fixed) {
      key += " fixed";
      label += ", by timetable";
    }
    for (auto const place : flow.route) {
      auto const first = place == flow.route.front();
      key += (first ? " by " : "/") + code(place);
      label += (first ? ", by " : " · ") + name(place);
    }
    add({FigureGroup::flow, key, label, "teu_year", "TEU a year"}, 1,
        flow.teu_year);
    add({FigureGroup::flow, key, label, "transit_days", "days"},
        flow.teu_year.mean, flow.transit_days);
  }

  void take(FacilityResult const& facility) {
    auto const& row = corridor_.facilities[facility.facility];
    auto const key = code(row.place) + "/" + row.name;
    auto const label = name(row.place) + ", " + row.name;
    add({FigureGroup::facility, key, label, "utilisation", "of 1"}, 1,
        facility.utilisation);
    add({FigureGroup::facility, key, label, "wait_hours", "hours"},
        facility.trains_day, facility.wait_hours);
  }

  void take(LinkResult const& link) {
    auto const& row = corridor_.links[link.link];
    auto const label = [&](PlaceId from, PlaceId to) {
      return fmt::format("{} → {} ({})", name(from), name(to), row.key);
    };
    add({FigureGroup::link, row.key + " there", label(row.from, row.to),
         "trains_day", "trains a day"},
        1, link.trains_day);
    add({FigureGroup::link, row.key + " back", label(row.to, row.from),
         "trains_day", "trains a day"},
        1, link.trains_day_back);
  }

  void add(FigureName name, double weight, Estimate const& estimate) {
    auto const known =
        std::any_of(estimate.samples.begin(), estimate.samples.end(),
                    [](double value) { return !std::isnan(value); });
    if (known) {
      figures_.push_back({std::move(name), weight, estimate});
    }
  }

  std::string const& code(PlaceId place) const {
    return corridor_.places[place].code;
  }
  // Without the explanation in brackets.
  std::string name(PlaceId place) const {
    auto const& whole = corridor_.places[place].name;
    return whole.substr(0, whole.find(" ("));
  }

  Corridor const& corridor_;
  SimulationResult const& result_;
  std::vector<NamedFigure> figures_;
};

}  // namespace

std::vector<NamedFigure> figures_of(Corridor const& corridor,
                                    SimulationResult const& result) {
  return Collector{corridor, result}.all();
}

}  // namespace camel
