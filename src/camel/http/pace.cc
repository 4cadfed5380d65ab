// SPDX-License-Identifier: Apache-2.0
#include "camel/http/pace.h"

#include <algorithm>
#include <cmath>

#include "camel/http/problem.h"

namespace camel::http {
namespace {

constexpr std::size_t kMostBuckets = 10'000;
constexpr std::chrono::seconds kBetweenSweeps{1};

}  // namespace

double PaceKeeper::filled(Bucket const& bucket, Clock::time_point now) const {
  auto const waited = std::chrono::duration<double>(now - bucket.at).count();
  return std::min(pace_.burst, bucket.tokens + waited * pace_.per_second);
}

// A full bucket is as good as none.
void PaceKeeper::forget_full(Clock::time_point now) {
  if (swept_ != Clock::time_point::min() && now < swept_ + kBetweenSweeps) {
    return;
  }
  swept_ = now;
  std::erase_if(buckets_, [&](auto const& known) {
    return filled(known.second, now) >= pace_.burst;
  });
}

void PaceKeeper::take(std::string const& who, Clock::time_point now) {
  if (pace_.per_second <= 0) {
    return;
  }
  std::lock_guard const lock{taking_};
  if (buckets_.size() >= kMostBuckets && !buckets_.contains(who)) {
    forget_full(now);
  }
  // Where even so there are too many, strangers share one.
  auto const& name =
      buckets_.size() < kMostBuckets || buckets_.contains(who) ? who : "";
  auto& bucket =
      buckets_.try_emplace(name, Bucket{pace_.burst, now}).first->second;
  bucket = {.tokens = filled(bucket, now), .at = now};
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return;
  }
  Problem problem{429, "too-many-requests", "You ask too often."};
  problem.retry_after = std::to_string(
      static_cast<int>(std::ceil((1 - bucket.tokens) / pace_.per_second)));
  throw problem;
}

std::size_t PaceKeeper::buckets() const {
  std::lock_guard const lock{taking_};
  return buckets_.size();
}

}  // namespace camel::http
