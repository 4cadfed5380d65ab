// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "camel/api/closed_ways.h"
#include "camel/api/why_no_route.h"
#include "camel/model/choice.h"
#include "camel/model/journey.h"
#include "camel/model/procedures.h"
#include "camel/routing/alternatives.h"
#include "camel/routing/replay.h"

namespace camel {

namespace {

constexpr double kHour = 3600;

Moment later(Moment moment, double hours) {
  return moment + std::chrono::seconds{
                      static_cast<std::int64_t>(std::llround(hours * kHour))};
}

// Of all journeys, one figure.
template <typename Figure>
std::vector<double> figures(std::vector<ReplayedJourney> const& journeys,
                            Figure figure) {
  std::vector<double> values;
  for (auto const& journey : journeys) {
    values.push_back(figure(journey));
  }
  return values;
}

class Search {
 public:
  Search(RouteGround const& ground, RouteQuestion const& question)
      : corridor_{ground.corridor},
        network_{ground.network},
        years_{ground.years},
        question_{question},
        towards_{ground.timetables.towards(question.to, request_of(question))},
        procedures_{corridor_} {}

  RouteAnswer run() {
    RouteAnswer answer;
    answer.question = question_;
    auto const front = FrontSearch{timetable_.table}.find(
        {question_.from, question_.to, 0, question_.teu}, towards_->bounds);
    answer.truncated = front.truncated;
    auto all = by_services(front);
    all.erase(
        std::remove_if(all.begin(), all.end(),
                       [&](RouteAlternative const& one) { return !fits(one); }),
        all.end());
    auto const blocked = std::stable_partition(
        all.begin(), all.end(),
        [](RouteAlternative const& way) { return !way.is_blocked; });
    std::vector<RouteAlternative> waiting{std::make_move_iterator(blocked),
                                          std::make_move_iterator(all.end())};
    all.erase(blocked, all.end());
    if (all.empty()) {
      answer.no_route = why_shut(waiting);
    }
    share_out(std::move(all), answer);
    std::move(waiting.begin(), waiting.end(),
              std::back_inserter(answer.others));
    return answer;
  }

 private:
  // Ways by the same services are one, with the plans to take them.
  std::vector<RouteAlternative> by_services(Front const& front) {
    std::vector<RouteAlternative> all;
    std::vector<std::vector<Ride>> keys;
    for (auto const& itinerary : front.itineraries) {
      auto const rides = rides_of(itinerary);
      auto const found = std::find(keys.begin(), keys.end(), rides);
      if (found == keys.end()) {
        keys.push_back(rides);
        all.emplace_back().plans = {itinerary};
      } else {
        all[static_cast<std::size_t>(found - keys.begin())].plans.push_back(
            itinerary);
      }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      fill(all[i], keys[i]);
    }
    return all;
  }

  std::vector<Ride> rides_of(Itinerary const& itinerary) const {
    std::vector<Ride> rides;
    for (auto const& leg : itinerary.legs) {
      rides.push_back(timetable_.ride(leg));
    }
    return rides;
  }

  void fill(RouteAlternative& way, std::vector<Ride> const& rides) {
    way.footprint = footprint_of(corridor_, network_, question_.goods, rides);
    auto const path = timetable_.path(way.plans.front().legs.front());
    Journey const journey{question_.goods, question_.teu, path, rides};
    auto const replayed = Replay{corridor_, network_, years_, journey}.around(
        second_of_year(corridor_, question_.ready));
    auto const& journeys = replayed.journeys;
    auto const hours = figures(
        journeys, [](ReplayedJourney const& one) { return one.delivered; });
    promise(way, replayed);
    auto const& plan = plan_of(way);
    way.arrives = at(plan.criteria.arrival);
    if (!hours.empty()) {
      auto const finished = static_cast<double>(hours.size());
      way.promise.by_plan =
          share(hours,
                [&](double delivered) {
                  return later(question_.ready, delivered) <= way.arrives;
                }) *
          finished / (finished + static_cast<double>(replayed.unfinished));
    }
    for (std::size_t i = 0; i < rides.size(); ++i) {
      way.legs.push_back(leg(plan, i, path, journeys));
    }
    way.departs = way.legs.front().etd;
    if (!journeys.empty()) {
      way.last_procedure_hours =
          quantile(figures(journeys,
                           [](ReplayedJourney const& one) {
                             return one.delivered - one.legs.back().landed;
                           }),
                   0.5);
    }
    worth(way, hours);
    look_for_closures(corridor_, journey_of(corridor_, network_, rides),
                      question_, way);
  }

