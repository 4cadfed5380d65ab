// SPDX-License-Identifier: Apache-2.0
// Memory for the frames of processes: freed blocks wait in lists by size and
// are given out again, last in first out, while they are still in the cache.
// A block finds its way home without a header: it lies in a slab whose address
// is a multiple of the slab's size, and the slab begins with its arena.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "camel/sim/aligned_array.h"

namespace camel {

class FrameArena {
 public:
  FrameArena() = default;
  FrameArena(FrameArena const&) = delete;
  FrameArena& operator=(FrameArena const&) = delete;
  ~FrameArena();  // all blocks must have come back

  void* allocate(std::size_t bytes) {
    auto const size = size_class(bytes);
    if (size >= kClasses) {
      return allocate_large(bytes);
    }
    if (auto* const block = free_[size]) {
      free_[size] = block->next;
      return block;
    }
    return carve((size + 1) * kUnit);
  }

  // Bytes of all blocks, in use or waiting to be used again.
  std::size_t bytes() const { return bytes_; }

  // `bytes` as they were asked for.
  static void free(void* block, std::size_t bytes) {
    auto const address = reinterpret_cast<std::uintptr_t>(block);
    auto& arena = *reinterpret_cast<Slab*>(address & ~(kSlab - 1))->arena;
    auto const size = size_class(bytes);
    if (size >= kClasses) {
      free_large(block);
      return;
    }
    arena.free_[size] = new (block) Block{arena.free_[size]};
  }

 private:
  static constexpr std::size_t kUnit = 32;
  static constexpr std::size_t kSlab = std::size_t{1} << 16;
  static constexpr std::size_t kClasses = 128;  // up to 4 KiB

  struct Block {
    Block* next;
  };
  struct Slab {
    FrameArena* arena;
  };

  static std::size_t size_class(std::size_t bytes) {
    return (bytes - 1) / kUnit;
  }
  void* carve(std::size_t bytes);
  void* allocate_large(std::size_t bytes);
  static void free_large(void* block);

  std::array<Block*, kClasses> free_{};
  // The rest of the slab in use, and of the slabs got from the system.
  std::size_t bytes_ = 0;
  char* next_ = nullptr;
  char* slab_end_ = nullptr;
  char* end_ = nullptr;
  std::vector<void*> regions_;
};

// Where frames come from: the arena, or the heap, one by one, where the address
// sanitizer is to see a frame that is used after its end.
struct FrameMemory {
#if defined(__SANITIZE_ADDRESS__)
  static constexpr bool kFromHeap = true;
#elif defined(__has_feature)
  static constexpr bool kFromHeap = __has_feature(address_sanitizer);
#else
  static constexpr bool kFromHeap = false;
#endif

  static void* allocate(FrameArena& arena, std::size_t bytes) {
    return kFromHeap ? ::operator new(bytes) : arena.allocate(bytes);
  }
  static void free(void* frame, std::size_t bytes) {
    if (kFromHeap) {
      ::operator delete(frame, bytes);
    } else {
      FrameArena::free(frame, bytes);
    }
  }
};

}  // namespace camel
