// SPDX-License-Identifier: Apache-2.0
#include "camel/api/motion.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "camel/api/choose_routes.h"
#include "camel/api/json.h"

namespace camel {

namespace {

constexpr auto kSampleMinutes = Standstill::kEvery / 60;

// Minutes, rounded down: before the year they are negative.
int minutes(std::int32_t seconds) {
  return static_cast<int>(std::floor(seconds / 60.0));
}

template <typename Id, typename Row, typename Key>
Json keys_of(Table<Id, Row> const& rows, Key key) {
  auto list = Json::array();
  for (auto const& row : rows) {
    list.push_back(row.*key);
  }
  return list;
}

// The calls of all trains one after the other, each column a list.
Json trains_json(std::vector<TrainInMotion> const& trains) {
  auto service = Json::array(), first = Json::array({0}), place = Json::array(),
       arrive = Json::array(), leave = Json::array(), teu = Json::array();
  for (auto const& train : trains) {
    service.push_back(train.service ? static_cast<int>(train.service.value)
                                    : -1);
    for (auto const& call : train.calls) {
      place.push_back(call.place.value);
      arrive.push_back(minutes(call.arrived));
      leave.push_back(minutes(call.left));
      teu.push_back(call.teu);
    }
    first.push_back(place.size());
  }
  return {{"service", std::move(service)},  {"first", std::move(first)},
          {"call_place", std::move(place)}, {"arrive", std::move(arrive)},
          {"leave", std::move(leave)},      {"teu", std::move(teu)}};
}

Json queue(std::string const& place, std::string_view kind,
           std::vector<int> const& values) {
  return {{"place", place},
          {"kind", kind},
          {"every_minutes", kSampleMinutes},
          {"values", values}};
}

Json queues_json(Corridor const& corridor, Motion const& motion) {
  auto list = Json::array();
  for (std::size_t i = 0; i < motion.borders.size(); ++i) {
    auto const& border = motion.borders[i];
    auto row = queue(corridor.places[border.place].code, "trains",
                     motion.standstill.trains[i]);
    row["from_country"] = border.from_country;
    row["to_country"] = border.to_country;
    list.push_back(std::move(row));
  }
  for (auto const id : motion.standstill.teu.ids()) {
    auto const& values = motion.standstill.teu[id];
    auto const stood =
        std::any_of(values.begin(), values.end(), [](int v) { return v > 0; });
    if (stood) {
      list.push_back(queue(corridor.places[id].code, "teu", values));
    }
  }
  return list;
}

// Spells in which boxes for a border were not accepted, by what was seen.
void add_bans(Corridor const& corridor, Standstill const& standstill,
              Json& list) {
  for (auto const id : standstill.banned.ids()) {
    auto const& on = standstill.banned[id];
    auto const& ban = corridor.loading_bans[id];
    for (std::size_t i = 0; i < on.size(); ++i) {
      auto const from = i;
      while (i < on.size() && on[i]) {
        ++i;
      }
      if (i > from) {
        list.push_back(
            {{"what", "ban"},
             {"key", ban.key},
             {"name", corridor.places[ban.place].name},
             {"share", 0},
             {"start", static_cast<std::int64_t>(from) * kSampleMinutes},
             {"end", static_cast<std::int64_t>(i) * kSampleMinutes}});
      }
    }
  }
}

Json closures_json(Corridor const& corridor, Motion const& motion) {
  auto list = Json::array();
  for (auto const& closure : motion.closures) {
    auto const& places = corridor.places;
    auto const from = start_of(corridor, closure.run);
    auto const to = end_of(corridor, closure.run);
    list.push_back(
        {{"what", "link"},
         {"key", corridor.links[closure.run.link].key},
         {"name", fmt::format("{} → {}", places[from].name, places[to].name)},
         {"share", number(closure.share)},
         {"start", minutes(closure.from)},
         {"end", minutes(closure.to)}});
  }
  add_bans(corridor, motion.standstill, list);
  return list;
}

}  // namespace

Motion simulate_motion(Corridor const& corridor, MotionPlan const& plan,
                       int threads, std::function<void(int)> const& choosing) {
  auto const chosen = choose_routes(corridor,
                                    {.replications = kChoosingReplications,
                                     .days = plan.days,
                                     .warm_up_days = plan.warm_up_days,
                                     .seed = plan.seed,
                                     .threads = threads,
                                     .progress = {}},
                                    choosing);
  return record_motion(chosen.corridor, plan);
}

std::string to_json(Corridor const& corridor, Motion const& motion) {
  return to_text({{"corridor", corridor.name},
                  {"start", fmt::format("{}-01-01", corridor.base_year)},
                  {"days", motion.plan.days},
                  {"seed", motion.plan.seed},
                  {"services", keys_of(corridor.services, &Service::key)},
                  {"places", keys_of(corridor.places, &Place::code)},
                  {"trains", trains_json(motion.trains)},
                  {"queues", queues_json(corridor, motion)},
                  {"closures", closures_json(corridor, motion)}});
}

}  // namespace camel
