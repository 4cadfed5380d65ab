// SPDX-License-Identifier: Apache-2.0
// The document of docs/reference/results.md, from a world whose figures can
// be redone by hand: trains of 50 TEU, two a day.
#include "camel/api/capacity_codec.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// 73,000 TEU in a year of 365 days are two hundred a day; the line takes half
// of that. A second line is hardly used. The year that is asked about has 366.
Corridor small_capacity() {
  return corridor_from(R"(
    place A CN
    place B KZ
    place C KZ
    link A B capacity=2
    link A C capacity=200
    service S A+ B- capacity=50
    service T A+ C- capacity=50
    demand A B teu=73000
    demand A C teu=1825
  )");
}

CapacityAnswer answer(Corridor const& corridor,
                      CapacityQuestion question = {.demand_factor = 1}) {
  return study_capacity(
      corridor,
      {.question = question, .with_growth = true, .saturated = std::nullopt});
}

Json document(CapacityQuestion question = {.demand_factor = 1}) {
  auto const corridor = small_capacity();
  return Json::parse(
      to_json(corridor, answer(corridor, question), Timings::left_out));
}

Json const& arc(Json const& json, std::string const& id) {
  auto const& arcs = json.at("arcs");
  auto const found =
      std::find_if(arcs.begin(), arcs.end(),
                   [&](Json const& one) { return one.at("id") == id; });
  CAMEL_CHECK(found != arcs.end(), "no limit " + id);
  return *found;
}

TEST(CapacityCodec, the_contract_is_kept) {
  auto const json = document();
  EXPECT_EQ(json["objective"], "throughput");
  EXPECT_EQ(json["unit"], "TEU a year");
  EXPECT_EQ(json["corridor"], "test");
  EXPECT_EQ(json["scenario"], "base");
  EXPECT_NEAR(json["value"].get<double>(), 36'600 + 1'830, 1);
  EXPECT_NEAR(json["served_teu_year"].get<double>(), 36'600 + 1'830, 1);
  EXPECT_LT(json["gap"].get<double>(), 1e-6);
  auto const& proof = json["certificate"];
  EXPECT_NEAR(proof["primal"].get<double>(), proof["dual"].get<double>(),
              1e-6 * proof["primal"].get<double>());
  for (auto const& one : json["arcs"]) {
    for (auto const* const field :
         {"id", "place", "facility", "flow", "capacity", "shadow_price",
          "gain_plus_10pct"}) {
      EXPECT_TRUE(one.contains(field)) << field;
    }
  }
}

