// SPDX-License-Identifier: Apache-2.0
// Four figures that are compared at once, all the less the better.
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

// Figures none of which is covered by another, each with what it stands for.
// Those below `settled` are of earlier rounds, with fewer boardings: they may
// cover newer ones and are never taken out.
class Bag {
 public:
  bool covers(Four figures) const {
    for (auto const& one : figures_) {
      if (no_greater(one, figures)) {
        return true;
      }
    }
    return false;
  }
  // Calls `gone` with each that is taken out.
  template <typename Gone>
  void add(Four figures, std::uint32_t what, Gone gone) {
    auto kept = settled_;
    for (auto i = settled_; i < figures_.size(); ++i) {
      if (no_greater(figures, figures_[i])) {
        gone(what_[i]);
        continue;
      }
      figures_[kept] = figures_[i];
      what_[kept++] = what_[i];
    }
    figures_.resize(kept);
    what_.resize(kept);
    figures_.push_back(figures);
    what_.push_back(what);
  }
  void settle() { settled_ = figures_.size(); }
  void clear() {
    figures_.clear();
    what_.clear();
    settled_ = 0;
  }
  std::vector<Four> const& figures() const { return figures_; }
  // Of the present round.
  std::size_t settled() const { return settled_; }
  std::vector<std::uint32_t> const& what() const { return what_; }

 private:
  std::vector<Four> figures_;
  std::vector<std::uint32_t> what_;
  std::size_t settled_ = 0;
};

}  // namespace camel
