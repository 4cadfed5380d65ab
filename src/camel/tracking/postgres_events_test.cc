// SPDX-License-Identifier: Apache-2.0
// The same random operations on both databases give the same answers. The test
// starts a server of its own, in a folder of its own, and is skipped where it
// cannot.
#include "camel/tracking/postgres_events.h"

#include <random>

#include "camel/base/error.h"
#include "camel/store/postgres.h"
#include "camel/store/postgres_server.h"
#include "camel/tracking/capture_log.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/sqlite_events.h"
#include "camel/tracking/test_events.h"

namespace camel {
namespace {

class PostgresEventsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const why = store::PostgresServer::missing(); !why.empty()) {
      GTEST_SKIP() << why;
    }
    server_ = std::make_unique<store::PostgresServer>();
  }

  std::string address() const { return server_->address(); }

 private:
  std::unique_ptr<store::PostgresServer> server_;
};

EventStoreSettings by_minutes(std::shared_ptr<int> const& minute) {
  EventStoreSettings settings;
  settings.now = [minute] {
    return EventMoment{std::chrono::minutes{*minute}};
  };
  return settings;
}

EpcisEvent some_event(std::mt19937& luck) {
  auto const number = luck() % 400;
  auto const event = made(
      {.id = luck() % 5 == 0 ? "" : fmt::format("urn:uuid:{}", number),
       .box =
           luck() % 20 == 0 ? "it's,NULL" : fmt::format("CSQU{}", number % 30),
       .step = number % 2 == 0 ? "departing" : "arriving",
       // Now and then another event under a known id.
       .minute = static_cast<int>(number + (luck() % 50 == 0 ? 1 : 0)),
       .place = fmt::format("https://id.example.org/terminal/{}", number % 4),
       .has_plan = number % 7 == 0});
  return luck() % 9 == 0 ? correction_of(event) : event;
}

EventQuery some_query(std::mt19937& luck) {
  EventQuery query;
  query.limit = 1 + luck() % 30;
  query.with_plan = luck() % 3 == 0;
  auto const maybe = [&](auto& list, std::string const& value) {
    if (luck() % 4 == 0) {
      list.push_back(value);
    }
  };
  maybe(query.steps, "https://ref.gs1.org/cbv/BizStep-departing");
  maybe(query.steps, "https://ref.gs1.org/cbv/BizStep-arriving");
  maybe(query.places,
        fmt::format("https://id.example.org/terminal/{}", luck() % 5));
  maybe(query.objects,
        fmt::format("https://id.example.org/container/CSQU{}", luck() % 40));
  maybe(query.ids, fmt::format("urn:uuid:{}", luck() % 500));
  auto const day =
      EventMoment{std::chrono::sys_days{std::chrono::March / 4 / 2026}};
  if (luck() % 4 == 0) {
    query.from = day + std::chrono::minutes{luck() % 2000};
  }
  if (luck() % 4 == 0) {
    query.before = day + std::chrono::minutes{luck() % 2000};
  }
  if (luck() % 6 == 0) {
    query.recorded_from = EventMoment{std::chrono::minutes{luck() % 100}};
  }
  if (luck() % 6 == 0) {
    query.recorded_before = EventMoment{std::chrono::minutes{luck() % 100}};
  }
  if (luck() % 6 == 0) {
    query.after = EventCursor{day + std::chrono::minutes{luck() % 1000},
                              static_cast<std::int64_t>(luck() % 200)};
  }
  return query;
}

// A page as one line an event, so that a difference can be read.
std::string told(EventPage const& page) {
  std::string text;
  for (auto const& one : page.events) {
    text +=
        fmt::format("{} by {} at {} {}\n", one.row, one.capture,
                    one.recorded.time_since_epoch().count(), one.event.json);
  }
  return text + (page.next ? std::to_string(page.next->row) : "the end");
}

