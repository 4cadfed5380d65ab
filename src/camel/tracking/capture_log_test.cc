// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_log.h"

#include <random>

#include "camel/tracking/event_store.h"
#include "camel/tracking/log_changes.h"
#include "camel/tracking/sqlite_events.h"
#include "camel/tracking/tables_behind.h"
#include "camel/tracking/test_events.h"

namespace camel {
namespace {

struct CaptureLog : testing::Test {
  TestFolder folder;
  std::filesystem::path const file = folder / "tracking.sqlite";

  // So many captures of three events.
  void fill(int captures) const {
    EventStore store{file};
    for (int i = 0; i < captures; ++i) {
      std::vector<EpcisEvent> events;
      for (int j = 0; j < 3; ++j) {
        events.push_back(
            made({.id = fmt::format("urn:uuid:{}-{}", i, j), .minute = i}));
      }
      store.capture(events, i % 2 == 0 ? "a railway" : "a dry port");
    }
  }

  LogCheck check() const { return check_log(*open_sqlite_events(file)); }
  void run(std::string const& sql) const { store::Database{file}.run(sql); }
};

TEST_F(CaptureLog, it_says_who_brought_what_and_when) {
  auto minute = 0;
  EventStoreSettings settings;
  settings.now = [&] { return EventMoment{std::chrono::minutes{++minute}}; };
  EventStore store{file, settings};
  std::vector const two{made({.id = "urn:uuid:1"}), made({.id = "urn:uuid:2"})};
  store.capture(two, "a railway");
  store.capture(std::vector{two[0], made({.id = "urn:uuid:3"})}, "a dry port");
  store.capture(two, "nobody who brings something new");
  auto const log = store.captures(0, 10);
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].by, "a railway");
  EXPECT_EQ(log[0].time, EventMoment{std::chrono::minutes{1}});
  EXPECT_EQ(log[0].events, 2);
  EXPECT_EQ(log[1].by, "a dry port");
  EXPECT_EQ(log[1].first_event, 3);
  EXPECT_EQ(log[1].events, 1);
  EXPECT_EQ(store.captures(1, 10).front(), log[1]);
}

TEST_F(CaptureLog, its_clock_does_not_go_back) {
  auto minute = 9;
  EventStoreSettings settings;
  settings.now = [&] { return EventMoment{std::chrono::minutes{minute}}; };
  EventStore store{file, settings};
  store.capture(std::vector{made({.id = "urn:uuid:1"})});
  minute = 5;
  store.capture(std::vector{made({.id = "urn:uuid:2"})});
  EXPECT_EQ(store.captures(1, 1).front().time,
            EventMoment{std::chrono::minutes{9}});
}

TEST_F(CaptureLog, a_sound_one_is_sound) {
  EXPECT_TRUE(check().ok());
  fill(5);
  auto const found = check();
  EXPECT_EQ(found.fault, "");
  EXPECT_EQ(found.entries, 5);
  EXPECT_EQ(found.events, 15);
  EXPECT_EQ(found.newest.size(), 64U);
}

TEST_F(CaptureLog, the_first_broken_entry_is_named) {
  fill(5);
  run("UPDATE captures SET who = 'a thief' WHERE row = 3");
  EXPECT_EQ(check().entries, 2);
  EXPECT_NE(check().fault.find("capture 3 of "), std::string::npos);
  EXPECT_NE(check().fault.find("by a thief"), std::string::npos);
}

// Whatever is changed in whatever row, it is found.
TEST_F(CaptureLog, every_change_is_found) {
  fill(6);
  std::mt19937 luck{8};
  for (auto const* const change : kLogChanges) {
    store::Database{file}.back_up(folder / "changed.sqlite");
    {
      store::Database changed{folder / "changed.sqlite"};
      auto const row = static_cast<int>(1 + luck() % 18);
      changed.prepare(change).with(row).run();
      ASSERT_EQ(changed.changed_rows(), 1) << change;
    }
    EXPECT_FALSE(check_log(*open_sqlite_events(folder / "changed.sqlite")).ok())
        << change;
    for (auto const* const end : {"", "-wal", "-shm"}) {
      std::filesystem::remove(folder / ("changed.sqlite" + std::string{end}));
    }
  }
}

TEST_F(CaptureLog, an_event_that_came_with_no_capture_is_found) {
  fill(2);
  run("INSERT INTO events SELECT row + 1, capture, randomblob(16), hash, "
      "time_ms, type, action, step, disposition, place, location, json "
      "FROM events WHERE row = 6");
  EXPECT_EQ(check().fault, "event 7 came with no capture");
}

TEST_F(CaptureLog, what_lies_before_the_first_is_found) {
  fill(2);
  run("INSERT INTO events SELECT 0, capture, randomblob(16), hash, time_ms, "
      "type, action, step, disposition, place, location, json "
      "FROM events WHERE row = 6");
  EXPECT_EQ(check().fault, "event 0 came with no capture");
  run("DELETE FROM events WHERE row = 0");
  EXPECT_EQ(check().fault, "");
  run("INSERT INTO captures SELECT -3, time_ms, who, first_event, events, "
      "digest, chain FROM captures WHERE row = 1");
  EXPECT_EQ(check().fault, "capture -3 comes before the first");
}

TEST_F(CaptureLog, another_word_for_a_name_is_found) {
  fill(2);
  run("UPDATE names SET word = 'TCNU7200794' WHERE word = 'CSQU3054383'");
  EXPECT_NE(check().fault.find("is not listed under what it names"),
            std::string::npos);
}

// Somebody captures between the reading of the log and its end.
class Interrupted : public TablesBehind {
 public:
  Interrupted(std::unique_ptr<EventTables> tables, EventStore& store)
      : TablesBehind{std::move(tables)}, store_{store} {}
  std::vector<CaptureEntry> captures(std::int64_t after,
                                     std::size_t limit) override {
    auto entries = TablesBehind::captures(after, limit);
    store_.capture(std::vector{made({.id = "urn:uuid:meanwhile"})});
    return entries;
  }

 private:
  EventStore& store_;
};

TEST_F(CaptureLog, who_captures_meanwhile_raises_no_alarm) {
  fill(5);
  EventStore store{file};
  Interrupted tables{open_sqlite_events(file), store};
  auto const found = check_log(tables);
  EXPECT_EQ(found.fault, "");
  EXPECT_EQ(found.events, 15);
  EXPECT_EQ(store.size(), 16);
}

}  // namespace
}  // namespace camel
