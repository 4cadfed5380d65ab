// SPDX-License-Identifier: Apache-2.0
// How a train has its way through the corridor.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace camel {

// `fixed`: by a timetable that all railways on the way have agreed, with its
// paths booked from end to end; it goes before `ordinary` trains, which run as
// there is room.
enum class TrainPath : std::uint8_t { ordinary, fixed };
constexpr auto names(TrainPath) {
  return std::array<std::string_view, 2>{"ordinary", "fixed"};
}

}  // namespace camel
