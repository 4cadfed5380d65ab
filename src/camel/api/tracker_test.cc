// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracker.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/base/error.h"

namespace camel {
namespace {

std::string document(std::string const& id, std::string const& box,
                     std::string const& step = "departing") {
  return R"({"type": "ObjectEvent", "eventTime": "2026-03-04T11:00:30+01:00",
    "eventTimeZoneOffset": "+01:00", "action": "OBSERVE", "bizStep": ")" +
         step + R"(", "eventID": ")" + id + R"(",
    "readPoint": {"id": "https://id.example.org/place/CNXIA"},
    "epcList": ["https://id.example.org/container/)" +
         box + R"("]})";
}

struct TrackerTest : testing::Test {
  TrackerTest()
      : folder{testing::TempDir() + "camel tracker " +
               testing::UnitTest::GetInstance()->current_test_info()->name()} {
    std::filesystem::remove_all(folder);
  }
  std::string what_is_said_of(std::string const& word) {
    try {
      if (!Tracker{folder}.line_up(word)) {
        return "nothing is known";
      }
    } catch (UsageError const& error) {
      return error.what();
    }
    return "a line-up";
  }
  std::filesystem::path folder;
};

TEST_F(TrackerTest, a_box_is_found_by_the_number_on_its_door) {
  Tracker{folder}.capture("a.json", document("urn:uuid:1", "CSQU3054383"));
  auto const known = Tracker{folder}.line_up("csqu 305438-3");
  ASSERT_TRUE(known);
  auto const& line = *known;
  ASSERT_EQ(line.milestones.size(), 1U);
  EXPECT_EQ(line.last_place, "https://id.example.org/place/CNXIA");
  auto const json = line_up_json(line);
  EXPECT_EQ(json["milestones"][0]["time"], "2026-03-04T10:00:30.000Z");
  EXPECT_EQ(json["object"], "https://id.example.org/container/CSQU3054383");
}

TEST_F(TrackerTest, what_is_not_known_is_said_and_a_slip_first) {
  EXPECT_NE(what_is_said_of("TCNU7200794").find("nothing is known"),
            std::string::npos);
  EXPECT_NE(what_is_said_of("CSQU3054384").find("should be 3"),
            std::string::npos);
  EXPECT_NE(what_is_said_of("218124712174").find("should be 3"),
            std::string::npos);
}

TEST_F(TrackerTest, capturing_twice_changes_nothing) {
  auto const text = document("urn:uuid:1", "CSQU3054383");
  Tracker tracker{folder};
  auto const first = tracker.capture("a.json", text);
  EXPECT_EQ(first.captured, 1U);
  auto const second = tracker.capture("a.json", text);
  EXPECT_EQ(second.captured, 0U);
  EXPECT_EQ(second.known, 1U);
  EXPECT_EQ(tracker.events(), 1);
}

TEST_F(TrackerTest, another_event_under_an_id_refuses_the_document) {
  Tracker tracker{folder};
  tracker.capture("a.json", document("urn:uuid:1", "CSQU3054383"));
  auto const report = tracker.capture(
      "b.json", document("urn:uuid:1", "CSQU3054383", "arriving"));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_NE(report.findings[0].message.find("urn:uuid:1"), std::string::npos);
  EXPECT_EQ(tracker.events(), 1);
}

TEST_F(TrackerTest, so_do_two_events_of_a_document_under_one_id) {
  Tracker tracker{folder};
  auto const report = tracker.capture(
      "a.json",
      R"({"@context": [], "type": "EPCISDocument", "schemaVersion": "2.0",
          "creationDate": "2026-03-05T00:00:00Z", "epcisBody": {"eventList": [)" +
          document("urn:uuid:1", "CSQU3054383") + "," +
          document("urn:uuid:1", "CSQU3054383", "arriving") + "]}}");
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].pointer, "event 1");
  EXPECT_EQ(report.captured, 0U);
  EXPECT_EQ(tracker.events(), 0);
}

TEST_F(TrackerTest, a_document_with_a_mistake_is_refused_whole) {
  Tracker tracker{folder};
  auto const report = tracker.capture(
      "a.json", document("urn:uuid:1", "CSQU3054383", "flying"));
  EXPECT_FALSE(report.ok());
  EXPECT_EQ(tracker.events(), 0);
  auto const json = Json::parse(to_json(std::vector{report}));
  EXPECT_EQ(json["documents"][0]["findings"][0]["at"], "/bizStep");
}

}  // namespace
}  // namespace camel
