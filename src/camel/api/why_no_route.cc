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

  std::vector<RouteReason> find() {
    if (question_.from == question_.to) {
      return {{"there-already",
               "the boxes are there already: " + name(question_.from),
               {question_.from}}};
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

  std::vector<RouteReason> times(Moment soonest) const {
    if (question_.arrive_by && soonest > *question_.arrive_by) {
      return {{"too-late",
               "nothing that leaves after they are ready arrives in time: be "
               "ready sooner, or arrive later"}};
    }
    return {{"nothing-leaves",
             "nothing leaves between the boxes being ready and the latest "
             "departure asked for"}};
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
      reasons_.emplace_back("all-avoided",
                            "every way leads through what is to be avoided");
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
      reasons_.emplace_back(
          "none-via", "there is a way, but none via " + places, question_.via);
    }
  }

  void lift_size_and_goods() {
    auto small = question_;
    small.teu = 1;
    if (question_.teu > 1 && is_found(small)) {
      auto& reason = reasons_.emplace_back(
          "too-many", "no chain of trains takes " +
                          std::to_string(question_.teu) +
                          " TEU at once: send them in parts");
      reason.teu = question_.teu;
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
        auto& reason = reasons_.emplace_back(
            "other-cargo", "services on the way take cargo of the form '" +
                               std::string{name_of(all[id].form)} + "', not '" +
                               std::string{name_of(all[question_.goods].form)} +
                               "' as " + all[question_.goods].key);
        reason.goods = question_.goods;
        reason.cargo = all[question_.goods].form;
        reason.cargo_taken = all[id].form;
        return;
      }
    }
  }

  void lift_horizon() {
    auto longer = question_;
    longer.weeks = 60;
    if (question_.weeks < longer.weeks && is_found(longer)) {
      auto& reason = reasons_.emplace_back(
          "too-few-weeks", "no chain of departures arrives within " +
                               std::to_string(question_.weeks) +
                               " weeks: ask for more");
      reason.weeks = question_.weeks;
    }
  }

  void say_what_is_joined() {
    auto const made = table_of(question_);
    ConnectionScan scan{made->table};
    scan.find_arrival({question_.from, PlaceId{}, 0, question_.teu});
    std::vector<PlaceId> reached;
    for (auto const id : ground_.corridor.places.ids()) {
      if (id != question_.from && scan.arrival_at(id) != kNoInstant) {
        reached.push_back(id);
      }
    }
    std::vector<PlaceId> reaching;
    ConnectionScan back{made->table};
    for (auto const id : ground_.corridor.places.ids()) {
      if (id != question_.to &&
          back.find_arrival({id, question_.to, 0, question_.teu}) !=
              kNoInstant) {
        reaching.push_back(id);
      }
    }
    auto const from = name(question_.from);
    auto const to = name(question_.to);
    auto const& key = ground_.corridor.commodities[question_.goods].key;
    reasons_.push_back(reached.empty()
                           ? near({"nothing-from",
                                   "no service takes " + key + " from " + from,
                                   {question_.from}},
                                  &Stop::loads)
                           : joined({"reaches",
                                     "from " + from + " " + key + " gets to ",
                                     {question_.from}},
                                    reached));
    reasons_.push_back(
        reaching.empty()
            ? near({"nothing-to",
                    "no service brings " + key + " to " + to,
                    {question_.to}},
                   &Stop::unloads)
            : joined({"reached-from", to + " is reached from ", {question_.to}},
                     reaching));
    for (auto& reason : reasons_) {
      reason.goods = question_.goods;
    }
  }

  RouteReason joined(RouteReason reason,
                     std::vector<PlaceId> const& others) const {
    auto const named = std::min(others.size(), kListed);
    for (std::size_t i = 0; i < named; ++i) {
      reason.text += (i == 0 ? "" : ", ") + name(others[i]);
      reason.places.push_back(others[i]);
    }
    reason.more = static_cast<int>(others.size() - named);
    if (reason.more > 0) {
      reason.text += " and " + std::to_string(reason.more) + " more";
    }
    return reason;
  }

  // ": ask for one near it, X (12 km)", where services do that.
  RouteReason near(RouteReason reason, bool (Stop::*does)() const) const {
    auto const& corridor = ground_.corridor;
    auto const place = reason.places.front();
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
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i) {
      auto const km = static_cast<int>(found[i].first + 0.5);
      reason.text += (i == 0 ? ": ask for a place near it, " : " or ") +
                     name(found[i].second) + ", " + std::to_string(km) + " km";
      reason.places.push_back(found[i].second);
      reason.km.push_back(km);
    }
    return reason;
  }

  static constexpr std::size_t kListed = 5;
  static constexpr double kNearKm = 150;

  RouteGround const& ground_;
  RouteQuestion const& question_;
  std::vector<RouteReason> reasons_;
};

}  // namespace

std::vector<RouteReason> why_no_route(RouteGround const& ground,
                                      RouteQuestion const& question) {
  return Reasons{ground, question}.find();
}

}  // namespace camel
