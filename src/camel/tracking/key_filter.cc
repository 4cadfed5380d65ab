// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/key_filter.h"

#include <algorithm>
#include <cstring>

namespace camel {

namespace {

constexpr std::size_t kBitsOfAKey = 12;
constexpr std::size_t kBitsOfABlock = 512;
constexpr std::size_t kMostBlocks = (64U << 20U) / (kBitsOfABlock / 8);
constexpr int kBitsSet = 6;

std::uint64_t word_at(EventKey const& key, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, key.data() + at, sizeof word);
  return word;
}

}  // namespace

KeyFilter::KeyFilter(std::size_t keys)
    : room_{keys},
      blocks_(std::clamp<std::size_t>(keys * kBitsOfAKey / kBitsOfABlock, 1,
                                      kMostBlocks)) {
  if (blocks_.size() == kMostBlocks) {
    room_ = SIZE_MAX;  // there is no larger one
  }
}

KeyFilter::Place KeyFilter::place_of(EventKey const& key) const {
  Place place{.block = word_at(key, 0) % blocks_.size(), .bits = {}};
  auto bits = word_at(key, 8);
  for (int i = 0; i < kBitsSet; ++i, bits >>= 9U) {
    place.bits[bits >> 6U & 7U] |= std::uint64_t{1} << (bits & 63U);
  }
  return place;
}

void KeyFilter::add(EventKey const& key) {
  auto const place = place_of(key);
  auto& block = blocks_[place.block];
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] |= place.bits[i];
  }
  ++added_;
}

bool KeyFilter::may_have(EventKey const& key) const {
  auto const place = place_of(key);
  auto const& block = blocks_[place.block];
  for (std::size_t i = 0; i < block.size(); ++i) {
    if ((block[i] & place.bits[i]) != place.bits[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace camel
