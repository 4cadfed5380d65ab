// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random.h"

#include <algorithm>
#include <cmath>

#include "camel/sim/elementary.h"
#include "camel/sim/random_normal.h"
#include "camel/sim/random_refusal.h"

namespace camel {

namespace {

constexpr std::uint32_t kMostAhead = 128;
constexpr double kLargest = std::numeric_limits<double>::max();

// Written so that what is not a number is refused, too.
bool is_finite(double x) { return std::abs(x) <= kLargest; }

void check_mean(char const* law, double mean) {
  if (!(mean >= 0 && mean <= kLargest)) {
    refuse_random(law, "the mean is " + number_text(mean) +
                           "; it must be a finite number, 0 or more");
  }
}

void check_variation(char const* law, double variation) {
  if (!(variation >= 1e-6 && variation <= 1e6)) {
    refuse_random(law, "the coefficient of variation is " +
                           number_text(variation) +
                           "; it must be between 1e-6 and 1e6");
  }
}

}  // namespace

std::uint64_t stream_id(std::string_view purpose, std::string_view entity) {
  std::uint64_t hash = 14695981039346656037ULL;
  auto const mix = [&](std::string_view letters) {
    for (auto const c : letters) {
      hash ^= static_cast<unsigned char>(c);
      hash *= 1099511628211ULL;
    }
  };
  mix(purpose);
  mix("/");
  mix(entity);
  return hash;
}

Random& Random::operator=(Random const& other) {
  auto const drawn = other.drawn();
  key_ = other.key_;
  ahead_.reset();
  skip(drawn);
  return *this;
}

void Random::skip(std::uint64_t drawn) {
  if (drawn >> 33 != 0) {
    refuse_random("stream", number_text(drawn) +
                                " numbers cannot have been drawn of 2^33");
  }
  next_block_ = static_cast<std::uint32_t>(drawn / 2);
  next_ = filled_ = exponentials_ = 0;
  if (drawn % 2 != 0) {
    refill();
    next_ = 1;
  }
}

void Random::refill() {
  auto const count = std::clamp(2 * filled_, 2U, kMostAhead);
  if (std::numeric_limits<std::uint32_t>::max() - next_block_ < count / 2) {
    refuse_random("stream", "all of its 2^33 numbers are drawn");
  }
  if (count > 2 && count != filled_) {
    ahead_ = std::make_unique_for_overwrite<std::uint64_t[]>(2 * count);
  }
  auto const low = [](std::uint64_t x) {
    return static_cast<std::uint32_t>(x);
  };
  std::span const words{ahead_ ? ahead_.get() + count : first_.data(), count};
  philox_words({.counter = {next_block_, key_.replication, low(key_.stream),
                            low(key_.stream >> 32)},
                .key = {low(key_.seed), low(key_.seed >> 32)}},
               words);
  if (key_.antithetic) {
    for (auto& word : words) {
      word = ~word;
    }
  }
  next_block_ += count / 2;
  next_ = exponentials_ = 0;
  filled_ = count;
}

double Random::slow_unit_exponential() {
  if (next_ == filled_) {
    refill();
  }
  if (!ahead_) {
    return -elementary::log(uniform());
  }
  unit_exponentials({words(), filled_}, {ahead_.get(), filled_});
  exponentials_ = filled_;
  return unit_exponential();
}

double Random::uniform(double low, double high) {
  if (!(low <= high && is_finite(high - low))) {
    refuse_random("uniform", "from " + number_text(low) + " to " +
                                 number_text(high) + " is no finite interval");
  }
  return low + uniform() * (high - low);
}

std::int64_t Random::integer(std::int64_t low, std::int64_t high) {
  if (low > high) {
    refuse_random("integer", "there is none from " + number_text(low) + " to " +
                                 number_text(high));
  }
  __extension__ using Wide = unsigned __int128;
  auto const from = static_cast<std::uint64_t>(low);
  auto const count = static_cast<std::uint64_t>(high) - from + 1;
  if (count == 0) {  // all 2^64
    return static_cast<std::int64_t>(bits());
  }
  // The upper half of bits * count is the choice. Of the lower halves, the
  // first 2^64 mod count are left out, or some choices would have one more.
  auto product = Wide{bits()} * count;
  if (static_cast<std::uint64_t>(product) < count) {
    auto const left_out = (0 - count) % count;
    while (static_cast<std::uint64_t>(product) < left_out) {
      product = Wide{bits()} * count;
    }
  }
  return static_cast<std::int64_t>(from +
                                   static_cast<std::uint64_t>(product >> 64));
}

bool Random::happens(double probability) {
  if (!(probability >= 0 && probability <= 1)) {
    refuse_random("happens", "the probability is " + number_text(probability) +
                                 "; it must be between 0 and 1");
  }
  return uniform() < probability;
}

void Random::check_exponential_mean(double mean) {
  check_mean("exponential", mean);
}

double Random::erlang(int phases, double mean) {
  if (phases < 1) {
    refuse_random("erlang", "the number of phases is " + number_text(phases) +
                                "; it must be 1 or more");
  }
  check_mean("erlang", mean);
  double sum = 0;
  for (int phase = 0; phase < phases; ++phase) {
    sum += unit_exponential();
  }
  return mean / phases * sum;
}

double Random::normal() { return normal_quantile(uniform()); }

double Random::normal(double mean, double deviation) {
  if (!is_finite(mean) || !(deviation >= 0 && is_finite(deviation))) {
    refuse_random("normal",
                  "the mean is " + number_text(mean) + " and the deviation " +
                      number_text(deviation) +
                      "; they must be finite, the deviation 0 or more");
  }
  return mean + deviation * normal();
}

double Random::gamma(double mean, double variation) {
  check_mean("gamma", mean);
  check_variation("gamma", variation);
  // Of shapes below one, the variate of one more times a power of a uniform.
  auto const shape = 1 / (variation * variation);
  auto const d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
  auto const c = 1 / std::sqrt(9 * d);
  for (;;) {
    auto const x = normal();
    auto const t = 1 + c * x;
    if (t <= 0) {
      continue;
    }
    auto const v = t * t * t;
    auto const u = uniform();
    // The first test is a bound that spares most of the logarithms.
    if (u < 1 - 0.0331 * (x * x) * (x * x) ||
        elementary::log(u) < x * x / 2 + d * (1 - v + elementary::log(v))) {
      auto const boost =
          shape < 1 ? elementary::exp(elementary::log(uniform()) / shape) : 1.0;
      return d * v * boost * (mean / shape);
    }
  }
}

double Random::lognormal(double mean, double variation) {
  check_mean("lognormal", mean);
  check_variation("lognormal", variation);
  auto const variance = elementary::log1p(variation * variation);
  return mean * elementary::exp(normal() * std::sqrt(variance) - variance / 2);
}

double Random::triangular(double low, double mode, double high) {
  if (!(low <= mode && mode <= high && is_finite(high - low))) {
    refuse_random("triangular", number_text(low) + ", " + number_text(mode) +
                                    ", " + number_text(high) +
                                    " are not finite and in order");
  }
  if (low == high) {
    return low;
  }
  auto const width = high - low;
  auto const rising = (mode - low) / width;  // the share below the mode
  auto const u = uniform();
  return u < rising ? low + width * std::sqrt(u * rising)
                    : high - width * std::sqrt((1 - u) * (1 - rising));
}

}  // namespace camel
