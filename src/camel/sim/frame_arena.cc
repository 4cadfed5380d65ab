// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/frame_arena.h"

#include <algorithm>
#include <cstdlib>

namespace camel {

FrameArena::~FrameArena() {
  for (auto* const region : regions_) {
    std::free(region);
  }
}

void* FrameArena::carve(std::size_t bytes) {
  if (next_ == nullptr || next_ + bytes > slab_end_) {
    if (slab_end_ == end_) {
      // Regions double, from one slab to sixteen large pages.
      auto const doubled = kSlab << std::min<std::size_t>(regions_.size(), 9);
      auto const alignment =
          std::max(kSlab, doubled >= kLargePage ? kLargePage : std::size_t{0});
      auto* const region =
          static_cast<char*>(allocate_pages(doubled, alignment));
      regions_.push_back(region);
      slab_end_ = region;
      end_ = region + doubled;
    }
    auto* const slab = slab_end_;
    new (slab) Slab{this};
    next_ = slab + kCacheLine;
    slab_end_ = slab + kSlab;
  }
  auto* const block = next_;
  next_ += bytes;
  bytes_ += bytes;
  return block;
}

// Alone in a slab of its own length.
void* FrameArena::allocate_large(std::size_t bytes) {
  auto const whole = (bytes + kCacheLine + kSlab - 1) / kSlab * kSlab;
  auto* const slab = static_cast<char*>(allocate_pages(whole, kSlab));
  new (slab) Slab{this};
  return slab + kCacheLine;
}

void FrameArena::free_large(void* block) {
  std::free(static_cast<char*>(block) - kCacheLine);
}

}  // namespace camel
