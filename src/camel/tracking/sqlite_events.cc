// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/sqlite_events.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "camel/base/check.h"
#include "camel/tracking/box_watch.h"
#include "camel/tracking/capture_group.h"
#include "camel/tracking/capture_log.h"
#include "camel/tracking/consignment_plan.h"
#include "camel/tracking/event_hash.h"
#include "camel/tracking/event_question.h"
#include "camel/tracking/event_rows.h"
#include "camel/tracking/sqlite_event_tables.h"

namespace camel {

namespace {

constexpr std::int64_t kVersion = 5;

class SqliteEvents : public EventTables {
 public:
  SqliteEvents(std::shared_ptr<store::Database> database,
               std::shared_ptr<KeysInMemory> memory,
               store::Durability durability)
      : shared_{std::move(database)},
        database_{*shared_},
        durability_{durability},
        keys_{database_, std::move(memory)},
        begin_{database_.prepare("BEGIN IMMEDIATE")},
        commit_{database_.prepare("COMMIT")},
        version_{database_.prepare("PRAGMA user_version")},
        newest_{database_.prepare("SELECT max(row) FROM events")},
        newest_capture_{database_.prepare(std::string{kSelectCaptures} +
                                          "ORDER BY row DESC LIMIT 1")},
        hash_{database_.prepare("SELECT hash FROM events WHERE row = ?")},
        add_{database_.prepare(
            "INSERT INTO events (row, capture, key, hash, time_ms, type, "
            "action, step, disposition, place, location, json) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")},
        add_capture_{database_.prepare(
            "INSERT INTO captures (row, time_ms, who, first_event, events, "
            "digest, chain) VALUES (?, ?, ?, ?, ?, ?, ?)")},
        find_name_{database_.prepare("SELECT row FROM names WHERE name = ?")},
        add_name_{
            database_.prepare("INSERT INTO names (name, word) VALUES (?, ?)")},
        name_{
            database_.prepare("INSERT INTO named (name, event) VALUES (?, ?)")},
        plan_{database_.prepare("INSERT INTO plans (event) VALUES (?)")} {}

  StoreHead begin() override {
    begin_.with().run();
    if (version_.with().number() != kVersion) {
      throw Error{
          "a newer program has brought the file to its version: update this "
          "one"};
    }
    return head();
  }

  StoreHead head() {
    StoreHead head;
    head.event = size();
    newest_capture_.with();
    while (newest_capture_.step()) {
      head.capture = entry_in(newest_capture_);
    }
    return head;
  }

  std::vector<std::optional<std::string>> hashes_of(
      std::span<EventKey const> keys) override {
    keys_.take_in();
    std::vector<std::optional<std::string>> hashes;
    hashes.reserve(keys.size());
    for (auto const& key : keys) {
      auto const row = keys_.find(key);
      hashes.push_back(row ? std::optional{hash_of(*row)} : std::nullopt);
    }
    return hashes;
  }

  void add_events(std::span<FreshEvent const> events) override {
    is_changed_ = is_changed_ || !events.empty();
    for (auto const& fresh : events) {
      add(fresh);
    }
    keys_.add(events);
  }

  void add_captures(std::span<CaptureEntry const> captures) override {
    for (auto const& entry : captures) {
      add_capture_
          .with(entry.row, number_of(entry.time), entry.by, entry.first_event,
                entry.events, store::Blob{entry.digest},
                store::Blob{entry.chain})
          .run();
    }
  }

  // The turn to move the log is taken before, so that there is something to
  // move that nobody else moves.
  void commit() override {
    turn_.reset();
    auto turn = is_changed_ && database_.has_long_log() ? turn_where_free()
                                                        : std::nullopt;
    commit_.with().run();
    keys_.committed();
    is_changed_ = false;
    if (database_.has_long_log()) {  // and has not begun anew
      turn_ = std::move(turn);
    }
  }

  void undo() override {
    names_.clear();
    last_.fill({});
    keys_.undone();
    is_changed_ = false;
    try {
      database_.run("ROLLBACK");
    } catch (std::exception const&) {
      // A full disk has rolled it back already.
    }
  }

