// SPDX-License-Identifier: Apache-2.0
#include "camel/store/postgres.h"

#include <cstdlib>

#include <libpq-fe.h>

#include "camel/base/error.h"

namespace camel::store {

std::string postgres_bytes(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\x";
  for (auto const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

void PostgresArray::add(std::int64_t value) {
  begin();
  text_ += std::to_string(value);
}

void PostgresArray::add(std::optional<std::int64_t> const& value) {
  begin();
  text_ += value ? std::to_string(*value) : "NULL";
}

void PostgresArray::add_text(std::string_view value) {
  begin();
  text_ += '"';
  for (auto const c : value) {
    if (c == '"' || c == '\\') {
      text_ += '\\';
    }
    text_ += c;
  }
  text_ += '"';
}

void PostgresArray::add_bytes(std::string_view value) {
  add_text(postgres_bytes(value));
}

#ifdef CAMEL_POSTGRES

namespace {

// The first line says what; those after it, where in the statement.
std::string first_line(char const* message) {
  std::string text{message};
  return text.substr(0, text.find('\n'));
}

}  // namespace

void PostgresRows::Clear::operator()(pg_result* result) const {
  PQclear(result);
}

int PostgresRows::size() const { return PQntuples(result_.get()); }

bool PostgresRows::is_null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::string PostgresRows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t PostgresRows::whole(int row, int column) const {
  return std::atoll(PQgetvalue(result_.get(), row, column));
}

std::string PostgresRows::bytes(int row, int column) const {
  std::size_t size = 0;
  std::unique_ptr<unsigned char, decltype(&PQfreemem)> const plain{
      PQunescapeBytea(reinterpret_cast<unsigned char const*>(
                          PQgetvalue(result_.get(), row, column)),
                      &size),
      &PQfreemem};
  return {reinterpret_cast<char const*>(plain.get()), size};
}

std::int64_t PostgresRows::changed() const {
  return std::atoll(PQcmdTuples(result_.get()));
}

void Postgres::Close::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

Postgres::Postgres(std::string const& address)
    : connection_{PQconnectdb(address.c_str())} {
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw Error{"PostgreSQL cannot be reached: " +
                first_line(PQerrorMessage(connection_.get()))};
  }
  run("SET client_min_messages = warning");
  // What a commit has said is on the disk, whatever the server is used to; who
  // asks for more than that keeps it.
  run("SELECT set_config('synchronous_commit', 'on', false) "
      "WHERE current_setting('synchronous_commit') = 'off'");
}

PostgresRows Postgres::run(std::string const& sql,
                           std::vector<std::string> const& values) {
  std::vector<char const*> texts;
  for (auto const& value : values) {
    if (value.find('\0') != std::string::npos) {
      throw Error{"PostgreSQL keeps no text with a NUL in it (" +
                  sql.substr(0, 200) + ")"};
    }
    texts.push_back(value.c_str());
  }
  // Without values a text may hold several statements.
  PostgresRows rows{values.empty()
                        ? PQexec(connection_.get(), sql.c_str())
                        : PQexecParams(connection_.get(), sql.c_str(),
                                       static_cast<int>(values.size()), nullptr,
                                       texts.data(), nullptr, nullptr, 0)};
  auto const status = PQresultStatus(rows.result_.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw Error{
        "PostgreSQL refuses: " + first_line(PQerrorMessage(connection_.get())) +
        " (" + sql.substr(0, 200) + ")"};
  }
  return rows;
}

bool Postgres::is_built() { return true; }

#else

void PostgresRows::Clear::operator()(pg_result*) const {}
int PostgresRows::size() const { return 0; }
bool PostgresRows::is_null(int, int) const { return true; }
std::string PostgresRows::text(int, int) const { return ""; }
std::int64_t PostgresRows::whole(int, int) const { return 0; }
std::string PostgresRows::bytes(int, int) const { return ""; }
std::int64_t PostgresRows::changed() const { return 0; }
void Postgres::Close::operator()(pg_conn*) const {}
Postgres::Postgres(std::string const&) {
  throw Error{
      "this program was built without PostgreSQL: install libpq-dev and build "
      "it anew"};
}
PostgresRows Postgres::run(std::string const&,
                           std::vector<std::string> const&) {
  return PostgresRows{nullptr};
}
bool Postgres::is_built() { return false; }

#endif

}  // namespace camel::store
