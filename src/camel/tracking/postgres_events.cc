// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/postgres_events.h"

#include <algorithm>
#include <map>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/store/postgres.h"
#include "camel/tracking/box_watch.h"
#include "camel/tracking/consignment_plan.h"
#include "camel/tracking/event_hash.h"
#include "camel/tracking/event_question.h"
#include "camel/tracking/event_rows.h"

namespace camel {

namespace {

using store::Postgres;
using store::postgres_bytes;
using store::PostgresArray;
using store::PostgresRows;

// 5 is any number: that of this lock, of the writer.
constexpr auto kLock = "SELECT pg_advisory_xact_lock(1937007981, 5)";

constexpr auto kTables = R"(
  CREATE SCHEMA IF NOT EXISTS steel_camel;
  CREATE TABLE IF NOT EXISTS version (version integer NOT NULL);
  INSERT INTO version SELECT 4 WHERE NOT EXISTS (SELECT 1 FROM version);
  CREATE TABLE IF NOT EXISTS events (
    row bigint PRIMARY KEY,
    capture bigint NOT NULL,
    key bytea NOT NULL,
    hash bytea NOT NULL,
    time_ms bigint NOT NULL,
    type bigint NOT NULL,
    action bigint,
    step bigint,
    disposition bigint,
    place bigint,
    location bigint,
    json text NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_key ON events (key);
  CREATE INDEX IF NOT EXISTS events_by_time ON events (time_ms, row);
  CREATE INDEX IF NOT EXISTS events_by_place ON events (place, row)
    WHERE place IS NOT NULL;
  CREATE TABLE IF NOT EXISTS names (
    row bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL UNIQUE,
    word text NOT NULL
  );
  CREATE INDEX IF NOT EXISTS names_by_word ON names (word);
  CREATE TABLE IF NOT EXISTS named (
    name bigint NOT NULL,
    event bigint NOT NULL,
    PRIMARY KEY (name, event)
  );
  CREATE TABLE IF NOT EXISTS captures (
    row bigint PRIMARY KEY,
    time_ms bigint NOT NULL,
    who text NOT NULL,
    first_event bigint NOT NULL,
    events bigint NOT NULL,
    digest bytea NOT NULL,
    chain bytea NOT NULL
  );
  CREATE INDEX IF NOT EXISTS captures_by_time ON captures (time_ms, row);
  CREATE TABLE IF NOT EXISTS plans (event bigint PRIMARY KEY);
  INSERT INTO plans SELECT row FROM events, version
    WHERE version < 4 AND strpos(json, 'rail:plan') > 0;
  DROP INDEX IF EXISTS events_with_plan;
  UPDATE version SET version = 4 WHERE version < 4;
)";

constexpr std::int64_t kVersion = 4;

// The question with its values in the place of its marks: whole numbers, which
// cannot be taken for anything else.
std::string with_values(EventQuestion const& question) {
  std::string text;
  auto value = question.values.begin();
  for (auto const c : question.sql) {
    text += c == '?' ? std::to_string(*value++) : std::string{c};
  }
  return text;
}

class PostgresEvents : public EventTables {
 public:
  explicit PostgresEvents(std::string const& address) : server_{address} {
    server_.run("SET search_path = steel_camel");
    auto const has_tables =
        !server_.run("SELECT to_regclass('steel_camel.version')").is_null(0, 0);
    if (!has_tables || version() == 2 || version() == 3) {
      make_tables();
    }
    if (version() != kVersion) {
      throw Error{"the tables are of version " + std::to_string(version()) +
                  ", and this program knows " + std::to_string(kVersion) +
                  ": update the older one"};
    }
  }

  StoreHead begin() override {
    server_.run("BEGIN");
    server_.run(kLock);
    StoreHead head;
    head.event = size();
    auto const newest =
        server_.run(std::string{kSelectCaptures} + "ORDER BY row DESC LIMIT 1");
    if (newest.size() == 1) {
      head.capture = entry_in(newest, 0);
    }
    return head;
  }

