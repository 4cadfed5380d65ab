// SPDX-License-Identifier: Apache-2.0
#include "camel/http/access_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "camel/http/problem.h"

namespace camel::http {

std::string log_line(LogEntry const& entry) {
  auto const milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(
          entry.at.time_since_epoch())
          .count() %
      1000;
  auto const& exchange = entry.exchange;
  return fmt::format(
      R"({{"time":"{:%Y-%m-%dT%H:%M:%S}.{:03}Z","address":{},"method":{},)"
      R"("path":{},"status":{},"bytes":{},"ms":{:.3f},"key":{},"request":{}}})",
      fmt::gmtime(std::chrono::system_clock::to_time_t(entry.at)), milliseconds,
      json_string(entry.address), json_string(exchange.method),
      json_string(entry.path), exchange.status, exchange.bytes_out,
      exchange.seconds * 1000, json_string(entry.asker),
      json_string(entry.request_id));
}

}  // namespace camel::http
