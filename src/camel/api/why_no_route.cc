// SPDX-License-Identifier: Apache-2.0
#include "camel/api/why_no_route.h"

#include <algorithm>
#include <set>

#include "camel/base/names.h"
#include "camel/loader/great_circle.h"
#include "camel/routing/connection_scan.h"

namespace camel {

namespace {

class Reasons {
 public:
  Reasons(RouteGround const& ground, RouteQuestion const& question)
      : ground_{ground}, question_{question} {}

  std::vector<std::string> find() {
    if (question_.from == question_.to) {
      return {"the boxes are there already: " + name(question_.from)};
    }
    if (question_.depart_by || question_.arrive_by) {
      if (auto const arrival = arrival_of(question_); arrival) {
        return times(*arrival);
      }
    }
    lift_wishes();
    if (reasons_.empty()) {
      lift_size_and_goods();
    }
    if (reasons_.empty()) {
      lift_horizon();
    }
    if (reasons_.empty()) {
      say_what_is_joined();
    }
    return std::move(reasons_);
  }

 private:
  std::string name(PlaceId id) const {
    auto const& place = ground_.corridor.places[id];
    return place.name + " (" + place.code + ")";
  }

  auto table_of(RouteQuestion const& question) const {
    return ground_.timetables.find(request_of(question));
  }

  std::optional<Moment> arrival_of(RouteQuestion const& question) const {
    auto const made = table_of(question);
    ConnectionScan scan{made->table};
    auto const arrival =
        scan.find_arrival({question.from, question.to, 0, question.teu});
    if (arrival == kNoInstant) {
      return {};
    }
    return question.ready + std::chrono::seconds{arrival};
  }
  bool is_found(RouteQuestion const& question) const {
    return arrival_of(question).has_value();
  }

  std::vector<std::string> times(Moment soonest) const {
    std::vector<std::string> reasons;
    if (question_.arrive_by && soonest > *question_.arrive_by) {
      reasons.push_back(
          "nothing that leaves after they are ready arrives in "
          "time: be ready sooner, or arrive later");
    } else {
      reasons.push_back(
          "nothing leaves between the boxes being ready and the "
          "latest departure asked for");
    }
    return reasons;
  }

  void lift_wishes() {
    auto free = question_;
    free.avoid_places.clear();
    free.avoid_countries.clear();
    free.avoid_services.clear();
    auto const avoids = !question_.avoid_places.empty() ||
                        !question_.avoid_countries.empty() ||
                        !question_.avoid_services.empty();
    if (avoids && is_found(free)) {
      reasons_.push_back("every way leads through what is to be avoided");
      return;
    }
    if (question_.via.empty()) {
      return;
    }
    auto direct = free;
    direct.via.clear();
    if (is_found(direct)) {
      std::string places;
      for (auto const place : question_.via) {
        places += (places.empty() ? "" : ", then ") + name(place);
      }
      reasons_.push_back("there is a way, but none via " + places);
    }
  }

  void lift_size_and_goods() {
    auto small = question_;
    small.teu = 1;
    if (question_.teu > 1 && is_found(small)) {
      reasons_.push_back("no chain of trains takes " +
                         std::to_string(question_.teu) +
                         " TEU at once: send them in parts");
      return;
    }
    auto const& all = ground_.corridor.commodities;
    std::set<CargoForm> tried{all[question_.goods].form};
    for (auto const id : all.ids()) {
      if (!tried.insert(all[id].form).second) {
        continue;
      }
      auto other = small;
      other.goods = id;
      if (is_found(other)) {
        reasons_.push_back("services on the way take cargo of the form '" +
                           std::string{name_of(all[id].form)} + "', not '" +
                           std::string{name_of(all[question_.goods].form)} +
                           "' as " + all[question_.goods].key);
        return;
      }
    }
  }

  void lift_horizon() {
    auto longer = question_;
    longer.weeks = 60;
    if (question_.weeks < longer.weeks && is_found(longer)) {
      reasons_.push_back("no chain of departures arrives within " +
                         std::to_string(question_.weeks) +
                         " weeks: ask for more");
    }
  }

  void say_what_is_joined() {
    auto const made = table_of(question_);
    ConnectionScan scan{made->table};
    scan.find_arrival({question_.from, PlaceId{}, 0, question_.teu});
    std::string reached;
    std::string reaching;
    auto from = 0;
    auto to = 0;
    for (auto const id : ground_.corridor.places.ids()) {
      if (id != question_.from && scan.arrival_at(id) != kNoInstant &&
          ++from <= kListed) {
        reached += (reached.empty() ? "" : ", ") + name(id);
      }
    }
    ConnectionScan back{made->table};
    for (auto const id : ground_.corridor.places.ids()) {
      if (id != question_.to &&
          back.find_arrival({id, question_.to, 0, question_.teu}) !=
              kNoInstant &&
          ++to <= kListed) {
        reaching += (reaching.empty() ? "" : ", ") + name(id);
      }
    }
    auto const more = [](int n) {
      return n > kListed ? " and " + std::to_string(n - kListed) + " more" : "";
    };
    auto const& key = ground_.corridor.commodities[question_.goods].key;
    reasons_.push_back(from == 0 ? "no service takes " + key + " from " +
                                       name(question_.from) +
                                       near(question_.from, &Stop::loads)
                                 : "from " + name(question_.from) + " " + key +
                                       " gets to " + reached + more(from));
    reasons_.push_back(
        to == 0
            ? "no service brings " + key + " to " + name(question_.to) +
                  near(question_.to, &Stop::unloads)
            : name(question_.to) + " is reached from " + reaching + more(to));
  }

  // ": ask for one near it, X (12 km)", where services do that.
  std::string near(PlaceId place, bool (Stop::*does)() const) const {
    auto const& corridor = ground_.corridor;
    std::vector<std::pair<double, PlaceId>> found;
    for (auto const& stop : corridor.stops) {
      auto const& service = corridor.services[stop.service];
      auto const form = corridor.commodities[question_.goods].form;
      auto const km =
          great_circle_km(corridor.places[place], corridor.places[stop.place]);
      if ((stop.*does)() && !service.background &&
          (service.cargo & bit(form)) != 0 && km < kNearKm &&
          stop.place != place) {
        found.emplace_back(km, stop.place);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i) {
      text += (i == 0 ? ": ask for a place near it, " : " or ") +
              name(found[i].second) + ", " +
              std::to_string(static_cast<int>(found[i].first + 0.5)) + " km";
    }
    return text;
  }

  static constexpr int kListed = 5;
  static constexpr double kNearKm = 150;

  RouteGround const& ground_;
  RouteQuestion const& question_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::vector<std::string> why_no_route(RouteGround const& ground,
                                      RouteQuestion const& question) {
  return Reasons{ground, question}.find();
}

}  // namespace camel
