// SPDX-License-Identifier: Apache-2.0
// Fleets, the services they run, and the stops of each.
#include <tuple>

#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

constexpr int kMostVessels = 1000;  // each sails by itself

void finish_fleet(RowCells& cells, Fleet& fleet) {
  if (fleet.name.empty()) {
    fleet.name = fleet.key;
  }
  if (!cells.fine("kind")) {
    return;
  }
  if (fleet.kind == FleetKind::vessel && !cells.has("teu_per_unit")) {
    cells.error("teu_per_unit", {"a vessel without a capacity",
                                 "write how many TEU one vessel carries"});
  }
  if (fleet.kind == FleetKind::vessel && cells.has("gauge")) {
    cells.error("gauge", {"a vessel has no gauge", "leave it blank"});
  }
  if (fleet.kind == FleetKind::vessel && fleet.number > kMostVessels) {
    cells.error("number", {fmt::format("{} vessels in one fleet", fleet.number),
                           fmt::format("it must be at most {}", kMostVessels)});
  }
}

void finish_service(RowCells& cells, Service& service) {
  if (service.name.empty()) {
    service.name = service.key;
  }
  auto const rail = service.mode == Mode::rail;
  if (service.mode == Mode::road) {
    cells.error("mode", {"road services do not exist in this model",
                         "write rail, sea or ferry"});
    return;
  }
  if (rail && service.gauge == 0 && cells.fine("gauge")) {
    cells.error("gauge", {"a rail service without a gauge",
                          "write it in mm, such as 1435 or 1520"});
  }
  if (!rail && cells.has("gauge")) {
    cells.error("gauge", {fmt::format("a {} service has no gauge",
                                      name_of(service.mode)),
                          "leave the gauge blank"});
  }
  if (!rail && service.path == TrainPath::fixed) {
    cells.error("path", {fmt::format("a {} service with a path on the line",
                                     name_of(service.mode)),
                         "leave the path blank: vessels wait for no line"});
  }
  if (!rail && !service.fleet && cells.fine("fleet")) {
    cells.error("fleet", {fmt::format("a {} service without vessels",
                                      name_of(service.mode)),
                          "name a fleet of kind vessel"});
  }
  if ((service.departure == Departure::timetable || service.background) &&
      service.frequency == 0 && cells.fine("frequency")) {
    cells.error("frequency", {"a timetable without a frequency",
                              "write its departures a week"});
  }
}

}  // namespace

void read_fleets(Loading& loading) {
  read_table<FleetId, Fleet>(
      loading,
      {.rows = &Loading::fleets,
       .table = &Corridor::fleets,
       .key = {"fleet"},
       .columns = {{"fleet", id(&Fleet::key), Need::required},
                   {"name", text(&Fleet::name)},
                   {"kind", word(&Fleet::kind), Need::required},
                   {"gauge", whole(&Fleet::gauge, {1000, 1700})},
                   {"home", reference(&Loading::places, &Fleet::home)},
                   {"number", whole(&Fleet::number, {1, 1'000'000}),
                    Need::required},
                   {"teu_per_unit", whole(&Fleet::teu_per_unit, {1, 50000})},
                   {"turnaround_hours",
                    number(&Fleet::turnaround_hours, kHours)},
                   {"empty_train", whole(&Fleet::empty_train, {1, 1000})},
                   {"operator", text(&Fleet::operator_name)}},
       .finish = finish_fleet});
}

void read_services(Loading& loading) {
  read_table<ServiceId, Service>(
      loading,
      {.rows = &Loading::services,
       .table = &Corridor::services,
       .key = {"service"},
       .columns = {{"service", id(&Service::key), Need::required},
                   {"name", text(&Service::name)},
                   {"mode", word(&Service::mode), Need::required},
                   {"gauge", whole(&Service::gauge, {1000, 1700})},
                   {"operator", text(&Service::operator_name)},
                   {"fleet", reference(&Loading::fleets, &Service::fleet)},
                   {"capacity", whole(&Service::capacity, {1, 50000}),
                    Need::required},
                   {"departure", word(&Service::departure)},
                   {"frequency", number(&Service::frequency, {0.01, 10000})},
                   {"max_wait_hours", number(&Service::max_wait_hours, kWaits)},
                   {"cut_off_hours", number(&Service::cut_off_hours, kHours)},
                   {"cargo", cargo(&Service::cargo)},
                   {"background", yes_no(&Service::background)},
                   {"path", word(&Service::path)}},
       .finish = finish_service});
}

void read_stops(Loading& loading) {
  read_table<StopId, Stop>(
      loading,
      {.rows = &Loading::stops,
       .table = &Corridor::stops,
       .key = {"service", "stop"},
       .columns = {
           {"service", reference(&Loading::services, &Stop::service),
            Need::required},
           {"stop", whole(&Stop::number, {1, 10000}), Need::required},
           {"place", reference(&Loading::places, &Stop::place), Need::required},
           {"action", word(&Stop::action)},
           {"dwell_hours", number(&Stop::dwell_hours, kHours)}}});
  sort_rows(
      loading.corridor.stops, loading.stops, [](Stop const& a, Stop const& b) {
        return std::tie(a.service, a.number) < std::tie(b.service, b.number);
      });
}

}  // namespace camel