TEST_F(PostgresEventsTest, it_answers_as_sqlite_does) {
  TestFolder const folder;
  auto const minute = std::make_shared<int>(0);
  EventStore embedded{folder / "t.sqlite", by_minutes(minute)};
  EventStore server{[this] { return open_postgres_events(address()); },
                    by_minutes(minute)};
  std::mt19937 luck{5};
  for (*minute = 1; *minute < 100; ++*minute) {
    std::vector<EpcisEvent> events;
    for (auto count = 1 + luck() % 6; count > 0; --count) {
      events.push_back(some_event(luck));
    }
    auto const by = luck() % 2 == 0 ? "a \"railway\"" : "";
    ASSERT_EQ(embedded.capture(events, by), server.capture(events, by));
    ASSERT_EQ(embedded.size(), server.size());
    auto const moment = events[0].time - std::chrono::minutes{1};
    ASSERT_EQ(embedded.last_moment(moment), server.last_moment(moment));
    for (int i = 0; i < 5; ++i) {
      auto const query = some_query(luck);
      ASSERT_EQ(told(embedded.find(query)), told(server.find(query)));
    }
    auto const& box = events[0].objects[0];
    ASSERT_EQ(embedded.events_of(box), server.events_of(box));
    auto const word = box.substr(box.rfind('/') + 1);
    ASSERT_EQ(embedded.objects_called(word), server.objects_called(word));
  }
  EXPECT_GT(embedded.size(), 100);
  EXPECT_EQ(embedded.captures(0, 1'000), server.captures(0, 1'000));
  auto const log = check_log(*open_postgres_events(address()));
  EXPECT_EQ(log.fault, "");
  EXPECT_EQ(log.newest,
            check_log(*open_sqlite_events(folder / "t.sqlite")).newest);
}

TEST_F(PostgresEventsTest, a_name_that_was_taken_out_or_put_in_is_found) {
  EventStore{[this] { return open_postgres_events(address()); }}.capture(
      std::vector{made({.id = "urn:uuid:1"}),
                  made({.id = "urn:uuid:2", .box = "TCNU7200794"})});
  auto const fault = [this] {
    return check_log(*open_postgres_events(address())).fault;
  };
  store::Postgres server{address()};
  EXPECT_EQ(fault(), "");
  server.run(
      "INSERT INTO steel_camel.named SELECT name, 1 FROM steel_camel.named "
      "WHERE event = 2");
  EXPECT_NE(fault().find("is 3 long, and they name 2"), std::string::npos);
  server.run("DELETE FROM steel_camel.named WHERE event = 2");
  EXPECT_NE(fault().find("event 2 is not listed under what it names"),
            std::string::npos);
}

TEST_F(PostgresEventsTest, tables_of_older_versions_gain_a_list_of_plans) {
  open_postgres_events(address());
  store::Postgres server{address()};
  EventStore store{[this] { return open_postgres_events(address()); }};
  store.capture(std::vector{made({.id = "urn:uuid:1", .has_plan = true})});
  for (auto const* const version : {"2", "3"}) {
    server.run("DROP TABLE steel_camel.plans");
    server.run("UPDATE steel_camel.version SET version = " +
               std::string{version});
    EXPECT_EQ(open_postgres_events(address())
                  ->find({.with_plan = true})
                  .events.size(),
              1);
  }
  server.run("UPDATE steel_camel.version SET version = 5");
  EXPECT_THROW(open_postgres_events(address()), Error);
}

// Tables that are there are not made again, which would wait for the writer.
TEST_F(PostgresEventsTest, a_reader_does_not_wait_for_the_writer) {
  open_postgres_events(address());
  auto const writing = open_postgres_events(address());
  writing->begin();
  EXPECT_EQ(
      open_postgres_events(address() + " options='-c statement_timeout=5000'")
          ->size(),
      0);
  writing->undo();
}

TEST_F(PostgresEventsTest, a_connection_waits_for_the_disk_and_knows_no_nul) {
  store::Postgres lazy{address() + " options='-c synchronous_commit=off'"};
  EXPECT_EQ(lazy.run("SHOW synchronous_commit").text(0, 0), "on");
  EXPECT_EQ(lazy.run("SELECT $1::text", {"a"}).text(0, 0), "a");
  EXPECT_THROW(lazy.run("SELECT $1::text", {std::string{"a\0b", 3}}), Error);
}

}  // namespace
}  // namespace camel
