// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_store.h"

#include <algorithm>
#include <array>
#include <set>

#include "camel/base/check.h"
#include "camel/tracking/consignment_plan.h"

namespace camel {

namespace {

// The rows of events are in the order they came, their ids beside them: random
// ids as keys of the rows themselves would scatter every insert.
constexpr std::array<std::string_view, 1> kSteps{R"(
  CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    is_correction INTEGER NOT NULL,
    hash TEXT NOT NULL,
    time_ms INTEGER NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_id ON events (id, is_correction);
  CREATE TABLE named (
    object TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES events (row),
    word TEXT NOT NULL,
    PRIMARY KEY (object, event)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX named_by_word ON named (word, object);
)"};

store::Database opened(std::filesystem::path const& file) {
  store::Database database{file};
  store::migrate(database, kSteps);
  return database;
}

EpcisEvent event_in(std::string const& json) {
  auto read = read_epcis(json);
  CAMEL_CHECK(read.events.size() == 1, "a stored event cannot be read");
  return std::move(read.events.front());
}

}  // namespace

EventStore::EventStore(std::filesystem::path const& file)
    : database_{opened(file)},
      find_{database_.prepare(
          "SELECT hash FROM events WHERE id = ? AND is_correction = ?")},
      add_{database_.prepare(
          "INSERT INTO events (id, is_correction, hash, time_ms, json) "
          "VALUES (?, ?, ?, ?, ?)")},
      name_{database_.prepare(
          "INSERT INTO named (object, event, word) VALUES (?, ?, ?)")} {}

Captured EventStore::add(EpcisEvent const& event) {
  if (auto const hash = find_.with(event.id, event.is_correction).word()) {
    return *hash == event.hash ? Captured::known : Captured::conflict;
  }
  add_.with(event.id, event.is_correction, event.hash,
            std::int64_t{event.time.time_since_epoch().count()}, event.json)
      .run();
  auto const row = database_.last_row();
  std::set<std::string> named{event.objects.begin(), event.objects.end()};
  if (!event.parent.empty()) {
    named.insert(event.parent);
  }
  for (auto const& object : named) {
    name_.with(object, row, last_word(object)).run();
  }
  return Captured::captured;
}

std::vector<Captured> EventStore::capture(std::span<EpcisEvent const> events) {
  store::Transaction transaction{database_};
  std::vector<Captured> answers;
  answers.reserve(events.size());
  for (auto const& event : events) {
    answers.push_back(add(event));
  }
  if (std::find(answers.begin(), answers.end(), Captured::conflict) ==
      answers.end()) {
    transaction.commit();
  }
  return answers;
}

std::vector<EpcisEvent> EventStore::events_of(std::string const& object) {
  auto rows = database_.prepare(
      "SELECT json FROM named JOIN events ON events.row = named.event "
      "WHERE named.object = ? ORDER BY events.row");
  std::vector<EpcisEvent> events;
  rows.with(object);
  while (rows.step()) {
    events.push_back(event_in(rows.text(0)));
  }
  return events;
}

std::vector<std::string> EventStore::objects_called(std::string const& word) {
  auto rows = database_.prepare(
      "SELECT DISTINCT object FROM named WHERE word = ? OR object = ? "
      "ORDER BY object");
  std::vector<std::string> objects;
  rows.with(word, word);
  while (rows.step()) {
    objects.push_back(rows.text(0));
  }
  return objects;
}

std::int64_t EventStore::size() {
  return database_.prepare("SELECT count(*) FROM events")
      .with()
      .number()
      .value_or(0);
}

}  // namespace camel
