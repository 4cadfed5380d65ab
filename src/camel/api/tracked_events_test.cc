// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracked_events.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

std::string observed(std::string const& id, std::string const& box) {
  return R"({"type": "ObjectEvent", "eventTimeZoneOffset": "+00:00",
    "eventTime": "2026-03-05T09:00:00Z", "action": "OBSERVE", "bizStep":
    "arriving", "readPoint": {"id": "https://example.org/place/DOS"},
    "eventID": ")" +
         id + R"(", "epcList": ["https://example.org/container/)" + box +
         "\"]}";
}

struct TrackedEventsTest : testing::Test {
  TrackedEventsTest() {
    consignments.add("c-1", "swift", sound_consignment(),
                     "2026-03-01T00:00:00Z");
  }
  EventStore store{":memory:"};
  ConsignmentStore consignments{":memory:"};
  TrackedEvents events{store, consignments};
};

TEST_F(TrackedEventsTest, are_seen_with_the_time_of_their_capture) {
  EXPECT_TRUE(
      events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {}).ok());
  auto const seen = events.find({.party = "silk"}, {});
  ASSERT_EQ(seen.events.size(), 1U);
  EXPECT_TRUE(Json::parse(seen.events[0].json).contains("recordTime"));
  EXPECT_TRUE(events.find({.party = "stranger"}, {}).events.empty());
}

TEST_F(TrackedEventsTest, of_too_many_none_is_captured) {
  auto const result =
      events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {.most = 0});
  EXPECT_EQ(result.events, 1U);
  EXPECT_EQ(store.size(), 0);
}

TEST_F(TrackedEventsTest, another_under_an_id_is_a_conflict) {
  events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {});
  auto const other =
      events.capture("ktz", observed("urn:x:1", "TCNU7200794"), {});
  EXPECT_EQ(other.conflicts, std::vector<std::string>{"urn:x:1"});
}

}  // namespace
}  // namespace camel
