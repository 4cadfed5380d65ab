// SPDX-License-Identifier: Apache-2.0
// How often each key or address may ask: a bucket that fills steadily and is
// emptied by asking (token bucket).
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

#include "camel/http/settings.h"

namespace camel::http {

class PaceKeeper {
 public:
  using Clock = std::chrono::steady_clock;
  explicit PaceKeeper(Pace const& pace) : pace_{pace} {}

  // Takes a token of this one's bucket. Throws Problem 429 when it is empty.
  void take(std::string const& who, Clock::time_point now = Clock::now());

  std::size_t buckets() const;

 private:
  struct Bucket {
    double tokens = 0;
    Clock::time_point at;
  };
  double filled(Bucket const& bucket, Clock::time_point now) const;
  void forget_full(Clock::time_point now);

  Pace pace_;
  std::unordered_map<std::string, Bucket> buckets_;
  Clock::time_point swept_ = Clock::time_point::min();
  std::mutex mutable taking_;
};

}  // namespace camel::http
