// SPDX-License-Identifier: Apache-2.0
#include "camel/model/footprint.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Footprint footprint(std::string const& text) {
  auto const corridor = corridor_from(text);
  auto const network = build_service_network(corridor);
  auto const& demand = corridor.demand[DemandId{0}];
  return footprint_of(corridor, network, demand.commodity,
                      find_route(corridor, network, demand));
}

std::string const kWay =
    "place A CN lon=100\n place B CN lon=90\n place C KZ lon=80\n"
    "place D AZ lon=50\n"
    "link A B km=100 speed=50 traction=electric\n"
    "link B C km=200 speed=40 traction=electric\n"
    "link C D mode=sea km=300 speed=20\n"
    "fleet F kind=vessel number=1 teu=50\n"
    "service T A+ B. C-\n service V C* D* C* mode=sea fleet=F\n"
    "goods ore bulk tonnes=20\n goods mt empty tonnes=2\n";

std::string const kFigures =
    "price rail USD/TEU-km 0.5\n price sea USD/TEU 600\n"
    "price handling USD/TEU 60\n price border USD/t 10\n"
    "factor rail Wh/tkm 30 traction=electric\n"
    "factor electricity g/kWh 600 region=CN\n"
    "factor electricity g/kWh 800 region=KZ\n"
    "factor sea g/tkm 45\n factor handling kg/container 7\n";

TEST(Footprint, money_and_grams_add_up_leg_by_leg) {
  auto const whole = footprint(kWay + kFigures + "demand A D\n");
  // Rail 300 km, sea 600, three hubs, two borders of 10 t.
  EXPECT_DOUBLE_EQ(whole.usd, 150 + 600 + 3 * 60 + 2 * 100);
  // 10 t: 200 km at 18 g, 100 km at 24 g, 300 km at 45 g; three passes.
  EXPECT_DOUBLE_EQ(whole.grams, 10 * (200 * 18 + 100 * 24 + 300 * 45) + 21'000);
  EXPECT_DOUBLE_EQ(whole.km, 600);
  EXPECT_DOUBLE_EQ(whole.tonne_km, 6000);
  EXPECT_TRUE(whole.unpriced.empty());
  EXPECT_TRUE(whole.unmeasured.empty());
  ASSERT_EQ(whole.legs.size(), 2U);
  EXPECT_DOUBLE_EQ(whole.legs[0].hours, 2 + 5);
  EXPECT_DOUBLE_EQ(whole.legs[1].hours, 15);
  EXPECT_DOUBLE_EQ(whole.legs[1].usd, 600);
  double usd = 0;
  double grams = 0;
  for (auto const& leg : whole.legs) {
    for (auto const& stretch : leg.stretches) {
      usd += stretch.usd;
      grams += stretch.grams;
    }
  }
  for (auto const& hub : whole.hubs) {
    usd += hub.usd;
    grams += hub.grams;
  }
  for (auto const& border : whole.borders) {
    usd += border.usd;
  }
  EXPECT_DOUBLE_EQ(usd, whole.usd);
  EXPECT_DOUBLE_EQ(grams, whole.grams);
}

TEST(Footprint, a_leg_is_parted_by_country_and_traction) {
  auto const leg = footprint(kWay + kFigures + "demand A C\n").legs.at(0);
  ASSERT_EQ(leg.stretches.size(), 2U);
  EXPECT_EQ(leg.stretches[0].country, "CN");
  EXPECT_DOUBLE_EQ(leg.stretches[0].km, 200);
  EXPECT_EQ(leg.stretches[1].country, "KZ");
  EXPECT_DOUBLE_EQ(leg.stretches[1].grams, 100 * 10 * 24);
}

TEST(Footprint, empty_boxes_have_the_grams_of_their_tare) {
  auto const full = footprint(kWay + kFigures + "demand A C\n");
  auto corridor = corridor_from(kWay + kFigures + "demand A C\n");
  auto const network = build_service_network(corridor);
  auto const route =
      find_route(corridor, network, corridor.demand[DemandId{0}]);
  auto const empty = footprint_of(corridor, network, CommodityId{2}, route);
  EXPECT_DOUBLE_EQ(empty.legs[0].grams, full.legs[0].grams / 5);  // 2 of 10 t
  EXPECT_DOUBLE_EQ(empty.hubs[0].grams, full.hubs[0].grams);
  EXPECT_DOUBLE_EQ(empty.legs[0].usd, full.legs[0].usd);
}

TEST(Footprint, what_is_not_known_is_listed_once_and_not_counted) {
  auto const some = footprint(
      kWay + "price rail USD/TEU-km 0.5 region=CN\n factor sea g/tkm 45\n" +
      "demand A D\n");
  EXPECT_EQ(some.unpriced,
            (std::vector<std::string>{
                "border B>C", "border C>D", "handling at A", "handling at C",
                "handling at D", "rail in CN", "rail in KZ", "sea"}));
  EXPECT_EQ(some.unmeasured, (std::vector<std::string>{
                                 "handling at A", "handling at C",
                                 "handling at D", "rail in CN", "rail in KZ"}));
  EXPECT_DOUBLE_EQ(some.usd, 50);
  EXPECT_DOUBLE_EQ(some.grams, 10 * 300 * 45);
}

TEST(Footprint, twice_the_distance_costs_twice_the_line_haul) {
  auto const way = [](int km) {
    return footprint(
        "place A CN\n place B CN\n link A B km=" + std::to_string(km) +
        "\n service T A+ B-\n price rail USD/TEU-km 0.3\n"
        "factor rail g/tkm 20\n demand A B\n");
  };
  EXPECT_DOUBLE_EQ(way(2000).usd, 2 * way(1000).usd);
  EXPECT_DOUBLE_EQ(way(2000).grams, 2 * way(1000).grams);
}

}  // namespace
}  // namespace camel
