// SPDX-License-Identifier: Apache-2.0
#include "route_summary.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/base/time_zone.h"
#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

std::tm calendar(Moment moment) {
  return fmt::gmtime(std::chrono::system_clock::to_time_t(moment));
}
std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}
// "7 h", "2.4 d"
std::string duration(double hours) {
  return hours < 48 ? fmt::format("{:.0f} h", hours)
                    : fmt::format("{:.1f} d", hours / 24);
}

class View {
 public:
  View(Corridor const& corridor, RouteAnswer const& answer)
      : corridor_{corridor}, answer_{answer} {}

  // Times are those of the clocks at the place.
  std::string day(PlaceId at, Moment moment) const {
    return fmt::format("{:%a %e %b}", calendar(local(at, moment)));
  }
  std::string day_and_hour(PlaceId at, Moment moment) const {
    return fmt::format("{:%a %e %b %H:%M}", calendar(local(at, moment)));
  }

  std::string heading() const {
    auto const& asked = answer_.question;
    auto const& goods = corridor_.commodities[asked.goods];
    return styled(fmt::format("{} → {}", name(asked.from), name(asked.to)),
                  Style::bold) +
           fmt::format(", {} TEU of {}, ready {}, times are local\n", asked.teu,
                       goods.name, day_and_hour(asked.from, asked.ready));
  }

  std::string overview(std::vector<RouteAlternative> const& ways,
                       std::size_t first) const {
    TextTable table{{{"way", Align::right},
                     {"half within", Align::right},
                     {"4 of 5", Align::right},
                     {"19 of 20", Align::right},
                     {"USD", Align::right},
                     {"kg CO2e", Align::right},
                     {"changes", Align::right},
                     {"by"},
                     {""}}};
    for (std::size_t i = 0; i < ways.size(); ++i) {
      auto const& way = ways[i];
      std::string best;
      for (auto const& one : way.best_in) {
        best += (best.empty() ? "" : ", ") + one;
      }
      table.add({std::to_string(first + i), days(way.promise.p50),
                 days(way.promise.p80), days(way.promise.p95),
                 money(way.footprint.usd),
                 grouped(way.footprint.grams / 1000 * answer_.question.teu),
                 std::to_string(way.legs.size() - 1), changes(way),
                 styled(best, Style::accent)});
    }
    return table.text();
  }

  std::string legs(RouteAlternative const& way, std::size_t number) const {
    auto text = "\n" + styled(fmt::format("Way {}", number), Style::bold) +
                fmt::format(": leave {}, arrive {} ({} of boxes do)\n",
                            day_and_hour(way.legs.front().from, way.departs),
                            day_and_hour(way.legs.back().to, way.arrives),
                            percent(way.promise.by_plan));
    TextTable table{{{"leg"},
                     {"ETD"},
                     {"ETA"},
                     {"made", Align::right},
                     {"USD", Align::right},
                     {"kg CO2e", Align::right},
                     {"if missed"}}};
    for (std::size_t i = 0; i < way.legs.size(); ++i) {
      auto const& leg = way.legs[i];
      auto const& footprint = way.footprint.legs[i];
      table.add({name(leg.from) + " → " + name(leg.to),
                 day_and_hour(leg.from, leg.etd), day_and_hour(leg.to, leg.eta),
                 leg.is_seen ? percent(leg.connection) : "?",
                 money(footprint.usd),
                 grouped(footprint.grams / 1000 * answer_.question.teu),
                 fallback(leg)});
      table.add({styled("  " + train(leg), Style::dim)});
      if (auto const waits = before(leg); !waits.empty()) {
        table.add({styled("  after " + waits, Style::dim)});
      }
    }
    return text + table.text() + notes(way);
  }

  std::string plans(RouteAlternative const& way) const {
    std::string text;
    for (auto const& plan : way.plans) {
      text += fmt::format(
          "    plan: arrive {}, every connection and the arrival kept with "
          "{}\n",
          day_and_hour(answer_.question.to,
                       answer_.question.ready +
                           std::chrono::seconds{plan.criteria.arrival}),
          percent(std::exp(-plan.criteria.risk / 1e6)));
    }
    return text;
  }

