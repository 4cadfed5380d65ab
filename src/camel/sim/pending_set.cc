// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/pending_set.h"

#include <bit>

namespace camel {

void PendingHeap::grow() {
  items_.resize(items_.size() * 2, PendingItem::never());
}

void PendingHeap::clear() {
  for (auto i = kRoot; i < kRoot + size_; ++i) {
    items_[i] = PendingItem::never();
  }
  size_ = 0;
}

std::uint32_t PendingSet::add_chunk(std::uint32_t next) {
  auto chunk = free_chunk_;
  if (chunk == kNoChunk) {
    chunk = static_cast<std::uint32_t>(chunks_.size());
    chunks_.push_back({});
  } else {
    free_chunk_ = chunks_[chunk].next;
  }
  chunks_[chunk].count = 0;
  chunks_[chunk].next = next;
  return chunk;
}

void PendingSet::become_ladder() {
  far_.clear();
  for (auto const& item : near_) {
    far_.push_back(item);
  }
  near_.clear();
  is_heap_ = false;
  most_in_heap_ = kNoLimit;
  refill();
}

void PendingSet::become_heap() {
  for (auto const& item : far_) {
    near_.push(item);
  }
  far_.clear();
  buckets_.clear();
  chunks_.clear();
  free_chunk_ = kNoChunk;
  near_end_ = kNever;
  is_heap_ = true;
  most_in_heap_ = heap_limit();
}

// The heap is empty, and something stands behind it.
void PendingSet::refill() {
  while (near_.empty()) {
    while (open_ < buckets_.size() && buckets_[open_] == kNoChunk) {
      ++open_;
    }
    if (open_ < buckets_.size()) {
      open_bucket();
    } else if (far_.size() < kFewestInLadder &&
               structure_ != Structure::ladder) {
      become_heap();
    } else {
      spread();
    }
  }
  has_news_ = true;
}

void PendingSet::open_bucket() {
  for (auto at = buckets_[open_]; at != kNoChunk;) {
    auto& chunk = chunks_[at];
    for (std::uint32_t i = 0; i < chunk.count; ++i) {
      near_.push(chunk.items[i]);
    }
    auto const next = chunk.next;
    chunk.next = free_chunk_;
    free_chunk_ = at;
    at = next;
  }
  buckets_[open_] = kNoChunk;
  ++open_;
  near_end_ =
      base_ + static_cast<Ticks>(static_cast<std::uint64_t>(open_) << shift_);
}

// Makes new buckets for what is far. Their length follows from the mean time
// that is left, so the first ones hold about kABucket items each; what lies
// beyond four times that mean stays far.
void PendingSet::spread() {
  auto first = far_[0].time();
  for (auto const& item : far_) {
    first = std::min(first, item.time());
  }
  auto const n = static_cast<double>(far_.size());
  double left = 0;
  for (auto const& item : far_) {
    left += static_cast<double>(item.time() - first);
  }
  left /= n;
  auto const width = std::max(1.0, left * kABucket / n);
  shift_ = static_cast<int>(
      std::min(std::bit_width(static_cast<std::uint64_t>(width)) - 1, 52UL));
  base_ = first >> shift_ << shift_;
  auto const length = static_cast<double>(std::uint64_t{1} << shift_);
  auto const most = std::max<std::size_t>(16, far_.size());
  auto const count =
      std::min(static_cast<std::size_t>(4 * left / length) + 1, most);
  buckets_.assign(count, kNoChunk);
  open_ = 0;
  near_end_ = base_;

  std::size_t kept = 0;
  for (auto const& item : far_) {
    auto const bucket =
        static_cast<std::uint64_t>(item.time() - base_) >> shift_;
    if (bucket < count) {
      put_in_bucket(bucket, item);
    } else {
      far_[kept++] = item;
    }
  }
  far_.resize(kept, PendingItem{});
}

std::vector<PendingItem> PendingSet::take_all() {
  std::vector<PendingItem> items{near_.begin(), near_.end()};
  for (auto at : buckets_) {
    for (; at != kNoChunk; at = chunks_[at].next) {
      auto const& chunk = chunks_[at];
      items.insert(items.end(), chunk.items, chunk.items + chunk.count);
    }
  }
  items.insert(items.end(), far_.begin(), far_.end());
  near_.clear();
  far_.clear();
  become_heap();
  size_ = 0;
  return items;
}

void PendingSet::put_back(std::vector<PendingItem> const& items) {
  for (auto const& item : items) {
    push(item);
  }
}

}  // namespace camel
