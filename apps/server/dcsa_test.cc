// SPDX-License-Identifier: Apache-2.0
#include "test_parties.h"

namespace camel::server {
namespace {

constexpr auto kDcsa = "/dcsa/v2/events";

class Dcsa : public PartiesTest {
 protected:
  Dcsa() {
    made_by("swift");
    for (auto const* const step : {"departing", "loading", "storing"}) {
      auto const sent =
          send("swift", "POST", "/epcis/events",
               {{"type", "ObjectEvent"},
                {"eventID", std::string{"urn:step:"} + step},
                {"action", "OBSERVE"},
                {"bizStep", step},
                {"eventTime", "2026-03-05T09:00:00Z"},
                {"eventTimeZoneOffset", "+00:00"},
                {"epcList", {"https://example.org/container/CSQU3054383"}},
                {"readPoint", {{"id", "https://example.org/place/KZDOS"}}}});
      EXPECT_EQ(sent.status, 201) << *sent.body;
    }
  }
  Json found(std::string const& query, std::string const& party = "operator") {
    auto const answer = as(party, {.path = kDcsa, .query = query});
    EXPECT_EQ(answer.status, 200) << *answer.body;
    EXPECT_EQ(answer.fields.at("api-version"), "2.2.0");
    return json(answer);
  }
};

TEST_F(Dcsa, steps_it_knows_are_told_in_its_codes) {
  auto const all = found("");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["eventType"], "TRANSPORT");
  EXPECT_EQ(all[0]["eventClassifierCode"], "ACT");
  EXPECT_EQ(all[0]["transportEventTypeCode"], "DEPA");
  EXPECT_EQ(all[0]["transportCall"]["UNLocationCode"], "KZDOS");
  EXPECT_EQ(all[0]["transportCall"]["modeOfTransport"], "RAIL");
  EXPECT_EQ(all[0]["eventID"].get<std::string>().size(), 36U);
  EXPECT_EQ(all[1]["equipmentEventTypeCode"], "LOAD");
  EXPECT_EQ(all[1]["equipmentReference"], "CSQU3054383");
}

TEST_F(Dcsa, a_container_comes_with_its_plan) {
  auto const all = found("equipmentReference=CSQU3054383");
  EXPECT_EQ(all.size(), 8U);
  EXPECT_EQ(all[0]["eventClassifierCode"], "PLN");
  EXPECT_EQ(all[0]["eventDateTime"], "2026-03-01T10:00:00Z");
  EXPECT_TRUE(found("equipmentReference=MSKU1000000").empty());
}

TEST_F(Dcsa, a_page_has_no_more_than_its_limit_and_all_lead_to_all) {
  for (auto const* const asked : {"", "equipmentReference=CSQU3054383&"}) {
    auto const all = found(asked);
    for (auto const limit : {1U, 3U, 5U}) {
      auto const query = asked + ("limit=" + std::to_string(limit));
      auto got = Json::array();
      std::string cursor;
      do {
        auto const answer =
            as("operator", {.path = kDcsa, .query = query + cursor});
        ASSERT_EQ(answer.status, 200) << *answer.body;
        auto const page = json(answer);
        EXPECT_LE(page.size(), limit);
        got.insert(got.end(), page.begin(), page.end());
        auto const next = answer.fields.find("next-page");
        cursor = next == answer.fields.end() ? "" : "&cursor=" + next->second;
      } while (!cursor.empty() && got.size() <= all.size());
      EXPECT_EQ(got, all) << query;
    }
  }
}

TEST_F(Dcsa, containers_are_chosen_by_what_they_are) {
  EXPECT_EQ(found("equipmentReference=csqu 305438-3").size(), 8U);
  EXPECT_TRUE(found("equipmentReference=KZDOS").empty());
  EXPECT_TRUE(found("equipmentReference=CSQU305438").empty());
}

TEST_F(Dcsa, cursors_that_are_none_are_refused) {
  for (auto const* const cursor : {"x", "1", "0.1.x", "0.1.-1", "0.1.2.3"}) {
    auto const answer = as(
        "operator", {.path = kDcsa, .query = std::string{"cursor="} + cursor});
    EXPECT_TRUE(answer.status == 400 || answer.status == 422) << cursor;
  }
}

TEST_F(Dcsa, filters_and_rights_hold) {
  EXPECT_EQ(found("eventType=EQUIPMENT").size(), 1U);
  EXPECT_EQ(found("transportEventTypeCode=ARRI,DEPA").size(), 1U);
  EXPECT_EQ(found("transportEventTypeCode=ARRI").size(), 0U);
  EXPECT_EQ(found("UNLocationCode=KZDOS").size(), 2U);
  EXPECT_EQ(found("UNLocationCode=KZALA").size(), 0U);
  EXPECT_TRUE(found("", "stranger").empty());
  EXPECT_TRUE(found("equipmentReference=CSQU3054383", "stranger").empty());
  // A customs of another part sees the plan of its own.
  EXPECT_EQ(found("equipmentReference=CSQU3054383", "pl-customs").size(), 2U);
  EXPECT_EQ(as("operator", {.path = kDcsa, .query = "vesselName=x"}).status,
            422);
}

}  // namespace
}  // namespace camel::server
