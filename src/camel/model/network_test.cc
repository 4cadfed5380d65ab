// SPDX-License-Identifier: Apache-2.0
#include "camel/model/network.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// "A>B B>C": the links of a way, each as it is run.
std::string way_text(Corridor const& corridor,
                     std::optional<std::vector<LinkRun>> const& way) {
  if (!way) {
    return "none";
  }
  std::string text;
  for (auto const run : *way) {
    text += (text.empty() ? "" : " ") +
            corridor.places[start_of(corridor, run)].code + ">" +
            corridor.places[end_of(corridor, run)].code;
  }
  return text;
}

std::string way(Corridor const& corridor, std::string const& from,
                std::string const& to, Gauge gauge) {
  return way_text(corridor,
                  find_way(corridor, find_place(corridor, from),
                           find_place(corridor, to), Mode::rail, gauge));
}

TEST(FindWay, is_the_shortest_in_either_direction) {
  auto const corridor = corridor_from(
      "place A CN\n place B CN\n place C CN\n place D CN\n"
      "link A B km=100\n link B C km=100\n link C A km=250\n link C D km=1\n");
  EXPECT_EQ(way(corridor, "A", "D", 1435), "A>B B>C C>D");
  EXPECT_EQ(way(corridor, "D", "A", 1435), "D>C C>B B>A");
  EXPECT_EQ(way(corridor, "A", "A", 1435), "");
}

TEST(FindWay, a_train_keeps_to_its_gauge) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C KZ\n"
      "link A B km=10\n link B C km=10 gauge=1520\n"
      "link A C km=5000\n link A B key=broad km=90 gauge=1520\n");
  EXPECT_EQ(way(corridor, "A", "C", 1435), "A>C");
  EXPECT_EQ(way(corridor, "A", "C", 1520), "A>B B>C");
  EXPECT_EQ(way(corridor, "A", "C", 0), "A>B B>C");
  EXPECT_EQ(way(corridor, "B", "C", 1435), "B>A A>C");
}

TEST(FindWay, where_gauges_meet_no_train_goes_on) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C KZ\n link A B\n"
      "link B C gauge=1520\n");
  EXPECT_EQ(way(corridor, "A", "C", 1435), "none");
  EXPECT_EQ(way(corridor, "A", "C", 1520), "none");
  EXPECT_TRUE(find_any_way(corridor, PlaceId{0}, PlaceId{2}));
}

TEST(FindWay, lines_that_are_planned_or_closed_are_not_there_yet) {
  for (auto const* const status : {"planned", "under_construction", "closed"}) {
    auto const corridor = corridor_from(
        "place A CN\n place B CN\n place C CN\n link A B km=900\n"
        "link B C km=900\n link A C km=1 status=" +
        std::string{status});
    EXPECT_EQ(way(corridor, "A", "C", 1435), "A>B B>C") << status;
  }
}

TEST(FindWay, vessels_and_trains_do_not_use_each_others_ways) {
  auto const corridor =
      corridor_from("place P KZ\n place Q AZ\n link P Q mode=ferry\n");
  EXPECT_EQ(way(corridor, "P", "Q", 0), "none");
  EXPECT_TRUE(find_way(corridor, PlaceId{0}, PlaceId{1}, Mode::ferry, 0));
}

// "S:A>B T:B>C": the rides of the route of the first demand row.
std::string route(std::string const& rows) {
  auto const corridor = corridor_from(rows);
  auto const network = build_service_network(corridor);
  std::string text;
  for (auto const& ride :
       find_route(corridor, network, corridor.demand[DemandId{0}])) {
    auto const place = [&](StopId stop) {
      return corridor.places[corridor.stops[stop].place].code;
    };
    text += (text.empty() ? "" : " ") + corridor.services[ride.service].key +
            ":" + place(ride.from) + ">" + place(ride.to);
  }
  return text.empty() ? "none" : text;
}

constexpr auto kPlaces =
    "place A CN\n place B KZ\n place C KZ\n place D KZ\n"
    "link A B\n link B C\n link C D\n link A D km=2000\n";

TEST(FindRoute, changes_service_where_one_ends_and_the_other_begins) {
  EXPECT_EQ(route(std::string{kPlaces} +
                  "service S A+ B-\n service T B+ D-\n demand A D"),
            "S:A>B T:B>D");
}

