// SPDX-License-Identifier: Apache-2.0
#include "camel/api/carriage_codec.h"

#include <limits>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor small_carriage() {
  return corridor_from(
      "place A CN\n place B KZ\n link A B km=1000 speed=50\n service S A+ B-\n"
      "price rail USD/TEU-km 0.3\n factor rail g/tkm 20\n"
      "demand A B key=n via=B choice=c\n demand A B key=s choice=c\n");
}

TEST(CarriageCodec, money_and_grams_stand_by_leg) {
  auto const corridor = small_carriage();
  auto const network = build_service_network(corridor);
  auto const route =
      find_route(corridor, network, corridor.demand[DemandId{0}]);
  auto const json = carriage_json(
      corridor, footprint_of(corridor, network, CommodityId{0}, route));
  EXPECT_EQ(json["usd_per_teu"], 300);
  EXPECT_EQ(json["kg_co2e_per_teu"], 200);  // 10 t
  EXPECT_EQ(json["legs"], Json::array({{{"service", "S"},
                                        {"from", "A"},
                                        {"to", "B"},
                                        {"km", 1000},
                                        {"hours", 20},
                                        {"usd", 300},
                                        {"kg_co2e", 200}}}));
  EXPECT_EQ(json["unpriced"],
            Json({"border A>B", "handling at A", "handling at B"}));
  EXPECT_EQ(json["unmeasured"], Json({"handling at A", "handling at B"}));
}

TEST(CarriageCodec, where_nobody_chooses_there_is_no_choice) {
  EXPECT_TRUE(choice_json(small_carriage(), {}).is_null());
}

TEST(CarriageCodec, a_choice_has_its_ways_and_how_it_settled) {
  auto const corridor = small_carriage();
  ChoiceResult choice;
  choice.groups = choice_groups(corridor);
  choice.gaps = {0.5, 0.001};
  choice.groups[0].options[1].cost = std::numeric_limits<double>::infinity();
  auto const json = choice_json(corridor, choice);
  EXPECT_EQ(json["gaps"], Json({0.5, 0.001}));
  EXPECT_EQ(json["settled"], true);
  auto const& group = json["groups"][0];
  EXPECT_EQ(group["choice"], "c");
  EXPECT_EQ(group["teu_year"], 730);
  EXPECT_EQ(group["ways"][0]["demand"], "n");
  EXPECT_EQ(group["ways"][0]["via"], Json::array({"B"}));
  EXPECT_EQ(group["ways"][0]["share"], 0.5);
  EXPECT_TRUE(group["ways"][1]["cost"].is_null());
}

}  // namespace
}  // namespace camel
