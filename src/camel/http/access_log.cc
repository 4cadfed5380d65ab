// SPDX-License-Identifier: Apache-2.0
#include "camel/http/access_log.h"

#include <fmt/format.h>

#include "camel/http/problem.h"

namespace camel::http {

namespace {

// "2026-11-29T04:17:40.053Z"
std::string time_text(std::chrono::system_clock::time_point at) {
  auto const now = std::chrono::floor<std::chrono::milliseconds>(at);
  auto const day = std::chrono::floor<std::chrono::days>(now);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{now - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

}  // namespace

std::string log_line(LogEntry const& entry) {
  auto const& exchange = entry.exchange;
  return fmt::format(
      R"({{"time":"{}","address":{},"method":{},"path":{},"status":{},)"
      R"("bytes":{},"ms":{:.3f},"key":{},"request":{}}})",
      time_text(entry.at), json_string(entry.address),
      json_string(exchange.method), json_string(entry.path), exchange.status,
      exchange.bytes_out, exchange.seconds * 1000, json_string(entry.asker),
      json_string(entry.request_id));
}

}  // namespace camel::http
