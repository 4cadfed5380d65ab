// SPDX-License-Identifier: Apache-2.0
// Random numbers in named streams. A stream belongs to one purpose ("customs
// at Dostyk") of one replication; adding a train elsewhere does not reshuffle
// it, so a scenario and its base share their luck.
//
// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy
// as 1, 2, 3; SC 2011), from the Random123 library: the key is the seed and the
// stream, the counter the replication and the draw.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace camel {

// A number for a purpose and an entity, the same on every machine (FNV-1a).
std::uint64_t stream_id(std::string_view purpose, std::string_view entity = "");

class Random {
 public:
  struct Key {
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;
    std::uint32_t replication = 0;
  };
  explicit Random(Key key) : key_{key} {}

  std::uint64_t bits();
  double uniform();                                           // in (0, 1)
  std::int64_t integer(std::int64_t low, std::int64_t high);  // both included
  bool happens(double probability) { return uniform() < probability; }

  double exponential(double mean);
  double normal();  // mean 0, deviation 1
  // By mean and coefficient of variation (> 0).
  double gamma(double mean, double variation);
  double lognormal(double mean, double variation);

 private:
  Key key_;
  std::uint64_t block_ = 0;
  std::array<std::uint64_t, 2> words_{};
  int left_ = 0;
  double spare_ = 0;
  bool has_spare_ = false;
};

}  // namespace camel
