// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

using Json = nlohmann::ordered_json;

// What is said at a place of the document that was changed; blank: nothing.
std::string said(std::string const& pointer, Json const& value,
                 std::string const& at) {
  auto json = test_consignment();
  json[Json::json_pointer{pointer}] = value;
  for (auto const& finding : read_consignment(json, "c-1").findings) {
    if (finding.pointer == at) {
      return finding.message;
    }
  }
  return "";
}

TEST(Consignment, is_read_with_its_boxes_its_way_and_its_parties) {
  auto const one = sound_consignment();
  EXPECT_EQ(one.note, "CIM-0042");
  EXPECT_EQ(one.units, (std::vector<std::string>{"CSQU3054383", "TCNU7200794",
                                                 "218124712173"}));
  EXPECT_EQ(one.plan.consignment, "c-1");
  EXPECT_EQ(one.plan.boxes,
            (std::vector<std::string>{"CSQU3054383", "TCNU7200794"}));
  EXPECT_EQ(one.plan.legs.size(), 3U);
  EXPECT_EQ(one.plan.legs[0].arrives - one.plan.legs[0].departs,
            std::chrono::hours{96});
  EXPECT_EQ(one.way, (std::vector<std::string>{"XIY", "DOS", "BRE", "WAW"}));
  EXPECT_EQ(one.parties[3], (Involvement{.party = "ktz",
                                         .role = PartyRole::carrier,
                                         .from = "DOS",
                                         .to = "BRE"}));
}

TEST(Consignment, without_a_plan_its_way_is_that_of_its_transit_points) {
  auto json = test_consignment();
  json.erase("plan");
  json["parties"].erase(json["parties"].begin() + 3, json["parties"].end());
  json["transit"] = Json::array({{{"place", "DOS"}}, {{"place", "BRE"}}});
  EXPECT_EQ(sound_consignment(json).way,
            (std::vector<std::string>{"XIY", "DOS", "BRE", "WAW"}));
}

TEST(Consignment, wagons_are_the_boxes_of_goods_in_no_container) {
  auto json = test_consignment();
  json.erase("containers");
  EXPECT_EQ(sound_consignment(json).plan.boxes,
            std::vector<std::string>{"218124712173"});
}

TEST(Consignment, slips_are_named_at_their_place) {
  EXPECT_NE(said("/containers/0/number", "CSQU3054384", "/containers/0/number"),
            "");
  EXPECT_NE(said("/wagons/0/number", "218124712174", "/wagons/0/number"), "");
  EXPECT_NE(said("/goods/0/hs", "50a7", "/goods/0/hs"), "");
  EXPECT_NE(said("/goods/1/un", "126", "/goods/1/un"), "");
  EXPECT_NE(said("/contract", "CMR", "/contract"), "");
  EXPECT_NE(said("/parties/0/role", "admin", "/parties/0/role"), "");
  EXPECT_NE(said("/parties/0/party", "a:b", "/parties/0/party"), "");
  EXPECT_NE(said("/taking_over/at", "1 March", "/taking_over/at"), "");
  EXPECT_NE(said("/plan/legs/0/mode", "camel", "/plan/legs/0/mode"), "");
  EXPECT_EQ(said("/version", 3, "/version"), "is not known here");
  EXPECT_NE(said("/goods", Json::object(), "/goods"), "");
}

TEST(Consignment, what_contradicts_itself_is_refused) {
  EXPECT_EQ(said("/gross_kg", 13000, "/gross_kg"),
            "is 13000, and the goods weigh 12000");
  EXPECT_EQ(said("/parties/3/from", "ALA", "/parties/3"),
            "ALA is not on the way of the consignment");
  EXPECT_EQ(said("/containers/1/number", "CSQU3054383", ""),
            "names a container or a wagon twice");
  EXPECT_EQ(
      said("/plan/legs/1/departs", "2026-03-04T00:00:00Z", "/plan/legs/1"),
      "departs before the leg before it arrives");
}

TEST(Consignment, whatever_is_taken_away_is_never_a_fault_of_ours) {
  auto const whole = test_consignment().flatten();
  for (auto const& [pointer, value] : whole.items()) {
    for (Json const& put :
         {Json{}, Json{-1}, Json{""}, Json::array(), Json::object(),
          Json{std::string(2'000, 'x')}, Json{{{"a", 1}}}}) {
      auto json = test_consignment();
      json[Json::json_pointer{pointer}] = put;
      EXPECT_FALSE(read_consignment(json, "c-1").ok()) << pointer << put;
    }
  }
  EXPECT_FALSE(read_consignment(Json::array(), "c-1").ok());
}

}  // namespace
}  // namespace camel