  // The plan that holds for four boxes in five.
  Itinerary const& plan_of(RouteAlternative const& way) const {
    auto const wanted =
        way.promise.boxes > 0 ? way.promise.p80 : question_.ready;
    auto const distance = [&](Itinerary const& plan) {
      return std::abs((at(plan.criteria.arrival) - wanted).count());
    };
    return *std::min_element(way.plans.begin(), way.plans.end(),
                             [&](Itinerary const& a, Itinerary const& b) {
                               return distance(a) < distance(b);
                             });
  }

  void promise(RouteAlternative& way, Replayed const& replayed) const {
    way.promise.boxes = replayed.journeys.size();
    if (replayed.journeys.empty()) {
      way.promise.p50 = way.promise.p80 = way.promise.p95 =
          at(way.plans.front().criteria.arrival);
      return;
    }
    auto const promised = promise_of(replayed);
    way.promise.p50 = later(question_.ready, promised.p50);
    way.promise.p80 = later(question_.ready, promised.p80);
    way.promise.p95 = later(question_.ready, promised.p95);
    if (question_.arrive_by) {
      way.ready_by = later(*question_.arrive_by, -promised.p80);
    }
  }

  void worth(RouteAlternative& way, std::vector<double> const& hours) const {
    WayOfBox box{.usd = way.footprint.usd};
    double sum = 0;
    double squares = 0;
    for (auto const hour : hours) {
      sum += hour / 24;
      squares += hour / 24 * (hour / 24);
    }
    auto const n = static_cast<double>(std::max<std::size_t>(hours.size(), 1));
    box.days = hours.empty() ? days(way.promise.p50) : sum / n;
    box.deviation_days =
        std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n)));
    way.worth_usd =
        box.usd + usd_of_time(corridor_.commodities[question_.goods], box,
                              corridor_.choice.spread_weight);
  }

  RoutedLeg leg(Itinerary const& plan, std::size_t i, TrainPath path,
                std::vector<ReplayedJourney> const& journeys) {
    auto const& planned = plan.legs[i];
    auto const& table = timetable_.table;
    auto const& board = table.calls[planned.board.value];
    auto const& alight = table.calls[planned.alight.value];
    auto const departs = table.departures[board.times + planned.run];
    RoutedLeg made;
    made.ride = timetable_.ride(planned);
    made.from = board.place;
    made.to = alight.place;
    made.path = path;
    made.etd = at(departs);
    made.eta = at(table.arrivals[alight.times + planned.run]);
    auto const& line = timetable_.lines[board.line.value];
    made.interval_hours = line.interval_hours;
    made.is_seen = line.is_seen;
    made.procedures = procedures_before(plan, i, path);
    made.ready = made.etd;
    if (!journeys.empty()) {
      auto const by_train = at(departs - board.cut_off);
      medians(made, i, journeys);
      made.connection = share(
          figures(
              journeys,
              [&](ReplayedJourney const& one) { return one.legs[i].ready; }),
          [&](double ready) {
            return later(question_.ready, ready) <= by_train;
          });
    }
    auto const stand = i == 0 ? plan.start : plan.legs[i - 1].stand;
    if (auto const* const step =
            towards_->policy.find(table, stand, departs - board.cut_off + 1)) {
      auto const& next = table.calls[step->board.value];
      made.fallback =
          Fallback{table.lines[next.line.value].service,
                   at(table.departures[next.times + step->run]),
                   at(static_cast<Instant>(mean_of(step->arrival)))};
    }
    return made;
  }

  void medians(RoutedLeg& leg, std::size_t i,
               std::vector<ReplayedJourney> const& journeys) const {
    auto const median = [&](auto figure) {
      return quantile(figures(journeys, figure), 0.5);
    };
    auto const ready =
        median([&](ReplayedJourney const& one) { return one.legs[i].ready; });
    leg.ready = later(question_.ready, ready);
    leg.procedure_hours = median([&](ReplayedJourney const& one) {
      return one.legs[i].ready - (i > 0 ? one.legs[i - 1].landed : 0);
    });
    leg.wait_hours = median([&](ReplayedJourney const& one) {
      return one.legs[i].leaves - one.legs[i].ready;
    });
    leg.ride_hours = median([&](ReplayedJourney const& one) {
      return one.legs[i].landed - one.legs[i].leaves;
    });
  }

  std::vector<std::string> procedures_before(Itinerary const& plan,
                                             std::size_t i, TrainPath path) {
    std::vector<Ride> const rides = rides_of(plan);
    std::vector<std::string> names;
    auto const passage = passage_before(
        corridor_, network_, {question_.goods, question_.teu, path, rides}, i);
    for (auto const step : procedures_.steps(passage)) {
      names.push_back(corridor_.procedures[step].name);
    }
    return names;
  }

  bool fits(RouteAlternative const& way) const {
    return (!question_.depart_by || way.departs <= *question_.depart_by) &&
           (!question_.arrive_by || way.promise.p50 <= *question_.arrive_by);
  }

  void share_out(std::vector<RouteAlternative> all, RouteAnswer& answer) const {
    std::vector<WayCandidate> candidates;
    for (auto const& way : all) {
      candidates.push_back({.rides = rides_of(way.plans.front()),
                            .days = days(way.promise.p50),
                            .sure_days = days(way.promise.p95),
                            .usd = way.footprint.usd,
                            .grams = way.footprint.grams,
                            .worth = way.worth_usd});
    }
    std::vector<bool> is_shown(all.size());
    for (auto& chosen :
         choose_alternatives(candidates, question_.alternatives)) {
      auto& way = all[chosen.candidate];
      way.best_in = std::move(chosen.best_in);
      is_shown[chosen.candidate] = true;
      answer.alternatives.push_back(std::move(way));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_shown[i]) {
        answer.others.push_back(std::move(all[i]));
      }
    }
  }

  template <typename Is>
  static double share(std::vector<double> const& values, Is is) {
    return static_cast<double>(
               std::count_if(values.begin(), values.end(), is)) /
           static_cast<double>(values.size());
  }
  Moment at(Instant instant) const {
    return question_.ready + std::chrono::seconds{instant};
  }
  double days(Moment moment) const {
    return static_cast<double>((moment - question_.ready).count()) / kHour / 24;
  }

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  std::span<RecordedYear const> years_;
  RouteQuestion const& question_;
  std::shared_ptr<Towards const> const towards_;
  CorridorTimetable const& timetable_ = *towards_->timetable;
  Procedures procedures_;
};

}  // namespace

