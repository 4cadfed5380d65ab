// SPDX-License-Identifier: Apache-2.0
#include "camel/model/procedures.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// A border between A and C; `box` is of no kind, fruit and meat are looked at,
// and meat is cooled besides.
struct Border {
  explicit Border(std::string const& rows)
      : corridor{corridor_from(
            "place A CN\n place B KZ\n place C UZ\n link A B\n link B C\n"
            "goods fruit reefer phytosanitary\n"
            "goods meat reefer phytosanitary temperature_controlled\n"
            "goods paint container dangerous\n" +
            rows)},
        procedures{corridor} {}

  // The names of the steps of a lot of these goods from China to Uzbekistan.
  std::string steps(std::string const& goods, char const* from = "A",
                    char const* to = "C") {
    CommodityId commodity;
    for (auto const id : corridor.commodities.ids()) {
      commodity = corridor.commodities[id].key == goods ? id : commodity;
    }
    Passage const passage{.before = find_place(corridor, from),
                          .at = find_place(corridor, "B"),
                          .after = find_place(corridor, to),
                          .unit = ProcedureUnit::lot,
                          .commodity = commodity};
    std::string names;
    for (auto const id : procedures.steps(passage)) {
      names += corridor.procedures[id].name + " ";
    }
    return names;
  }

  Corridor corridor;
  Procedures procedures;
};

TEST(Procedures, of_one_number_the_step_for_the_goods_replaces_the_general) {
  Border border{
      "step B CN>UZ papers unit=lot number=1\n"
      "step B CN>UZ glance unit=lot number=2\n"
      "step B CN>UZ laboratory unit=lot number=2 goods=fruit\n"
      "step B CN>UZ release unit=lot number=3\n"};
  EXPECT_EQ(border.steps("box"), "papers glance release ");
  EXPECT_EQ(border.steps("fruit"), "papers laboratory release ");
}

TEST(Procedures, a_word_means_all_goods_that_are_marked_so) {
  Border border{
      "step B CN>UZ papers unit=lot number=1\n"
      "step B CN>UZ quarantine unit=lot number=2 goods=phytosanitary\n"
      "step B CN>UZ escort unit=lot number=3 goods=dangerous\n"};
  EXPECT_EQ(border.steps("box"), "papers ");
  EXPECT_EQ(border.steps("fruit"), "papers quarantine ");
  EXPECT_EQ(border.steps("meat"), "papers quarantine ");
  EXPECT_EQ(border.steps("paint"), "papers escort ");
}

TEST(Procedures, goods_by_name_come_before_a_word_and_a_word_before_none) {
  Border border{
      "step B CN>UZ glance unit=lot number=2\n"
      "step B CN>UZ laboratory unit=lot number=2 goods=meat\n"
      "step B CN>UZ quarantine unit=lot number=2 goods=phytosanitary\n"};
  EXPECT_EQ(border.steps("box"), "glance ");
  EXPECT_EQ(border.steps("fruit"), "quarantine ");
  EXPECT_EQ(border.steps("meat"), "laboratory ");
}

TEST(Procedures, of_two_words_that_fit_the_first_row_counts) {
  Border border{
      "step B CN>UZ cold_chain unit=lot number=1 goods=temperature_controlled\n"
      "step B CN>UZ quarantine unit=lot number=1 goods=phytosanitary\n"};
  EXPECT_EQ(border.steps("meat"), "cold_chain ");
  EXPECT_EQ(border.steps("fruit"), "quarantine ");
}

TEST(Procedures, an_exact_country_comes_before_any_other) {
  Border border{
      "step B *>* any unit=lot\n"
      "step B *>UZ to_uz unit=lot\n"
      "step B CN>* from_cn unit=lot\n"
      "step B CN>UZ exact unit=lot\n"
      "step B UZ>KZ elsewhere unit=lot\n"
      "step B CN>UZ exact_too unit=lot\n"};
  EXPECT_EQ(border.steps("box"), "exact exact_too ");
  EXPECT_EQ(border.steps("box", "A", "A"), "from_cn ");
  EXPECT_EQ(border.steps("box", "C", "C"), "to_uz ");
  EXPECT_EQ(border.steps("box", "C", ""), "elsewhere ");  // it ends here: KZ
  EXPECT_EQ(border.steps("box", "", "A"), "any ");
  EXPECT_TRUE(border.procedures
                  .steps({.before = {},
                          .at = find_place(border.corridor, "A"),
                          .after = find_place(border.corridor, "B")})
                  .empty());
}

TEST(Procedures, a_direction_with_rows_of_its_own_uses_no_other) {
  Border border{
      "step B *>* papers unit=lot number=1\n"
      "step B CN>UZ quarantine unit=lot number=2 goods=fruit\n"};
  EXPECT_EQ(border.steps("fruit"), "quarantine ");
  EXPECT_EQ(border.steps("box"), "");
  EXPECT_EQ(border.steps("box", "C", "A"), "papers ");
}

TEST(Procedures, the_steps_of_trains_and_lots_are_apart) {
  Border border{
      "step B CN>UZ reception number=1\n"
      "step B *>* papers unit=lot number=1\n"};
  EXPECT_EQ(border.steps("box"), "papers ");
}

TEST(Procedures, asked_again_they_answer_the_same) {
  Border border{
      "step B CN>UZ papers unit=lot number=1\n"
      "step B CN>UZ quarantine unit=lot number=2 goods=phytosanitary\n"};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(border.steps("fruit"), "papers quarantine ");
    EXPECT_EQ(border.steps("box"), "papers ");
  }
}

}  // namespace
}  // namespace camel
