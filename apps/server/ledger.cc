// SPDX-License-Identifier: Apache-2.0
#include "ledger.h"

#include <array>
#include <string_view>
#include <utility>

#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel::server {

namespace {

namespace fs = std::filesystem;

// Steps are never changed, only added: files of older versions begin in the
// middle.
constexpr std::array<std::string_view, 3> kVersions{R"(
  CREATE TABLE scenarios (
    corridor TEXT NOT NULL,
    name TEXT NOT NULL,
    toml TEXT NOT NULL,
    PRIMARY KEY (corridor, name)
  ) WITHOUT ROWID;

  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    corridor TEXT NOT NULL,
    request TEXT NOT NULL,      -- JSON, as it was understood
    drafts TEXT NOT NULL,       -- JSON, texts of scenarios it names
    fingerprint TEXT NOT NULL,  -- the same is not computed twice
    digest TEXT NOT NULL,       -- of the corridor with its scenarios
    version TEXT NOT NULL,
    seed INTEGER,
    asked_by TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    of_all INTEGER NOT NULL DEFAULT 0,
    doing TEXT NOT NULL DEFAULT '',
    error TEXT,
    created TEXT NOT NULL,
    started TEXT,
    finished TEXT,
    last_event INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX jobs_by_fingerprint ON jobs (fingerprint);
  CREATE INDEX jobs_by_state ON jobs (state);

  CREATE TABLE results (
    job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    replications INTEGER,
    settled INTEGER NOT NULL,
    digest TEXT NOT NULL,
    document BLOB NOT NULL
  );

  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    created TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE answers (
    asked_by TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,  -- digest of address and body
    status INTEGER NOT NULL,
    location TEXT,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,    -- seconds since 1970
    PRIMARY KEY (asked_by, key)
  ) WITHOUT ROWID;
)",
                                                    R"(
  ALTER TABLE keys ADD COLUMN party TEXT NOT NULL DEFAULT '';

  CREATE TABLE epcis_captures (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    teller TEXT NOT NULL,   -- who sent it
    created TEXT NOT NULL,
    finished TEXT NOT NULL,
    success INTEGER NOT NULL,
    behaviour TEXT NOT NULL,
    errors TEXT NOT NULL    -- JSON
  );
  CREATE INDEX epcis_captures_by_teller ON epcis_captures (teller, row);
)",
                                                    R"(
  CREATE TABLE subscriptions (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,              -- name of the one that made it, or blank
    party TEXT NOT NULL,
    is_operator INTEGER NOT NULL,
    url TEXT NOT NULL,
    filter TEXT NOT NULL,           -- JSON
    handshake INTEGER NOT NULL,
    created TEXT NOT NULL,
    secret TEXT NOT NULL,
    former_secret TEXT NOT NULL DEFAULT '',
    former_until INTEGER NOT NULL DEFAULT 0,  -- milliseconds since 1970
    state TEXT NOT NULL,
    position INTEGER NOT NULL,      -- row of the event up to which all is told
    per_minute INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,      -- in vain, since the last success
    in_vain_since INTEGER,
    next_try INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0,
    last_delivered TEXT,
    last_error TEXT NOT NULL DEFAULT ''
  );
)"};

// Results are nobody else's business, nor are the hashes of keys.
fs::path made(fs::path const& folder) {
  make_private_folder(folder);
  return folder / "server.sqlite";
}

}  // namespace

Ledger::Ledger(fs::path const& folder) : database{made(folder)} {
  store::migrate(database, kVersions);
}

FileLock lock_folder(fs::path const& folder) {
  make_private_folder(folder);
  auto lock = FileLock::try_take(folder / "server.lock");
  if (!lock) {
    throw Error{"another server works in " + folder.string() +
                " — end it, or name another folder with --data"};
  }
  return std::move(*lock);
}

}  // namespace camel::server
