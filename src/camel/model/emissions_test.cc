// SPDX-License-Identifier: Apache-2.0
#include "camel/model/emissions.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

double rail(Corridor const& corridor, Traction traction,
            std::string_view country) {
  return grams_per_tonne_km(corridor, Mode::rail, traction, country).value();
}

TEST(Emissions, a_country_goes_before_its_zone_and_that_before_all) {
  auto const corridor = corridor_from(
      "zone EU PL,DE\n factor rail g/tkm 30 traction=diesel\n"
      "factor rail g/tkm 25 traction=diesel region=EU\n"
      "factor rail g/tkm 20 traction=diesel region=PL\n");
  EXPECT_EQ(rail(corridor, Traction::diesel, "CN"), 30);
  EXPECT_EQ(rail(corridor, Traction::diesel, "DE"), 25);
  EXPECT_EQ(rail(corridor, Traction::diesel, "PL"), 20);
  EXPECT_FALSE(
      grams_per_tonne_km(corridor, Mode::rail, Traction::electric, "PL"));
}

TEST(Emissions, electric_trains_emit_what_the_grid_does) {
  auto const corridor = corridor_from(
      "factor rail Wh/tkm 30 traction=electric\n"
      "factor rail g/tkm 10 traction=electric\n"
      "factor electricity g/kWh 800 region=KZ\n"
      "factor electricity g/kWh 400 region=DE\n"
      "factor rail g/tkm 7 traction=electric region=DE\n");
  // 0.030 kWh times 800 g.
  EXPECT_DOUBLE_EQ(rail(corridor, Traction::electric, "KZ"), 24);
  // A figure of the country itself goes before one that is put together.
  EXPECT_EQ(rail(corridor, Traction::electric, "DE"), 7);
  // No grid known: the figure for all.
  EXPECT_EQ(rail(corridor, Traction::electric, "CN"), 10);
}

TEST(Emissions, a_factor_for_the_traction_goes_before_one_for_any) {
  auto const corridor = corridor_from(
      "factor rail g/tkm 22\n factor rail g/tkm 30 traction=diesel\n");
  EXPECT_EQ(rail(corridor, Traction::diesel, "KZ"), 30);
  EXPECT_EQ(rail(corridor, Traction::mixed, "KZ"), 22);
}

TEST(Emissions, at_sea_there_is_no_country) {
  auto const corridor =
      corridor_from("factor sea g/tkm 45\n factor sea g/tkm 10 region=KZ\n");
  EXPECT_EQ(grams_per_tonne_km(corridor, Mode::sea, Traction::diesel, ""), 45);
  EXPECT_FALSE(grams_per_tonne_km(corridor, Mode::ferry, Traction::diesel, ""));
}

TEST(Emissions, handling_is_by_the_box_or_by_the_tonne) {
  auto const corridor = corridor_from(
      "place P KZ\n place Q KZ\n zone PORTS P\n"
      "factor handling kg/container 7\n"
      "factor handling kg/container 10 region=PORTS\n"
      "goods ore bulk tonnes=20\n goods mt empty tonnes=2.2\n");
  auto const ore = corridor.commodities[CommodityId{1}];
  auto const empty = corridor.commodities[CommodityId{2}];
  EXPECT_EQ(grams_of_handling(corridor, PlaceId{0}, empty), 10'000);
  EXPECT_EQ(grams_of_handling(corridor, PlaceId{1}, empty), 7'000);
  EXPECT_FALSE(grams_of_handling(corridor, PlaceId{1}, ore));
  auto with = corridor;
  EmissionFactor row;
  row.mode = "handling";
  row.unit = "kg/t";
  row.region = "*";
  row.value = 0.4;
  row.used = true;
  with.emission_factors.add(row);
  EXPECT_DOUBLE_EQ(*grams_of_handling(with, PlaceId{1}, ore), 8'000);
}

TEST(Emissions, what_is_not_used_does_not_count) {
  auto corridor = corridor_from("factor sea g/tkm 45\n");
  corridor.emission_factors[EmissionFactorId{0}].used = false;
  EXPECT_FALSE(grams_per_tonne_km(corridor, Mode::sea, Traction::diesel, ""));
}

}  // namespace
}  // namespace camel
