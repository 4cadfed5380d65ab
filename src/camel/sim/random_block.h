// SPDX-License-Identifier: Apache-2.0
// The two inner loops of the random numbers, compiled for several instruction
// sets of x86 and chosen when the program runs: whole blocks of Philox4x32-10,
// and the exponential variates of a block. Every instruction set gives the same
// bits; elsewhere than on x86 there is the plain version alone.
//
// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy
// as 1, 2, 3; SC 2011) turns a counter of four 32-bit words, under a key of
// two, into four random words: here two of 64 bits, the first word lowest.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>

namespace camel {

struct PhiloxStart {
  std::array<std::uint32_t, 4> counter;
  std::array<std::uint32_t, 2> key;
};

// 52 bits of a word as a number between 0 and 1, moved half a step so that
// neither comes out: (k + 1/2) / 2^52. The complement of the word gives exactly
// one minus the number. (The bits are set behind the point of 1; what is taken
// away leaves the half step.)
[[gnu::always_inline]] inline double open_uniform(std::uint64_t word) {
  return std::bit_cast<double>(0x3ff0000000000000 | (word >> 12)) -
         (1 - 0x1p-53);
}

// The words of one counter after another, two words each; the first 32 bits of
// the counter count, without a carry. An even number of words.
void philox_words(PhiloxStart const& first, std::span<std::uint64_t> words);

// -log(open_uniform(word)) of each word, exponential variates of mean 1, as the
// bits of doubles.
void unit_exponentials(std::span<std::uint64_t const> words,
                       std::span<std::uint64_t> variates);

// The loops for one instruction set. `words` computes a multiple of 8 counters.
struct RandomLoops {
  char const* instructions;
  void (*words)(PhiloxStart const& first, std::span<std::uint64_t> words);
  void (*exponentials)(std::span<std::uint64_t const> words,
                       std::span<std::uint64_t> variates);
};

// Those that this processor can run: the plain ones first, the fastest last.
std::span<RandomLoops const> random_loops();

}  // namespace camel