TEST(FindRoute, boxes_board_only_where_they_may_and_leave_only_where_they_may) {
  EXPECT_EQ(route(std::string{kPlaces} + "service S A- B+ D-\n demand A D"),
            "none");
  EXPECT_EQ(route(std::string{kPlaces} + "service S A+ B+ D-\n demand A B"),
            "none");
  EXPECT_EQ(route(std::string{kPlaces} + "service S A+ B. D-\n demand A B"),
            "none");
  EXPECT_EQ(route(std::string{kPlaces} + "service S A+ B- D-\n demand A B"),
            "S:A>B");
  EXPECT_EQ(route(std::string{kPlaces} + "service S A+ B- D-\n demand D A"),
            "none");
}

TEST(FindRoute, a_border_of_two_gauges_is_not_crossed_for_nothing) {
  auto const places =
      "place A CN\n place B KZ\n place C KZ\n link A B\n"
      "link B C gauge=1520\n demand A C\n";
  EXPECT_EQ(route(std::string{places} + "service S A+ C-"), "none");
  EXPECT_EQ(route(std::string{places} +
                  "service S A+ B-\n service T B+ C- gauge=1520"),
            "S:A>B T:B>C");
}

TEST(FindRoute, takes_the_quicker_chain) {
  // To change costs half a day and the wait for the next train.
  auto const direct_of = [](std::string const& km) {
    return route(
        "place A CN\n place B KZ\n place C KZ\n"
        "link A B\n link B C\n link A C gauge=1520 km=" +
        km +
        "\n"
        "service DIRECT A+ C- gauge=1520 rule=timetable frequency=70\n"
        "service S A+ B- rule=timetable frequency=70\n"
        "service T B+ C- rule=timetable frequency=70\n demand A C\n");
  };
  EXPECT_EQ(direct_of("500"), "DIRECT:A>C");
  EXPECT_EQ(direct_of("2000"), "S:A>B T:B>C");
}

TEST(FindRoute, a_service_that_leaves_often_is_worth_more) {
  EXPECT_EQ(route(std::string{kPlaces} +
                  "service RARE A+ B- rule=timetable frequency=1\n"
                  "service OFTEN A+ B- rule=timetable frequency=14\n"
                  "demand A B"),
            "OFTEN:A>B");
}

TEST(FindRoute, passes_via_places_in_their_order) {
  auto const ring =
      "place A CN\n place B CN\n place C CN\n place D CN\n"
      "link A B\n link A C\n link B D\n link C D\n link B C\n"
      "service N A+ B* D-\n service S A+ C* D-\n service X B* C*\n"
      "service Y C* B*\n";
  EXPECT_EQ(route(ring + std::string{"demand A D via=B"}), "N:A>D");
  EXPECT_EQ(route(ring + std::string{"demand A D via=C"}), "S:A>D");
  EXPECT_EQ(route(ring + std::string{"demand A D via=B,C"}),
            "N:A>B X:B>C S:C>D");
  EXPECT_EQ(route(ring + std::string{"demand A D via=C,B"}),
            "S:A>C Y:C>B N:B>D");
  EXPECT_EQ(route(ring + std::string{"demand A B via=D"}), "none");
}

TEST(FindRoute, a_service_takes_only_its_cargo_forms) {
  auto const rows =
      std::string{kPlaces} + "goods grain bulk\n service BOX A+ B-\n";
  EXPECT_EQ(route(rows + "demand A B goods=grain"), "none");
  EXPECT_EQ(route(rows + "service HOPPER A+ B- cargo=bulk\n"
                         "demand A B goods=grain"),
            "HOPPER:A>B");
  EXPECT_EQ(route(rows + "service ANY A+ B- cargo=bulk,container frequency=1 "
                         "rule=timetable\n demand A B"),
            "BOX:A>B");
}

TEST(FindRoute, background_trains_carry_nobody_elses_boxes) {
  EXPECT_EQ(route(std::string{kPlaces} +
                  "service BG A+ B- background=yes frequency=7\n demand A B"),
            "none");
}

constexpr auto kLoop =
    "place P KZ\n place Q AZ\n place R TM\n link P Q mode=sea\n"
    "link Q R mode=sea\n link R P mode=sea\n"
    "fleet F kind=vessel\n service S P* Q* R* P* mode=sea fleet=F\n";

