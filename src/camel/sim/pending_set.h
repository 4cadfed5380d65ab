// SPDX-License-Identifier: Apache-2.0
// What is still to happen, in its order: by time, among equal times by class,
// among equals by the order of asking.
//
// Few items stand in a heap; many in a ladder: a small heap holds the nearest
// stretch of time, behind it lie buckets of equal stretches, unsorted until
// their turn comes, and behind these all that is far, spread over new buckets
// when the last of the old is empty. Both give the same order to the item.
//
// After W. T. Tang, R. S. M. Goh, I. L.-J. Thng: Ladder queue: an O(1) priority
// queue structure for large-scale discrete event simulation, ACM TOMACS 15(3),
// 2005. Where the times are so uneven that one bucket holds nearly all, what
// remains is the heap.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "camel/sim/aligned_array.h"
#include "camel/sim/ticks.h"

namespace camel {

// Sixteen bytes that compare as one number.
class PendingItem {
 public:
  static constexpr int kSlotBits = 26;
  static constexpr int kSequenceBits = 32;
  static constexpr std::uint32_t kMostSlots = 1U << kSlotBits;

  PendingItem() = default;
  PendingItem(Ticks time, unsigned class_number, std::uint32_t sequence,
              std::uint32_t slot)
      : key_{static_cast<Key>(static_cast<std::uint64_t>(time)) << 64 |
             std::uint64_t{class_number} << (kSlotBits + kSequenceBits) |
             std::uint64_t{sequence} << kSlotBits | slot} {}

  // After everything that can happen.
  static PendingItem never() {
    PendingItem item;
    item.key_ = ~Key{0};
    return item;
  }

  Ticks time() const { return static_cast<Ticks>(key_ >> 64); }
  unsigned class_number() const {
    return static_cast<unsigned>(low() >> (kSlotBits + kSequenceBits));
  }
  std::uint32_t sequence() const {
    return static_cast<std::uint32_t>(low() >> kSlotBits);
  }
  std::uint32_t slot() const {
    return static_cast<std::uint32_t>(low()) & (kMostSlots - 1);
  }
  bool operator<(PendingItem const& other) const { return key_ < other.key_; }
  bool operator==(PendingItem const& other) const = default;

 private:
  __extension__ typedef unsigned __int128 Key;

  std::uint64_t low() const { return static_cast<std::uint64_t>(key_); }

  Key key_ = 0;
};
static_assert(sizeof(PendingItem) == 16);

// A 4-ary heap; the four children of an item share a cache line. Behind the
// last item stand some that never happen, so that a group is always full.
class PendingHeap {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  PendingItem const& top() const { return items_[kRoot]; }
  // Is there nothing up to this time? (Without items, what never happens.)
  bool is_after(Ticks time) const {
    return static_cast<std::uint64_t>(top().time()) >
           static_cast<std::uint64_t>(time);
  }

  void push(PendingItem item) {
    auto at = kRoot + size_++;
    if (at + kChildren >= items_.size()) [[unlikely]] {
      grow();
    }
    while (at > kRoot) {
      auto const parent = parent_of(at);
      if (!(item < items_[parent])) {
        break;
      }
      items_[at] = items_[parent];
      at = parent;
    }
    items_[at] = item;
  }

  PendingItem pop() {
    auto const first = items_[kRoot];
    auto const end = kRoot + --size_;
    auto const last = items_[end];
    items_[end] = PendingItem::never();
    if (size_ > 0) {
      sift_to_bottom(last, end);
    }
    return first;
  }

  void clear();
  PendingItem const* begin() const { return items_.data() + kRoot; }
  PendingItem const* end() const { return begin() + size_; }

 private:
  static constexpr std::size_t kChildren = 4;
  // The root stands at 3, so the children of every item begin at a multiple of
  // four.
  static constexpr std::size_t kRoot = 3;
  static constexpr std::size_t kPrefetchFrom = 4096;

  static std::size_t parent_of(std::size_t at) { return at / kChildren + 2; }
  static std::size_t children_of(std::size_t at) {
    return (at - 2) * kChildren;
  }