 private:
  // Without what stands in brackets behind it.
  std::string name(PlaceId id) const {
    auto const& full = corridor_.places[id].name;
    return full.substr(0, full.find(" ("));
  }
  Moment local(PlaceId at, Moment moment) const {
    return moment + utc_offsets(corridor_.places[at].time_zone, moment, moment)
                        .front()
                        .offset;
  }
  std::string money(double usd_of_teu) const {
    return grouped(usd_of_teu * answer_.question.teu);
  }
  std::string days(Moment moment) const {
    auto const seconds = (moment - answer_.question.ready).count();
    return fmt::format("{:.1f} d", static_cast<double>(seconds) / 86'400);
  }

  std::string changes(RouteAlternative const& way) const {
    std::string text;
    for (std::size_t i = 1; i < way.legs.size(); ++i) {
      text += (text.empty() ? "" : ", ") + name(way.legs[i].from);
    }
    return text.empty() ? "direct" : text;
  }

  std::string train(RoutedLeg const& leg) const {
    auto const& service = corridor_.services[leg.ride.service];
    auto text =
        service.operator_name.empty() ? vehicle(leg) : service.operator_name;
    text += fmt::format(", one in {}", duration(leg.interval_hours));
    return leg.path == TrainPath::fixed && service.mode == Mode::rail
               ? text + ", fixed path"
               : text;
  }

  std::string vehicle(RoutedLeg const& leg) const {
    auto const mode = corridor_.services[leg.ride.service].mode;
    return mode == Mode::rail   ? "train"
           : mode == Mode::road ? "lorry"
                                : "vessel";
  }

  std::string before(RoutedLeg const& leg) const {
    std::string names;
    for (auto const& one : leg.procedures) {
      names += (names.empty() ? "" : ", ") + one;
    }
    std::replace(names.begin(), names.end(), '_', ' ');
    if (names.empty()) {
      names = "until they are accepted";  // loading is stopped or banned
    }
    auto text = leg.procedure_hours >= 0.5
                    ? fmt::format("{} {}", duration(leg.procedure_hours), names)
                    : std::string{};
    if (leg.wait_hours >= 0.5) {
      text += fmt::format("{}{} for the {}", text.empty() ? "" : " + ",
                          duration(leg.wait_hours), vehicle(leg));
    }
    return text;
  }

  std::string fallback(RoutedLeg const& leg) const {
    if (!leg.fallback) {
      return "nothing";
    }
    auto const same = leg.fallback->service == leg.ride.service;
    return fmt::format(
        "{}, arrive {}",
        same ? "the next one" : corridor_.services[leg.fallback->service].name,
        day(answer_.question.to, leg.fallback->eta_destination));
  }

  std::string notes(RouteAlternative const& way) const {
    std::string text;
    for (auto const& closure : way.shut_by) {
      text += "  closed on the way: " + closure.text + "\n";
    }
    if (way.last_procedure_hours >= 0.5) {
      text += fmt::format("  then {} until they are handed over\n",
                          duration(way.last_procedure_hours));
    }
    if (way.ready_by) {
      text += fmt::format("  ready by {}, four in five arrive in time\n",
                          day_and_hour(answer_.question.from, *way.ready_by));
    }
    for (auto const& leg : way.legs) {
      if (!leg.is_seen) {
        text += fmt::format(
            "  no {} of {} ran in the simulated years: its times are nominal\n",
            vehicle(leg), corridor_.services[leg.ride.service].key);
      }
    }
    for (auto const& what : way.footprint.unpriced) {
      text += "  without a price: " + what + "\n";
    }
    return styled(text, Style::dim);
  }

  Corridor const& corridor_;
  RouteAnswer const& answer_;
};

}  // namespace

std::string describe(Corridor const& corridor, RouteAnswer const& answer,
                     RouteView view) {
  View const shown{corridor, answer};
  auto text = shown.heading();
  if (!answer.no_route.empty()) {
    text += styled("There is no route:", Style::bad) + "\n";
    for (auto const& reason : answer.no_route) {
      text += "  " + reason.text + "\n";
    }
    return text;
  }
  text += shown.overview(answer.alternatives, 1);
  for (std::size_t i = 0; i < answer.alternatives.size(); ++i) {
    text += shown.legs(answer.alternatives[i], i + 1);
    text += view.all ? shown.plans(answer.alternatives[i]) : "";
  }
  if (answer.others.empty()) {
    return text;
  }
  if (!view.all) {
    return text +
           styled(fmt::format("\n{} more with --all\n", answer.others.size()),
                  Style::dim);
  }
  auto const first = answer.alternatives.size() + 1;
  text += "\n" + styled("Others", Style::bold) + "\n" +
          shown.overview(answer.others, first);
  for (std::size_t i = 0; i < answer.others.size(); ++i) {
    text +=
        shown.legs(answer.others[i], first + i) + shown.plans(answer.others[i]);
  }
  return text;
}

}  // namespace camel