  bool commits_to_disk() const override {
    return durability_ == store::Durability::full;
  }
  std::int64_t make_safe() override {
    auto const newest = size();
    database_.sync_log();
    return newest;
  }
  void make_safe_anew() override { database_.sync_log_anew(); }

  EventPage find(EventQuery const& query) override {
    if (!query.ids.empty()) {
      keys_.take_in();
    }
    auto const question = question_of(
        query, {.name = [this](auto const& name) { return find_name(name); },
                .key = [this](auto const& key) { return keys_.find(key); }});
    if (!question) {
      return {};
    }
    auto rows = database_.prepare(question->sql);
    rows.with_all(question->values);
    std::vector<StoredEvent> events;
    while (rows.step()) {
      events.push_back(stored_in(rows));
    }
    return page_of(std::move(events), query.limit);
  }

  std::vector<EpcisEvent> events_of(std::string const& object) override {
    auto rows = database_.prepare(
        "SELECT events.hash, events.json FROM names "
        "JOIN named ON named.name = names.row "
        "JOIN events ON events.row = named.event "
        "WHERE names.name = ? ORDER BY named.event");
    std::vector<EpcisEvent> events;
    rows.with(object);
    while (rows.step()) {
      events.push_back(
          read_known_event(rows.text(1), hash_of_bytes(rows.text(0))));
    }
    return events;
  }

  std::vector<std::string> objects_called(std::string const& word) override {
    auto rows = database_.prepare(
        "SELECT name FROM names WHERE (word = ? OR name = ?) AND EXISTS "
        "(SELECT 1 FROM named WHERE named.name = names.row) ORDER BY name");
    std::vector<std::string> objects;
    rows.with(word, word);
    while (rows.step()) {
      objects.push_back(rows.text(0));
    }
    return objects;
  }

  std::optional<EventMoment> last_moment(EventMoment by) override {
    auto row = database_.prepare(std::string{kSelectLastMoment} + "?");
    auto const last = row.with(number_of(by)).number();
    return last ? std::optional{moment_of(*last)} : std::nullopt;
  }

  // Rows count from 1 without gaps.
  std::int64_t size() override { return newest_.with().number().value_or(0); }

  StoreExtent extent() override {
    store::Moment const one{database_};
    auto row = database_.prepare(kSelectExtent);
    row.with().step();
    return {.first_event = row.whole(0),
            .last_event = row.whole(1),
            .first_capture = row.whole(2),
            .named = row.whole(3),
            .keys = keys_.size()};
  }

  std::vector<CaptureEntry> captures(std::int64_t after,
                                     std::size_t limit) override {
    auto rows = database_.prepare(std::string{kSelectCaptures} +
                                  "WHERE row > ? ORDER BY row LIMIT ?");
    std::vector<CaptureEntry> entries;
    rows.with(after, static_cast<std::int64_t>(limit));
    while (rows.step()) {
      entries.push_back(entry_in(rows));
    }
    return entries;
  }

  std::vector<StoredEvent> events_between(std::int64_t first,
                                          std::int64_t last) override {
    auto rows = database_.prepare(std::string{kSelectEvents} +
                                  "WHERE row BETWEEN ? AND ? ORDER BY row");
    auto is_named = database_.prepare(
        "SELECT 1 FROM names JOIN named ON named.name = names.row "
        "WHERE names.name = ? AND names.word = ? AND named.event = ?");
    std::vector<StoredEvent> events;
    store::Moment const one{database_};
    rows.with(first, last);
    while (rows.step()) {
      auto stored = stored_in(rows);
      auto& event = stored.event;
      auto const key = event_key(event.id, event.is_correction);
      if (bytes_of(key) != rows.text(5)) {
        throw Error{"the key of event " + std::to_string(stored.row) +
                    " is not that of its id"};
      }
      if (!keys_.is_in_place(stored.row, key)) {
        throw Error{"the index of ids does not have event " +
                    std::to_string(stored.row) + " as it should"};
      }
      for (auto const& name : named_in(event)) {
        if (!is_named.with(name, last_word(name), stored.row).number()) {
          throw Error{"event " + std::to_string(stored.row) +
                      " is not listed under what it names"};
        }
      }
      event.time = moment_of(rows.whole(6));
      auto column = 6;
      for (auto* const text :
           {&event.type, &event.action, &event.step, &event.disposition,
            &event.place, &event.location}) {
        *text = rows.text(++column);
      }
      events.push_back(std::move(stored));
    }
    check_plans(events, plans_between(first, last));
    return events;
  }

