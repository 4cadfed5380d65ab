// SPDX-License-Identifier: Apache-2.0
// Any bytes as requests: see camel/http/request_sanity.h.
#include <cstdint>
#include <string_view>

#include "camel/http/request_sanity.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data,
                                      std::size_t size) {
  camel::http::check_sane_reading({reinterpret_cast<char const*>(data), size});
  return 0;
}
