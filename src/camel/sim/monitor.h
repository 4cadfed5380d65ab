// SPDX-License-Identifier: Apache-2.0
// Monitors that a resource carries with it: how many are inside (LevelMonitor)
// and how long each stayed (SpanMonitor).
//
// They run in every event, so noting something is a few whole-number
// instructions, without a division, a branch on the data or an allocation.
// Areas and sums are exact whole numbers of ticks, held in 128 bits. Two
// consequences: results do not depend on the order of adding, and Little's law
// (Little, A proof for the queuing formula L = lambda W, Operations Research 9,
// 1961) holds to the tick: once a place is empty again, the area under its
// level is the sum of the spans spent in it.
//
// Times and spans are in the ticks of the simulation's clock.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace camel {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// A whole number that changes in steps. `now` may not run backwards; the clock
// of the simulation does not. The area is exact while level times time stays
// within 2^127, which any level below 2^63 does for all of the clock's range.
class LevelMonitor {
 public:
  LevelMonitor() = default;
  LevelMonitor(std::int64_t level, std::int64_t now)
      : level_{level}, max_{level}, since_{now}, begin_{now} {}

  void set(std::int64_t level, std::int64_t now) {
    area_ += Int128{level_} * (now - since_);
    since_ = now;
    level_ = level;
    max_ = std::max(max_, level);
  }
  void add(std::int64_t change, std::int64_t now) { set(level_ + change, now); }

  std::int64_t level() const { return level_; }
  std::int64_t max() const { return max_; }

  // Level times ticks since the beginning or the last reset.
  Int128 area(std::int64_t now) const {
    return area_ + Int128{level_} * (now - since_);
  }
  // Over no time at all it is the level itself.
  double mean(std::int64_t now) const {
    return now > begin_ ? static_cast<double>(area(now)) /
                              static_cast<double>(now - begin_)
                        : static_cast<double>(level_);
  }

  // The warm-up ends: keep the level, forget the past.
  void reset(std::int64_t now) { *this = LevelMonitor{level_, now}; }

 private:
  Int128 area_ = 0;
  std::int64_t level_ = 0, max_ = 0, since_ = 0, begin_ = 0;
};

// Durations: waits, stays, services. Any 64-bit number of ticks may be added,
// negative ones (early rather than late) as well.
//
// The sum cannot overflow. The squares have 128 bits, which holds a thousand
// million spans of 17 years in microseconds; beyond that they stay at the
// largest number and the variance is infinite, while all else remains exact.
class SpanMonitor {
 public:
  void add(std::int64_t ticks) {
    ++count_;
    sum_ += ticks;
    add_squares(static_cast<UInt128>(Int128{ticks} * ticks));
    min_ = std::min(min_, ticks);
    max_ = std::max(max_, ticks);
  }

  // As if all that `other` saw had been added here.
  SpanMonitor& operator+=(SpanMonitor const& other) {
    count_ += other.count_;
    sum_ += other.sum_;
    add_squares(other.squares_);
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
    return *this;
  }

  void reset() { *this = {}; }

  // While nothing was added, all of these are 0.
  std::uint64_t count() const { return count_; }
  Int128 sum() const { return sum_; }
  UInt128 sum_of_squares() const { return squares_; }
  std::int64_t min() const { return count_ > 0 ? min_ : 0; }
  std::int64_t max() const { return count_ > 0 ? max_ : 0; }
  double mean() const {
    return count_ > 0 ? static_cast<double>(sum_) / static_cast<double>(count_)
                      : 0;
  }

  // Of these spans themselves: divided by their count, as in Tally.
  double variance() const {
    if (count_ == 0) {
      return 0;
    }
    if (squares_ == kMost) {
      return std::numeric_limits<double>::infinity();
    }
    // Squares about a whole number next to the mean, exactly, so that nothing
    // cancels: sum (x - q)^2 = squares - q (sum + rest). Between the steps it
    // may wrap around; the result does fit.
    auto const n = static_cast<double>(count_);
    auto const about = sum_ / static_cast<Int128>(count_);
    auto const rest = sum_ - about * static_cast<Int128>(count_);
    auto const squares = squares_ - static_cast<UInt128>(about) *
                                        static_cast<UInt128>(sum_ + rest);
    auto const shift = static_cast<double>(rest) / n;
    return static_cast<double>(squares) / n - shift * shift;
  }

  bool operator==(SpanMonitor const&) const = default;

 private:
  static constexpr UInt128 kMost = ~UInt128{0};

  void add_squares(UInt128 squares) {
    squares_ += squares;
    if (squares_ < squares) {
      squares_ = kMost;
    }
  }

  Int128 sum_ = 0;
  UInt128 squares_ = 0;
  std::uint64_t count_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace camel
