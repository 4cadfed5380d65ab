// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_store.h"

#include <array>

#include <sodium.h>

#include "camel/base/check.h"
#include "camel/tracking/capture_log.h"

namespace camel {

namespace {

constexpr std::array<std::string_view, 1> kConsignmentSteps{R"(
  CREATE TABLE consignments (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX consignments_by_note ON consignments (note);
  CREATE TABLE involved (
    party TEXT NOT NULL,
    consignment INTEGER NOT NULL
      REFERENCES consignments (row) ON DELETE CASCADE,
    PRIMARY KEY (party, consignment)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX involved_of ON involved (consignment);
  CREATE TABLE boxes (
    box TEXT NOT NULL,
    consignment INTEGER NOT NULL
      REFERENCES consignments (row) ON DELETE CASCADE,
    PRIMARY KEY (box, consignment)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX boxes_of ON boxes (consignment);
)"};

constexpr std::string_view kColumns =
    "SELECT row, id, version, made_by, created, changed, json "
    "FROM consignments";

store::Database opened_consignments(std::filesystem::path const& file) {
  store::Database database{file};
  store::migrate(database, kConsignmentSteps);
  return database;
}

}  // namespace

ConsignmentStore::ConsignmentStore(std::filesystem::path const& file)
    : database_{opened_consignments(file)} {}

std::string ConsignmentStore::new_id() {
  CAMEL_CHECK(sodium_init() >= 0, "libsodium could not be set up");
  std::string bytes(10, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return "c-" + hex(bytes);
}

void ConsignmentStore::list_parts(std::int64_t row,
                                  Consignment const& consignment) {
  auto involve = database_.prepare(
      "INSERT OR IGNORE INTO involved (party, consignment) VALUES (?, ?)");
  for (auto const& one : consignment.parties) {
    involve.with(one.party, row).run();
  }
  auto box = database_.prepare(
      "INSERT OR IGNORE INTO boxes (box, consignment) VALUES (?, ?)");
  for (auto const& number : consignment.units) {
    box.with(number, row).run();
  }
}

void ConsignmentStore::add(std::string const& id, std::string const& made_by,
                           Consignment const& consignment,
                           std::string const& now) {
  std::lock_guard const lock{mutex_};
  store::Transaction transaction{database_};
  database_
      .prepare(
          "INSERT INTO consignments (id, version, made_by, note, created, "
          "changed, json) VALUES (?, 1, ?, ?, ?, ?, ?)")
      .with(id, made_by, consignment.note, now, now, consignment.json.dump())
      .run();
  list_parts(database_.last_row(), consignment);
  transaction.commit();
}

bool ConsignmentStore::change(std::string const& id, std::int64_t version,
                              Consignment const& consignment,
                              std::string const& now) {
  std::lock_guard const lock{mutex_};
  store::Transaction transaction{database_};
  auto const row =
      database_
          .prepare("SELECT row FROM consignments WHERE id = ? AND version = ?")
          .with(id, version)
          .number();
  if (!row) {
    return false;
  }
  database_
      .prepare(
          "UPDATE consignments SET version = version + 1, note = ?, "
          "changed = ?, json = ? WHERE row = ?")
      .with(consignment.note, now, consignment.json.dump(), *row)
      .run();
  database_.prepare("DELETE FROM involved WHERE consignment = ?")
      .with(*row)
      .run();
  database_.prepare("DELETE FROM boxes WHERE consignment = ?").with(*row).run();
  list_parts(*row, consignment);
  transaction.commit();
  return true;
}

bool ConsignmentStore::remove(std::string const& id, std::int64_t version) {
  std::lock_guard const lock{mutex_};
  database_.prepare("DELETE FROM consignments WHERE id = ? AND version = ?")
      .with(id, version)
      .run();
  return database_.changed_rows() > 0;
}

StoredConsignment ConsignmentStore::row_of(store::Statement const& row) {
  StoredConsignment stored;
  stored.row = row.whole(0);
  stored.id = row.text(1);
  stored.version = row.whole(2);
  stored.made_by = row.text(3);
  stored.created = row.text(4);
  stored.changed = row.text(5);
  auto document =
      read_consignment(nlohmann::ordered_json::parse(row.text(6)), stored.id);
  CAMEL_CHECK(document.ok(), "a stored consignment cannot be read");
  stored.consignment = std::move(document.consignment);
  return stored;
}

std::optional<StoredConsignment> ConsignmentStore::find(std::string const& id) {
  std::lock_guard const lock{mutex_};
  auto row = database_.prepare(std::string{kColumns} + " WHERE id = ?");
  return row.with(id).step() ? std::optional{row_of(row)} : std::nullopt;
}

std::vector<StoredConsignment> ConsignmentStore::list(
    ConsignmentQuery const& query) {
  std::lock_guard const lock{mutex_};
  auto rows = database_.prepare(
      std::string{kColumns} +
      " WHERE (?1 = 0 OR row < ?1) AND (?2 IS NULL OR row IN (SELECT "
      "consignment FROM "
      "involved WHERE party = ?2)) AND (?3 = '' OR row IN "
      "(SELECT consignment FROM boxes WHERE box = ?3)) AND (?4 = '' OR "
      "note = ?4) ORDER BY row DESC LIMIT ?5");
  rows.with(query.after, query.party, query.box, query.note,
            static_cast<std::int64_t>(query.limit));
  std::vector<StoredConsignment> found;
  while (rows.step()) {
    found.push_back(row_of(rows));
  }
  return found;
}

std::int64_t ConsignmentStore::size() {
  std::lock_guard const lock{mutex_};
  return database_.prepare("SELECT count(*) FROM consignments")
      .with()
      .number()
      .value_or(0);
}

}  // namespace camel
