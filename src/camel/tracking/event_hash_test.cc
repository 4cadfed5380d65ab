// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_hash.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Json = nlohmann::ordered_json;

std::string canonical(std::string const& text) {
  JsonDocument const document{text};
  EXPECT_EQ(document.fault(), "");
  return canonical_text(document.view(), EpcisNames{});
}

constexpr auto kLoading = R"({
  "type": "AggregationEvent", "eventTime": "2026-03-04T11:00:30+08:00",
  "eventTimeZoneOffset": "+08:00", "action": "ADD", "bizStep": "loading",
  "parentID": "https://id.example.org/wagon/218124712173",
  "childEPCs": ["https://id.example.org/container/TCNU7200794",
                "https://id.example.org/container/CSQU3054383"],
  "readPoint": {"id": "urn:epc:id:sgln:4012345.00005.0"}})";

TEST(EventHash, nothing_is_left_to_taste) {
  EXPECT_EQ(canonical(kLoading),
            "eventType=AggregationEventeventTime=2026-03-04T03:00:30.000Z"
            "eventTimeZoneOffset=+08:00"
            "parentID=https://id.example.org/wagon/218124712173childEPCs"
            "epc=https://id.example.org/container/CSQU3054383"
            "epc=https://id.example.org/container/TCNU7200794action=ADD"
            "bizStep=https://ref.gs1.org/cbv/BizStep-loading"
            "readPointid=https://id.gs1.org/414/4012345000054");
}

TEST(EventHash, the_same_event_written_otherwise_has_the_same) {
  EXPECT_EQ(canonical(kLoading), canonical(R"({
    "readPoint": {"id": "https://id.gs1.org/414/4012345000054"},
    "childEPCs": ["https://id.example.org/container/CSQU3054383",
                  "https://id.example.org/container/TCNU7200794"],
    "eventID": "urn:uuid:1", "recordTime": "2026-03-05T00:00:00Z",
    "bizStep": "urn:epcglobal:cbv:bizstep:loading", "action": "ADD",
    "parentID": "https://id.example.org/wagon/218124712173",
    "eventTimeZoneOffset": "+08:00", "eventTime": "2026-03-04T03:00:30.000Z",
    "type": "AggregationEvent",
    "errorDeclaration": {"declarationTime": "2026-03-06T00:00:00Z"}})"));
}

TEST(EventHash, another_event_has_another) {
  auto const before = canonical(kLoading);
  auto const json = Json::parse(kLoading);
  for (auto const& [name, value] : std::vector<std::pair<char const*, Json>>{
           {"action", "DELETE"},
           {"bizStep", "unloading"},
           {"eventTime", "2026-03-04T11:00:31+08:00"},
           {"eventTimeZoneOffset", "+05:00"},
           {"parentID", "https://id.example.org/wagon/518008430010"},
           {"childEPCs", Json::array({"https://example.org/1"})},
           {"bizLocation", {{"id", "https://example.org/place"}}},
           {"cbvmda:lotNumber", "7"}}) {
    auto other = json;
    other[name] = value;
    EXPECT_NE(canonical(other.dump()), before) << name;
  }
}

TEST(EventHash, numbers_lose_their_trailing_zeros) {
  auto const text = canonical(R"({
    "type": "ObjectEvent", "eventTime": "2026-03-04T00:00:00Z",
    "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "quantityList": [
      {"quantity": 600.50, "uom": "KGM", "epcClass": "urn:x:b"},
      {"epcClass": "urn:x:a", "quantity": 20.0}]})");
  EXPECT_NE(text.find("quantityListquantityElementepcClass=urn:x:aquantity=20"
                      "quantityElementepcClass=urn:x:bquantity=600.5uom=KGM"),
            std::string::npos)
      << text;
}

// The reference for "abc" is FIPS 180-4's.
TEST(EventHash, it_is_a_name_by_digest) {
  EXPECT_EQ(
      event_hash("abc"),
      "ni:///sha-256;ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff6"
      "1f20015ad?ver=CBV2.0");
}

}  // namespace
}  // namespace camel