  bool has_long_log() const override { return database_.has_long_log(); }
  std::optional<FileLock> take_turn() override {
    return std::exchange(turn_, std::nullopt);
  }
  void tidy_up() override { database_.checkpoint(); }
  void speed_up() override {
    if (keys_.wants_filter()) {
      keys_.make_filter();
    }
  }

 private:
  // Whose events mostly say what the one before said.
  enum Column : std::uint8_t {
    kType,
    kAction,
    kStep,
    kDisposition,
    kPlace,
    kLocation,
    kColumns
  };
  struct Named {
    std::string name;
    std::int64_t row = 0;
  };

  // Where it cannot be asked for, as too many files are open, the log waits.
  std::optional<FileLock> turn_where_free() {
    try {
      return database_.try_take_turn();
    } catch (Error const&) {
      return std::nullopt;
    }
  }

  std::vector<std::int64_t> plans_between(std::int64_t first,
                                          std::int64_t last) {
    auto row = database_.prepare(
        "SELECT event FROM plans WHERE event BETWEEN ? AND ?");
    std::vector<std::int64_t> plans;
    row.with(first, last);
    while (row.step()) {
      plans.push_back(row.whole(0));
    }
    return plans;
  }

  static CaptureEntry entry_in(store::Statement const& row) {
    return {.row = row.whole(0),
            .time = moment_of(row.whole(1)),
            .by = row.text(2),
            .first_event = row.whole(3),
            .events = row.whole(4),
            .digest = row.text(5),
            .chain = row.text(6)};
  }

  static StoredEvent stored_in(store::Statement const& row) {
    return {.row = row.whole(0),
            .capture = row.whole(1),
            .recorded = moment_of(row.whole(4)),
            .event = read_known_event(row.text(3), hash_of_bytes(row.text(2)))};
  }

  std::string hash_of(std::int64_t row) {
    auto const hash = hash_.with(row).word();
    if (!hash) {
      throw Error{"event " + std::to_string(row) +
                  " is in the index of ids and not there: run 'camel tracking "
                  "verify'"};
    }
    return hash_of_bytes(*hash);
  }

  std::optional<std::int64_t> find_name(std::string_view name) {
    return find_name_.with(name).number();
  }

  // Nothing where the field is blank.
  std::optional<std::int64_t> row_in(Column column, std::string const& name) {
    auto& last = last_[column];
    if (name.empty()) {
      return std::nullopt;
    }
    if (last.name != name) {
      last = {.name = name, .row = row_of(name)};
    }
    return last.row;
  }

  std::int64_t row_of(std::string_view name) {
    if (auto const known = names_.find(name); known != names_.end()) {
      return known->second;
    }
    auto row = find_name(name);
    if (!row) {
      add_name_.with(name, last_word(name)).run();
      row = database_.last_row();
    }
    if (names_.size() >= kNamesKept) {
      names_.clear();
    }
    names_.emplace(name, *row);
    return *row;
  }

  void add(FreshEvent const& fresh) {
    auto const& event = *fresh.event;
    add_.with(fresh.row, fresh.capture, store::Blob{bytes_of(fresh.key)},
              store::Blob{bytes_of_hash(event.hash)}, number_of(event.time),
              row_in(kType, event.type), row_in(kAction, event.action),
              row_in(kStep, event.step),
              row_in(kDisposition, event.disposition),
              row_in(kPlace, event.place), row_in(kLocation, event.location),
              store::Lent{event.json})
        .run();
    for (auto const& name : named_in(event)) {
      name_.with(row_of(name), fresh.row).run();
    }
    if (brings_plan(event)) {
      plan_.with(fresh.row).run();
    }
  }