TimetableRequest request_of(RouteQuestion const& question) {
  return {.goods = question.goods,
          .teu = question.teu,
          .begins = question.ready,
          .weeks = question.weeks,
          .via = question.via,
          .avoid_places = question.avoid_places,
          .avoid_countries = question.avoid_countries,
          .avoid_services = question.avoid_services};
}

RouteFinder::RouteFinder(Corridor const& corridor,
                         std::span<RecordedYear const> years)
    : corridor_{corridor},
      network_{build_service_network(corridor)},
      years_{years},
      timetables_{corridor, network_, years} {}

RouteAnswer RouteFinder::find(RouteQuestion const& question) const {
  RouteGround const ground{corridor_, network_, years_, timetables_};
  auto answer = Search{ground, question}.run();
  constexpr int kManyWeeks = 60;
  if (answer.alternatives.empty() && answer.no_route.empty() &&
      question.weeks < kManyWeeks) {
    // A closure may last longer than the question looks ahead.
    auto longer = question;
    longer.weeks = kManyWeeks;
    auto const later = Search{ground, longer}.run();
    answer.no_route = later.no_route;
    auto const is_shut = [](RouteAlternative const& way) {
      return !way.shut_by.empty();
    };
    if (!later.alternatives.empty() &&
        std::all_of(later.alternatives.begin(), later.alternatives.end(),
                    is_shut)) {
      answer.no_route = why_shut(later.alternatives);
    }
  }
  if (answer.alternatives.empty() && answer.no_route.empty()) {
    answer.no_route = why_no_route(ground, question);
  }
  return answer;
}

}  // namespace camel
