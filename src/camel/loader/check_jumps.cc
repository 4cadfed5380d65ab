// SPDX-License-Identifier: Apache-2.0
// A service jumps where no way over open links of its mode and gauge leads
// from one stop to the next.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/loader/checks.h"
#include "camel/model/network.h"

namespace camel {

namespace {

// Says what kind of way there would be.
class JumpAdvisor {
 public:
  explicit JumpAdvisor(Corridor const& corridor) : corridor_{corridor} {}

  std::string advise(Service const& service, PlaceId from, PlaceId to) {
    auto const other = find_way(corridor_, from, to, service.mode, 0);
    if (other) {
      return "there is a way by " + gauges_of(*other) +
             ": change the gauge, or split the service where it changes";
    }
    auto const gauge = service.mode == Mode::rail ? service.gauge : 0;
    auto const planned = find_way(all_open(), from, to, service.mode, gauge);
    if (planned) {
      return "there would be a way over " + closed_of(*planned);
    }
    auto const any = find_any_way(corridor_, from, to);
    return any ? "there is a way by other modes: split the service"
               : "add the missing links to links.csv";
  }

 private:
  std::string gauges_of(std::vector<LinkRun> const& way) const {
    std::vector<Gauge> gauges;
    for (auto const run : way) {
      auto const gauge = corridor_.links[run.link].gauge;
      if (std::find(gauges.begin(), gauges.end(), gauge) == gauges.end()) {
        gauges.push_back(gauge);
      }
    }
    return fmt::format("{} mm", fmt::join(gauges, " and "));
  }

  std::string closed_of(std::vector<LinkRun> const& way) const {
    for (auto const run : way) {
      auto const& link = corridor_.links[run.link];
      if (!link.open) {
        return link.status == LinkStatus::operating
                   ? fmt::format("link '{}', which opens in {}", link.key,
                                 link.open_year.value_or(0))
                   : fmt::format("link '{}', which is {}", link.key,
                                 name_of(link.status));
      }
    }
    return {};
  }

  // The links of a day when all are open; built when first asked for.
  Corridor const& all_open() {
    if (!all_open_) {
      all_open_.emplace();
      all_open_->places = corridor_.places;
      all_open_->links = corridor_.links;
      for (auto& link : all_open_->links) {
        link.open = true;
      }
      index_corridor(*all_open_);
    }
    return *all_open_;
  }

  Corridor const& corridor_;
  std::optional<Corridor> all_open_;
};

std::string kind_of_links(Service const& service) {
  return service.mode == Mode::rail
             ? fmt::format("open rail links of {} mm", service.gauge)
             : fmt::format("open {} links", name_of(service.mode));
}

}  // namespace

void check_jumps(Loading& loading) {
  if (links_in_doubt(loading)) {
    return;
  }
  auto const& corridor = loading.corridor;
  auto const network = build_service_network(corridor);
  JumpAdvisor advisor{corridor};
  for (auto const id : corridor.services.ids()) {
    if (!loading.services.sound(id)) {
      continue;
    }
    auto const stops = corridor.stops_of[id];
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      auto const from = corridor.stops[stops[i]].place;
      auto const to = corridor.stops[stops[i + 1]].place;
      if (network.way_after[stops[i].value] || from == to) {
        continue;
      }
      auto const& service = corridor.services[id];
      loading.error(
          loading.stops, stops[i + 1], "place",
          {fmt::format("service '{}' jumps: no {} lead from {} to "
                       "{}",
                       service.key, kind_of_links(service),
                       corridor.places[from].code, corridor.places[to].code),
           advisor.advise(service, from, to)});
      loading.stops_in_doubt = true;
    }
  }
}

}  // namespace camel
