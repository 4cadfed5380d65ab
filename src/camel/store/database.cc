// SPDX-License-Identifier: Apache-2.0
#include "camel/store/database.h"

#include <algorithm>
#include <new>

#include <sqlite3.h>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel::store {

namespace {

[[noreturn]] void fail(sqlite3* database, std::string_view doing) {
  if (sqlite3_errcode(database) == SQLITE_NOMEM) {
    throw std::bad_alloc{};
  }
  auto const* const file = sqlite3_db_filename(database, "main");
  auto const message =
      "the database " +
      std::string{file != nullptr && *file != 0 ? file : "in memory"} +
      " refuses: " + sqlite3_errmsg(database) + " (" + std::string{doing} + ")";
  if (sqlite3_errcode(database) == SQLITE_FULL) {
    throw DiskFull{message};
  }
  throw Error{message};
}

}  // namespace

void Statement::Finish::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) {
    fail(sqlite3_db_handle(statement_.get()), sqlite3_sql(statement_.get()));
  }
}

void Statement::reset() {
  sqlite3_reset(statement_.get());  // repeats what step has thrown
  sqlite3_clear_bindings(statement_.get());
}

void Statement::bind(int at, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), at, value));
}

void Statement::bind(int at, double value) {
  check(sqlite3_bind_double(statement_.get(), at, value));
}

