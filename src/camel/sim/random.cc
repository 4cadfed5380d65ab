// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random.h"

#include <cmath>
#include <numbers>

#include <Random123/philox.h>

#include "camel/base/check.h"

namespace camel {

std::uint64_t stream_id(std::string_view purpose, std::string_view entity) {
  std::uint64_t hash = 14695981039346656037ULL;
  auto const mix = [&](std::string_view text) {
    for (auto const c : text) {
      hash ^= static_cast<unsigned char>(c);
      hash *= 1099511628211ULL;
    }
  };
  mix(purpose);
  mix("/");
  mix(entity);
  return hash;
}

std::uint64_t Random::bits() {
  if (left_ == 0) {
    // Stream and seed meet in the 64-bit key; the other half of the stream
    // stands in the counter, so different streams never share numbers.
    using Philox = r123::Philox4x32;
    auto const key = key_.seed ^ (key_.stream * 0x9e3779b97f4a7c15ULL);
    Philox::ctr_type const counter{
        {static_cast<std::uint32_t>(block_), key_.replication,
         static_cast<std::uint32_t>(key_.stream),
         static_cast<std::uint32_t>(key_.stream >> 32)}};
    Philox::key_type const philox_key{{static_cast<std::uint32_t>(key),
                                       static_cast<std::uint32_t>(key >> 32)}};
    auto const random = Philox{}(counter, philox_key);
    words_ = {random[0] | std::uint64_t{random[1]} << 32,
              random[2] | std::uint64_t{random[3]} << 32};
    ++block_;
    left_ = 2;
  }
  return words_[static_cast<std::size_t>(--left_)];
}

double Random::uniform() {
  // 52 bits, moved half a step so that neither 0 nor 1 comes out.
  return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
}

std::int64_t Random::integer(std::int64_t low, std::int64_t high) {
  CAMEL_CHECK(low <= high, "an empty range of integers");
  auto const span = static_cast<double>(high - low + 1);
  return low + static_cast<std::int64_t>(uniform() * span);
}

double Random::exponential(double mean) { return -mean * std::log(uniform()); }

double Random::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  // Box and Muller (1958).
  auto const radius = std::sqrt(-2 * std::log(uniform()));
  auto const angle = 2 * std::numbers::pi * uniform();
  spare_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

double Random::gamma(double mean, double variation) {
  // Marsaglia and Tsang (2000); for shapes below one, boosted by a power of a
  // uniform.
  auto const shape = 1 / (variation * variation);
  auto const boosted = shape < 1 ? shape + 1 : shape;
  auto const d = boosted - 1.0 / 3;
  auto const c = 1 / std::sqrt(9 * d);
  for (;;) {
    auto const x = normal();
    auto const v = std::pow(1 + c * x, 3);
    if (v <= 0) {
      continue;
    }
    if (std::log(uniform()) < x * x / 2 + d - d * v + d * std::log(v)) {
      auto const boost = shape < 1 ? std::pow(uniform(), 1 / shape) : 1.0;
      return d * v * boost * mean / shape;
    }
  }
}

double Random::lognormal(double mean, double variation) {
  auto const variance = std::log(1 + variation * variation);
  return mean * std::exp(normal() * std::sqrt(variance) - variance / 2);
}

}  // namespace camel
