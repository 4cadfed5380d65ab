// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/frame_arena.h"

#include <cstdint>
#include <cstring>
#include <iterator>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace camel {
namespace {

// Sizes around every border: of the units, of the largest block in a list, and
// of the slabs.
constexpr std::size_t kSizes[] = {1,    16,   31,    32,    33,    64,
                                  100,  1000, 4095,  4096,  4097,  5000,
                                  8192, 9999, 65471, 65472, 65473, 200'000};

// A block that knows what was written into it.
struct Block {
  unsigned char* memory;
  std::size_t bytes;
  unsigned char mark;

  void write() const { std::memset(memory, mark, bytes); }
  bool is_untouched() const {
    for (std::size_t i = 0; i < bytes; ++i) {
      if (memory[i] != mark) {
        return false;
      }
    }
    return true;
  }
};

Block get(FrameArena& arena, std::size_t bytes, unsigned mark) {
  Block const block{static_cast<unsigned char*>(arena.allocate(bytes)), bytes,
                    static_cast<unsigned char>(mark)};
  block.write();
  return block;
}

TEST(FrameArena, blocks_of_all_sizes_are_aligned_and_do_not_overlap) {
  FrameArena arena;
  std::vector<Block> blocks;
  for (unsigned round = 0; round < 20; ++round) {
    for (auto const bytes : kSizes) {
      auto const block =
          get(arena, bytes, static_cast<unsigned>(blocks.size()));
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block.memory) % 16, 0U);
      blocks.push_back(block);
    }
  }
  for (auto const& block : blocks) {
    EXPECT_TRUE(block.is_untouched()) << block.bytes;
    FrameArena::free(block.memory, block.bytes);
  }
}

TEST(FrameArena, the_block_freed_last_is_given_out_first) {
  FrameArena arena;
  auto* const first = arena.allocate(100);
  auto* const second = arena.allocate(100);
  EXPECT_NE(first, second);
  FrameArena::free(first, 100);
  FrameArena::free(second, 100);
  EXPECT_EQ(arena.allocate(100), second);
  EXPECT_EQ(arena.allocate(100), first);
  FrameArena::free(first, 100);
  FrameArena::free(second, 100);
}

TEST(FrameArena, a_freed_block_is_given_out_for_its_own_size_only) {
  FrameArena arena;
  auto* const block = arena.allocate(100);
  FrameArena::free(block, 100);
  auto* const smaller = arena.allocate(64);
  auto* const larger = arena.allocate(200);
  EXPECT_NE(smaller, block);
  EXPECT_NE(larger, block);
  EXPECT_EQ(arena.allocate(128), block);  // the same when rounded up to 32
  FrameArena::free(smaller, 64);
  FrameArena::free(larger, 200);
  FrameArena::free(block, 128);
}

TEST(FrameArena, many_lives_take_the_memory_of_those_who_live_at_once) {
  FrameArena arena;
  std::set<void*> places;
  for (int life = 0; life < 100'000; ++life) {
    auto* const block = arena.allocate(96);
    places.insert(block);
    FrameArena::free(block, 96);
  }
  EXPECT_EQ(places.size(), 1U);
}

TEST(FrameArena, a_block_comes_home_to_the_arena_it_is_from) {
  FrameArena one, other;
  auto* const of_one = one.allocate(64);
  FrameArena::free(other.allocate(64), 64);
  FrameArena::free(of_one, 64);
  EXPECT_NE(other.allocate(64), of_one);
  EXPECT_EQ(one.allocate(64), of_one);
}

TEST(FrameArena, it_counts_the_memory_of_blocks_in_use_or_used_before) {
  FrameArena arena;
  EXPECT_EQ(arena.bytes(), 0U);
  auto* const first = arena.allocate(100);
  EXPECT_EQ(arena.bytes(), 128U);
  auto* const second = arena.allocate(32);
  EXPECT_EQ(arena.bytes(), 160U);
  FrameArena::free(first, 100);
  FrameArena::free(second, 32);
  FrameArena::free(arena.allocate(128), 128);
  EXPECT_EQ(arena.bytes(), 160U);
}

TEST(FrameArena, any_order_of_getting_and_freeing_leaves_the_rest_untouched) {
  std::mt19937_64 random{1};
  FrameArena arena;
  std::vector<Block> blocks;
  unsigned mark = 0;
  std::uint64_t damaged = 0;
  auto const check_and_free = [&](Block const& block) {
    damaged += !block.is_untouched();
    FrameArena::free(block.memory, block.bytes);
  };
  for (int i = 0; i < 30'000; ++i) {
    auto const grows = i / 6000 % 2 == 0 ? 6U : 4U;
    if (blocks.empty() || random() % 10 < grows) {
      auto const is_odd = random() % 50 == 0;
      auto const bytes =
          is_odd ? kSizes[random() % std::size(kSizes)] : 1 + random() % 600;
      blocks.push_back(get(arena, bytes, ++mark));
    } else {
      std::swap(blocks[random() % blocks.size()], blocks.back());
      check_and_free(blocks.back());
      blocks.pop_back();
    }
  }
  EXPECT_GT(blocks.size(), 100U);
  for (auto const& block : blocks) {
    check_and_free(block);
  }
  EXPECT_EQ(damaged, 0U);
}

}  // namespace
}  // namespace camel
