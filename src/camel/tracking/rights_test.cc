// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/rights.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

using Json = nlohmann::ordered_json;

Json seen_by(std::string const& party) {
  auto const one = sound_consignment();
  return ConsignmentRights{{.party = party}, one}.shown();
}

bool may_change(std::string const& party, std::string_view member) {
  auto const one = sound_consignment();
  return ConsignmentRights{{.party = party}, one}.may_change(member);
}

TEST(Rights, who_has_nothing_to_do_with_it_sees_nothing) {
  auto const one = sound_consignment();
  for (auto const* const party : {"", "stranger", "SWIFT", "swif"}) {
    ConsignmentRights const rights{{.party = party}, one};
    EXPECT_FALSE(rights.may_read()) << party;
    EXPECT_FALSE(rights.may_change("seals")) << party;
    EXPECT_FALSE(rights.may_remove()) << party;
    EXPECT_FALSE(rights.sees_place("DOS")) << party;
    EXPECT_EQ(rights.shown(), Json::object()) << party;
  }
}

TEST(Rights, the_forwarder_and_who_runs_the_server_see_all_of_it) {
  auto const one = sound_consignment();
  EXPECT_EQ(seen_by("swift"), one.json);
  EXPECT_EQ(
      (ConsignmentRights{{.party = "", .is_operator = true}, one}.shown()),
      one.json);
}

TEST(Rights, customs_sees_goods_and_seals_and_no_prices) {
  auto const seen = seen_by("pl-customs");
  EXPECT_EQ(seen["goods"], test_consignment()["goods"]);
  EXPECT_EQ(seen["seals"].size(), 1U);
  EXPECT_FALSE(seen.contains("payers"));
  EXPECT_EQ(seen["plan"]["legs"].size(), 1U);  // of its part
  EXPECT_FALSE(seen.contains("taking_over"));
  EXPECT_TRUE(seen.contains("delivery"));
}

TEST(Rights, a_terminal_sees_what_handling_needs_and_no_prices) {
  auto const seen = seen_by("port");
  EXPECT_EQ(seen["goods"][1],
            Json::parse(R"({"rid": true, "un": "1263", "rid_class": "3",
                            "gross_kg": 3000})"));
  EXPECT_FALSE(seen.contains("payers"));
  EXPECT_FALSE(seen.contains("documents"));
  EXPECT_EQ(seen["parties"].size(), 1U);
  EXPECT_TRUE(seen["plan"]["legs"].empty());
  EXPECT_EQ(seen["containers"].size(), 2U);
}

TEST(Rights, who_pays_sees_what_he_pays) {
  EXPECT_EQ(seen_by("silk")["payers"].size(), 1U);
  EXPECT_EQ(seen_by("silk")["payers"][0]["party"], "silk");
  EXPECT_EQ(seen_by("mode")["payers"][0]["amount"], 3900);
  EXPECT_TRUE(seen_by("ktz")["payers"].empty());
}

TEST(Rights, a_carrier_sees_his_part_of_the_way) {
  auto const one = sound_consignment();
  ConsignmentRights const rights{{.party = "ktz"}, one};
  EXPECT_TRUE(rights.sees_place("https://example.org/place/BRE"));
  EXPECT_FALSE(rights.sees_place("WAW"));
  EXPECT_FALSE(rights.sees_place(""));
  EXPECT_EQ(rights.shown()["plan"]["legs"].size(), 1U);
}

TEST(Rights, changes_are_granted_member_by_member) {
  for (auto const* const member : {"goods", "plan", "parties", "payers"}) {
    EXPECT_TRUE(may_change("swift", member)) << member;
    for (auto const* const party : {"mode", "ktz", "port", "pl-customs"}) {
      EXPECT_FALSE(may_change(party, member)) << party << member;
    }
  }
  EXPECT_FALSE(may_change("silk", "payers"));
  EXPECT_TRUE(may_change("ktz", "wagons"));
  EXPECT_FALSE(may_change("port", "wagons"));
  for (auto const* const party : {"ktz", "port", "pl-customs", "silk"}) {
    EXPECT_TRUE(may_change(party, "seals")) << party;
  }
  EXPECT_FALSE(may_change("swift", "made_by"));
  EXPECT_FALSE(may_change("swift", "version"));
}

// More roles never take anything away.
TEST(Rights, a_second_role_adds_to_the_first) {
  auto json = test_consignment();
  json["parties"].push_back({{"party", "port"}, {"role", "forwarder"}});
  auto const one = sound_consignment(json);
  EXPECT_EQ((ConsignmentRights{{.party = "port"}, one}.shown()), one.json);
}

TEST(Rights, a_consignment_is_made_by_its_consignor_or_forwarder) {
  auto const one = sound_consignment();
  EXPECT_TRUE(may_make({.party = "silk"}, one));
  EXPECT_TRUE(may_make({.party = "swift"}, one));
  EXPECT_TRUE(may_make({.is_operator = true}, one));
  for (auto const* const party : {"", "stranger", "mode", "ktz", "port"}) {
    EXPECT_FALSE(may_make({.party = party}, one)) << party;
  }
}

