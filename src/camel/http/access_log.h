// SPDX-License-Identifier: Apache-2.0
// One line of JSON for each request that was answered. It has the path, but
// neither the query nor any field: keys and secrets stand there.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "camel/http/metrics.h"

namespace camel::http {

struct LogEntry {
  std::chrono::system_clock::time_point at;
  std::string_view address, path, asker, request_id;
  Exchange exchange;
};

std::string log_line(LogEntry const& entry);

}  // namespace camel::http
