// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route_codec.h"

#include <gtest/gtest.h>

#include "camel/api/find_corridor.h"
#include "camel/api/json.h"
#include "camel/loader/load_corridor.h"

namespace camel {
namespace {

TEST(RouteCodec, writes_moments_as_utc) {
  using namespace std::chrono;
  EXPECT_EQ(utc_text(sys_days{2026y / 12 / 1} + 8h + 30min),
            "2026-12-01T08:30:00Z");
}

// The tiny corridor without simulated years: its times are nominal.
struct Tiny {
  Corridor corridor = load_corridor(find_corridor("tiny")).corridor;
  RouteAnswer answer = find();

  RouteAnswer find() const {
    using namespace std::chrono;
    RouteQuestion question;
    question.from = find_place(corridor, "XEAST");
    question.to = find_place(corridor, "XWEST");
    question.goods = usual_goods(corridor);
    question.ready = sys_days{2024y / 3 / 1};
    return RouteFinder{corridor, {}}.find(question);
  }
};

TEST(RouteCodec, a_document_has_the_question_and_its_ways) {
  Tiny const tiny;
  auto const json = Json::parse(to_json(tiny.corridor, tiny.answer));
  EXPECT_EQ(json["question"]["from"], "XEAST");
  EXPECT_EQ(json["question"]["ready"], "2024-03-01T00:00:00Z");
  EXPECT_TRUE(json["question"]["arrive_by"].is_null());
  ASSERT_EQ(json["alternatives"].size(), tiny.answer.alternatives.size());
  auto const& way = json["alternatives"][0];
  auto const& told = tiny.answer.alternatives[0];
  EXPECT_EQ(way["legs"].size(), told.legs.size());
  EXPECT_EQ(way["changes"], told.legs.size() - 1);
  EXPECT_NEAR(way["usd"].get<double>(),
              told.footprint.usd * tiny.answer.question.teu, 0.01);
  EXPECT_FALSE(way["legs"][0]["simulated"].get<bool>());
  EXPECT_TRUE(json["no_route"].empty());
}

TEST(RouteCodec, what_stands_in_the_way_is_told_in_words_and_by_its_type) {
  Tiny tiny;
  RouteReason reason{"nothing-from", "no service", {tiny.answer.question.from}};
  reason.places.push_back(tiny.answer.question.to);
  reason.km = {12};
  tiny.answer.no_route = {reason};
  auto const json = Json::parse(to_json(tiny.corridor, tiny.answer));
  EXPECT_EQ(json["no_route"], Json::array({"no service"}));
  EXPECT_EQ(json["no_route_reasons"][0], (Json{{"type", "nothing-from"},
                                               {"text", "no service"},
                                               {"places", {"XEAST", "XWEST"}},
                                               {"km", {12}}}));
}

TEST(RouteCodec, geojson_has_lines_from_place_to_place_and_points) {
  Tiny const tiny;
  auto const json = Json::parse(to_geojson(tiny.corridor, tiny.answer));
  EXPECT_EQ(json["type"], "FeatureCollection");
  std::size_t lines = 0;
  for (auto const& feature : json["features"]) {
    auto const& geometry = feature["geometry"];
    if (geometry["type"] == "LineString") {
      ++lines;
      EXPECT_GE(geometry["coordinates"].size(), 2U);
      auto const from = find_place(
          tiny.corridor, feature["properties"]["from"].get<std::string>());
      EXPECT_EQ(geometry["coordinates"][0][0],
                tiny.corridor.places[from].longitude);
    }
  }
  EXPECT_EQ(lines, tiny.answer.alternatives[0].legs.size());
}

}  // namespace
}  // namespace camel
