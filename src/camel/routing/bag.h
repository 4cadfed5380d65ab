// SPDX-License-Identifier: Apache-2.0
// Figures of ways that are compared, four ways at once, all the less the
// better; and bags of those that none covers another of.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace camel {

// Arrival (or run), cents, grams, risk.
using Four = std::int32_t __attribute__((vector_size(16)));

// A bit for each that is not 0, as comparing leaves them.
inline unsigned bits_of(Four each) {
#ifdef __SSE2__
  return static_cast<unsigned>(_mm_movemask_ps(reinterpret_cast<__m128>(each)));
#else
  return (each[0] != 0 ? 1U : 0) | (each[1] != 0 ? 2U : 0) |
         (each[2] != 0 ? 4U : 0) | (each[3] != 0 ? 8U : 0);
#endif
}

// None of the first is greater.
inline bool no_greater(Four one, Four other) {
  return bits_of(one > other) == 0;
}

// Figures and boardings none of which is covered by another, each with what it
// stands for. They lie by figure, four side by side.
class Bag {
 public:
  bool covers(Four figures, std::int32_t boardings) {
    auto const all = spread(figures, boardings);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].no_greater(all) != 0) {
        bring_forward(i);
        return true;
      }
    }
    return false;
  }
  // Those that cover them, each as its risk and what it stands for, until
  // `is_enough` says so; whether it did.
  template <typename IsEnough>
  bool look_through(Four figures, std::int32_t boardings, IsEnough is_enough) {
    auto const all = spread(figures, boardings);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      for (auto left = blocks_[i].no_greater(all); left != 0;
           left &= left - 1) {
        auto const lane = static_cast<std::size_t>(std::countr_zero(left));
        if (is_enough(blocks_[i].of[3][lane], blocks_[i].what[lane])) {
          bring_forward(i);
          return true;
        }
      }
    }
    return false;
  }
  // Calls `gone` with each that is taken out.
  template <typename Gone>
  void add(Four figures, std::int32_t boardings, std::uint32_t what,
           Gone gone) {
    auto const all = spread(figures, boardings);
    for (auto i = blocks_.size(); i-- > 0;) {
      // From the last of them: what takes its place has been looked at.
      for (auto left = blocks_[i].no_less(all); left != 0;) {
        auto const lane = static_cast<std::size_t>(std::bit_width(left)) - 1;
        left ^= 1U << lane;
        if (4 * i + lane < size_) {
          gone(blocks_[i].what[lane]);
          take_out(4 * i + lane);
        }
      }
    }
    if (size_ % 4 == 0) {
      blocks_.emplace_back();
    }
    blocks_.back().set(size_++ % 4, figures, boardings, what);
  }
  bool empty() const { return size_ == 0; }
  void clear() {
    blocks_.clear();
    size_ = 0;
  }

 private:
  using Five = std::array<Four, 5>;

  struct Block {
    Five of;  // the fifth: boardings
    std::array<std::uint32_t, 4> what{};

    Block() { of.fill(Four{} + std::numeric_limits<std::int32_t>::max()); }
    unsigned no_greater(Five const& all) const {
      return 15U &
             ~bits_of((of[0] > all[0]) | (of[1] > all[1]) | (of[2] > all[2]) |
                      (of[3] > all[3]) | (of[4] > all[4]));
    }
    unsigned no_less(Five const& all) const {
      return 15U &
             ~bits_of((of[0] < all[0]) | (of[1] < all[1]) | (of[2] < all[2]) |
                      (of[3] < all[3]) | (of[4] < all[4]));
    }
    void set(std::size_t lane, Four figures, std::int32_t boardings,
             std::uint32_t stands_for) {
      for (std::size_t i = 0; i < 4; ++i) {
        of[i][lane] = figures[i];
      }
      of[4][lane] = boardings;
      what[lane] = stands_for;
    }
  };

  static Five spread(Four figures, std::int32_t boardings) {
    return {Four{} + figures[0], Four{} + figures[1], Four{} + figures[2],
            Four{} + figures[3], Four{} + boardings};
  }
  // What covered one way likely covers the next, too.
  void bring_forward(std::size_t i) {
    if (i > 0 && i < size_ / 4) {
      std::swap(blocks_[i], blocks_[i - 1]);
    }
  }
  // The last one takes its place.
  void take_out(std::size_t number) {
    auto const last = --size_;
    auto& from = blocks_[last / 4];
    auto const lane = last % 4;
    blocks_[number / 4].set(number % 4,
                            Four{from.of[0][lane], from.of[1][lane],
                                 from.of[2][lane], from.of[3][lane]},
                            from.of[4][lane], from.what[lane]);
    if (lane == 0) {
      blocks_.pop_back();
    } else {
      from.set(lane, Four{} + std::numeric_limits<std::int32_t>::max(),
               std::numeric_limits<std::int32_t>::max(), 0);
    }
  }

  std::vector<Block> blocks_;  // all are full but the last
  std::size_t size_ = 0;
};

}  // namespace camel
