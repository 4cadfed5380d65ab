// SPDX-License-Identifier: Apache-2.0
#include "camel/api/lookout.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "camel/base/names.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/eta_hindsight.h"
#include "camel/tracking/line_up.h"

namespace camel {

namespace {

// What nobody told of was passed with the next that was.
BoxJourney without_gaps(BoxWatch const& watch) {
  auto journey = watch.journey;
  for (auto i = watch.passed; i-- > 0;) {
    if (journey.times[i] == kNotYet) {
      journey.times[i] = journey.times[i + 1];
    }
  }
  return journey;
}

Json reason_json(AlertReason const& why) {
  auto const hours = [](EpochSeconds span) {
    return std::round(static_cast<double>(span) / 360) / 10;
  };
  Json json{{"type", name_of(why.type)}};
  for (auto const& [name, moment] :
       {std::pair{"planned", why.planned}, std::pair{"expected", why.expected},
        std::pair{"actual", why.actual}}) {
    if (moment != kNotYet) {
      json[name] = moment_json(moment);
    }
  }
  for (auto const& [name, span] :
       {std::pair{"hours", why.lasts}, std::pair{"usual_hours", why.usual}}) {
    if (span != 0) {
      json[name] = hours(span);
    }
  }
  if (!why.service.empty()) {
    json["service"] = why.service;
  }
  if (why.goes_on != kNotYet) {
    json["fallback"] = {{"service", why.service},
                        {"departs", moment_json(why.goes_on)}};
  }
  return json;
}

// Whether they came to the same until a moment.
bool have_one_past(BoxWatch const& a, BoxWatch const& b, EpochSeconds by) {
  return a.way == b.way && a.journey.product == b.journey.product &&
         std::equal(a.journey.times.begin(), a.journey.times.end(),
                    b.journey.times.begin(), b.journey.times.end(),
                    [&](EpochSeconds one, EpochSeconds other) {
                      return one == other || (one > by && other > by);
                    });
}

}  // namespace

bool Lookout::tells_of_the_past(Known const& known) const {
  auto const& times = known.watch.journey.times;
  return std::any_of(times.begin(), times.end(),
                     [&](EpochSeconds time) { return time <= calibrated_by_; });
}

void Lookout::put(std::string const& name, BoxWatch watch) {
  auto& known = boxes_[name];
  auto const is_as_before = have_one_past(known.watch, watch, calibrated_by_);
  has_other_past_ =
      has_other_past_ || (!is_as_before && tells_of_the_past(known));
  known.watch = std::move(watch);
  has_other_past_ =
      has_other_past_ || (!is_as_before && tells_of_the_past(known));
  if (learnt_ != nullptr) {
    known.steps = learnt_->model.steps().of(known.watch.way);
  }
  if (announced_ != nullptr) {
    known.closures = announced_->on(known.watch.way);
  }
}

void Lookout::remove(std::string const& name) {
  if (auto const known = boxes_.find(name); known != boxes_.end()) {
    has_other_past_ = has_other_past_ || tells_of_the_past(known->second);
    boxes_.erase(known);
  }
}

void Lookout::calibrate(std::span<BoxJourney const> whole) {
  // Most of what happened is told of within a day.
  constexpr EpochSeconds kDay = 24 * 3600;
  auto const by = (now_ / kDay - 1) * kDay;
  if (by == calibrated_by_ && !has_other_past_) {
    return;
  }
  std::vector<TrackedJourney> journeys;
  for (auto const& [name, known] : boxes_) {
    journeys.push_back(
        {name, &known.watch.journey, &whole[journeys.size()], &known.steps});
  }
  calibration_ =
      with_hindsight(learnt_->calibration, learnt_->model, journeys, by);
  calibrated_by_ = by;
  has_other_past_ = false;
}

void Lookout::look(EpochSeconds now) {
  now_ = now;
  if (learnt_ == nullptr) {
    return;
  }
  std::vector<BoxJourney> whole;
  for (auto const& [name, known] : boxes_) {
    whole.push_back(without_gaps(known.watch));
  }
  std::vector<NumberedJourney> journeys;
  for (auto const& [name, known] : boxes_) {
    journeys.push_back({&whole[journeys.size()], &known.steps});
  }
  auto const& model = learnt_->model;
  signals_ = signals_of(
      as_if_all(states_at(journeys, model.steps().size(), now_), model.usual()),
      model.usual());
  calibrate(whole);
}

BoxOutlook Lookout::outlook(Known const& known) const {
  BoxOutlook outlook{
      .watch = known.watch, .now = now_, .arrivals = {}, .alerts = {}};
  static StepTimes const kNone;
  auto const& journey = known.watch.journey;
  if (learnt_ != nullptr && !known.watch.is_there() &&
      journey.times[known.watch.passed] != kNotYet) {
    Foreteller const foreteller{learnt_->model, calibration_, learnt_->queues,
                                learnt_->announced};
    outlook.arrivals =
        foreteller.forecast({.steps = &known.steps,
                             .product = journey.product,
                             .step = known.watch.passed,
                             .since = journey.times[known.watch.passed],
                             .now = now_},
                            signals_, known.closures);
  }
  outlook.alerts = camel::alerts_of(
      {.watch = outlook.watch,
       .arrivals = outlook.arrivals,
       .steps = known.steps,
       .times = learnt_ == nullptr ? kNone : learnt_->model.step_times(),
       .now = now_});
  return outlook;
}

std::optional<BoxOutlook> Lookout::of(std::string const& name) const {
  auto const known = boxes_.find(name);
  return known == boxes_.end() ? std::nullopt
                               : std::optional{outlook(known->second)};
}

std::vector<BoxAlert> Lookout::alerts_of(std::string const& name) const {
  auto const known = boxes_.find(name);
  return known == boxes_.end() || known->second.watch.is_there()
             ? std::vector<BoxAlert>{}
             : outlook(known->second).alerts;
}

std::optional<ToldPlan> last_plan(std::span<EpcisEvent const> events,
                                  EpochSeconds now) {
  std::set<std::string> in_error;
  for (auto const& event : events) {
    if (event.is_correction) {
      in_error.insert(event.id);
    }
  }
  EpcisEvent const* last = nullptr;
  std::optional<ToldPlan> plan;
  for (auto const& event : events) {
    if (epoch_seconds(event.time) > now || in_error.contains(event.id) ||
        (last != nullptr &&
         std::tie(event.time, event.id) <= std::tie(last->time, last->id))) {
      continue;
    }
    if (auto told = plan_in(event)) {
      last = &event;
      plan = std::move(told);
    }
  }
  return plan;
}

Json moment_json(EpochSeconds time) {
  return time == kNotYet ? Json()
                         : Json(utc_milliseconds(std::chrono::sys_seconds{
                               std::chrono::seconds{time}}));
}

Json to_json(BoxAlert const& alert) {
  return {{"kind", name_of(alert.kind)},   {"object", alert.object},
          {"place", alert.place},          {"since", moment_json(alert.since)},
          {"why", reason_json(alert.why)}, {"reason", alert.reason},
          {"fallback", alert.fallback}};
}

Json to_json(BoxOutlook const& outlook,
             std::function<bool(std::string_view)> const& sees) {
  auto const& watch = outlook.watch;
  auto milestones = Json::array();
  for (std::size_t i = 0; i < watch.way.size(); ++i) {
    if (sees && !sees(watch.way[i].place)) {
      continue;
    }
    Json one{{"passing", name_of(watch.way[i].passing)},
             {"place", watch.way[i].place},
             {"by", watch.way[i].by},
             {"planned", moment_json(watch.planned[i])},
             {"actual", moment_json(watch.journey.times[i])}};
    auto const ahead = i - watch.passed - 1;
    if (i > watch.passed && ahead < outlook.arrivals.size()) {
      auto& eta = one["eta"] = Json::object();
      for (auto const& [name, level] :
           {std::pair{"p05", 0.05}, std::pair{"p10", 0.1},
            std::pair{"p25", 0.25}, std::pair{"p50", 0.5},
            std::pair{"p75", 0.75}, std::pair{"p90", 0.9},
            std::pair{"p95", 0.95}}) {
        eta[name] = moment_json(outlook.now +
                                static_cast<EpochSeconds>(
                                    outlook.arrivals[ahead].at(level) * 3600));
      }
    }
    milestones.push_back(std::move(one));
  }
  auto alerts = Json::array();
  for (auto const& one : outlook.alerts) {
    if (!sees || sees(one.place)) {
      alerts.push_back(to_json(one));
    }
  }
  return {{"object", watch.object},
          {"as_of", moment_json(outlook.now)},
          {"plan", std::move(milestones)},
          {"alerts", std::move(alerts)}};
}

}  // namespace camel
