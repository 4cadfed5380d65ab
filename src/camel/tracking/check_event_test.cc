// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/check_event.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Json = nlohmann::ordered_json;

Json event() {
  return Json::parse(R"({
    "type": "ObjectEvent", "eventTime": "2026-03-04T11:00:30+01:00",
    "eventTimeZoneOffset": "+01:00", "action": "OBSERVE",
    "epcList": ["urn:epc:id:sscc:4012345.0000000111"]})");
}

std::string findings(Json const& json) {
  JsonDocument const document{json.dump()};
  std::string text;
  for (auto const& one : check_event(document.view(), EpcisNames{}, "/e")) {
    text += one.pointer + ": " + one.message + "\n";
  }
  return text;
}

TEST(CheckEvent, of_a_great_many_findings_the_first_are_told) {
  auto json = event();
  json["epcList"] = Json(1'000, "no key");
  JsonDocument const document{json.dump()};
  EXPECT_EQ(check_event(document.view(), EpcisNames{}, "/e", 20).size(), 20U);
}

TEST(CheckEvent, a_sound_event_has_no_findings) {
  EXPECT_EQ(findings(event()), "");
}

// Each mistake by itself, where it is found, and a word of what is said.
TEST(CheckEvent, each_mistake_is_found_where_it_is) {
  struct Mistake {
    char const* change;  // a JSON merge patch (RFC 7396)
    char const* at;
    char const* word;
  };
  for (auto const& [change, at, word] : std::vector<Mistake>{
           {R"({"type": "Event"})", "/e/type", "no type of event"},
           {R"({"type": null})", "/e/type", "no type of event"},
           {R"({"eventTime": null})", "/e", "has no eventTime"},
           {R"({"eventTime": "9999-01-01T00:00:00Z"})", "/e/eventTime", "9999"},
           {R"({"eventTime": "yesterday"})", "/e/eventTime", "no moment"},
           {R"({"eventTimeZoneOffset": "+14:30"})", "/e/eventTimeZoneOffset",
            "no offset"},
           {R"({"action": "CHANGE"})", "/e/action", "no action"},
           {R"({"action": null})", "/e", "has no action"},
           {R"({"epcList": []})", "/e", "what happened to"},
           {R"({"epcList": "urn:x:1"})", "/e/epcList", "not a list"},
           {R"({"epcList": ["box"]})", "/e/epcList/0", "no URI"},
           {R"({"epcList": ["urn:epc:id:sscc:4012345.1"]})", "/e/epcList/0",
            "17 digits"},
           {R"({"epcList": ["https://id.gs1.org/00/040123450000001113"]})",
            "/e/epcList/0", "check digit"},
           {R"({"bizStep": "transforming"})", "/e/bizStep", "Vocabulary"},
           {R"({"disposition": "lost"})", "/e/disposition", "Vocabulary"},
           {R"({"readPoint": {}})", "/e/readPoint", "has no id"},
           {R"({"readPoint": "urn:x:1"})", "/e/readPoint", "not an object"},
           {R"({"quantityList": [{"epcClass": "urn:x:1", "quantity": "2"}]})",
            "/e/quantityList/0/quantity", "not a number"},
           {R"({"quantityList": [{"epcClass": "urn:x:1", "uom": "kilo"}]})",
            "/e/quantityList/0/uom", "no unit"},
           {R"({"bizTransactionList": [{"type": "po"}]})",
            "/e/bizTransactionList/0", "has no bizTransaction"},
           {R"({"sourceList": [{"source": "urn:x:1"}]})", "/e/sourceList/0",
            "has no type"},
           {R"({"sensorElementList": [{"sensorReport": [{"value": 1}]}]})",
            "/e/sensorElementList/0/sensorReport/0", "has no type"},
           {R"({"errorDeclaration": {"reason": "oops"}})",
            "/e/errorDeclaration", "declarationTime"},
           {R"({"persistentDisposition": {}})", "/e/persistentDisposition",
            "sets nothing"},
           {R"({"childEPCs": ["urn:x:1"]})", "/e/childEPCs", "no field of it"},
           {R"({"wagon": "1"})", "/e/wagon", "namespace"},
           {R"({"rail:wagon": "1"})", "/e/rail:wagon", "@context"},
           {R"({"ilmd": {"rail:x": {"rail:y": 1}}})", "/e/ilmd/rail:x/rail:y",
            "@context"}}) {
    auto json = event();
    json.merge_patch(Json::parse(change));
    auto const text = findings(json);
    EXPECT_NE(text.find(std::string{at} + ": "), std::string::npos)
        << change << "\n"
        << text;
    EXPECT_NE(text.find(word), std::string::npos) << change << "\n" << text;
  }
}

TEST(CheckEvent, the_end_of_all_that_was_there_needs_no_list) {
  auto json = Json::parse(R"({
    "type": "AggregationEvent", "eventTime": "2026-03-04T11:00:30Z",
    "eventTimeZoneOffset": "+00:00", "action": "DELETE",
    "parentID": "https://id.example.org/wagon/218124712173"})");
  EXPECT_EQ(findings(json), "");
  json.erase("parentID");
  EXPECT_NE(findings(json).find("has no parentID"), std::string::npos);
}

}  // namespace
}  // namespace camel
