// SPDX-License-Identifier: Apache-2.0
#include "camel/api/network_codec.h"

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor corridor() {
  return corridor_from(
      "place A CN\n place B KZ\n link A B km=310 capacity=10\n"
      "facility B customs servers=3 hours=2\n"
      "service E A+ B- capacity=40\n demand A B teu=40\n"
      "closure A-B from=2000-11-01 to=2000-03-31 closed=0.2 recurs=yes\n");
}

TEST(NetworkCodec, rows_name_each_other_by_their_keys) {
  auto const json = Json::parse(network_json(corridor()));
  EXPECT_EQ(json["places"][0]["place"], "A");
  EXPECT_EQ(json["places"][1]["country"], "KZ");
  auto const& link = json["links"][0];
  EXPECT_EQ(link["from"], "A");
  EXPECT_EQ(link["to"], "B");
  EXPECT_EQ(link["km"], 310);
  EXPECT_EQ(link["capacity_day"], 10);
  EXPECT_EQ(json["facilities"][0]["place"], "B");
  EXPECT_EQ(json["facilities"][0]["servers"], 3);
  EXPECT_EQ(json["facilities"][0]["storage_teu"], nullptr);
  EXPECT_EQ(json["services"][0]["stops"], Json::array({"A", "B"}));
  auto const& closure = json["disruptions"][0];
  EXPECT_EQ(closure["start"], "11-01");
  EXPECT_EQ(closure["recurs"], true);
  EXPECT_EQ(closure["models"], true);
}

TEST(NetworkCodec, a_map_has_lines_under_points) {
  auto const json = Json::parse(network_geojson(corridor()));
  ASSERT_EQ(json["features"].size(), 3U);
  EXPECT_EQ(json["features"][0]["geometry"]["type"], "LineString");
  EXPECT_EQ(json["features"][0]["geometry"]["coordinates"].size(), 2U);
  EXPECT_EQ(json["features"][2]["geometry"]["type"], "Point");
  EXPECT_EQ(json["features"][2]["properties"]["place"], "B");
}

}  // namespace
}  // namespace camel
