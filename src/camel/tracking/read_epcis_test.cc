// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/read_epcis.h"

#include <gtest/gtest.h>

#include "camel/base/utc_text.h"

namespace camel {
namespace {

std::string const kEvent = R"({"type": "ObjectEvent",
  "eventTime": "2026-03-04T11:00:30+01:00", "eventTimeZoneOffset": "+01:00",
  "action": "OBSERVE", "epcList": ["urn:epc:id:sscc:4012345.0000000111"]})";

std::string document(std::string const& events) {
  return R"({"@context": "https://ref.gs1.org/standards/epcis/2.0.0/)"
         R"(epcis-context.jsonld", "type": "EPCISDocument",
             "schemaVersion": "2.0", "creationDate": "2026-03-04T12:00:00Z",
             "epcisBody": {"eventList": [)" +
         events + "]}}";
}

TEST(ReadEpcis, events_of_a_document_are_read_in_order) {
  auto const read = read_epcis(document(kEvent + "," + kEvent));
  EXPECT_TRUE(read.ok());
  ASSERT_EQ(read.events.size(), 2U);
  EXPECT_EQ(read.events[0].type, "ObjectEvent");
  EXPECT_EQ(utc_milliseconds(read.events[0].time), "2026-03-04T10:00:30.000Z");
  // Without an id of its own it is known by its hash.
  EXPECT_EQ(read.events[0].id, read.events[0].hash);
  EXPECT_EQ(read.events[0].hash, read.events[1].hash);
}

TEST(ReadEpcis, an_event_by_itself_is_read_too) {
  auto const read = read_epcis(kEvent);
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(read.events.size(), 1U);
}

TEST(ReadEpcis, one_wrong_event_does_not_hide_the_others) {
  auto const read =
      read_epcis(document(kEvent + R"(, {"type": "ObjectEvent"},)" + kEvent));
  EXPECT_EQ(read.events_read, 3U);
  EXPECT_EQ(read.events.size(), 2U);
  ASSERT_FALSE(read.findings.empty());
  EXPECT_EQ(read.findings[0].pointer, "/epcisBody/eventList/1");
}

// As an event by itself it is a level deeper.
TEST(ReadEpcis, the_deepest_context_is_read_again_with_its_event) {
  auto const document = [](std::size_t levels) {
    std::string context;
    for (std::size_t i = 1; i < levels; ++i) {
      context += R"({"a":)";
    }
    return R"({"type":"EPCISDocument","schemaVersion":"2.0","creationDate":)"
           R"("2026-01-01T00:00:00Z","@context":)" +
           context + "1" + std::string(levels - 1, '}') +
           R"(,"epcisBody":{"eventList":[{"type":"ObjectEvent","eventTime":)"
           R"("2026-01-01T00:00:00Z","eventTimeZoneOffset":"+00:00",)"
           R"("action":"OBSERVE","epcList":["https://example.org/1"]}]}})";
  };
  auto const read = read_epcis(document(64));
  ASSERT_TRUE(read.ok()) << read.findings.front().message;
  auto const& event = read.events.front();
  EXPECT_EQ(read_known_event(event.json, event.hash), event);
  EXPECT_FALSE(read_epcis(document(65)).ok());
}

TEST(ReadEpcis, what_is_no_document_is_said) {
  for (auto const& [text, word] :
       std::vector<std::pair<std::string, std::string>>{
           {"", "no JSON"},
           {"[]", "no EPCIS document"},
           {"{", "no JSON at byte"},
           {R"({"type": "EPCISDocument"})", "has no list of events"},
           {R"({"type": "EPCISDocument", "epcisBody": {"eventList": {}}})",
            "has no list of events"},
           {R"({"a": 1, "a": 2})", "twice"},
           {std::string(100'000, '['), "deeper"},
           {"\"\\", "no JSON"}}) {
    auto const read = read_epcis(text);
    ASSERT_FALSE(read.ok()) << text.substr(0, 60);
    std::string all;
    for (auto const& finding : read.findings) {
      all += finding.message + "\n";
    }
    EXPECT_NE(all.find(word), std::string::npos) << all;
  }
}

TEST(ReadEpcis, what_happened_to_what_and_where_is_canonical) {
  auto const read = read_epcis(R"({
    "type": "AggregationEvent", "eventTime": "2026-03-04T11:00:30+08:00",
    "eventTimeZoneOffset": "+08:00", "action": "ADD", "bizStep": "loading",
    "disposition": "urn:epcglobal:cbv:disp:in_progress",
    "parentID": "https://id.example.org/wagon/218124712173",
    "childEPCs": ["urn:epc:id:sscc:4012345.0000000111"],
    "readPoint": {"id": "urn:epc:id:sgln:4012345.00005.0"}})");
  ASSERT_EQ(read.events.size(), 1U);
  auto const& event = read.events[0];
  EXPECT_EQ(event.action, "ADD");
  EXPECT_EQ(event.step, "https://ref.gs1.org/cbv/BizStep-loading");
  EXPECT_EQ(event.disposition, "https://ref.gs1.org/cbv/Disp-in_progress");
  EXPECT_EQ(event.place, "https://id.gs1.org/414/4012345000054");
  EXPECT_EQ(event.parent, "https://id.example.org/wagon/218124712173");
  EXPECT_EQ(event.objects, std::vector<std::string>{
                               "https://id.gs1.org/00/040123450000001112"});
  EXPECT_FALSE(event.is_correction);
}

TEST(ReadEpcis, an_event_by_itself_reads_as_it_did_in_its_document) {
  auto event = kEvent;
  event.insert(1, R"("rail:wagon": "218124712173", )");
  auto text = document(event);
  text.insert(text.find("\"https"), R"([{"rail": "https://example.org/r/"}, )");
  text.insert(text.find(".jsonld\"") + 8, "]");
  auto const whole = read_epcis(text);
  ASSERT_EQ(whole.events.size(), 1U);
  auto const alone = read_epcis(whole.events[0].json);
  ASSERT_EQ(alone.events.size(), 1U);
  EXPECT_EQ(alone.events[0], whole.events[0]);
}

TEST(ReadEpcis, prefixes_of_an_event_are_added_to_those_of_the_document) {
  auto event = kEvent;
  event.insert(1, R"("@context": [{"rail": "https://example.org/rail/"}],
                     "rail:wagon": "218124712173", )");
  EXPECT_TRUE(read_epcis(document(event)).ok());
  EXPECT_NE(read_epcis(document(event)).events[0].hash,
            read_epcis(kEvent).events[0].hash);
}

TEST(ReadEpcis, no_more_is_kept_than_was_asked_for) {
  std::string const wrong = R"({"type": "ObjectEvent"})";
  auto const several = kEvent + "," + wrong + "," + kEvent + "," + wrong;
  auto const few = read_epcis(document(several), {.events = 2});
  EXPECT_EQ(few.events_read, 3U);
  EXPECT_EQ(few.events.size(), 2U);
  auto const said = read_epcis(document(several), {.findings = 1});
  EXPECT_EQ(said.findings.size(), 1U);
  // What is wrong stays out, also where nothing more is said of it.
  EXPECT_EQ(said.events_read, 4U);
  EXPECT_EQ(said.events.size(), 2U);
}

// The context of a document is kept with each of its events: a small document
// may come to much.
TEST(ReadEpcis, of_a_document_that_comes_to_too_much_none_is_read) {
  auto const text = document(kEvent + "," + kEvent + "," + kEvent);
  auto const bytes = read_epcis(text).events.front().json.size();
  EXPECT_TRUE(read_epcis(text, {.bytes = 3 * bytes}).ok());
  auto const read = read_epcis(text, {.bytes = 2 * bytes - 1});
  EXPECT_TRUE(read.events.empty());
  EXPECT_EQ(read.events_read, 2U);
  ASSERT_EQ(read.findings.size(), 1U);
  EXPECT_NE(read.findings.front().message.find("send several"),
            std::string::npos);
}

TEST(ReadEpcis, a_number_that_is_too_large_is_a_finding) {
  EXPECT_FALSE(read_epcis(R"({"type": "ObjectEvent", "x": 1e999})").ok());
}

}  // namespace
}  // namespace camel
