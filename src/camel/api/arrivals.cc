// SPDX-License-Identifier: Apache-2.0
#include "camel/api/arrivals.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "camel/api/box_ways.h"
#include "camel/api/json.h"
#include "camel/api/tracker.h"
#include "camel/base/file.h"
#include "camel/base/names.h"
#include "camel/base/utc_text.h"

namespace camel {

namespace {

constexpr auto kFile = "arrivals.eta";

EpochSeconds seconds_of(EventMoment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment)
      .time_since_epoch()
      .count();
}

Json json_of(EtaScore const& score) {
  return {{"cases", score.cases},
          {"pinball_hours", number(score.pinball)},
          {"covered", number(score.covered)},
          {"width_hours", number(score.width)},
          {"median_off_hours", number(score.off)}};
}

Json moment_json(EpochSeconds time) {
  return time == kNotYet ? Json()
                         : Json(utc_milliseconds(std::chrono::sys_seconds{
                               std::chrono::seconds{time}}));
}

// Events by the things they name.
class ByThing {
 public:
  ByThing(std::vector<EpcisEvent> const& events, EpochSeconds now) {
    for (auto const& event : events) {
      if (seconds_of(event.time) > now) {
        continue;
      }
      std::set<std::string> named{event.objects.begin(), event.objects.end()};
      if (!event.parent.empty()) {
        named.insert(event.parent);
      }
      for (auto const& name : named) {
        events_[name].push_back(&event);
      }
    }
  }
  std::vector<EpcisEvent> of(std::string const& object) const {
    std::vector<EpcisEvent> found;
    if (auto const known = events_.find(object); known != events_.end()) {
      for (auto const* const event : known->second) {
        found.push_back(*event);
      }
    }
    return found;
  }

 private:
  std::map<std::string, std::vector<EpcisEvent const*>> events_;
};

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

// The last plan told of each box by then. One that was declared in error does
// not count.
std::map<std::string, std::pair<EpcisEvent const*, ToldPlan>> plans_in(
    std::vector<EpcisEvent> const& events, EpochSeconds now) {
  std::set<std::string> in_error;
  for (auto const& event : events) {
    if (event.is_correction) {
      in_error.insert(event.id);
    }
  }
  std::map<std::string, std::pair<EpcisEvent const*, ToldPlan>> plans;
  for (auto const& event : events) {
    if (seconds_of(event.time) > now || in_error.contains(event.id)) {
      continue;
    }
    auto const told = plan_in(event);
    if (!told) {
      continue;
    }
    for (auto const& object : event.objects) {
      auto& known = plans[object];
      if (known.first == nullptr ||
          std::tie(known.first->time, known.first->id) <
              std::tie(event.time, event.id)) {
        known = {&event, *told};
      }
    }
  }
  return plans;
}

}  // namespace

ArrivalsLearnt learn_arrivals(Corridor const& corridor,
                              ArrivalsPlan const& plan) {
  auto const rows = box_ways(corridor);
  std::vector<BoxWay> const ways{rows.begin(), rows.end()};
  ArrivalsLearnt result;
  result.learnt.model =
      EtaModel{ways, simulate_eta_years(corridor, plan.learnt)};
  result.trial = try_eta(ways, result.learnt.model,
                         simulate_eta_years(corridor, plan.unseen));
  result.learnt.calibration = result.trial.calibration;
  return result;
}

void keep_arrivals(std::filesystem::path const& folder,
                   LearntArrivals const& learnt) {
  make_private_folder(folder);
  write_file(folder / kFile, to_bytes(learnt));
}

std::optional<LearntArrivals> kept_arrivals(
    std::filesystem::path const& folder) {
  std::error_code ignored;
  return std::filesystem::exists(folder / kFile, ignored)
             ? learnt_from(read_file(folder / kFile))
             : std::nullopt;
}

