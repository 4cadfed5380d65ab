// SPDX-License-Identifier: Apache-2.0
#include "camel/model/journey.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// From China by a border to a port, and over the sea by a loop of three ports.
struct Way {
  Way()
      : corridor{corridor_from(
            "place A CN\n place X CN\n place Y KZ\n place P KZ\n"
            "place Q AZ\n place R TM\n"
            "link A X\n link X Y\n link Y P\n"
            "link P Q mode=sea\n link Q R mode=sea\n link R P mode=sea\n"
            "facility Y customs\n fleet F kind=vessel\n"
            "goods fruit reefer\n"
            "service T A+ P-\n"
            "service S P* Q* R* P* mode=sea fleet=F\n"
            "demand A R\n")},
        network{build_service_network(corridor)},
        journey{journey_of(
            corridor, network,
            find_route(corridor, network, corridor.demand[DemandId{0}]))} {}

  PlaceId at(std::string const& code) const {
    return find_place(corridor, code);
  }
  bool crosses(std::string const& place, std::string const& from,
               std::string const& to) const {
    return camel::crosses(corridor, journey, {at(place), from, to});
  }
  bool passes(std::string const& from, std::string const& to,
              bool both_directions) const {
    Target target;
    target.at = at(from);
    target.to = at(to);
    target.both_directions = both_directions;
    return camel::passes(journey, target);
  }

  Corridor corridor;
  ServiceNetwork network;
  std::vector<PlaceId> journey;
};

TEST(Journey, lists_each_place_once_in_its_order) {
  Way const way;
  std::string codes;
  for (auto const place : way.journey) {
    codes += way.corridor.places[place].code;
  }
  EXPECT_EQ(codes, "AXYPQR");
}

TEST(Journey, passes_its_places_its_ends_and_stretches_in_its_direction) {
  Way const way;
  for (auto const* const code : {"A", "Y", "R"}) {
    Target target;
    target.at = way.at(code);
    EXPECT_TRUE(passes(way.journey, target)) << code;
  }
  EXPECT_TRUE(way.passes("X", "Y", false));
  EXPECT_FALSE(way.passes("Y", "X", false));
  EXPECT_TRUE(way.passes("Y", "X", true));
  EXPECT_FALSE(way.passes("X", "P", true));  // not next to each other
  EXPECT_FALSE(way.passes("R", "P", true));  // the rest of the loop
}

TEST(Journey, passes_no_facility_and_no_fleet) {
  Way const way;
  Target customs;
  customs.at = way.at("Y");
  customs.facility = FacilityId{0};
  EXPECT_FALSE(passes(way.journey, customs));
  Target vessels;
  vessels.fleet = FleetId{0};
  EXPECT_FALSE(passes(way.journey, vessels));
}

TEST(Journey, crosses_a_border_from_the_country_before_to_the_one_after) {
  Way const way;
  EXPECT_TRUE(way.crosses("Y", "CN", "KZ"));
  EXPECT_TRUE(way.crosses("X", "CN", "KZ"));
  EXPECT_TRUE(way.crosses("Y", "*", "KZ"));
  EXPECT_TRUE(way.crosses("P", "KZ", "AZ"));
  EXPECT_FALSE(way.crosses("Y", "KZ", "CN"));
  EXPECT_FALSE(way.crosses("P", "CN", "KZ"));
}

TEST(Journey, that_begins_or_ends_at_a_border_counts_the_country_there) {
  Way const way;
  EXPECT_TRUE(way.crosses("A", "CN", "CN"));
  EXPECT_TRUE(way.crosses("R", "AZ", "TM"));
  EXPECT_FALSE(way.crosses("R", "AZ", "KZ"));
}

TEST(Journey, no_list_of_goods_means_all) {
  EXPECT_TRUE(is_meant({}, CommodityId{7}));
  EXPECT_TRUE(is_meant({CommodityId{3}, CommodityId{7}}, CommodityId{7}));
  EXPECT_FALSE(is_meant({CommodityId{3}}, CommodityId{7}));
}

TEST(Journey, a_place_that_is_shut_is_neither_entered_nor_left) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
      "closure A from=2024-03-01 to=2024-03-02 share=0\n"
      "closure B>C from=2024-03-01 to=2024-03-02 share=0\n");
  auto const& place = corridor.disruptions[DisruptionId{0}].targets.front();
  auto const& stretch = corridor.disruptions[DisruptionId{1}].targets.front();
  EXPECT_TRUE(is_whole_place(place, PlaceId{0}));
  EXPECT_FALSE(is_whole_place(stretch, PlaceId{1}));
  for (auto const forward : {true, false}) {
    EXPECT_TRUE(strikes(corridor, place, {LinkId{0}, forward}));
    EXPECT_FALSE(strikes(corridor, place, {LinkId{1}, forward}));
    EXPECT_FALSE(strikes(corridor, stretch, {LinkId{0}, forward}));
    EXPECT_EQ(strikes(corridor, stretch, {LinkId{1}, forward}), forward);
  }
}

}  // namespace
}  // namespace camel
