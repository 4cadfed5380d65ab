// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random_block.h"

#include <algorithm>
#include <cstring>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <Random123/philox.h>

#include "camel/sim/elementary.h"

namespace camel {

namespace {

constexpr std::uint32_t kRounds = 10;
constexpr std::array<std::uint32_t, 2> kMultipliers{0xd2511f53, 0xcd9e8d57};
constexpr std::array<std::uint32_t, 2> kKeySteps{0x9e3779b9, 0xbb67ae85};

namespace plain {
#define CAMEL_TARGET
#define CAMEL_LANES 2
#define CAMEL_GROUPS 2
#include "camel/sim/random_lanes.inc"
#undef CAMEL_LANES
#undef CAMEL_GROUPS
#undef CAMEL_TARGET
}  // namespace plain

#if defined(__x86_64__)
namespace avx2 {
#define CAMEL_TARGET [[gnu::target("avx2")]]
#define CAMEL_LANES 4
#define CAMEL_GROUPS 2
#include "camel/sim/random_lanes.inc"
#undef CAMEL_LANES
#undef CAMEL_GROUPS
#undef CAMEL_TARGET
}  // namespace avx2

namespace avx512 {
#define CAMEL_TARGET [[gnu::target("avx512f")]]
#define CAMEL_LANES 8
#define CAMEL_GROUPS 4
#include "camel/sim/random_lanes.inc"
#undef CAMEL_LANES
#undef CAMEL_GROUPS
#undef CAMEL_TARGET
}  // namespace avx512
#endif

// From slow to fast; how many of them the processor can run.
constexpr RandomLoops kLoops[] = {
    {"plain", plain::words, plain::exponentials},
#if defined(__x86_64__)
    {"avx2", avx2::words, avx2::exponentials},
    {"avx512f", avx512::words, avx512::exponentials},
#endif
};

std::size_t count_supported() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) {
    return __builtin_cpu_supports("avx512f") ? 3 : 2;
  }
#endif
  return 1;
}

RandomLoops const& fastest() {
  static auto const& loops = random_loops().back();
  return loops;
}

}  // namespace

std::span<RandomLoops const> random_loops() {
  return std::span{kLoops}.first(count_supported());
}

void philox_words(PhiloxStart const& first, std::span<std::uint64_t> words) {
  if (words.size() % 16 == 0) {
    fastest().words(first, words);
    return;
  }
  using Philox = r123::Philox4x32;
  Philox::ctr_type counter{
      {first.counter[0], first.counter[1], first.counter[2], first.counter[3]}};
  Philox::key_type const key{{first.key[0], first.key[1]}};
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    auto const random = Philox{}(counter, key);
    words[i] = random[0] | std::uint64_t{random[1]} << 32;
    words[i + 1] = random[2] | std::uint64_t{random[3]} << 32;
    ++counter[0];
  }
}

void unit_exponentials(std::span<std::uint64_t const> words,
                       std::span<std::uint64_t> variates) {
  fastest().exponentials(words, variates);
}

}  // namespace camel
