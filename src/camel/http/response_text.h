// SPDX-License-Identifier: Apache-2.0
// An answer as it goes over the line.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "camel/http/exchange.h"

namespace camel::http {

// Fields that every answer has: what browsers may not do with it, and, unless
// the answer says otherwise, that it is not to be kept.
void add_common_fields(Response& response, std::string_view content_policy);

enum class KeepAlive : bool { no, yes };

// The status line and the fields, up to the blank line.
std::string head_text(Response const& response, KeepAlive keep_alive,
                      std::chrono::sys_seconds now);

// One event of a feed, and what keeps a silent one alive.
std::string event_text(Event const& event);
inline constexpr std::string_view kSilence = ":\n\n";
// How long a client waits before it comes back.
inline constexpr std::string_view kFeedBegin = "retry: 2000\n\n";

// After which event a client goes on listening: Last-Event-ID, or `after` of
// the query. Throws Problem.
std::uint64_t heard_until(Request const& request);

}  // namespace camel::http
