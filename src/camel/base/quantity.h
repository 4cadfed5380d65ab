// SPDX-License-Identifier: Apache-2.0
// Quantities that carry their unit as a type. Whole numbers; like adds with
// like; a count scales; the ratio of two is a number. Nothing converts by
// itself.
#pragma once

#include <compare>
#include <cstdint>

namespace camel {

template <typename Unit>
struct Quantity {
  std::int64_t count = 0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(std::int64_t n) : count{n} {}

  constexpr auto operator<=>(Quantity const&) const = default;
  constexpr Quantity& operator+=(Quantity other) {
    count += other.count;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    count -= other.count;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend constexpr Quantity operator*(Quantity a, std::int64_t n) {
    return Quantity{a.count * n};
  }
  friend constexpr double operator/(Quantity a, Quantity b) {
    return static_cast<double>(a.count) / static_cast<double>(b.count);
  }
};

using Meters = Quantity<struct MetersUnit>;
using Kilograms = Quantity<struct KilogramsUnit>;
using Teu = Quantity<struct TeuUnit>;  // twenty-foot equivalent units

// Whole kilometres with a fraction, for tables and screens.
constexpr double kilometers(Meters m) {
  return static_cast<double>(m.count) / 1000.0;
}

}  // namespace camel