Lookout::Lookout(std::vector<EpcisEvent> const& events,
                 LearntArrivals const* learnt, std::optional<EpochSeconds> now)
    : learnt_{learnt} {
  for (auto const& event : events) {
    now_ = std::max(now_, seconds_of(event.time));
  }
  now_ = now.value_or(now_);
  ByThing const by_thing{events, now_};
  EventsOf const events_of = [&](std::string const& object) {
    return by_thing.of(object);
  };
  for (auto const& [object, plan] : plans_in(events, now_)) {
    auto& known = boxes_[object];
    known.watch = watch(line_up(object, events_of), plan.second, now_);
    if (learnt_ != nullptr) {
      known.steps = learnt_->model.steps().of(known.watch.way);
    }
  }
  if (learnt_ == nullptr) {
    return;
  }
  std::vector<BoxJourney> whole;
  for (auto const& [object, known] : boxes_) {
    whole.push_back(without_gaps(known.watch));
  }
  std::vector<NumberedJourney> journeys;
  for (auto const& [object, known] : boxes_) {
    journeys.push_back({&whole[journeys.size()], &known.steps});
  }
  auto const& model = learnt_->model;
  signals_ = signals_of(
      as_if_all(states_at(journeys, model.steps().size(), now_), model.usual()),
      model.usual());
}

BoxOutlook Lookout::outlook(Known const& known) const {
  BoxOutlook outlook{
      .watch = known.watch, .now = now_, .arrivals = {}, .alerts = {}};
  static StepTimes const kNone;
  auto const& journey = known.watch.journey;
  if (learnt_ != nullptr && !known.watch.is_there() &&
      journey.times[known.watch.passed] != kNotYet) {
    for (auto const& said : learnt_->model.forecast({.steps = &known.steps,
                            .product = journey.product,
                            .step = known.watch.passed,
                            .since = journey.times[known.watch.passed],
                            .now = now_},
                                                    signals_)) {
      outlook.arrivals.push_back(learnt_->calibration.calibrated(said));
    }
  }
  outlook.alerts = alerts_of(
      {.watch = outlook.watch,
       .arrivals = outlook.arrivals,
       .steps = known.steps,
       .times = learnt_ == nullptr ? kNone : learnt_->model.step_times(),
       .now = now_});
  return outlook;
}

std::optional<BoxOutlook> Lookout::of(std::string const& object) const {
  auto const known = boxes_.find(object);
  return known == boxes_.end() ? std::nullopt
                               : std::optional{outlook(known->second)};
}

std::vector<BoxAlert> Lookout::alerts() const {
  std::vector<BoxAlert> all;
  for (auto const& [object, known] : boxes_) {
    if (known.watch.is_there()) {
      continue;  // it is past helping
    }
    auto const of_box = outlook(known).alerts;
    all.insert(all.end(), of_box.begin(), of_box.end());
  }
  std::stable_sort(
      all.begin(), all.end(),
      [](BoxAlert const& a, BoxAlert const& b) { return a.since < b.since; });
  return all;
}

std::string to_json(EtaTrialResult const& result) {
  auto horizons = Json::array();
  for (std::size_t i = 0; i < result.horizons.size(); ++i) {
    auto one = json_of(result.horizons[i]);
    one["up_to_hours"] = i + 1 < result.horizons.size()
                             ? Json(EtaCalibration::kHorizons[i])
                             : Json();
    one["empirical"] = json_of(result.empirical_horizons[i]);
    horizons.push_back(std::move(one));
  }
  return to_text({{"empirical", json_of(result.empirical)},
                  {"conditioned", json_of(result.conditioned)},
                  {"calibrated", json_of(result.calibrated)},
                  {"horizons", std::move(horizons)},
                  {"crossings", result.crossings},
                  {"update_microseconds", number(result.microseconds)}},
                 2) +
         "\n";
}

namespace {

Json json_of(std::vector<BoxAlert> const& alerts) {
  auto list = Json::array();
  for (auto const& one : alerts) {
    list.push_back({{"kind", name_of(one.kind)},
                    {"object", one.object},
                    {"place", one.place},
                    {"since", moment_json(one.since)},
                    {"reason", one.reason},
                    {"fallback", one.fallback}});
  }
  return list;
}

Json json_of(BoxOutlook const& outlook) {
  auto const& watch = outlook.watch;
  auto milestones = Json::array();
  for (std::size_t i = 0; i < watch.way.size(); ++i) {
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
  return {{"as_of", moment_json(outlook.now)},
          {"plan", std::move(milestones)},
          {"alerts", json_of(outlook.alerts)}};
}

}  // namespace

std::string to_json(std::vector<BoxAlert> const& alerts) {
  return to_text({{"alerts", json_of(alerts)}}, 2) + "\n";
}

std::string to_json(LineUp const& line_up, BoxOutlook const* outlook) {
  auto json = Json::parse(to_json(line_up));
  json["outlook"] = outlook == nullptr ? Json() : json_of(*outlook);
  return to_text(json, 2) + "\n";
}

}  // namespace camel
