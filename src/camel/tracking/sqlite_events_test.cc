// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/sqlite_events.h"

#include "camel/tracking/capture_log.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/test_events.h"

namespace camel {
namespace {

struct SqliteEventsTest : testing::Test {
  TestFolder folder;
  std::filesystem::path const file = folder / "tracking.sqlite";
};

std::vector<std::string> ids(EventPage const& page) {
  std::vector<std::string> all;
  for (auto const& one : page.events) {
    all.push_back(one.event.id);
  }
  return all;
}

using Ids = std::vector<std::string>;

// As the first version left it.
void write_first_version(std::filesystem::path const& file,
                         std::vector<EpcisEvent> const& events) {
  store::Database old{file};
  old.run(R"(
    CREATE TABLE events (row INTEGER PRIMARY KEY, id TEXT NOT NULL,
      is_correction INTEGER NOT NULL, hash TEXT NOT NULL,
      time_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX events_by_id ON events (id, is_correction);
    CREATE TABLE named (object TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES events (row), word TEXT NOT NULL,
      PRIMARY KEY (object, event)) STRICT, WITHOUT ROWID;
    CREATE INDEX named_by_word ON named (word, object);
    PRAGMA user_version = 1;)");
  store::Transaction all{old};
  auto row = 0;
  for (auto const& event : events) {
    old.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)")
        .with(++row, event.id, event.is_correction, event.hash,
              std::int64_t{event.time.time_since_epoch().count()}, event.json)
        .run();
    old.prepare("INSERT INTO named VALUES (?, ?, ?)")
        .with(event.objects[0], row, "CSQU3054383")
        .run();
  }
  all.commit();
}

TEST_F(SqliteEventsTest, a_file_of_the_first_version_is_brought_over) {
  auto const first = made({.id = "urn:uuid:1"});
  auto const second = correction_of(first);
  write_first_version(file, {first, second});
  EXPECT_EQ(back_up_sqlite_events(file, folder / "backup.sqlite"), "");
  EventStore store{file};
  EXPECT_EQ(store.size(), 2);
  EXPECT_EQ(store.events_of(first.objects[0]), (std::vector{first, second}));
  EXPECT_EQ(store.objects_called("CSQU3054383"), first.objects);
  EXPECT_EQ(store.capture(std::vector{first}), std::vector{Captured::known});
  // By nobody, as what the command line brings.
  EXPECT_EQ(store.captures(0, 1)[0].by, "");
  EXPECT_EQ(check_log(*open_sqlite_events(file)).fault, "");
}

TEST_F(SqliteEventsTest, more_old_events_than_a_page_are_brought_over) {
  std::vector<EpcisEvent> events;
  for (int i = 0; i < 2'100; ++i) {
    events.push_back(made({.id = "urn:uuid:" + std::to_string(i)}));
  }
  write_first_version(file, events);
  store::Database{file}.run(
      "DELETE FROM named WHERE event IN (1, 500, 1500);"
      "DELETE FROM events WHERE row IN (1, 500, 1500)");
  EXPECT_EQ(EventStore{file}.size(), 2'097);
  EXPECT_EQ(check_log(*open_sqlite_events(file)).fault, "");
}

TEST_F(SqliteEventsTest, old_events_that_cannot_be_brought_over_are_said) {
  auto const event = made({.id = "urn:uuid:1"});
  auto other = made({.id = "urn:uuid:1", .minute = 5});
  other.id = "urn:uuid:2";  // and so not as its text has it
  write_first_version(file, {event, other});
  EXPECT_THROW(open_sqlite_events(file), Error);
  EXPECT_EQ(store::Database{file}.prepare("PRAGMA user_version").number(), 1);
}

TEST_F(SqliteEventsTest, a_query_finds_what_it_asks_for) {
  EventStore store{file};
  auto const here = std::string{"https://id.gs1.org/414/4012345000016"};
  auto const there = std::string{"https://id.gs1.org/414/4012345000023"};
  store.capture(
      std::vector{made({.id = "urn:uuid:1", .minute = 30}),
                  made({.id = "urn:uuid:2", .step = "arriving", .minute = 20}),
                  made({.id = "urn:uuid:3",
                        .box = "TCNU7200794",
                        .minute = 10,
                        .place = "urn:epc:id:sgln:4012345.00002.0"})});
  auto const steps = [](std::string const& word) {
    return std::vector{"https://ref.gs1.org/cbv/BizStep-" + word};
  };
  EXPECT_EQ(ids(store.find({})),
            (Ids{"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));
  EXPECT_EQ(ids(store.find({.steps = steps("departing")})),
            (Ids{"urn:uuid:1", "urn:uuid:3"}));
  EXPECT_EQ(ids(store.find({.steps = steps("departing"), .places = {here}})),
            Ids{"urn:uuid:1"});
  EXPECT_EQ(ids(store.find({.places = {there, here}})),
            (Ids{"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));
  EXPECT_EQ(ids(store.find(
                {.objects = {"https://id.example.org/container/TCNU7200794"}})),
            Ids{"urn:uuid:3"});
  EXPECT_EQ(ids(store.find({.ids = {"urn:uuid:2", "urn:uuid:99"}})),
            Ids{"urn:uuid:2"});
  EXPECT_EQ(ids(store.find({.steps = steps("packing")})), Ids{});
  EXPECT_EQ(ids(store.find({.types = {"AggregationEvent"}})), Ids{});
  auto const ten =
      EventMoment{std::chrono::sys_days{std::chrono::March / 3 / 2026}} +
      std::chrono::hours{23};
  EXPECT_EQ(ids(store.find({.from = ten + std::chrono::minutes{11}})),
            (Ids{"urn:uuid:2", "urn:uuid:1"}));
  EXPECT_EQ(ids(store.find({.before = ten + std::chrono::minutes{21}})),
            (Ids{"urn:uuid:3", "urn:uuid:2"}));
}

TEST_F(SqliteEventsTest, events_with_a_plan_are_listed) {
  EventStore{file}.capture(
      std::vector{made({.id = "urn:uuid:1"}),
                  made({.id = "urn:uuid:2", .minute = 5, .has_plan = true}),
                  made({.id = "urn:uuid:3", .minute = 3, .has_plan = true})});
  // As a program before it left it.
  store::Database{file}.run(
      "DROP TABLE plans; DROP TABLE keys; DROP TABLE new_keys; "
      "CREATE UNIQUE INDEX events_by_key ON events (key); "
      "PRAGMA user_version = 2");
  EventStore store{file};
  EXPECT_EQ(ids(store.find({.with_plan = true})),
            (Ids{"urn:uuid:2", "urn:uuid:3"}));
  store.capture(
      std::vector{made({.id = "urn:uuid:4", .minute = 1, .has_plan = true})});
  EXPECT_EQ(ids(store.find({.with_plan = true})),
            (Ids{"urn:uuid:2", "urn:uuid:3", "urn:uuid:4"}));
}

TEST_F(SqliteEventsTest, a_list_of_plans_that_was_changed_is_told) {
  EventStore{file}.capture(
      std::vector{made({.id = "urn:uuid:1"}),
                  made({.id = "urn:uuid:2", .minute = 5, .has_plan = true})});
  auto const fault = [this] {
    return check_log(*open_sqlite_events(file)).fault;
  };
  EXPECT_EQ(fault(), "");
  store::Database{file}.run("INSERT INTO plans VALUES (1)");
  EXPECT_NE(fault().find("event 1 is listed as bringing a plan and does not"),
            std::string::npos);
  store::Database{file}.run("DELETE FROM plans");
  EXPECT_NE(fault().find("event 2 brings a plan and is not listed"),
            std::string::npos);
}

TEST_F(SqliteEventsTest, an_index_of_ids_that_was_changed_is_told) {
  open_sqlite_events(file);
  store::Database{file}.run("UPDATE key_sweep SET step = 2, slices = 3");
  std::vector<EpcisEvent> events;
  for (int i = 0; i < 20; ++i) {
    events.push_back(made({.id = "urn:uuid:" + std::to_string(i)}));
  }
  EventStore{file}.capture(events);
  auto const fault = [this] {
    return check_log(*open_sqlite_events(file)).fault;
  };
  EXPECT_EQ(fault(), "");
  EXPECT_EQ(EventStore{file}.capture(events), std::vector(20, Captured::known));
  store::Database{file}.run("UPDATE keys SET event = 4 WHERE event = 3");
  EXPECT_NE(fault().find("index of ids does not have event 3 as it should"),
            std::string::npos);
  store::Database{file}.run("DELETE FROM keys WHERE event = 4");
  EXPECT_NE(fault().find("index of ids does not have event 3 as it should"),
            std::string::npos);
  store::Database{file}.run(
      "INSERT INTO keys SELECT key, row FROM events "
      "WHERE row IN (3, 4)");
  EXPECT_EQ(fault(), "");
  store::Database{file}.run("INSERT INTO keys VALUES (randomblob(16), 3)");
  EXPECT_NE(fault().find("21 ids are known, of 20 events"), std::string::npos);
  store::Database{file}.run(
      "DELETE FROM keys WHERE key NOT IN (SELECT key FROM events)");
  EXPECT_EQ(fault(), "");
  // Before its turn.
  store::Database{file}.run(
      "INSERT INTO keys SELECT key, row FROM events "
      "WHERE row NOT IN (SELECT event FROM keys) LIMIT 1");
  EXPECT_NE(fault().find("index of ids does not have event"),
            std::string::npos);
  store::Database{file}.run("UPDATE key_sweep SET slices = 0");
  EXPECT_THROW(open_sqlite_events(file), Error);
}

std::optional<FileLock> turn_after(EventTables& tables, std::string const& id) {
  auto const event = made({.id = id});
  CaptureOrder const order{.events = {&event, 1}, .by = ""};
  capture_group(tables, {&order, 1}, EventMoment{});
  return tables.take_turn();
}

TEST_F(SqliteEventsTest, who_has_the_turn_moves_the_log) {
  auto settings = sqlite_event_settings();
  settings.log_pages = 1;
  auto const one = open_sqlite_events(file, settings);
  auto const other = open_sqlite_events(file, settings);
  {
    auto const turn = turn_after(*one, "urn:uuid:1");
    EXPECT_TRUE(turn);
    EXPECT_FALSE(turn_after(*other, "urn:uuid:2"));
  }
  EXPECT_FALSE(turn_after(*other, "urn:uuid:2"))
      << "what was known leaves nothing of its own to move";
  EXPECT_TRUE(turn_after(*other, "urn:uuid:3"));
}

TEST_F(SqliteEventsTest, a_log_that_has_begun_anew_is_nobodys_turn) {
  auto settings = sqlite_event_settings();
  settings.log_pages = 20;
  auto const tables = open_sqlite_events(file, settings);
  auto next = 0;
  auto const turn_after_one = [&] {
    return turn_after(*tables, "urn:uuid:" + std::to_string(++next));
  };
  for (auto turn = turn_after_one(); !turn; turn = turn_after_one()) {
  }
  tables->tidy_up();
  EXPECT_FALSE(turn_after_one()) << "or who moves it next moves little";
}

TEST_F(SqliteEventsTest, programs_that_commit_once_move_it_too) {
  auto settings = sqlite_event_settings();
  settings.log_pages = 10;
  auto const idle = open_sqlite_events(file, settings);  // so that none is last
  for (int i = 0; i < 30; ++i) {
    auto const event = made({.id = "urn:uuid:" + std::to_string(i)});
    EventStore{connect_sqlite_events(file, settings)}.capture({&event, 1});
  }
  EXPECT_LT(std::filesystem::file_size(file.string() + "-wal"), 40 * 8'192);
  EXPECT_EQ(idle->size(), 30);
}

TEST_F(SqliteEventsTest, a_program_of_another_version_does_not_write_on) {
  auto const tables = open_sqlite_events(file);
  store::Database{file}.run("PRAGMA user_version = 6");
  EXPECT_THROW(tables->begin(), Error);
  tables->undo();
}

TEST_F(SqliteEventsTest, an_event_of_the_index_that_is_gone_is_said) {
  auto const event = made({.id = "urn:uuid:1"});
  EventStore{file}.capture(std::vector{event});
  store::Database{file}.run("DELETE FROM events");
  EXPECT_THROW(EventStore{file}.capture(std::vector{event}), Error);
}

TEST_F(SqliteEventsTest, a_file_of_the_version_before_is_found_by_its_ids) {
  std::vector const events{made({.id = "urn:uuid:1"}),
                           made({.id = "urn:uuid:2"})};
  EventStore{file}.capture(events);
  store::Database{file}.run(
      "DROP TABLE keys; DROP TABLE new_keys; DROP TABLE key_sweep; "
      "CREATE UNIQUE INDEX events_by_key ON events (key); "
      "PRAGMA user_version = 4");
  EXPECT_EQ(EventStore{file}.capture(events), std::vector(2, Captured::known));
  EXPECT_EQ(check_log(*open_sqlite_events(file)).fault, "");
}

TEST_F(SqliteEventsTest, the_last_moment_is_that_of_what_happened_last) {
  EventStore store{file};
  EXPECT_EQ(store.last_moment(EventMoment::max()), std::nullopt);
  auto const last = made({.id = "urn:uuid:1", .minute = 30});
  auto const first = made({.id = "urn:uuid:2", .minute = 10});
  store.capture(std::vector{last, first});
  EXPECT_EQ(store.last_moment(last.time), last.time);
  EXPECT_EQ(store.last_moment(last.time - std::chrono::minutes{1}), first.time);
  EXPECT_EQ(store.last_moment(first.time - std::chrono::minutes{1}),
            std::nullopt);
}

TEST_F(SqliteEventsTest, a_moment_of_capture_finds_what_came_since) {
  auto minute = 0;
  EventStoreSettings settings;
  settings.now = [&] { return EventMoment{std::chrono::minutes{++minute}}; };
  EventStore store{file, settings};
  for (auto const* const id : {"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}) {
    store.capture(std::vector{made({.id = id})});
  }
  auto const second = EventMoment{std::chrono::minutes{2}};
  EXPECT_EQ(ids(store.find({.recorded_from = second})),
            (Ids{"urn:uuid:2", "urn:uuid:3"}));
  EXPECT_EQ(ids(store.find({.recorded_before = second})), Ids{"urn:uuid:1"});
  EXPECT_EQ(store.find({.recorded_from = second}).events[0].recorded, second);
  EXPECT_EQ(
      ids(store.find({.recorded_from = second + std::chrono::minutes{9}})),
      Ids{});
}

TEST_F(SqliteEventsTest, pages_follow_each_other_without_gap_or_repeat) {
  EventStore store{file};
  std::vector<EpcisEvent> events;
  for (int i = 0; i < 25; ++i) {
    events.push_back(
        made({.id = "urn:uuid:" + std::to_string(i), .minute = i % 7}));
  }
  store.capture(events);
  for (auto const by_time : {false, true}) {
    EventQuery query{.limit = 4};
    if (by_time) {
      query.from = EventMoment{};
    }
    std::vector<StoredEvent> all;
    for (;;) {
      auto const page = store.find(query);
      all.insert(all.end(), page.events.begin(), page.events.end());
      if (!page.next) {
        break;
      }
      query.after = page.next;
    }
    ASSERT_EQ(all.size(), 25U);
    for (std::size_t i = 1; i < all.size(); ++i) {
      auto const& [a, b] = std::pair{all[i - 1], all[i]};
      auto const is_next = a.row < b.row ? a.event.time <= b.event.time
                                         : a.event.time < b.event.time;
      EXPECT_TRUE(by_time ? is_next : a.row < b.row);
    }
  }
}

TEST_F(SqliteEventsTest, a_backup_is_whole_while_others_write) {
  EventStore store{file};
  store.capture(std::vector{made({.id = "urn:uuid:1"})});
  EXPECT_EQ(back_up_sqlite_events(file, folder / "backup.sqlite"),
            hex(store.captures(0, 1)[0].chain));
  store.capture(std::vector{made({.id = "urn:uuid:2"})});
  EventStore copy{folder / "backup.sqlite"};
  EXPECT_EQ(copy.size(), 1);
  EXPECT_EQ(copy.captures(0, 9), std::vector{store.captures(0, 9)[0]});
  EXPECT_THROW(back_up_sqlite_events(file, folder / "backup.sqlite"), Error);
}

}  // namespace
}  // namespace camel