  std::vector<std::optional<std::string>> hashes_of(
      std::span<EventKey const> keys) override {
    PostgresArray asked;
    for (auto const& key : keys) {
      asked.add_bytes(bytes_of(key));
    }
    auto const rows =
        server_.run("SELECT key, hash FROM events WHERE key = ANY($1::bytea[])",
                    {asked.text()});
    std::map<EventKey, std::string> known;
    for (int i = 0; i < rows.size(); ++i) {
      known[key_of_bytes(rows.bytes(i, 0))] = hash_of_bytes(rows.bytes(i, 1));
    }
    std::vector<std::optional<std::string>> hashes;
    for (auto const& key : keys) {
      auto const found = known.find(key);
      hashes.push_back(found == known.end() ? std::nullopt
                                            : std::optional{found->second});
    }
    return hashes;
  }

  void add_events(std::span<FreshEvent const> events) override {
    learn_names(events);
    add_rows(events);
    add_named(events);
    add_plans(events);
  }

  void add_captures(std::span<CaptureEntry const> captures) override {
    PostgresArray row, time, who, first, events, digest, chain;
    for (auto const& entry : captures) {
      row.add(entry.row);
      time.add(number_of(entry.time));
      who.add_text(entry.by);
      first.add(entry.first_event);
      events.add(entry.events);
      digest.add_bytes(entry.digest);
      chain.add_bytes(entry.chain);
    }
    server_.run(
        "INSERT INTO captures SELECT * FROM unnest($1::bigint[], $2::bigint[], "
        "$3::text[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[])",
        {row.text(), time.text(), who.text(), first.text(), events.text(),
         digest.text(), chain.text()});
  }

  void commit() override { server_.run("COMMIT"); }

  void undo() override {
    names_.clear();
    try {
      server_.run("ROLLBACK");
    } catch (std::exception const&) {
      // The connection is gone, and what was open with it.
    }
  }

  EventPage find(EventQuery const& query) override {
    auto const question = question_of(
        query, {.name = [this](auto const& name) { return row_of_name(name); },
                .key = [this](auto const& key) { return row_of_key(key); }});
    if (!question) {
      return {};
    }
    auto const rows = server_.run(with_values(*question));
    std::vector<StoredEvent> events;
    for (int i = 0; i < rows.size(); ++i) {
      events.push_back(stored_in(rows, i));
    }
    return page_of(std::move(events), query.limit);
  }

  std::vector<EpcisEvent> events_of(std::string const& object) override {
    auto const rows = server_.run(
        "SELECT events.hash, events.json FROM names "
        "JOIN named ON named.name = names.row "
        "JOIN events ON events.row = named.event "
        "WHERE names.name = $1 ORDER BY named.event",
        {object});
    std::vector<EpcisEvent> events;
    for (int i = 0; i < rows.size(); ++i) {
      events.push_back(
          read_known_event(rows.text(i, 1), hash_of_bytes(rows.bytes(i, 0))));
    }
    return events;
  }

  std::vector<std::string> objects_called(std::string const& word) override {
    auto const rows = server_.run(
        "SELECT name FROM names WHERE (word = $1 OR name = $1) AND EXISTS "
        "(SELECT 1 FROM named WHERE named.name = names.row) "
        "ORDER BY name COLLATE \"C\"",
        {word});
    std::vector<std::string> objects;
    for (int i = 0; i < rows.size(); ++i) {
      objects.push_back(rows.text(i, 0));
    }
    return objects;
  }

  std::optional<EventMoment> last_moment(EventMoment by) override {
    auto const row = server_.run(std::string{kSelectLastMoment} + "$1",
                                 {std::to_string(number_of(by))});
    return row.is_null(0, 0) ? std::nullopt
                             : std::optional{moment_of(row.whole(0, 0))};
  }

  std::int64_t size() override {
    return server_.run("SELECT coalesce(max(row), 0) FROM events").whole(0, 0);
  }

  StoreExtent extent() override {
    auto const row = server_.run(kSelectExtent);
    return {.first_event = row.whole(0, 0),
            .last_event = row.whole(0, 1),
            .first_capture = row.whole(0, 2),
            .named = row.whole(0, 3)};
  }

