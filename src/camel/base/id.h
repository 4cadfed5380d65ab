// SPDX-License-Identifier: Apache-2.0
// Typed ids. An id is the number of a row in the table of its own kind: a
// `PlaceId` opens `corridor.places` and no other table, and mixing two kinds
// does not compile.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace camel {

template <typename Row>
struct Id {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  constexpr Id() = default;
  constexpr explicit Id(std::uint64_t index)
      : value{static_cast<std::uint32_t>(index)} {}

  // A default id names nothing.
  constexpr explicit operator bool() const {
    return value != std::numeric_limits<std::uint32_t>::max();
  }
  constexpr auto operator<=>(Id const&) const = default;
};

}  // namespace camel

template <typename Row>
struct std::hash<camel::Id<Row>> {
  std::size_t operator()(camel::Id<Row> id) const noexcept { return id.value; }
};
