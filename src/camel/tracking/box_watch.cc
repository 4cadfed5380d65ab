// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/box_watch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace camel {

namespace {

using Json = nlohmann::ordered_json;

std::chrono::sys_seconds moment_in(Json const& leg, char const* name) {
  auto const moment = parse_event_time(leg.value(name, ""));
  return moment ? std::chrono::floor<std::chrono::seconds>(*moment)
                : std::chrono::sys_seconds{};
}

std::string word_in(Json const& leg, char const* name) {
  return std::string{last_word(leg.value(name, ""))};
}

// The step of the CBV as a waypoint is passed by it.
std::optional<Passing> passing_of(std::string_view step) {
  constexpr std::string_view kCbv = "https://ref.gs1.org/cbv/BizStep-";
  if (!step.starts_with(kCbv)) {
    return std::nullopt;
  }
  step.remove_prefix(kCbv.size());
  if (step == "accepting") {
    return Passing::ready;
  }
  if (step == "departing") {
    return Passing::departs;
  }
  if (step == "arriving") {
    return Passing::arrives;
  }
  return step == "receiving" ? std::optional{Passing::delivered} : std::nullopt;
}

void add_way(BoxWatch& watch, ConsignmentPlan const& plan) {
  if (plan.legs.empty()) {
    return;
  }
  auto const add = [&](std::string const& place, Passing passing,
                       std::string const& by, EpochSeconds planned) {
    watch.way.push_back({place, passing, by});
    watch.planned.push_back(planned);
  };
  add(plan.legs.front().from, Passing::ready, "", kNotYet);
  for (auto const& leg : plan.legs) {
    add(leg.from, Passing::departs, leg.service,
        leg.departs.time_since_epoch().count());
    add(leg.to, Passing::arrives, leg.service,
        leg.arrives.time_since_epoch().count());
  }
  // The last arrival of a plan is that of the boxes with their consignee.
  auto const promised = watch.planned.back();
  watch.planned.back() = kNotYet;
  add(plan.legs.back().to, Passing::delivered, "", promised);
}

void pass(BoxWatch& watch, Passing passing, std::string_view place,
          EpochSeconds time) {
  auto const first = watch.has_begun() ? watch.passed + 1 : 0;
  for (auto i = first; i < watch.way.size(); ++i) {
    if (watch.way[i].passing == passing && watch.way[i].place == place) {
      watch.journey.times[i] = time;
      watch.passed = i;
      return;
    }
  }
  // The same told again, by somebody else, is nothing new.
  auto const is_known =
      std::any_of(watch.way.begin(), watch.way.end(),
                  [&](Waypoint const& one) { return one.place == place; });
  if (!is_known && !place.empty()) {
    watch.strays.push_back({std::string{place}, time});
  }
}

}  // namespace

EpochSeconds epoch_seconds(EventMoment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment)
      .time_since_epoch()
      .count();
}

bool brings_plan(EpcisEvent const& event) {
  return event.json.find("rail:plan") != std::string::npos;
}

std::optional<ToldPlan> plan_in(EpcisEvent const& event) {
  if (!brings_plan(event)) {
    return std::nullopt;
  }
  auto const json = Json::parse(event.json, nullptr, false);
  if (!json.is_object() || !json.contains("rail:plan") ||
      !json["rail:plan"].is_array() || json["rail:plan"].empty()) {
    return std::nullopt;
  }
  ToldPlan told;
  for (auto const& object : event.objects) {
    told.plan.boxes.emplace_back(last_word(object));
  }
  for (auto const& leg : json["rail:plan"]) {
    if (!leg.is_object()) {
      return std::nullopt;
    }
    told.plan.legs.push_back({.from = word_in(leg, "rail:from"),
                              .to = word_in(leg, "rail:to"),
                              .service = leg.value("rail:service", ""),
                              .link = "",
                              .mode = "",
                              .departs = moment_in(leg, "rail:departs"),
                              .arrives = moment_in(leg, "rail:arrives")});
  }
  for (auto const& one : json.value("bizTransactionList", Json::array())) {
    told.plan.consignment = word_in(one, "bizTransaction");
  }
  told.product = json.value("rail:commodity", "");
  return told;
}

BoxWatch watch(LineUp const& line_up, ToldPlan const& told, EpochSeconds now) {
  BoxWatch watch;
  watch.object = line_up.object;
  add_way(watch, told.plan);
  watch.journey.product = told.product;
  watch.journey.times.assign(watch.way.size(), kNotYet);
  for (auto const& milestone : line_up.milestones) {
    auto const time = epoch_seconds(milestone.time);
    auto const passing = passing_of(milestone.step);
    if (passing && time <= now) {
      pass(watch, *passing, last_word(milestone.place), time);
    }
  }
  return watch;
}

}  // namespace camel
