// SPDX-License-Identifier: Apache-2.0
#include "camel/http/access_log.h"

#include <fmt/format.h>

#include "camel/base/utc_text.h"
#include "camel/http/problem.h"

namespace camel::http {

std::string log_line(LogEntry const& entry) {
  auto const& exchange = entry.exchange;
  return fmt::format(
      R"({{"time":"{}","address":{},"method":{},"path":{},"status":{},)"
      R"("bytes":{},"ms":{:.3f},"key":{},"request":{}}})",
      utc_milliseconds(std::chrono::floor<std::chrono::milliseconds>(entry.at)),
      json_string(entry.address), json_string(exchange.method),
      json_string(entry.path), exchange.status, exchange.bytes_out,
      exchange.seconds * 1000, json_string(entry.asker),
      json_string(entry.request_id));
}

}  // namespace camel::http
