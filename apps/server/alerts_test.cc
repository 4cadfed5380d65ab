// SPDX-License-Identifier: Apache-2.0
#include "test_parties.h"

namespace camel::server {
namespace {

struct AlertsTest : PartiesTest {
  AlertsTest() { consignment = made_by("swift"); }

  Json asked(std::string const& path, std::string const& query = "") {
    return json(as("swift", {.path = path, .query = query}));
  }

  std::string consignment;
};

TEST_F(AlertsTest, name_the_consignment_and_say_why) {
  EXPECT_EQ(asked("/v1/alerts")["alerts"].size(), 0U);
  tell_arrival("ALA", "04");
  tell_arrival("TSE", "05");
  auto const page = asked("/v1/alerts", "limit=1");
  ASSERT_EQ(page["alerts"].size(), 1U);
  auto const& one = page["alerts"][0];
  EXPECT_EQ(one["kind"], "off_plan");
  EXPECT_EQ(one["why"], (Json{{"type", "off-plan"}}));
  EXPECT_EQ(one["place"], "ALA");
  EXPECT_EQ(one["since"], "2026-03-04T09:00:00.000Z");
  EXPECT_EQ(one["consignment"], consignment);
  EXPECT_EQ(page["as_of"], "2026-03-05T09:00:00.000Z");
  auto const rest =
      asked("/v1/alerts", "limit=1&cursor=" + page["next"].get<std::string>());
  EXPECT_EQ(rest["alerts"][0]["place"], "TSE");
  EXPECT_FALSE(rest.contains("next"));
  EXPECT_EQ(asked("/v1/alerts", "kind=late&kind=stuck")["alerts"].size(), 0U);
  EXPECT_EQ(asked("/v1/alerts", "kind=gone").value("status", 0), 422);
}

TEST_F(AlertsTest, go_with_the_consignment) {
  tell_arrival("ALA", "04");
  EXPECT_EQ(asked("/v1/alerts")["alerts"].size(), 1U);
  EXPECT_EQ(send("swift", "DELETE", "/v1/consignments/" + consignment, nullptr)
                .status,
            204);
  EXPECT_EQ(asked("/v1/alerts")["alerts"].size(), 0U);
}

TEST_F(AlertsTest, a_box_is_asked_for_by_its_number) {
  EXPECT_EQ(asked("/v1/boxes/GESU1234565").value("status", 0), 404);
  tell_arrival("DOS", "05");
  auto const box = asked("/v1/boxes/CSQU3054383");
  EXPECT_EQ(box["consignments"][0]["consignment"], consignment);
  EXPECT_EQ(box["line_up"]["milestones"].size(), 1U);
  EXPECT_EQ(box["outlook"]["plan"][2]["actual"], "2026-03-05T09:00:00.000Z");
  EXPECT_EQ(asked("/v1/consignments/" + consignment + "/outlook")["boxes"][0],
            box["outlook"]);
}

}  // namespace
}  // namespace camel::server
