// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracked_events.h"

#include <future>

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

TEST_F(TrackedEventsTest, a_page_goes_on_only_to_what_may_be_seen) {
  events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {});
  events.capture("other", observed("urn:x:2", "MSKU1000000"), {});
  for (auto const* const party : {"ktz", "stranger"}) {
    EXPECT_FALSE(events.find({.party = party}, {.limit = 1}).next) << party;
  }
  events.capture("ktz", observed("urn:x:3", "TCNU7200794"), {});
  auto const page = events.find({.party = "ktz"}, {.limit = 1});
  ASSERT_TRUE(page.next);
  // Behind what is shown: it tells no row of what is hidden.
  EXPECT_EQ(page.next->row, 1);
  auto const rest =
      events.find({.party = "ktz"}, {.after = page.next, .limit = 1});
  ASSERT_EQ(rest.events.size(), 1U);
  EXPECT_EQ(rest.events[0].id, "urn:x:3");
  EXPECT_FALSE(rest.next);
}

struct Told {
  CaptureResult result;
  std::exception_ptr failure;
};

// What capture_later tells, once it does.
Told told_later(EventStore& store, std::string const& document,
                CaptureWish const& wish = {}) {
  std::promise<Told> told;
  capture_later(
      store, "ktz", document, wish,
      [&](CaptureResult result, std::exception_ptr failure) {
        told.set_value({std::move(result), std::move(failure)});
      },
      std::chrono::milliseconds{0});
  return told.get_future().get();
}

TEST_F(TrackedEventsTest, captured_later_are_judged_as_at_once) {
  auto const one = observed("urn:x:1", "CSQU3054383");
  auto const first = told_later(store, one);
  EXPECT_TRUE(first.result.ok());
  EXPECT_EQ(first.result.ids, (std::vector<std::string>{"urn:x:1"}));
  EXPECT_EQ(first.result.known, 0U);
  EXPECT_EQ(told_later(store, one).result.known, 1U);
  EXPECT_EQ(events.capture("ktz", one, {}).known, 1U);
  EXPECT_EQ(events.find({.party = "silk"}, {}).events.size(), 1U);
}

TEST_F(TrackedEventsTest, captured_later_are_refused_whole) {
  EXPECT_FALSE(told_later(store, "no document").result.ok());
  EXPECT_FALSE(
      told_later(store, observed("urn:x:1", "CSQU3054383"), {.most = 0})
          .result.ok());
  EXPECT_EQ(store.size(), 0);
  told_later(store, observed("urn:x:1", "CSQU3054383"));
  EXPECT_EQ(
      told_later(store, observed("urn:x:1", "TCNU7200794")).result.conflicts,
      (std::vector<std::string>{"urn:x:1"}));
}

TEST_F(TrackedEventsTest, of_too_many_none_is_captured) {
  auto const result =
      events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {.most = 0});
  EXPECT_EQ(result.events, 1U);
  EXPECT_FALSE(result.ok());
  EXPECT_NE(result.findings.front().message.find("more than 0 events"),
            std::string::npos);
  EXPECT_EQ(store.size(), 0);
}

TEST_F(TrackedEventsTest, of_a_great_many_mistakes_the_first_are_told) {
  auto const result =
      events.capture("ktz", R"({"type": "ObjectEvent"})", {.most_findings = 1});
  EXPECT_EQ(result.findings.size(), 1U);
}

TEST_F(TrackedEventsTest, those_in_conflict_do_not_hold_up_the_rest) {
  events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {});
  auto const document =
      R"({"type": "EPCISDocument", "schemaVersion": "2.0", "@context":
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      "creationDate": "2026-03-05T10:00:00Z", "epcisBody": {"eventList": [)" +
      observed("urn:x:0", "CSQU3054383") + "," +
      observed("urn:x:1", "TCNU7200794") + "," +
      observed("urn:x:2", "CSQU3054383") + "," +
      observed("urn:x:2", "TCNU7200794") + "]}}";
  auto const result =
      events.capture("ktz", document, {.on_error = OnError::proceed});
  EXPECT_EQ(result.ids, (std::vector<std::string>{"urn:x:0", "urn:x:2"}));
  EXPECT_EQ(result.conflicts, (std::vector<std::string>{"urn:x:1", "urn:x:2"}));
  EXPECT_EQ(store.size(), 3);
  // All of the rest in one commit.
  EXPECT_EQ(store.captures(0, 10).size(), 2U);
}

constexpr auto kShared =
    R"({"type": "AggregationEvent", "action": "ADD",
    "eventTimeZoneOffset": "+00:00", "eventTime": "2026-03-05T09:00:00Z",
    "readPoint": {"id": "https://example.org/place/DOS"},
    "parentID": "https://example.org/container/CSQU3054383",
    "childEPCs": ["https://example.org/container/MSKU1000000",
                  "https://example.org/container/TCNU7200794"]})";

TEST_F(TrackedEventsTest, a_question_finds_no_event_by_what_it_hides) {
  events.capture("ktz", kShared, {});
  auto const found = [&](std::string const& party, std::string const& box) {
    return events
        .find({.party = party},
              {.objects = {"https://example.org/container/" + box}})
        .events.size();
  };
  EXPECT_EQ(found("silk", "TCNU7200794"), 1U);
  EXPECT_EQ(found("silk", "CSQU3054383"), 1U);
  EXPECT_EQ(found("silk", "MSKU1000000"), 0U);
  EXPECT_EQ(found("ktz", "MSKU1000000"), 1U);
}

// A wagon goes on to carry what is of somebody else.
TEST_F(TrackedEventsTest, a_line_up_names_no_others_boxes) {
  events.capture("ktz", kShared, {});
  auto const stored = consignments.find("c-1");
  ASSERT_TRUE(stored);
  auto const contents = [&](Viewer const& viewer) {
    return events.line_up(viewer, *stored).boxes.at(0).contents;
  };
  EXPECT_EQ(
      contents({.party = "silk"}),
      std::vector<std::string>{"https://example.org/container/TCNU7200794"});
  EXPECT_EQ(contents({.is_operator = true}).size(), 2U);
}

TEST_F(TrackedEventsTest, another_under_an_id_is_a_conflict) {
  events.capture("ktz", observed("urn:x:1", "CSQU3054383"), {});
  auto const other =
      events.capture("ktz", observed("urn:x:1", "TCNU7200794"), {});
  EXPECT_EQ(other.conflicts, std::vector<std::string>{"urn:x:1"});
}

}  // namespace
}  // namespace camel
