// SPDX-License-Identifier: Apache-2.0
// What must hold of the reader of requests, whatever bytes it is given: the
// fuzzer tries billions, a test some thousands.
#pragma once

#include <string_view>

namespace camel::http {

// Reads the bytes at once and byte by byte. Throws CheckFailed when the two
// see other requests, or when a request breaks what is promised of it.
void check_sane_reading(std::string_view bytes);

}  // namespace camel::http
