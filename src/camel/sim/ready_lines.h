// SPDX-License-Identifier: Apache-2.0
// Who has been woken and goes on at the present time: one line for each event
// class, the lowest class first, in each the first to be woken.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "camel/sim/aligned_array.h"

namespace camel {

class ReadyLines {
 public:
  static constexpr std::size_t kClasses = 64;

  bool empty() const { return in_use_ == 0; }

  void push(std::uint32_t slot, unsigned event_class) {
    lines_[event_class].slots.push_back(slot);
    in_use_ |= std::uint64_t{1} << event_class;
  }

  // The lines must not be empty.
  std::uint32_t pop() {
    auto& line = lines_[static_cast<std::size_t>(std::countr_zero(in_use_))];
    auto const slot = line.slots[line.head++];
    if (line.head == line.slots.size()) {
      line.clear();
      in_use_ &= in_use_ - 1;
    }
    return slot;
  }

  // It stands in the line of this class, and does no more.
  void remove(std::uint32_t slot, unsigned event_class) {
    auto& line = lines_[event_class];
    auto const end =
        std::remove(line.slots.begin() + line.head, line.slots.end(), slot);
    line.slots.resize(static_cast<std::size_t>(end - line.slots.begin()), 0);
    if (line.head == line.slots.size()) {
      line.clear();
      in_use_ &= ~(std::uint64_t{1} << event_class);
    }
  }

 private:
  struct Line {
    AlignedArray<std::uint32_t> slots;
    std::size_t head = 0;

    void clear() {
      slots.clear();
      head = 0;
    }
  };

  std::array<Line, kClasses> lines_;
  std::uint64_t in_use_ = 0;
};

}  // namespace camel
