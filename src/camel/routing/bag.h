// SPDX-License-Identifier: Apache-2.0
// Figures that are compared at once, all the less the better.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace camel {

// Arrival (or run), cents, grams, risk.
using Four = std::int32_t __attribute__((vector_size(16)));

// None of the first is greater.
inline bool no_greater(Four one, Four other) {
  auto const greater = one > other;
  std::uint64_t halves[2];
  std::memcpy(halves, &greater, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// Figures and boardings none of which is covered by another, each with what it
// stands for.
class Bag {
 public:
  bool covers(Four figures, int boardings) const {
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      if (no_greater(figures_[i], figures) && rest_[i].boardings <= boardings) {
        return true;
      }
    }
    return false;
  }
  // Calls `gone` with each that is taken out.
  template <typename Gone>
  void add(Four figures, int boardings, std::uint32_t what, Gone gone) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      if (no_greater(figures, figures_[i]) && boardings <= rest_[i].boardings) {
        gone(rest_[i].what);
        continue;
      }
      figures_[kept] = figures_[i];
      rest_[kept++] = rest_[i];
    }
    figures_.resize(kept);
    rest_.resize(kept);
    figures_.push_back(figures);
    rest_.push_back({boardings, what});
  }
  bool empty() const { return figures_.empty(); }
  void clear() {
    figures_.clear();
    rest_.clear();
  }

 private:
  struct Rest {
    int boardings;
    std::uint32_t what;
  };
  std::vector<Four> figures_;
  std::vector<Rest> rest_;
};

}  // namespace camel
