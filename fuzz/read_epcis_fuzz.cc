// SPDX-License-Identifier: Apache-2.0
// EPCIS documents from anywhere: read, and what is sound reads the same alone.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "camel/base/check.h"
#include "camel/tracking/read_epcis.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data,
                                      std::size_t size) {
  auto const read =
      camel::read_epcis({reinterpret_cast<char const*>(data), size});
  for (auto const& event : read.events) {
    auto const alone = camel::read_epcis(event.json);
    CAMEL_CHECK(alone.events.size() == 1 && alone.events[0] == event,
                "an event by itself reads otherwise");
  }
  return 0;
}
