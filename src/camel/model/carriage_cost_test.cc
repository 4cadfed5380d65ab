// SPDX-License-Identifier: Apache-2.0
#include "camel/model/carriage_cost.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Two legs of 100 + 200 km in CN and KZ, and 300 km by sea, westbound.
std::string const kWay =
    "place A CN lon=100\n place B CN lon=90\n place C KZ lon=80\n"
    "place D AZ lon=50\n"
    "link A B km=100\n link B C km=200\n link C D mode=sea km=300\n"
    "fleet F kind=vessel number=1 teu=50\n"
    "service T A+ B. C- cargo=container,bulk\n service U C+ B. A-\n"
    "service V C* D* C* mode=sea fleet=F\n"
    "goods ore bulk tonnes=20\n";

CarriageCost price(Corridor const& corridor, Demand const& demand) {
  auto const network = build_service_network(corridor);
  auto const route = find_route(corridor, network, demand);
  return cost_of_carriage(corridor, runs_of(corridor, network, route),
                          hubs_of(corridor, route),
                          corridor.commodities[demand.commodity]);
}

CarriageCost cost(std::string const& prices,
                  std::string const& demand = "demand A D\n") {
  auto const corridor = corridor_from(kWay + prices + demand);
  return price(corridor, corridor.demand[DemandId{0}]);
}

using Prices = std::vector<std::optional<double>>;

TEST(CarriageCost, a_price_by_the_km_is_paid_by_the_km) {
  EXPECT_EQ(cost("price rail USD/TEU-km 0.5\n price sea USD/TEU 600\n").runs,
            (Prices{50, 100, 600}));
}

TEST(CarriageCost, what_has_no_price_is_nothing_and_not_zero) {
  auto const none = cost("price rail USD/TEU-km 0.5 region=CN\n");
  // The second link lies half in KZ, where no price is known.
  EXPECT_EQ(none.runs, (Prices{50, std::nullopt, std::nullopt}));
  EXPECT_EQ(none.hubs, (Prices(3)));
  ASSERT_EQ(none.borders.size(), 2U);
  EXPECT_EQ(none.borders[0].run, 1U);
  EXPECT_FALSE(none.borders[0].usd);
}

TEST(CarriageCost, half_of_a_link_over_a_border_pays_each_country) {
  EXPECT_EQ(cost("price rail USD/TEU-km 0.5\n"
                 "price rail USD/TEU-km 1 region=KZ\n")
                .runs[1],
            100 * 0.5 + 100 * 1.0);
}

TEST(CarriageCost, a_stretch_goes_before_a_region) {
  auto const exact = cost(
      "price rail USD/TEU-km 9\n price rail USD/FEU 900 from=A to=C\n"
      "price rail USD/TEU 1 from=A to=B\n");
  // The longer stretch of two, by its kilometres: 450 over 100 and 200 km.
  EXPECT_EQ(exact.runs, (Prices{150, 300, std::nullopt}));
}

TEST(CarriageCost, a_stretch_both_ways_is_paid_both_ways) {
  auto const back = [](std::string const& direction) {
    return cost("price rail USD/TEU 300 from=A to=C direction=" + direction +
                    "\n",
                "demand C A\n")
        .runs;
  };
  EXPECT_EQ(back("both"), (Prices{200, 100}));
  EXPECT_EQ(back("westbound"), (Prices{std::nullopt, std::nullopt}));
}

TEST(CarriageCost, a_stretch_does_not_change_its_mode) {
  EXPECT_FALSE(cost("price rail USD/TEU 300 from=A to=D\n").runs[0]);
}

TEST(CarriageCost, direction_is_by_longitude) {
  std::string const prices =
      "price rail USD/TEU-km 1\n"
      "price rail USD/TEU-km 2 direction=eastbound\n"
      "price rail USD/TEU-km 3 direction=westbound\n";
  EXPECT_EQ(cost(prices).runs[0], 300);
  EXPECT_EQ(cost(prices, "demand C A\n").runs[0], 400);
}

TEST(CarriageCost, handling_is_paid_at_each_hub) {
  EXPECT_EQ(cost("zone PORTS D\n price handling USD/TEU 60\n"
                 "price handling USD/TEU 100 region=PORTS\n"
                 "price handling USD/TEU 290 from=C\n")
                .hubs,
            (Prices{60, 290, 100}));
}

TEST(CarriageCost, customs_unions_have_borders_that_cost_nothing) {
  auto const borders = cost(
                           "zone UNION CN,KZ\n price border USD/t 10\n"
                           "price border USD/t 0 region=UNION\n")
                           .borders;
  ASSERT_EQ(borders.size(), 2U);
  EXPECT_EQ(borders[0].usd, 0);
  EXPECT_EQ(borders[1].usd, 100);  // 10 t a TEU, between KZ and AZ
}

TEST(CarriageCost, a_border_may_have_its_own_price) {
  EXPECT_EQ(cost("price border USD/t 10\n price border USD/TEU 5 from=C to=B\n")
                .borders[0]
                .usd,
            5);
}

TEST(CarriageCost, a_through_price_holds_handling_and_borders_inside) {
  auto const through = cost(
      "price multimodal USD/TEU 1200 from=A to=D\n price handling USD/TEU 60\n"
      "price border USD/t 10\n");
  EXPECT_EQ(through.runs, (Prices{200, 400, 600}));
  EXPECT_EQ(through.hubs, (Prices{60, 0, 60}));
  EXPECT_EQ(through.borders[0].usd, 0);
  EXPECT_EQ(through.borders[1].usd, 0);
}

TEST(CarriageCost, loose_goods_do_not_pay_by_the_box) {
  std::string const prices =
      "price rail USD/TEU-km 1\n price handling USD/TEU 60\n";
  EXPECT_FALSE(cost(prices, "demand A C goods=ore\n").runs.at(0));
  EXPECT_EQ(
      cost(prices + "price rail USD/t-km 0.08\n", "demand A C goods=ore\n")
          .runs.at(0),
      0.08 * 20 * 100);
}

TEST(CarriageCost, units_are_turned_into_those_of_a_teu) {
  Tariff tariff;
  tariff.value = 132;
  Commodity box, ore;
  box.tonnes_per_teu = 8;
  ore.form = CargoForm::bulk;
  ore.tonnes_per_teu = 20;
  auto const paid = [&](char const* unit, Commodity const& goods) {
    tariff.unit = unit;
    return usd_per_teu(tariff, goods, 10);
  };
  EXPECT_EQ(paid("USD/TEU", box), 132);
  EXPECT_EQ(paid("USD/container", box), 132);
  EXPECT_EQ(paid("USD/FEU", box), 66);
  EXPECT_EQ(paid("USD/TEU-km", box), 1320);
  EXPECT_EQ(paid("USD/FEU-km", box), 660);
  EXPECT_EQ(paid("USD/wagon", box), 66);
  EXPECT_EQ(paid("USD/wagon", ore), 40);  // 20 of 66 t
  EXPECT_EQ(paid("USD/t", box), 1056);
  EXPECT_EQ(paid("USD/t-km", ore), 26400);
  EXPECT_FALSE(paid("USD/FEU", ore));
  EXPECT_FALSE(paid("EUR/t", box));
}

}  // namespace
}  // namespace camel