void Statement::bind(int at, std::string_view value) {
  check(sqlite3_bind_text64(statement_.get(), at, value.data(), value.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int at, Blob value) {
  check(sqlite3_bind_blob64(statement_.get(), at, value.bytes.data(),
                            value.bytes.size(), SQLITE_STATIC));
}

void Statement::bind(int at, Lent value) {
  check(sqlite3_bind_text64(statement_.get(), at, value.text.data(),
                            value.text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int at, std::nullopt_t) {
  check(sqlite3_bind_null(statement_.get(), at));
}

bool Statement::step() {
  auto const code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    check(code);
  }
  // Let go of what it read: an open statement keeps others from cleaning up.
  sqlite3_reset(statement_.get());
  return false;
}

std::optional<std::int64_t> Statement::number() {
  std::optional<std::int64_t> value;
  if (step()) {
    value = whole_or_none(0);
    reset();
  }
  return value;
}

std::optional<std::string> Statement::word() {
  std::optional<std::string> value;
  if (step()) {
    value = text_or_none(0);
    reset();
  }
  return value;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::whole(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
  auto const* const bytes = sqlite3_column_blob(statement_.get(), column);
  auto const size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? ""
                          : std::string{static_cast<char const*>(bytes),
                                        static_cast<std::size_t>(size)};
}

std::optional<std::string> Statement::text_or_none(int column) const {
  return is_null(column) ? std::nullopt : std::optional{text(column)};
}

std::optional<std::int64_t> Statement::whole_or_none(int column) const {
  return is_null(column) ? std::nullopt : std::optional{whole(column)};
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Database::Database(std::filesystem::path const& file,
                   DatabaseSettings const& settings) {
  // Counting its memory takes a lock of all threads at each allocation. Too
  // late to be told is no harm.
  static auto const told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(told);
  sqlite3* opened = nullptr;
  auto const code = sqlite3_open_v2(
      file.c_str(), &opened,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      settings.vfs.empty() ? nullptr : settings.vfs.c_str());
  database_.reset(opened);
  if (code == SQLITE_NOMEM) {
    throw std::bad_alloc{};
  }
  if (code != SQLITE_OK) {
    throw Error{"cannot open the database " + file.string() + ": " +
                sqlite3_errmsg(opened)};
  }
  sqlite3_busy_timeout(opened, static_cast<int>(settings.busy.count()));
  // Of a file that is there already it changes nothing.
  run("PRAGMA page_size = " + std::to_string(1024 * settings.page_kb));
  run("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;");
  run(settings.durability == Durability::full ? "PRAGMA synchronous = FULL"
                                              : "PRAGMA synchronous = NORMAL");
  run("PRAGMA cache_size = " + std::to_string(-1024 * settings.cache_mb));
  long_log_ = settings.log_pages;
  if (settings.checkpoint == Checkpoint::by_hand) {
    sqlite3_wal_hook(
        opened,
        [](void* pages, sqlite3*, char const*, int count) {
          *static_cast<int*>(pages) = count;
          return SQLITE_OK;
        },
        log_pages_.get());
    // Until then it may be as long as its file, which never becomes shorter.
    std::error_code none;
    auto const bytes = std::filesystem::file_size(file.string() + "-wal", none);
    auto const page = prepare("PRAGMA page_size").number().value_or(1);
    *log_pages_ = none ? 0 : static_cast<int>(bytes / page);
  }
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(
          database_.get(), sql.data(), static_cast<int>(sql.size()),
          SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    fail(database_.get(), sql);
  }
  return Statement{statement};
}

void Database::run(std::string_view sql) {
  if (sqlite3_exec(database_.get(), std::string{sql}.c_str(), nullptr, nullptr,
                   nullptr) != SQLITE_OK) {
    fail(database_.get(), sql);
  }
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(database_.get());
}

int Database::changed_rows() const { return sqlite3_changes(database_.get()); }

std::int64_t Database::foreign_version() {
  return prepare("PRAGMA data_version").number().value_or(0);
}

// SQLite syncs the file only once it has moved all of the log, which is never
// as long as others write on: whoever came to the end of it at last would wait
// for the disk to take all that was moved before.
void Database::checkpoint() {
  auto const code = sqlite3_wal_checkpoint_v2(
      database_.get(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) {
    fail(database_.get(), "checkpoint");
  }
  sync(file(SQLITE_FCNTL_FILE_POINTER));
}

void Database::sync_log() { sync(file(SQLITE_FCNTL_JOURNAL_POINTER)); }

void Database::sync_log_anew() {
  constexpr sqlite3_int64 kPart = 1 << 16;  // SQLite writes less than 128 KiB
  Transaction const alone{*this};           // nobody else adds to the log
  auto* const log = file(SQLITE_FCNTL_JOURNAL_POINTER);
  if (log == nullptr) {
    return;
  }
  sqlite3_int64 size = 0;
  auto code = log->pMethods->xFileSize(log, &size);
  std::vector<char> part(kPart);
  for (sqlite3_int64 at = 0; at < size && code == SQLITE_OK; at += kPart) {
    auto const length = static_cast<int>(std::min(kPart, size - at));
    code = log->pMethods->xRead(log, part.data(), length, at);
    if (code == SQLITE_OK) {
      code = log->pMethods->xWrite(log, part.data(), length, at);
    }
  }
  if (code != SQLITE_OK) {
    throw Error{"the log of " +
                std::string{sqlite3_db_filename(database_.get(), "main")} +
                " cannot be written again: " + sqlite3_errstr(code)};
  }
  sync(log);
}

sqlite3_file* Database::file(int which) const {
  if (*sqlite3_db_filename(database_.get(), "main") == 0) {
    return nullptr;
  }
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database_.get(), "main", which, &file);
  CAMEL_CHECK(file != nullptr && file->pMethods != nullptr,
              "the files of a database are open");
  return file;
}

void Database::sync(sqlite3_file* file) {
  if (file != nullptr &&
      file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) !=
          SQLITE_OK) {
    throw Error{"the database " +
                std::string{sqlite3_db_filename(database_.get(), "main")} +
                " cannot be synced to its disk"};
  }
}

std::optional<FileLock> Database::try_take_turn() {
  std::filesystem::path const file{
      sqlite3_db_filename(database_.get(), "main")};
  return FileLock::try_take(file.string() + "-turn", file);
}

void Database::back_up(std::filesystem::path const& file) {
  if (std::filesystem::exists(file)) {
    throw Error{file.string() + " is there already: name a new file"};
  }
  try {
    copy_into(file);
  } catch (...) {
    // Nobody takes half a copy for a whole one.
    for (auto const* const end : {"", "-journal", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(file.string() + end, ignored);
    }
    throw;
  }
}

void Database::copy_into(std::filesystem::path const& file) {
  Database copy{file};
  copy.run("PRAGMA journal_mode = DELETE");
  auto* const backup = sqlite3_backup_init(copy.database_.get(), "main",
                                           database_.get(), "main");
  if (backup == nullptr) {
    fail(copy.database_.get(), "back up");
  }
  // All pages in one step: of one moment, while others write on.
  auto const copied = sqlite3_backup_step(backup, -1);
  auto const finished = sqlite3_backup_finish(backup);
  if (copied != SQLITE_DONE || finished != SQLITE_OK) {
    auto const message =
        file.string() + " is not made: " +
        sqlite3_errstr(copied != SQLITE_DONE ? copied : finished) +
        " (back up)";
    if (copied == SQLITE_FULL) {
      throw DiskFull{message};
    }
    throw Error{message};
  }
}

Transaction::Transaction(Database& database) : database_{database} {
  database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) {
    return;
  }
  try {
    database_.run("ROLLBACK");
  } catch (std::exception const&) {
    // A full disk has rolled it back already.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

Moment::Moment(Database& database) : database_{database} {
  database_.run("BEGIN");
}

Moment::~Moment() {
  try {
    database_.run("ROLLBACK");
  } catch (std::exception const&) {
    // It has nothing to lose.
  }
}

void migrate(Database& database, std::span<std::string_view const> steps) {
  std::vector<MigrationStep> all;
  for (auto const sql : steps) {
    all.push_back({sql});
  }
  migrate(database, all);
}

void migrate(Database& database, std::span<MigrationStep const> steps) {
  auto const version_now = [&] {
    return static_cast<std::size_t>(
        database.prepare("PRAGMA user_version").number().value_or(0));
  };
  if (version_now() == steps.size()) {
    return;  // and nobody who writes is waited for
  }
  Transaction all{database};
  auto const version = version_now();
  if (version > steps.size()) {
    throw Error{"the database is of version " + std::to_string(version) +
                ", newer than this program knows (" +
                std::to_string(steps.size()) + "): update the program"};
  }
  for (auto const& step : steps.subspan(version)) {
    database.run(step.sql);
    if (step.then) {
      step.then(database);
    }
  }
  database.run("PRAGMA user_version = " + std::to_string(steps.size()));
  all.commit();
}

}  // namespace camel::store