  std::vector<CaptureEntry> captures(std::int64_t after,
                                     std::size_t limit) override {
    auto const rows = server_.run(
        std::string{kSelectCaptures} + "WHERE row > $1 ORDER BY row LIMIT $2",
        {std::to_string(after), std::to_string(limit)});
    std::vector<CaptureEntry> entries;
    for (int i = 0; i < rows.size(); ++i) {
      entries.push_back(entry_in(rows, i));
    }
    return entries;
  }

  std::vector<StoredEvent> events_between(std::int64_t first,
                                          std::int64_t last) override {
    auto const rows = server_.run(
        std::string{kSelectEvents} + "WHERE row BETWEEN $1 AND $2 ORDER BY row",
        {std::to_string(first), std::to_string(last)});
    std::vector<StoredEvent> events;
    for (int i = 0; i < rows.size(); ++i) {
      auto stored = stored_in(rows, i);
      auto& event = stored.event;
      if (bytes_of(event_key(event.id, event.is_correction)) !=
          rows.bytes(i, 5)) {
        throw Error{"the key of event " + std::to_string(stored.row) +
                    " is not that of its id"};
      }
      event.time = moment_of(rows.whole(i, 6));
      auto column = 6;
      for (auto* const text :
           {&event.type, &event.action, &event.step, &event.disposition,
            &event.place, &event.location}) {
        *text = rows.text(i, ++column);
      }
      events.push_back(std::move(stored));
    }
    check_names(events);
    check_plans(events, plans_between(first, last));
    return events;
  }

 private:
  std::int64_t version() {
    return server_.run("SELECT version FROM version").whole(0, 0);
  }

  // The first to come makes them, and what those of older versions lack; others
  // wait for him.
  void make_tables() {
    server_.run("BEGIN");
    server_.run(kLock);
    server_.run(kTables);
    server_.run("COMMIT");
  }

  std::vector<std::int64_t> plans_between(std::int64_t first,
                                          std::int64_t last) {
    auto const rows =
        server_.run("SELECT event FROM plans WHERE event BETWEEN $1 AND $2",
                    {std::to_string(first), std::to_string(last)});
    std::vector<std::int64_t> plans;
    for (int i = 0; i < rows.size(); ++i) {
      plans.push_back(rows.whole(i, 0));
    }
    return plans;
  }

  // That all are listed under what they name: asked once for all of them.
  void check_names(std::vector<StoredEvent> const& events) {
    PostgresArray names, words, rows;
    for (auto const& stored : events) {
      for (auto const& name : named_in(stored.event)) {
        names.add_text(name);
        words.add_text(last_word(name));
        rows.add(stored.row);
      }
    }
    auto const missed = server_.run(
        "SELECT asked.event FROM unnest($1::text[], $2::text[], $3::bigint[]) "
        "AS asked (name, word, event) WHERE NOT EXISTS (SELECT 1 FROM names "
        "JOIN named ON named.name = names.row WHERE names.name = asked.name "
        "AND names.word = asked.word AND named.event = asked.event) "
        "ORDER BY asked.event LIMIT 1",
        {names.text(), words.text(), rows.text()});
    if (missed.size() != 0) {
      throw Error{"event " + missed.text(0, 0) +
                  " is not listed under what it names"};
    }
  }

  static CaptureEntry entry_in(PostgresRows const& rows, int i) {
    return {.row = rows.whole(i, 0),
            .time = moment_of(rows.whole(i, 1)),
            .by = rows.text(i, 2),
            .first_event = rows.whole(i, 3),
            .events = rows.whole(i, 4),
            .digest = rows.bytes(i, 5),
            .chain = rows.bytes(i, 6)};
  }

  static StoredEvent stored_in(PostgresRows const& rows, int i) {
    return {.row = rows.whole(i, 0),
            .capture = rows.whole(i, 1),
            .recorded = moment_of(rows.whole(i, 4)),
            .event = read_known_event(rows.text(i, 3),
                                      hash_of_bytes(rows.bytes(i, 2)))};
  }

  std::optional<std::int64_t> row_of_name(std::string const& name) {
    auto const rows =
        server_.run("SELECT row FROM names WHERE name = $1", {name});
    return rows.size() == 0 ? std::nullopt : std::optional{rows.whole(0, 0)};
  }