  void sift_to_bottom(PendingItem item, std::size_t end) {
    // The hole goes down to a leaf along the least children, without asking
    // whether `item` could stop: the last item nearly always belongs there.
    auto* const items = items_.data();
    auto hole = kRoot;
    for (auto child = children_of(hole); child < end;
         child = children_of(hole)) {
      if (size_ > kPrefetchFrom) {
        for (std::size_t i = 0; i < kChildren; ++i) {
          __builtin_prefetch(items + children_of(child + i));
        }
      }
      auto const left = child + std::size_t{items[child + 1] < items[child]};
      auto const right =
          child + 2 + std::size_t{items[child + 3] < items[child + 2]};
      auto const is_right = std::size_t{items[right] < items[left]};
      auto const least = left ^ ((left ^ right) & (0 - is_right));
      items[hole] = items[least];
      hole = least;
    }
    while (hole > kRoot && item < items[parent_of(hole)]) {
      items[hole] = items[parent_of(hole)];
      hole = parent_of(hole);
    }
    items[hole] = item;
  }

  void grow();

  std::size_t size_ = 0;
  AlignedArray<PendingItem> items_{64, PendingItem::never()};
};

class PendingSet {
 public:
  enum class Structure { automatic, heap, ladder };

  explicit PendingSet(Structure structure = Structure::automatic)
      : structure_{structure}, most_in_heap_{heap_limit()} {}

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  void push(PendingItem item) {
    ++size_;
    if (item.time() < near_end_) {
      near_.push(item);
      if (near_.size() > most_in_heap_) [[unlikely]] {
        become_ladder();
      }
    } else {
      put_away(item);
      if (near_.empty()) [[unlikely]] {
        refill();  // the ladder had run empty
      }
    }
  }

  // Does nothing happen until after `time`?
  bool is_after(Ticks time) const { return near_.is_after(time); }
  // The next item; the set must not be empty.
  PendingItem const& top() const { return near_.top(); }
  PendingItem pop() {
    --size_;
    auto const first = near_.pop();
    if (near_.empty() && size_ > 0) {
      refill();
    }
    return first;
  }

  // Items that have just come near and will soon be popped, for prefetching.
  // Emptied by the reader.
  bool has_news() const { return has_news_; }
  PendingHeap const& news() {
    has_news_ = false;
    return near_;
  }

  bool is_ladder() const { return !is_heap_; }

  // Keeps the items for which `is_live` holds.
  template <typename IsLive>
  void keep_if(IsLive const& is_live) {
    auto items = take_all();
    std::erase_if(items, [&](auto const& item) { return !is_live(item); });
    put_back(items);
  }
  // Everything out of the set, in any order; and everything into it.
  std::vector<PendingItem> take_all();
  void put_back(std::vector<PendingItem> const& items);

 private:
  // Items in the first buckets, before the length is rounded down to a power
  // of two.
  static constexpr std::size_t kABucket = 16;
  static constexpr std::size_t kMostInHeap = 1000;
  static constexpr std::size_t kFewestInLadder = 250;
  static constexpr std::size_t kNoLimit = ~std::size_t{0};
  static constexpr std::size_t kInChunk = 7;
  static constexpr std::uint32_t kNoChunk = ~0U;

  struct alignas(kCacheLine) Chunk {
    PendingItem items[kInChunk];
    std::uint32_t count = 0;
    std::uint32_t next = kNoChunk;  // of the bucket, or of the free ones
  };

  std::size_t heap_limit() const {
    return structure_ == Structure::heap ? kNoLimit : kMostInHeap;
  }
  [[gnu::noinline]] void put_away(PendingItem item) {
    auto const bucket =
        static_cast<std::uint64_t>(item.time() - base_) >> shift_;
    if (bucket < buckets_.size()) {
      put_in_bucket(bucket, item);
    } else {
      far_.push_back(item);
    }
  }
  void put_in_bucket(std::size_t bucket, PendingItem item) {
    auto first = buckets_[bucket];
    if (first == kNoChunk || chunks_[first].count == kInChunk) {
      first = add_chunk(first);
      buckets_[bucket] = first;
    }
    auto& chunk = chunks_[first];
    chunk.items[chunk.count++] = item;
  }
  std::uint32_t add_chunk(std::uint32_t next);
  void become_ladder();
  void become_heap();
  void refill();
  void open_bucket();
  void spread();

  Structure structure_;
  std::size_t most_in_heap_;  // then it becomes a ladder
  std::size_t size_ = 0;
  PendingHeap near_;
  Ticks near_end_ = kNever;  // what comes before stands in the heap
  bool is_heap_ = true;
  bool has_news_ = false;

  Ticks base_ = 0;        // where the first bucket begins
  int shift_ = 0;         // a bucket is 2^shift ticks long
  std::size_t open_ = 0;  // the next bucket to be opened
  std::vector<std::uint32_t> buckets_;
  AlignedArray<Chunk> chunks_;
  std::uint32_t free_chunk_ = kNoChunk;
  AlignedArray<PendingItem> far_;
};

}  // namespace camel
