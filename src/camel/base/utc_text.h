// SPDX-License-Identifier: Apache-2.0
// Moments in UTC as other programs read them (ISO 8601, RFC 3339).
#pragma once

#include <chrono>
#include <string>

namespace camel {

// "2026-11-29T04:17:40.053Z"
std::string utc_milliseconds(
    std::chrono::sys_time<std::chrono::milliseconds> moment);

}  // namespace camel