struct SeenEvents : testing::Test {
  static EpcisEvent event(std::string const& place) {
    auto read = read_epcis(
        R"({"type": "AggregationEvent", "eventTimeZoneOffset": "+00:00",
         "eventTime": "2026-03-05T11:00:00Z", "action": "ADD",
         "parentID": "https://example.org/wagon/218124712173",
         "childEPCs": ["https://example.org/container/CSQU3054383",
                       "https://example.org/container/MSKU1000000"],
         "readPoint": {"id": "https://example.org/place/)" +
        place + "\"}}");
    EXPECT_TRUE(read.ok());
    return read.events.at(0);
  }
  std::optional<std::string> seen(std::string const& party,
                                  std::string const& place,
                                  std::string const& teller) const {
    return shown_event({.party = party}, event(place), teller, {&one});
  }
  Consignment one = sound_consignment();
};

TEST_F(SeenEvents, of_ones_own_boxes_and_no_others_boxes_with_them) {
  auto const shown = seen("silk", "DOS", "ktz");
  ASSERT_TRUE(shown);
  EXPECT_EQ(Json::parse(*shown)["childEPCs"].size(), 1U);
  EXPECT_EQ(*shown_event({.party = "ktz"}, event("DOS"), "ktz", {}),
            event("DOS").json);
  EXPECT_FALSE(seen("stranger", "DOS", "ktz"));
  EXPECT_FALSE(seen("", "DOS", "ktz"));
  EXPECT_FALSE(seen("", "DOS", ""));
}

// Whatever a teller adds to an event may name the boxes that are left out.
TEST_F(SeenEvents, no_field_tells_of_the_boxes_that_are_left_out) {
  auto json = Json::parse(event("DOS").json);
  json["@context"] = Json::array(
      {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
       {{"rail", "https://example.org/MSKU1000000/"}}});
  json["eventID"] = "urn:uuid:1";
  json["bizStep"] = "loading";
  json["readPoint"]["rail:beside"] = "MSKU1000000";
  json["bizLocation"] = {{"id", "urn:example:hall"},
                         {"rail:row", "MSKU1000000"}};
  json["childQuantityList"] = {
      {{"epcClass", "urn:example:of:MSKU1000000"}, {"quantity", 3}}};
  json["bizTransactionList"] = {
      {{"bizTransaction", "urn:example:CIM-0042"}},
      {{"bizTransaction", "urn:example:c-1"},
       {"rail:text", "before MSKU1000000"}},
      {{"bizTransaction", "urn:example:MSKU1000000"}}};
  json["sourceList"] = {
      {{"type", "owning_party"}, {"source", "urn:example:MSKU1000000"}}};
  json["errorDeclaration"] = {{"declarationTime", "2026-03-06T11:00:00Z"},
                              {"reason", "incorrect_data"},
                              {"rail:why", "it was MSKU1000000"}};
  json["rail:text"] = "with MSKU1000000 behind it";
  auto const read = read_epcis(json.dump());
  ASSERT_TRUE(read.ok()) << read.findings[0].pointer;
  auto const& whole = read.events.at(0);

  auto const shown = shown_event({.party = "silk"}, whole, "ktz", {&one});
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->find("MSKU1000000"), std::string::npos) << *shown;
  auto const seen = Json::parse(*shown);
  EXPECT_EQ(seen["readPoint"]["id"], "https://example.org/place/DOS");
  EXPECT_EQ(seen["bizLocation"]["id"], "urn:example:hall");
  EXPECT_EQ(seen["@context"].size(), 1U);
  EXPECT_EQ(seen["bizTransactionList"].size(), 2U);
  EXPECT_EQ(seen["errorDeclaration"]["reason"], "incorrect_data");
  EXPECT_TRUE(read_epcis(*shown).ok());
  // Who told of it, and who has all the boxes in it, sees all of it.
  EXPECT_EQ(*shown_event({.party = "ktz"}, whole, "ktz", {&one}), whole.json);
  one.units.push_back("MSKU1000000");
  EXPECT_EQ(*shown_event({.party = "silk"}, whole, "ktz", {&one}), whole.json);
}

TEST_F(SeenEvents, in_ones_part_of_the_way) {
  EXPECT_TRUE(seen("ktz", "BRE", "swift"));
  EXPECT_FALSE(seen("ktz", "WAW", "swift"));
  EXPECT_FALSE(seen("port", "BRE", "swift"));
}

TEST_F(SeenEvents, only_as_told_by_a_party_of_the_consignment) {
  EXPECT_FALSE(seen("silk", "DOS", "stranger"));
  EXPECT_TRUE(seen("silk", "DOS", ""));
  EXPECT_TRUE(seen("silk", "DOS", "key:gate-camera"));
}

}  // namespace
}  // namespace camel