TEST(CapacityCodec, what_binds_has_its_gains_in_numbers_and_in_words) {
  auto const json = document();
  auto const& paths = arc(json, "path/A-B/there");
  EXPECT_EQ(paths["kind"], "path");
  EXPECT_EQ(paths["place"], "A>B");
  EXPECT_EQ(paths["link"], "A-B");
  EXPECT_EQ(paths["unit"], "trains a day");
  EXPECT_EQ(paths["binds"], true);
  EXPECT_NEAR(paths["flow"].get<double>(), 2, 1e-6);
  EXPECT_NEAR(paths["capacity"].get<double>(), 2, 1e-6);
  // One train a day more is 50 TEU on each of 366 days.
  EXPECT_NEAR(paths["shadow_price"].get<double>(), 18'300, 1);
  EXPECT_NEAR(paths["gain_plus_10pct"].get<double>(), 3'660, 1);
  auto const& gains = paths["gains"];
  EXPECT_EQ(gains["step"], "+1 train a day");
  EXPECT_NEAR(gains["one_step"]["teu_year"].get<double>(), 18'300, 1);
  EXPECT_NEAR(gains["plenty"]["teu_year"].get<double>(), 36'600, 1);
  auto const words = paths["words"].get<std::string>();
  EXPECT_NE(words.find("Aville → Bville"), std::string::npos) << words;
  EXPECT_NE(words.find("+1 train a day"), std::string::npos) << words;
  EXPECT_NE(words.find("at most +36,600"), std::string::npos) << words;
}

TEST(CapacityCodec, what_is_left_behind_names_what_was_wanting) {
  auto const json = document();
  ASSERT_EQ(json["unserved"].size(), 1U);
  auto const& left = json["unserved"][0];
  EXPECT_EQ(left["demand"], Json({"A>B"}));
  EXPECT_EQ(left["origin"], "A");
  EXPECT_EQ(left["destination"], "B");
  EXPECT_EQ(left["commodity"], "box");
  EXPECT_EQ(left["goods"], "Boxes");
  EXPECT_NEAR(left["demanded_teu_year"].get<double>(), 73'200, 1);
  EXPECT_NEAR(left["teu_year"].get<double>(), 36'600, 1);
  EXPECT_EQ(left["held_by"], Json({"path/A-B/there"}));
}

TEST(CapacityCodec, growth_stands_beside_with_its_ladder) {
  auto const growth = document()["growth"];
  EXPECT_EQ(growth["objective"], "growth");
  EXPECT_EQ(growth["unit"], "times the demand");
  EXPECT_FALSE(growth.contains("demand_factor"));
  EXPECT_NEAR(growth["value"].get<double>(), 0.5, 1e-5);
  ASSERT_FALSE(growth["ladder"].empty());
  auto const& step = growth["ladder"][0];
  EXPECT_EQ(step["id"], "path/A-B/there");
  EXPECT_EQ(step["season"], growth["binding_season"]);
  EXPECT_NEAR(step["growth"].get<double>(), 0.5, 1e-5);
}

TEST(CapacityCodec, the_seasons_add_up_to_the_year) {
  auto const json = document();
  double days = 0, served = 0;
  for (auto const& season : json["seasons"]) {
    days += season["days"].get<double>();
    served += season["served_teu"].get<double>();
  }
  EXPECT_EQ(days, 366);
  EXPECT_NEAR(served, json["served_teu_year"].get<double>(), 1);
}

TEST(CapacityCodec, the_other_objectives_say_their_unit) {
  auto const growth =
      document({.objective = CapacityObjective::growth, .demand_factor = 1});
  EXPECT_EQ(growth["unit"], "times the demand");
  EXPECT_FALSE(growth.contains("growth"));
  auto const cost = document({.objective = CapacityObjective::cost,
                              .demand_factor = 1,
                              .unserved_usd = 12'000});
  EXPECT_EQ(cost["unit"], "USD a year");
  EXPECT_EQ(cost["unserved_usd_per_teu"], 12'000);
}

TEST(CapacityCodec, seconds_are_written_where_they_are_asked_for) {
  auto const corridor = small_capacity();
  auto const found = answer(corridor);
  EXPECT_FALSE(document()["solver"].contains("seconds"));
  EXPECT_TRUE(Json::parse(to_json(corridor, found, Timings::written))["solver"]
                  .contains("seconds"));
}

TEST(CapacityCodec, the_part_of_the_report_leaves_out_what_is_hardly_used) {
  auto const corridor = small_capacity();
  auto const part = capacity_part(corridor, answer(corridor));
  EXPECT_EQ(part.find('\n'), std::string::npos);
  auto const json = Json::parse(part);
  auto const whole = document();
  EXPECT_EQ(json["limits"], whole["arcs"].size());
  EXPECT_LT(json["arcs"].size(), whole["arcs"].size());
  std::set<std::string> ids;
  for (auto const& one : json["arcs"]) {
    ids.insert(one["id"].get<std::string>());
    EXPECT_TRUE(one["binds"].get<bool>() ||
                one["saturation"].get<double>() >= 0.3)
        << one["id"];
  }
  EXPECT_TRUE(ids.contains("path/A-B/there"));
  EXPECT_FALSE(ids.contains("path/A-C/there"));
  for (auto const& left : json["unserved"]) {
    for (auto const& id : left["held_by"]) {
      EXPECT_TRUE(ids.contains(id.get<std::string>())) << id;
    }
  }
}

TEST(CapacityCodec, a_saturated_year_stands_beside_its_potential) {
  auto const corridor = small_capacity();
  auto found = answer(corridor);
  found.saturated =
      SaturatedYear{.demand_factor = 2,
                    .teu_year = {30'000, 29'000, 31'000},
                    .potential_teu = 40'000,
                    .flows = {{{DemandId{1}}, 3'650, 3'650, 3'000}}};
  auto const year =
      Json::parse(to_json(corridor, found, Timings::left_out))["saturated"];
  EXPECT_EQ(year["demand_factor"], 2);
  EXPECT_EQ(year["potential_teu_year"], 40'000);
  EXPECT_EQ(year["simulated_teu_year"],
            Json({{"mean", 30'000}, {"low", 29'000}, {"high", 31'000}}));
  EXPECT_EQ(year["share"], 0.75);
  EXPECT_EQ(year["flows"][0], Json({{"demand", "A>C"},
                                    {"origin", "A"},
                                    {"destination", "C"},
                                    {"goods", "Boxes"},
                                    {"demanded_teu_year", 3'650},
                                    {"potential_teu_year", 3'650},
                                    {"simulated_teu_year", 3'000}}));
}

TEST(CapacityCodec, a_corridor_that_nothing_holds_back_has_no_growth_value) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n link A B\n service S A+ B-\n demand A B\n");
  auto found = answer(corridor);
  found.growth->unbounded = true;
  auto const json = Json::parse(to_json(corridor, found, Timings::left_out));
  EXPECT_TRUE(json["growth"]["value"].is_null());
  EXPECT_TRUE(json["unserved"].empty());
}

}  // namespace
}  // namespace camel
