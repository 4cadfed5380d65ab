// SPDX-License-Identifier: Apache-2.0
// A connection to a PostgreSQL server. Whatever it refuses is thrown as
// camel::Error; so is every connection in a build without libpq.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace camel::store {

// What a statement gives: rows of texts.
class PostgresRows {
 public:
  explicit PostgresRows(pg_result* result) : result_{result} {}

  int size() const;
  bool is_null(int row, int column) const;
  std::string text(int row, int column) const;
  std::int64_t whole(int row, int column) const;
  std::string bytes(int row, int column) const;  // of a bytea
  std::int64_t changed() const;                  // rows, by the statement

 private:
  friend class Postgres;
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

// Values of one column, for unnest($1::bigint[]) and its like: many rows in one
// statement.
class PostgresArray {
 public:
  void add(std::int64_t value);
  void add(std::optional<std::int64_t> const& value);
  void add_text(std::string_view value);
  void add_bytes(std::string_view value);
  std::string text() const { return text_ + "}"; }

 private:
  void begin() { text_ += text_.size() > 1 ? "," : ""; }
  std::string text_ = "{";
};

class Postgres {
 public:
  // "postgresql://user@host/database?…", or key=value pairs, as libpq has it.
  // A commit is on the disk when it returns.
  explicit Postgres(std::string const& address);
  static bool is_built();

  // Values for $1, $2 …, as texts without a NUL.
  PostgresRows run(std::string const& sql,
                   std::vector<std::string> const& values = {});

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  std::unique_ptr<pg_conn, Close> connection_;
};

// Of bytes, "\x0a1b".
std::string postgres_bytes(std::string_view bytes);

}  // namespace camel::store
