// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/api/route.h"
#include "camel/base/error.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

using namespace std::chrono;

Corridor named() {
  auto corridor = corridor_from(
      "place CNSIA CN\n place XXIANKZ CN\n place PLLOD PL zone=Europe/Warsaw\n"
      "place KZALA KZ zone=Asia/Almaty\n place XALTYNKOL KZ\n"
      "link PLLOD KZALA\n"
      "goods grain bulk\n goods fruit reefer\n"
      "service W PLLOD+ KZALA- capacity=9\n"
      "demand PLLOD KZALA teu=10 goods=grain\n"
      "demand PLLOD KZALA teu=3 goods=box\n"
      "demand PLLOD KZALA teu=4 goods=fruit\n");
  char const* const names[] = {"Xi'an", "Xi'an Kazakh terminal", "Łódź",
                               "Almaty", "Altynkol"};
  for (std::size_t i = 0; i < 5; ++i) {
    corridor.places[PlaceId{i}].name = names[i];
  }
  corridor.services[ServiceId{0}].name = "Łódź - Almaty";
  return corridor;
}

std::string complaint(std::string_view word) {
  try {
    place_called(named(), word);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "";
}

TEST(RouteWords, a_place_is_known_by_its_code) {
  auto const corridor = named();
  EXPECT_EQ(place_called(corridor, "PLLOD"), PlaceId{2});
  EXPECT_EQ(place_called(corridor, "kzala"), PlaceId{3});
}

TEST(RouteWords, a_name_is_known_without_accents_and_marks) {
  auto const corridor = named();
  for (auto const* const word : {"Łódź", "lodz", "LODZ", "łodz", "Lód-ź"}) {
    EXPECT_EQ(place_called(corridor, word), PlaceId{2}) << word;
  }
  EXPECT_EQ(place_called(corridor, "xian"), PlaceId{0});  // whole, not a part
}

TEST(RouteWords, the_beginning_or_a_part_of_one_name_will_do) {
  auto const corridor = named();
  EXPECT_EQ(place_called(corridor, "alm"), PlaceId{3});
  EXPECT_EQ(place_called(corridor, "Kazakh"), PlaceId{1});
}

TEST(RouteWords, of_several_the_codes_are_listed) {
  auto const text = complaint("al");
  EXPECT_NE(text.find("KZALA (Almaty), XALTYNKOL (Altynkol)"),
            std::string::npos)
      << text;
}

TEST(RouteWords, what_is_unknown_brings_what_was_meant) {
  EXPECT_NE(complaint("Almati").find("did you mean 'Almaty'?"),
            std::string::npos);
  EXPECT_NE(complaint("Timbuktu").find("there is no place 'Timbuktu'"),
            std::string::npos);
  EXPECT_NE(complaint("?").find("places.csv"), std::string::npos);
}

TEST(RouteWords, goods_are_known_by_key_and_name) {
  auto const corridor = named();
  EXPECT_EQ(goods_called(corridor, "GRAIN"), CommodityId{1});
  EXPECT_EQ(goods_called(corridor, "boxes"), CommodityId{0});
  try {
    goods_called(corridor, "friut");
    FAIL();
  } catch (UsageError const& error) {
    EXPECT_NE(std::string{error.what()}.find("fruit"), std::string::npos);
  }
}

// Grain is more, but in no box.
TEST(RouteWords, the_usual_goods_are_those_of_most_boxes) {
  EXPECT_EQ(usual_goods(named()), CommodityId{0});
}

TEST(RouteWords, units_are_counted_in_teu) {
  EXPECT_EQ(teu_of_units("2xFEU"), 4);
  EXPECT_EQ(teu_of_units("3 TEU"), 3);
  EXPECT_EQ(teu_of_units("1x40"), 2);
  EXPECT_EQ(teu_of_units("3x20'"), 3);
  for (auto const* const text :
       {"", "2", "x40", "0xFEU", "2x45", "FEU", "-1xTEU", "2000xTEU"}) {
    EXPECT_THROW(teu_of_units(text), UsageError) << text;
  }
}

// Łódź is an hour before UTC in winter, two in summer; its clocks went from
// 2:00 to 3:00 on March 31st 2024.
TEST(RouteWords, moments_are_local_unless_said_otherwise) {
  auto const corridor = named();
  auto const& lodz = corridor.places[PlaceId{2}];
  EXPECT_EQ(moment_at(lodz, "2024-01-10"), sys_days{2024y / January / 9} + 23h);
  EXPECT_EQ(moment_at(lodz, "2024-07-10T08:30"),
            sys_days{2024y / July / 10} + 6h + 30min);
  EXPECT_EQ(moment_at(lodz, "2024-07-10 08:30Z"),
            sys_days{2024y / July / 10} + 8h + 30min);
  EXPECT_EQ(moment_at(lodz, "2024-03-31T12:00"),
            sys_days{2024y / March / 31} + 10h);
  EXPECT_EQ(moment_at(lodz, "2024-03-31T01:30"),
            sys_days{2024y / March / 31} + 30min);
  for (auto const* const text :
       {"", "tomorrow", "2024-13-01", "2024-01-10T", "2024-01-10x08:30", "Z"}) {
    EXPECT_THROW(moment_at(lodz, text), UsageError) << text;
  }
}

TEST(RouteWords, a_country_a_service_or_a_place_is_avoided) {
  auto const corridor = named();
  RouteQuestion question;
  avoid(corridor, "KZ", question);
  avoid(corridor, "W", question);
  avoid(corridor, "lodz-almaty", question);
  avoid(corridor, "Lodz", question);
  EXPECT_EQ(question.avoid_countries, std::vector<std::string>{"KZ"});
  EXPECT_EQ(question.avoid_services,
            (std::vector<ServiceId>{ServiceId{0}, ServiceId{0}}));
  EXPECT_EQ(question.avoid_places, std::vector<PlaceId>{PlaceId{2}});
  EXPECT_THROW(avoid(corridor, "Atlantis", question), UsageError);
}

}  // namespace
}  // namespace camel