TEST(FindRoute, a_loop_is_ridden_across_its_end) {
  EXPECT_EQ(route(kLoop + std::string{"demand P R"}), "S:P>R");
  EXPECT_EQ(route(kLoop + std::string{"demand R Q"}), "S:R>Q");
  EXPECT_EQ(route(kLoop + std::string{"demand Q P"}), "S:Q>P");
}

TEST(Loop, its_last_stop_is_its_first_and_trains_have_none) {
  auto const corridor = corridor_from(kLoop);
  EXPECT_TRUE(is_loop(corridor, ServiceId{0}));
  EXPECT_EQ(next_stop(corridor, StopId{0}), StopId{1});
  EXPECT_EQ(next_stop(corridor, StopId{2}), StopId{0});
  auto const train = corridor_from(
      "place A CN\n place B CN\n place C CN\n link A B\n link B C\n"
      "link C A\n service S A+ B* C* A-\n");
  EXPECT_FALSE(is_loop(train, ServiceId{0}));
  EXPECT_EQ(next_stop(train, StopId{2}), StopId{3});
  EXPECT_FALSE(next_stop(train, StopId{3}));
}

TEST(Loop, a_ride_passes_every_place_on_its_way_once) {
  auto const corridor = corridor_from(kLoop + std::string{"demand R Q"});
  auto const network = build_service_network(corridor);
  auto const rides =
      find_route(corridor, network, corridor.demand[DemandId{0}]);
  ASSERT_EQ(rides.size(), 1U);
  EXPECT_EQ(places_of(corridor, network, rides.front()),
            (std::vector{PlaceId{2}, PlaceId{0}, PlaceId{1}}));
  EXPECT_EQ(places_on(corridor, network, rides),
            (std::set{PlaceId{0}, PlaceId{1}, PlaceId{2}}));
}

TEST(ServiceNetwork, a_service_that_jumps_has_no_way) {
  auto const corridor = corridor_from(
      "place A CN\n place B CN\n place C CN\n link A B\n"
      "service S A+ B* C-\n demand A C\n");
  auto const network = build_service_network(corridor);
  EXPECT_TRUE(network.way_after[0]);
  EXPECT_FALSE(network.way_after[1]);
  EXPECT_TRUE(
      find_route(corridor, network, corridor.demand[DemandId{0}]).empty());
}

TEST(ServiceNetwork, running_takes_length_over_speed) {
  auto const corridor =
      corridor_from("place A CN\n place B CN\n link A B km=90 speed=60\n");
  EXPECT_DOUBLE_EQ(free_hours(corridor, {LinkId{0}, true}), 1.5);
}

TEST(FindRoute, boxes_stay_on_trains_of_the_path_they_are_booked_on) {
  auto const rows =
      "place A CN\n place B CN\n place C CN\n link A B\n link B C\n"
      "service S A+ B. C- rule=full_or_time wait=1\n"
      "service F A+ B- rule=full_or_time wait=48 path=fixed\n"
      "service G B+ C- rule=full_or_time wait=48 path=fixed\n"
      "demand A C path=";
  EXPECT_EQ(route(std::string{rows} + "ordinary\n"), "S:A>C");
  EXPECT_EQ(route(std::string{rows} + "fixed\n"), "F:A>B G:B>C");
}

TEST(FindRoute, vessels_take_boxes_of_both_kinds) {
  auto const rows =
      "place A CN\n place B CN\n link A B mode=sea\n fleet V kind=vessel\n"
      "service S A* B* A* mode=sea fleet=V\n demand A B path=";
  EXPECT_EQ(route(std::string{rows} + "ordinary\n"), "S:A>B");
  EXPECT_EQ(route(std::string{rows} + "fixed\n"), "S:A>B");
}

TEST(Network, a_fleet_has_the_gauge_of_its_row_or_else_of_its_services) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n link A B gauge=1520\n"
      "fleet F gauge=1435\n fleet G\n fleet H\n"
      "service S A+ B- gauge=1520 fleet=G\n");
  EXPECT_EQ(gauge_of(corridor, FleetId{0}), 1435);
  EXPECT_EQ(gauge_of(corridor, FleetId{1}), 1520);
  EXPECT_EQ(gauge_of(corridor, FleetId{2}), 0);
}

}  // namespace
}  // namespace camel
