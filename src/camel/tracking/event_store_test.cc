// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_store.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <utility>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/tracking/sqlite_events.h"
#include "camel/tracking/tables_behind.h"

namespace camel {
namespace {

EpcisEvent event(std::string const& id, std::string const& box,
                 std::string const& step = "departing") {
  auto text = std::string{R"({"type": "ObjectEvent", "eventTimeZoneOffset":
    "+01:00", "eventTime": "2026-03-04T11:00:30+01:00", "action": "OBSERVE",
    "bizStep": ")"} +
              step + R"(", "epcList": ["https://id.example.org/container/)" +
              box + "\"]" +
              (id.empty() ? "" : ", \"eventID\": \"" + id + "\"") + "}";
  auto read = read_epcis(text);
  EXPECT_TRUE(read.ok()) << read.findings.front().message;
  return read.events.front();
}

std::vector<Captured> capture(EventStore& store,
                              std::vector<EpcisEvent> const& events) {
  return store.capture(events);
}

TEST(EventStore, the_same_event_again_changes_nothing) {
  EventStore store{":memory:"};
  auto const one = event("urn:uuid:1", "CSQU3054383");
  EXPECT_EQ(capture(store, {one, one}),
            (std::vector{Captured::captured, Captured::known}));
  EXPECT_EQ(capture(store, {one}), std::vector{Captured::known});
  EXPECT_EQ(store.size(), 1);
}

TEST(EventStore, another_event_under_an_id_is_refused) {
  EventStore store{":memory:"};
  capture(store, {event("urn:uuid:1", "CSQU3054383")});
  EXPECT_EQ(capture(store, {event("urn:uuid:1", "TCNU7200794")}),
            std::vector{Captured::conflict});
  EXPECT_EQ(store.size(), 1);
}

TEST(EventStore,
     two_events_of_one_batch_under_an_id_are_refused_with_the_rest) {
  EventStore store{":memory:"};
  EXPECT_EQ(capture(store, {event("", "MSKU1000004"),
                            event("urn:uuid:1", "CSQU3054383"),
                            event("urn:uuid:1", "TCNU7200794")}),
            (std::vector{Captured::captured, Captured::captured,
                         Captured::conflict}));
  EXPECT_EQ(store.size(), 0);
}

TEST(EventStore, without_an_id_an_event_is_known_by_its_hash) {
  EventStore store{":memory:"};
  EXPECT_EQ(
      capture(store, {event("", "CSQU3054383"), event("", "CSQU3054383"),
                      event("", "CSQU3054383", "arriving")}),
      (std::vector{Captured::captured, Captured::known, Captured::captured}));
}

TEST(EventStore, a_correction_stands_beside_what_it_corrects) {
  EventStore store{":memory:"};
  auto const one = event("urn:uuid:1", "CSQU3054383");
  auto correction = read_epcis(
      one.json.substr(0, one.json.size() - 1) +
      R"(, "errorDeclaration": {"declarationTime": "2026-03-05T00:00:00Z"}})");
  ASSERT_TRUE(correction.ok());
  EXPECT_EQ(capture(store, {one, correction.events[0]}),
            (std::vector{Captured::captured, Captured::captured}));
  auto const found = store.events_of(one.objects[0]);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[1].is_correction);
}

TEST(EventStore, a_box_is_found_by_its_number_or_its_whole_name) {
  EventStore store{":memory:"};
  capture(store, {event("", "CSQU3054383"), event("", "TCNU7200794")});
  auto const name = std::string{"https://id.example.org/container/CSQU3054383"};
  EXPECT_EQ(store.objects_called("CSQU3054383"), std::vector{name});
  EXPECT_EQ(store.objects_called(name), std::vector{name});
  EXPECT_TRUE(store.objects_called("CSQU").empty());
  EXPECT_EQ(store.events_of(name).size(), 1U);
  EXPECT_EQ(store.events_of(name)[0], event("", "CSQU3054383"));
}

TEST(EventStore, what_was_captured_is_there_when_it_is_opened_again) {
  auto const file = testing::TempDir() + "camel_event_store.sqlite";
  std::filesystem::remove(file);
  {
    EventStore store{file};
    capture(store, {event("", "CSQU3054383")});
  }
  EventStore store{file};
  EXPECT_EQ(store.size(), 1);
  EXPECT_EQ(capture(store, {event("", "CSQU3054383")}),
            std::vector{Captured::known});
}

// Refuses the first question that it is asked.
class RefusesOnce : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  std::optional<EventMoment> last_moment(EventMoment by) override {
    if (!std::exchange(has_refused_, true)) {
      throw Error{"refused"};
    }
    return TablesBehind::last_moment(by);
  }

 private:
  bool has_refused_ = false;
};

TEST(EventStore, a_reader_that_failed_is_not_used_again) {
  auto const file = testing::TempDir() + "camel_event_store_reader.sqlite";
  std::filesystem::remove(file);
  std::atomic<int> made = 0;
  EventStore store{[&]() -> std::unique_ptr<EventTables> {
    ++made;
    return std::make_unique<RefusesOnce>(open_sqlite_events(file));
  }};
  auto const before = made.load();
  EXPECT_THROW(store.last_moment({}), Error);
  EXPECT_THROW(store.last_moment({}), Error);
  EXPECT_EQ(made, before + 2);
  EXPECT_EQ(store.captures(0, 1).size(), 0U);
  EXPECT_EQ(store.captures(0, 1).size(), 0U);
  EXPECT_EQ(made, before + 3);
}

// Each of many events one to five times, in any order: as if each had come
// once.
TEST(EventStore, repeats_in_any_order_come_to_the_same) {
  std::mt19937 luck{11};
  for (int round = 0; round < 20; ++round) {
    EventStore store{":memory:"};
    std::vector<EpcisEvent> sent;
    for (int i = 0; i < 40; ++i) {
      auto const one = event("urn:uuid:" + std::to_string(i), "CSQU3054383");
      sent.insert(sent.end(), 1 + luck() % 5, one);
    }
    std::shuffle(sent.begin(), sent.end(), luck);
    int captured = 0;
    for (auto const& one : sent) {
      auto const answer = capture(store, {one}).front();
      EXPECT_NE(answer, Captured::conflict);
      captured += answer == Captured::captured;
    }
    EXPECT_EQ(captured, 40);
    EXPECT_EQ(store.size(), 40);
  }
}

}  // namespace
}  // namespace camel
