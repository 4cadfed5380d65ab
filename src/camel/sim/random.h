// SPDX-License-Identifier: Apache-2.0
// Random numbers in named streams. A stream belongs to one purpose ("customs
// at Dostyk") of one replication; adding a train elsewhere does not reshuffle
// it, so a scenario and its base share their luck.
//
// Each number is a function of its key and of how many came before it, by
// Philox4x32-10 (random_block.h): the key of Philox is the seed; the upper
// three words of its counter are the replication and the stream; the lowest
// counts. So no two streams share a counter, and none has more than 2^33
// numbers: at its end a stream refuses to go on. The bits are the same on every
// machine and by every instruction set: the logarithm and the exponential are
// our own (elementary.h), and the code is compiled without fused multiply-add.
//
// A stream costs no memory besides itself until its third number; then it
// draws ahead, twice as far each time up to 128 numbers (2 KiB), which changes
// its speed alone. A copy goes on with the same numbers and is cheap.
//
// Where it says "one uniform", the value grows or falls with that uniform
// throughout, so common random numbers and antithetic streams work as they
// should. A parameter outside its range is refused with UsageError.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

#include "camel/sim/random_block.h"

namespace camel {

// A number for a purpose and an entity, the same on every machine (FNV-1a).
std::uint64_t stream_id(std::string_view purpose, std::string_view entity = "");

class Random {
 public:
  struct Key {
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;
    std::uint32_t replication = 0;
    // Complements every bit: each uniform u becomes exactly 1 - u.
    bool antithetic = false;
  };
  // The stream after so many of its numbers are drawn.
  explicit Random(Key key, std::uint64_t drawn = 0) : key_{key} {
    if (drawn != 0) {
      skip(drawn);
    }
  }
  Random(Random const& other) : Random{other.key_, other.drawn()} {}
  Random& operator=(Random const& other);
  ~Random() = default;

  // How many words of 64 bits have been drawn.
  std::uint64_t drawn() const {
    return 2 * std::uint64_t{next_block_} - filled_ + next_;
  }

  std::uint64_t bits() {
    if (next_ == filled_) {
      refill();
    }
    return words()[next_++];
  }
  double uniform() { return open_uniform(bits()); }  // in (0, 1)
  // Both included; one uniform.
  double uniform(double low, double high);
  // Both included, all equally likely (Lemire: Fast random integer generation
  // in an interval, ACM TOMACS 29, 2019). One uniform; seldom, with the
  // probability (high - low + 1) / 2^64 at most, more.
  std::int64_t integer(std::int64_t low, std::int64_t high);
  // One uniform, happening when it is below the probability.
  bool happens(double probability);

  // By inversion: -mean * log(u), one uniform. Quick in long streams, where the
  // logarithms of a whole block are computed at once.
  double exponential(double mean) {
    // The numbers from 0 to the largest have the smallest bits of all doubles,
    // so one comparison finds whatever must be looked at.
    if (std::bit_cast<std::uint64_t>(mean) >= kInfinityBits) [[unlikely]] {
      check_exponential_mean(mean);
    }
    return mean * unit_exponential();
  }
  // The sum of `phases` exponentials of equal means; as many uniforms.
  double erlang(int phases, double mean);
  // By inversion, one uniform. The deviation is 0 or more.
  double normal();  // mean 0, deviation 1
  double normal(double mean, double deviation);
  // By mean (0 or more) and coefficient of variation (from 1e-6 to 1e6).
  // Lognormal: one uniform. Gamma: Marsaglia and Tsang, A simple method for
  // generating gamma variables, ACM TOMS 26 (2000), by rejection: a varying
  // number of uniforms, so that streams of different parameters do not stay in
  // step and antithetic ones mirror each other only roughly.
  double gamma(double mean, double variation);
  double lognormal(double mean, double variation);
  // low <= mode <= high; by inversion, one uniform.
  double triangular(double low, double mode, double high);

 private:
  static constexpr auto kInfinityBits =
      std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity());
  static void check_exponential_mean(double mean);
  void skip(std::uint64_t drawn);
  void refill();
  double unit_exponential() {
    return next_ < exponentials_ ? std::bit_cast<double>(ahead_[next_++])
                                 : slow_unit_exponential();
  }
  double slow_unit_exponential();
  std::uint64_t const* words() const {
    return ahead_ ? ahead_.get() + filled_ : first_.data();
  }

  Key key_;
  std::uint32_t next_block_ = 0;    // the first counter not yet computed
  std::uint32_t next_ = 0;          // the next number among those computed
  std::uint32_t filled_ = 0;        // how many were computed
  std::uint32_t exponentials_ = 0;  // and how many as exponentials
  std::array<std::uint64_t, 2> first_{};
  // Exponential variates, as bits, then words: `filled_` of each.
  std::unique_ptr<std::uint64_t[]> ahead_;
};

}  // namespace camel
