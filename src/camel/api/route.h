// SPDX-License-Identifier: Apache-2.0
// How boxes can get from one place to another, as the programs ask for it:
// a few clearly different ways, each with its times, money, CO2e and odds, or
// what stands in the way. The odds are those of boxes that set out around the
// same day in the recorded years.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/route_reason.h"
#include "camel/api/timetables_at_hand.h"
#include "camel/model/footprint.h"
#include "camel/model/recorded_year.h"
#include "camel/routing/corridor_timetable.h"
#include "camel/routing/front_search.h"

namespace camel {

using Moment = std::chrono::sys_seconds;

struct RouteQuestion {
  PlaceId from, to;
  CommodityId goods;
  int teu = 2;
  Moment ready{};
  std::optional<Moment> depart_by, arrive_by;
  std::vector<PlaceId> via;  // in order
  std::vector<PlaceId> avoid_places;
  std::vector<std::string> avoid_countries;
  std::vector<ServiceId> avoid_services;
  int weeks = 10;  // trains of so many are looked at
  std::size_t alternatives = 5;
};

// What to do when a train is missed.
struct Fallback {
  ServiceId service;
  Moment etd, eta_destination;  // the latter as expected, in the mean
};

struct RoutedLeg {
  Ride ride;
  PlaceId from, to;
  TrainPath path = TrainPath::ordinary;
  Moment ready;     // procedures done, half of the boxes
  Moment etd, eta;  // by the plan
  double procedure_hours = 0, wait_hours = 0, ride_hours = 0;  // medians
  std::vector<std::string> procedures;  // that the wait before it is spent on
  double interval_hours = 0;            // between trains
  bool is_seen = false;                 // in the recorded years
  double connection = 0;  // chance to be ready for the train of the plan
  std::optional<Fallback> fallback;
};

// Of a share of boxes, the moment by which they are delivered.
struct Promise {
  Moment p50, p80, p95;
  std::size_t boxes = 0;  // followed through the years to their end
  double by_plan = 0;     // chance to arrive by the plan's arrival
};

struct RouteAlternative {
  std::vector<std::string> best_in;
  std::vector<RoutedLeg> legs;
  Moment departs, arrives;  // by the plan
  double last_procedure_hours = 0;
  Promise promise;
  std::optional<Moment> ready_by;  // for `arrive_by`, four times in five
  Footprint footprint;             // of one TEU
  double worth_usd = 0;            // of one TEU, with what its goods lose
  std::vector<Itinerary> plans;    // of the front, that go this way
  // Closures that strike it while the boxes would be on it; and the longest of
  // them takes most of the time until half of them arrive.
  std::vector<RouteReason> shut_by;
  bool is_blocked = false;
};

struct RouteAnswer {
  RouteQuestion question;
  std::vector<RouteAlternative> alternatives;  // shown
  // Also worth considering, and those on which boxes would wait for a closure
  // to end.
  std::vector<RouteAlternative> others;
  std::vector<RouteReason> no_route;  // why there is none; where there is: none
  bool truncated = false;             // the search was cut short
};

// What a question asks of the timetable.
TimetableRequest request_of(RouteQuestion const& question);

// Keeps what queries share: the service network, the timetables asked for last
// and what to do towards a destination. For many threads at once.
class RouteFinder {
 public:
  // The corridor and the years must outlive it.
  RouteFinder(Corridor const& corridor, std::span<RecordedYear const> years);

  RouteAnswer find(RouteQuestion const& question) const;

 private:
  Corridor const& corridor_;
  ServiceNetwork const network_;
  std::span<RecordedYear const> years_;
  TimetablesAtHand mutable timetables_;
};

// A question as it is typed: blank is left to the corridor, a blank `ready`
// means today. Throws UsageError where a word is not understood.
struct RouteWords {
  std::string from, to, commodity, units = "1xFEU";
  std::string ready, depart_by, arrive_by;
  std::vector<std::string> via, avoid;
  int weeks = RouteQuestion{}.weeks;
};
RouteQuestion question_in(Corridor const& corridor, RouteWords const& words);

// A place by its code or its name, however it is spelt; throws UsageError with
// a suggestion.
PlaceId place_called(Corridor const& corridor, std::string_view word);
CommodityId goods_called(Corridor const& corridor, std::string_view word);
// The goods of most boxes.
CommodityId usual_goods(Corridor const& corridor);
// "2xFEU", "3 TEU", "1x40".
int teu_of_units(std::string_view text);
// "2026-12-01", "2026-12-01T08:30", local time there; "…Z": UTC.
Moment moment_at(Place const& place, std::string_view text);
// A country, a place or a service that is to be avoided, into the question.
void avoid(Corridor const& corridor, std::string_view word,
           RouteQuestion& question);

}  // namespace camel
