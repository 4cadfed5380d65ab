// SPDX-License-Identifier: Apache-2.0
#include "camel/model/carriage.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

TEST(Carriage, a_route_is_its_links_leg_by_leg) {
  auto const corridor = corridor_from(
      "place A CN\n place B CN\n place C KZ\n place D AZ\n"
      "link A B\n link C B\n link C D mode=sea\n"
      "fleet F kind=vessel number=1 teu=50\n"
      "service T A+ C-\n service V C* D* C* mode=sea fleet=F\n"
      "demand A D\n");
  auto const network = build_service_network(corridor);
  auto const route =
      find_route(corridor, network, corridor.demand[DemandId{0}]);
  std::vector<CarriageRun> const expected{
      {{LinkId{0}, true}, 0}, {{LinkId{1}, false}, 0}, {{LinkId{2}, true}, 1}};
  EXPECT_EQ(runs_of(corridor, network, route), expected);
  EXPECT_EQ(hubs_of(corridor, route),
            (std::vector{PlaceId{0}, PlaceId{2}, PlaceId{3}}));
}

TEST(Carriage, on_a_loop_boxes_go_the_way_the_vessel_goes) {
  auto const corridor = corridor_from(
      "place A KZ\n place B AZ\n place C TM\n"
      "link A B mode=sea\n link B C mode=sea\n link C A mode=sea\n"
      "fleet F kind=vessel number=1 teu=50\n"
      "service V A* B* C* A* mode=sea fleet=F\n demand C B\n");
  auto const network = build_service_network(corridor);
  auto const route =
      find_route(corridor, network, corridor.demand[DemandId{0}]);
  std::vector<CarriageRun> const expected{{{LinkId{2}, true}, 0},
                                          {{LinkId{0}, true}, 0}};
  EXPECT_EQ(runs_of(corridor, network, route), expected);
}

TEST(Carriage, a_link_lies_in_one_country_in_two_or_at_sea) {
  auto const corridor = corridor_from(
      "place A CN\n place B CN\n place C KZ\n place D AZ\n"
      "link A B\n link B C\n link C D mode=ferry gauge=1520\n");
  EXPECT_EQ(countries_of(corridor, LinkId{0}), std::vector<std::string>{"CN"});
  EXPECT_EQ(countries_of(corridor, LinkId{1}),
            (std::vector<std::string>{"CN", "KZ"}));
  EXPECT_EQ(countries_of(corridor, LinkId{2}), std::vector<std::string>{""});
}

TEST(Carriage, the_closer_region_is_the_smaller_one) {
  auto const corridor =
      corridor_from("place HAM DE\n zone EU PL,DE\n zone PORTS HAM,KZAAU\n");
  auto const hamburg = Locality{"DE", "HAM"};
  EXPECT_EQ(closeness(corridor, "*", hamburg), 0);
  EXPECT_EQ(closeness(corridor, "EU", hamburg), 1);
  EXPECT_EQ(closeness(corridor, "DE", hamburg), 2);
  EXPECT_EQ(closeness(corridor, "PORTS", hamburg), 3);
  EXPECT_EQ(closeness(corridor, "HAM", hamburg), 4);
  EXPECT_EQ(closeness(corridor, "PORTS", {"DE", ""}), -1);
  EXPECT_EQ(closeness(corridor, "EU", {"CN", ""}), -1);
  EXPECT_EQ(closeness(corridor, "Atlantis", hamburg), -1);
  EXPECT_EQ(closeness(corridor, "", {"", ""}), -1);
  EXPECT_EQ(closeness(corridor, "*", {"", ""}), 0);
}

}  // namespace
}  // namespace camel