  std::optional<std::int64_t> row_of_key(EventKey const& key) {
    auto const rows =
        server_.run("SELECT row FROM events WHERE key = $1::bytea",
                    {postgres_bytes(bytes_of(key))});
    return rows.size() == 0 ? std::nullopt : std::optional{rows.whole(0, 0)};
  }

  // All names of these events that are not known yet, in two statements.
  void learn_names(std::span<FreshEvent const> events) {
    if (names_.size() >= kNamesKept) {
      names_.clear();
    }
    std::vector<std::string_view> wanted;
    for (auto const& fresh : events) {
      auto const& event = *fresh.event;
      wanted.insert(wanted.end(),
                    {event.type, event.action, event.step, event.disposition,
                     event.place, event.location});
      auto const named = named_in(event);
      wanted.insert(wanted.end(), named.begin(), named.end());
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    std::erase_if(wanted, [&](std::string_view name) {
      return name.empty() || names_.contains(name);
    });
    if (wanted.empty()) {
      return;
    }
    PostgresArray names;
    PostgresArray words;
    for (auto const& name : wanted) {
      names.add_text(name);
      words.add_text(last_word(name));
    }
    server_.run(
        "INSERT INTO names (name, word) SELECT * FROM "
        "unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING",
        {names.text(), words.text()});
    auto const rows =
        server_.run("SELECT name, row FROM names WHERE name = ANY($1::text[])",
                    {names.text()});
    for (int i = 0; i < rows.size(); ++i) {
      names_[rows.text(i, 0)] = rows.whole(i, 1);
    }
  }

  std::optional<std::int64_t> row_of(std::string_view name) const {
    if (name.empty()) {
      return std::nullopt;
    }
    auto const known = names_.find(name);
    CAMEL_CHECK(known != names_.end(), "names are learnt before");
    return known->second;
  }

  void add_rows(std::span<FreshEvent const> events) {
    PostgresArray row, capture, key, hash, time, type, action, step;
    PostgresArray disposition, place, location, json;
    for (auto const& fresh : events) {
      auto const& event = *fresh.event;
      row.add(fresh.row);
      capture.add(fresh.capture);
      key.add_bytes(bytes_of(fresh.key));
      hash.add_bytes(bytes_of_hash(event.hash));
      time.add(number_of(event.time));
      type.add(row_of(event.type));
      action.add(row_of(event.action));
      step.add(row_of(event.step));
      disposition.add(row_of(event.disposition));
      place.add(row_of(event.place));
      location.add(row_of(event.location));
      json.add_text(event.json);
    }
    auto const added = server_.run(
        "INSERT INTO events SELECT * FROM unnest($1::bigint[], $2::bigint[], "
        "$3::bytea[], $4::bytea[], $5::bigint[], $6::bigint[], $7::bigint[], "
        "$8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], "
        "$12::text[]) ON CONFLICT (key) DO NOTHING",
        {row.text(), capture.text(), key.text(), hash.text(), time.text(),
         type.text(), action.text(), step.text(), disposition.text(),
         place.text(), location.text(), json.text()});
    if (added.changed() != static_cast<std::int64_t>(events.size())) {
      throw Error{"somebody writes events past the lock of the writer"};
    }
  }

  void add_named(std::span<FreshEvent const> events) {
    PostgresArray name, row;
    for (auto const& fresh : events) {
      for (auto const& one : named_in(*fresh.event)) {
        name.add(row_of(one));
        row.add(fresh.row);
      }
    }
    server_.run(
        "INSERT INTO named SELECT * FROM unnest($1::bigint[], $2::bigint[])",
        {name.text(), row.text()});
  }

  void add_plans(std::span<FreshEvent const> events) {
    PostgresArray row;
    auto is_any = false;
    for (auto const& fresh : events) {
      if (brings_plan(*fresh.event)) {
        row.add(fresh.row);
        is_any = true;
      }
    }
    if (is_any) {
      server_.run("INSERT INTO plans SELECT * FROM unnest($1::bigint[])",
                  {row.text()});
    }
  }

  Postgres server_;
  NameRows names_;
};

}  // namespace

std::unique_ptr<EventTables> open_postgres_events(std::string const& address) {
  return std::make_unique<PostgresEvents>(address);
}

}  // namespace camel
