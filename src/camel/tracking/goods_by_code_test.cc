// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/goods_by_code.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

Commodity commodity(std::string key, std::string chapters,
                    CargoForm form = CargoForm::container) {
  Commodity one;
  one.key = std::move(key);
  one.hs_chapters = std::move(chapters);
  one.form = form;
  return one;
}

GoodsByCode some_goods() {
  return GoodsByCode{std::vector{
      commodity("parcels", "50;61-64;85;95"), commodity("cloth", "50-63"),
      commodity("electronics", "85;90"), commodity("ores", "26"),
      commodity("uranium", "2612;2844"),
      commodity("grain", "10", CargoForm::bulk), commodity("sacks", "10"),
      commodity("empty", "", CargoForm::empty)}};
}

TEST(GoodsByCode, the_narrowest_commodity_that_covers_a_code_has_it) {
  auto const goods = some_goods();
  EXPECT_EQ(goods.product_of("5407"), "cloth");
  EXPECT_EQ(goods.product_of("85171300"), "electronics");
  EXPECT_EQ(goods.product_of("950300"), "parcels");
  EXPECT_EQ(goods.product_of("2601"), "ores");
  EXPECT_EQ(goods.product_of("261210"), "uranium");
  EXPECT_EQ(goods.product_of("1001"), "sacks");
  EXPECT_EQ(goods.product_of("8703"), "");
  EXPECT_EQ(goods.product_of(""), "");
}

TEST(GoodsByCode, of_a_box_are_those_of_most_of_its_weight) {
  auto const goods = some_goods();
  auto json = test_consignment();
  auto const product = [&](std::string_view box) {
    return product_in(sound_consignment(json), box, goods);
  };
  // 9 t of silk, 3 t of lacquer, in whichever box.
  EXPECT_EQ(product("CSQU3054383"), "parcels");
  json["goods"][0]["container"] = "CSQU 305438-3";
  json["goods"][1]["container"] = "TCNU7200794";
  EXPECT_EQ(product("CSQU3054383"), "parcels");
  EXPECT_EQ(product("TCNU7200794"), "");
  json["goods"][1]["nhm"] = "85171300";
  EXPECT_EQ(product("TCNU7200794"), "electronics");
}

}  // namespace
}  // namespace camel
