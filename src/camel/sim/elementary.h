// SPDX-License-Identifier: Apache-2.0
// Logarithm and exponential whose last bit is the same on every machine, which
// no standard promises of those in <cmath>: only + - * / and whole numbers,
// no fused multiply-add (compile with -ffp-contract=off). Both stay within 2
// units in the last place (log 0.97 and exp 1.03 were the worst of 20 million);
// the logarithm has no branches, so that a compiler can work on several numbers
// at once.
//
// Reduction by a logarithm of 2 in two parts as in Cody and Waite, Software
// Manual for the Elementary Functions (1980). The polynomials are near-minimax
// fits of our own (Chebyshev nodes, 200 bits); that of the logarithm is summed
// in pairs (Estrin), which processors that do two things at once finish sooner.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace camel::elementary {

// ln 2 in two parts: the first ends in 13 zero bits, so that its product with
// an exponent is exact.
inline constexpr double kLn2High = 0x1.62e42fefa2000p-1;
inline constexpr double kLn2Low = 0x1.9ef35793c7673p-41;

// The natural logarithm of a positive, finite, normal number.
[[gnu::always_inline]] inline double log(double x) {
  // x = 2^exponent * (1 + f) with 1 + f between sqrt(1/2) and sqrt(2): counted
  // from the bits of sqrt(1/2), the exponent changes where it should.
  constexpr std::uint64_t kOne = 0x3ff0000000000000;
  constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
  constexpr std::uint64_t kFraction = 0x000fffffffffffff;
  auto const from_half = std::bit_cast<std::uint64_t>(x) + (kOne - kSqrtHalf);
  auto const f = std::bit_cast<double>((from_half & kFraction) + kSqrtHalf) - 1;
  // The exponent, still with its bias, put behind the point of 2^52.
  auto const exponent =
      std::bit_cast<double>((from_half >> 52) | 0x4330000000000000) -
      (0x1p52 + 1023);

  // With s = f / (2 + f): log(1 + f) = 2 atanh(s) = f - s (f - rest), where
  // rest = 2 s^2/3 + 2 s^4/5 + ...
  auto const s = f / (2 + f);
  auto const z = s * s;
  auto const z2 = z * z;
  auto const rest =
      z * (((0x1.5555555555558p-1 + z * 0x1.99999999952abp-2) +
            z2 * (0x1.2492492df7663p-2 + z * 0x1.c71c62ddb431bp-3)) +
           (z2 * z2) * ((0x1.7462b6e311a89p-3 + z * 0x1.39fe16ad885a7p-3) +
                        z2 * 0x1.2b5bd9a316a24p-3));
  return exponent * kLn2High + (f - (s * (f - rest) - exponent * kLn2Low));
}

// log(1 + x) for x >= 0, within 3 last places: the sum forgets the end of x,
// the quotient brings it back (Goldberg, What every computer scientist should
// know about floating-point arithmetic, ACM Computing Surveys 23, 1991, theorem
// 4).
inline double log1p(double x) {
  auto const sum = 1 + x;
  return sum == 1 ? x : log(sum) * (x / (sum - 1));
}

// e to the power of x; 0 below the smallest number, infinity above the largest,
// and not a number of not a number.
inline double exp(double x) {
  if (!(x < 710)) {
    return x + std::numeric_limits<double>::infinity();
  }
  if (x < -746) {
    return 0;
  }
  // x = k ln 2 + r. Adding 1.5 * 2^52 rounds to a whole number.
  constexpr double kRounder = 0x1.8p52;
  auto const k = (x * 0x1.71547652b82fep+0 + kRounder) - kRounder;
  auto const r = (x - k * kLn2High) - k * kLn2Low;
  auto const q =
      0x1.0000000000001p-1 +
      r * (0x1.5555555555556p-3 +
           r * (0x1.5555555553d37p-5 +
                r * (0x1.11111111109a6p-7 +
                     r * (0x1.6c16c1789d1d7p-10 +
                          r * (0x1.a01a01a7cebcdp-13 +
                               r * (0x1.a019b8ca26fcfp-16 +
                                    r * (0x1.71de0d85293b8p-19 +
                                         r * (0x1.2891d4ffbb0f9p-22 +
                                              r * 0x1.af390ba7e6f47p-26))))))));
  // 2^k in two factors, since k may be outside the range of exponents.
  auto const power = [](int exponent) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023)
                                 << 52);
  };
  auto const whole = static_cast<int>(k);
  auto const half = whole / 2;
  return (1 + (r + r * r * q)) * power(half) * power(whole - half);
}

}  // namespace camel::elementary
