// SPDX-License-Identifier: Apache-2.0
// A client that did not hear the answer asks again with the same key, and what
// it wanted is not done twice.
#include <chrono>
#include <utility>

#include "application.h"
#include "camel/api/digest.h"

namespace camel::server {

namespace {

constexpr auto kKept = std::chrono::hours{24};

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string digest_of_request(http::Request const& request) {
  return to_hex(Digester{}
                    .text(request.method)
                    .text(request.path)
                    .text(request.body)
                    .finish());
}

void forget_old(Ledger& ledger) {
  ledger.database.prepare("DELETE FROM answers WHERE at < ?")
      .with(now_seconds() - std::chrono::seconds{kKept}.count())
      .run();
}

std::optional<http::Response> answered_before(Ledger& ledger,
                                              http::Request const& request,
                                              std::string const& key) {
  std::lock_guard const lock{ledger.mutex};
  forget_old(ledger);
  auto row = ledger.database.prepare(
      "SELECT request, status, location, body FROM answers "
      "WHERE asked_by = ? AND key = ?");
  if (!row.with(request.asker.name, key).step()) {
    return std::nullopt;
  }
  if (row.text(0) != digest_of_request(request)) {
    throw http::Problem{422, "key-reused",
                        "this Idempotency-Key came with another request "
                        "within a day — take a new one"};
  }
  http::Response response{.status = static_cast<int>(row.whole(1)),
                          .body = shared_text(row.text(3))};
  if (auto const location = row.text_or_none(2)) {
    response.fields["location"] = *location;
  }
  return response;
}

void remember(Ledger& ledger, http::Request const& request,
              std::string const& key, http::Response const& response) {
  std::optional<std::string> location;
  if (auto const field = response.fields.find("location");
      field != response.fields.end()) {
    location = field->second;
  }
  std::lock_guard const lock{ledger.mutex};
  ledger.database
      .prepare("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)")
      .with(request.asker.name, key, digest_of_request(request),
            response.status, location, store::Blob{*response.body},
            now_seconds())
      .run();
}

}  // namespace

http::Answer idempotent(Ledger& ledger, std::mutex& one_at_a_time,
                        http::Answer answer) {
  return [&ledger, &one_at_a_time,
          answer = std::move(answer)](http::Request const& request) {
    auto const field = request.field("idempotency-key");
    if (!field) {
      return answer(request);
    }
    std::string const key{*field};
    if (key.empty() || key.size() > 200) {
      throw bad_request("an Idempotency-Key has 1 to 200 letters");
    }
    std::lock_guard const turn{one_at_a_time};
    if (auto before = answered_before(ledger, request, key)) {
      return *std::move(before);
    }
    auto response = answer(request);
    remember(ledger, request, key, response);
    return response;
  };
}

}  // namespace camel::server