  // Not always its own: a migration writes in the midst of its transaction.
  std::shared_ptr<store::Database> shared_;
  store::Database& database_;
  store::Durability durability_;
  KeyIndex keys_;
  bool is_changed_ = false;  // by the transaction
  std::optional<FileLock> turn_;
  store::Statement begin_, commit_, version_, newest_, newest_capture_, hash_,
      add_, add_capture_, find_name_, add_name_, name_, plan_;
  NameRows names_;
  std::array<Named, kColumns> last_;
};

// Events of the first version, whose log of captures begins with them.
void bring_over(store::Database& database) {
  SqliteEvents events{{std::shared_ptr<void>{}, &database},
                      std::make_shared<KeysInMemory>(),
                      store::Durability::full};
  auto rows = database.prepare(
      "SELECT json, hash, row FROM old_events WHERE row > ? ORDER BY row "
      "LIMIT 1000");
  auto const now = std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::system_clock::now());
  for (auto last = std::numeric_limits<std::int64_t>::min();;) {
    std::vector<EpcisEvent> old;
    rows.with(last);
    while (rows.step()) {
      old.push_back(read_known_event(rows.text(0), rows.text(1)));
      last = rows.whole(2);
    }
    if (old.empty()) {
      return;
    }
    // By nobody, as events of the command line are: all who may, see them.
    CaptureOrder const order{.events = old, .by = ""};
    auto const answers =
        write_group(events, events.head(), {&order, 1}, now).front();
    auto const missed = std::find_if(
        answers.begin(), answers.end(),
        [](Captured answer) { return answer != Captured::captured; });
    if (missed != answers.end()) {
      auto const at = static_cast<std::size_t>(missed - answers.begin());
      throw Error{"the event " + old[at].id +
                  " of the older version cannot be brought over: its id is "
                  "taken by another one"};
    }
  }
}

}  // namespace

std::vector<store::MigrationStep> sqlite_event_versions() {
  std::vector<store::MigrationStep> versions{
      {.sql = kFirstTables},
      {.sql = kSecondTables,
       .then =
           [](store::Database& half_way) {
             half_way.run(kKeyTables);
             bring_over(half_way);
             half_way.run("DROP TABLE old_events");
           }},
      {.sql = kThirdTables},
      {.sql = kFourthTables},
      {.sql = kKeyTables,
       .then = [](store::Database& half_way) { half_way.run(kFifthTables); }}};
  CAMEL_CHECK(versions.size() == kVersion, "each step leads to a version");
  return versions;
}

// A row takes about a kilobyte, so that pages of eight are seldom begun; larger
// ones cost more where events name things in no order.
store::DatabaseSettings sqlite_event_settings() {
  return {.durability = store::Durability::process,
          .checkpoint = store::Checkpoint::by_hand,
          .page_kb = 8,
          .cache_mb = 64};
}

std::unique_ptr<EventTables> open_sqlite_events(
    std::filesystem::path const& file, store::DatabaseSettings const& settings,
    std::shared_ptr<KeysInMemory> memory) {
  auto database = std::make_shared<store::Database>(file, settings);
  store::migrate(*database, sqlite_event_versions());
  return std::make_unique<SqliteEvents>(std::move(database), std::move(memory),
                                        settings.durability);
}

ConnectEvents connect_sqlite_events(std::filesystem::path const& file,
                                    store::DatabaseSettings const& settings,
                                    std::shared_ptr<KeysInMemory> memory) {
  return [file, settings, memory = std::move(memory)] {
    return open_sqlite_events(file, settings, memory);
  };
}

std::string back_up_sqlite_events(std::filesystem::path const& file,
                                  std::filesystem::path const& to) {
  store::Database database{file};
  auto const has_log =
      database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'captures'")
          .number();
  auto const newest =
      has_log
          ? database
                .prepare("SELECT chain FROM captures ORDER BY row DESC LIMIT 1")
                .word()
          : std::nullopt;
  database.sync_log();  // who notes that link will find it
  database.back_up(to);
  return hex(newest.value_or(""));
}

}  // namespace camel
