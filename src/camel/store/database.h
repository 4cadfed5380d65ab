// SPDX-License-Identifier: Apache-2.0
// A small database in one file (SQLite 3): what was committed is there after a
// power cut (or once it is synced: Durability). Readers of other connections go
// on while one writes (write-ahead log). One connection is for one thread at a
// time; whoever has several threads puts a mutex around it or opens one for
// each.
//
// Whatever SQLite refuses is thrown as camel::Error, with the statement; a want
// of memory as std::bad_alloc.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "camel/base/error.h"
#include "camel/base/file_lock.h"

struct sqlite3;
struct sqlite3_file;
struct sqlite3_stmt;

namespace camel::store {

// When a commit counts as done.
enum class Durability : std::uint8_t {
  full,    // it is on the disk
  process  // it outlives the process; a power cut, once the log is synced
};

// Who moves what was committed from the log of the database to its place.
enum class Checkpoint : std::uint8_t {
  automatic,  // whoever commits, now and then
  by_hand     // whoever calls checkpoint
};

struct DatabaseSettings {
  Durability durability = Durability::full;
  std::chrono::milliseconds busy = std::chrono::seconds{10};
  Checkpoint checkpoint = Checkpoint::automatic;
  int page_kb = 4;        // of a new file; a power of two
  int log_pages = 4'096;  // from so many on, by hand, the log is long
  int cache_mb = 2;
  std::string vfs = {};  // how files are reached (sqlite3_vfs); blank: as usual
};

// The disk is full; what was there before stays readable.
struct DiskFull : Error {
  using Error::Error;
};

// Bytes as they are, where text would be taken for text. They stay where they
// are until the statement has run.
struct Blob {
  std::string_view bytes;
};

// Text that stays where it is until the statement has run: it is not copied.
struct Lent {
  std::string_view text;
};

class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  // Begins anew with these values for its question marks, in their order.
  template <typename... Values>
  Statement& with(Values const&... values) {
    reset();
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }

  Statement& with_all(std::span<std::int64_t const> values) {
    reset();
    int at = 0;
    for (auto const value : values) {
      bind(++at, value);
    }
    return *this;
  }

  bool step();  // to the next row; false: there is none
  void run() {  // to the end
    while (step()) {
    }
  }
  // The values of its first row as a statement with one column has it.
  std::optional<std::int64_t> number();
  std::optional<std::string> word();

  // Of the present row; columns count from 0.
  bool is_null(int column) const;
  std::int64_t whole(int column) const;
  double real(int column) const;
  std::string text(int column) const;  // also of a blob
  std::optional<std::string> text_or_none(int column) const;
  std::optional<std::int64_t> whole_or_none(int column) const;

 private:
  friend class Database;
  struct Finish {
    void operator()(sqlite3_stmt* statement) const;
  };

  explicit Statement(sqlite3_stmt* statement) : statement_{statement} {}

  void reset();
  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, std::int64_t{value}); }
  void bind(int at, bool value) { bind(at, std::int64_t{value ? 1 : 0}); }
  void bind(int at, double value);
  void bind(int at, std::string_view value);
  void bind(int at, std::string const& value) {
    bind(at, std::string_view{value});
  }
  void bind(int at, char const* value) { bind(at, std::string_view{value}); }
  void bind(int at, Blob value);
  void bind(int at, Lent value);
  void bind(int at, std::nullopt_t);
  template <typename Value>
  void bind(int at, std::optional<Value> const& value) {
    if (value) {
      bind(at, *value);
    } else {
      bind(at, std::nullopt);
    }
  }
  void check(int code) const;

  std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

class Database {
 public:
  // Made where it is not; ":memory:" is in memory only.
  explicit Database(std::filesystem::path const& file,
                    DatabaseSettings const& settings = {});

  Statement prepare(std::string_view sql);
  void run(std::string_view sql);  // one or several, without values

  std::int64_t last_row() const;  // that was inserted
  int changed_rows() const;       // by the last statement
  // Changes when another connection has written.
  std::int64_t foreign_version();

  // With Checkpoint::by_hand: whether the log, as of the last commit of this
  // connection, has so many pages that it is to be moved; before its first one,
  // whether it may have.
  bool has_long_log() const { return *log_pages_ >= long_log_; }
  // Moves as much as readers allow, while others go on. SQLite before 3.51.3
  // may lose what is committed meanwhile if all is moved already: let whoever
  // has a turn move it, and take the turn before a commit, so that there is
  // something left that nobody else moves.
  void checkpoint();
  // What any connection has committed is on the disk when it returns.
  void sync_log();
  // The same after that has failed: the system may since take for written what
  // never came to the disk, so all of the log is written there again.
  void sync_log_anew();
  // Among all connections of all programs; nothing: another has it. Throws
  // Error where the file of the lock cannot be made or read.
  std::optional<FileLock> try_take_turn();
  // All of it as it is now, into a new file, while others go on. Where that
  // fails there is no file.
  void back_up(std::filesystem::path const& file);

 private:
  void copy_into(std::filesystem::path const& file);
  // By what SQLite calls it; nothing in memory.
  sqlite3_file* file(int which) const;
  void sync(sqlite3_file* file);

  struct Close {
    void operator()(sqlite3* database) const;
  };

  int long_log_ = 0;
  std::unique_ptr<int> log_pages_ = std::make_unique<int>(0);
  std::unique_ptr<sqlite3, Close> database_;
};

// All or nothing: what is not committed is undone at the end of the scope.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

// What is asked in its scope is answered as of one moment.
class Moment {
 public:
  explicit Moment(Database& database);
  Moment(Moment const&) = delete;
  Moment& operator=(Moment const&) = delete;
  ~Moment();

 private:
  Database& database_;
};

// Brings a database to the newest version: step i, SQL, leads from version i to
// i + 1, and is done once. Throws Error where the file is of a newer program.
void migrate(Database& database, std::span<std::string_view const> steps);

// A step that SQL alone cannot say: the SQL first, then the rest.
struct MigrationStep {
  std::string_view sql;
  std::function<void(Database&)> then = {};
};
void migrate(Database& database, std::span<MigrationStep const> steps);

}  // namespace camel::store
