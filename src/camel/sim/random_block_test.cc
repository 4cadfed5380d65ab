// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random_block.h"

#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/elementary.h"

namespace camel {
namespace {

using Words = std::vector<std::uint64_t>;

struct KnownAnswer {
  PhiloxStart start;
  std::array<std::uint64_t, 2> words;
};

// The lines "philox4x32 10" of kat_vectors, from Random123 1.14: nothing, all
// ones, and the digits of pi.
constexpr std::uint32_t kOnes = 0xffffffff;
constexpr KnownAnswer kKnown[] = {
    {{{0, 0, 0, 0}, {0, 0}}, {0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c}},
    {{{kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}},
     {0x41c83b0e408f276d, 0x6d5451fda20bc7c6}},
    {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
      {0xa4093822, 0x299f31d0}},
     {0x94fdccebd16cfe09, 0x24126ea15001e420}},
};

TEST(RandomBlock, philox_gives_the_known_answers_one_by_one) {
  for (auto const& known : kKnown) {
    Words words(2);
    philox_words(known.start, words);
    EXPECT_EQ(words, Words(known.words.begin(), known.words.end()));
  }
}

TEST(RandomBlock, philox_gives_the_known_answers_at_every_place_of_a_block) {
  for (auto const& loops : random_loops()) {
    for (auto const& known : kKnown) {
      for (std::uint32_t place = 0; place < 64; ++place) {
        auto start = known.start;
        start.counter[0] -= place;
        Words words(128);
        loops.words(start, words);
        EXPECT_EQ(words[2 * place], known.words[0]) << loops.instructions;
        EXPECT_EQ(words[2 * place + 1], known.words[1]) << loops.instructions;
      }
    }
  }
}

TEST(RandomBlock, blocks_of_all_sizes_hold_the_same_words) {
  PhiloxStart const start{{0xfffffff0, 1, 2, 3}, {4, 5}};  // goes round
  Words one_by_one;
  for (std::uint32_t i = 0; i < 128; ++i) {
    auto at = start;
    at.counter[0] += i;
    Words words(2);
    philox_words(at, words);
    one_by_one.insert(one_by_one.end(), words.begin(), words.end());
  }
  for (std::size_t count : {2, 4, 8, 16, 32, 64, 128, 256}) {
    Words words(count);
    philox_words(start, words);
    EXPECT_EQ(words, Words(one_by_one.begin(),
                           one_by_one.begin() + static_cast<long>(count)));
  }
  for (auto const& loops : random_loops()) {
    for (std::size_t count : {64, 128, 192, 256}) {
      Words words(count);
      loops.words(start, words);
      EXPECT_EQ(words, Words(one_by_one.begin(),
                             one_by_one.begin() + static_cast<long>(count)))
          << loops.instructions;
    }
  }
}

TEST(RandomBlock, all_instructions_give_the_same_exponentials_as_one_by_one) {
  // With the ends of the interval and the middle, where the logarithm changes
  // its exponent.
  Words words(16'384);
  philox_words({{0, 0, 0, 0}, {1, 2}}, words);
  words[0] = 0;
  words[1] = ~std::uint64_t{0};
  words[2] = std::uint64_t{1} << 63;
  words[3] = words[2] - 1;
  for (auto const& loops : random_loops()) {
    for (std::size_t count : {4, 8, 16, 32, 64, 128, 16'384}) {
      Words variates(count);
      loops.exponentials(std::span{words}.first(count), variates);
      for (std::size_t i = 0; i < count; ++i) {
        ASSERT_EQ(std::bit_cast<double>(variates[i]),
                  -elementary::log(open_uniform(words[i])))
            << loops.instructions;
      }
    }
  }
}

TEST(RandomBlock, uniforms_stay_between_zero_and_one_and_mirror_exactly) {
  EXPECT_EQ(open_uniform(0), 0x1p-53);
  EXPECT_EQ(open_uniform(~std::uint64_t{0}), 1 - 0x1p-53);
  EXPECT_EQ(open_uniform(std::uint64_t{1} << 63), 0.5 + 0x1p-53);
  Words words(1'024);
  philox_words({{9, 9, 9, 9}, {9, 9}}, words);
  for (auto const word : words) {
    auto const k = static_cast<double>(word >> 12);
    EXPECT_EQ(open_uniform(word), (k + 0.5) / 0x1p52);
    EXPECT_EQ(open_uniform(~word), 1 - open_uniform(word));
  }
}

}  // namespace
}  // namespace camel
