// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random.h"

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/elementary.h"

namespace camel {
namespace {

constexpr Random::Key kKey{.seed = 42, .stream = 7, .replication = 3};
constexpr Random::Key kMirror{42, 7, 3, true};
constexpr auto kNan = std::numeric_limits<double>::quiet_NaN();
constexpr auto kInfinity = std::numeric_limits<double>::infinity();

std::vector<std::uint64_t> words(Random random, int count) {
  std::vector<std::uint64_t> drawn;
  for (int i = 0; i < count; ++i) {
    drawn.push_back(random.bits());
  }
  return drawn;
}

TEST(Random, stream_ids_are_hashes_of_purpose_and_entity) {
  // FNV-1a, 64 bits, of the letters "customs/Dostyk".
  EXPECT_EQ(stream_id("customs", "Dostyk"), 0x59edb4ea05f4f3f2);
}

TEST(Random, numbers_are_blocks_of_philox_keyed_by_the_seed) {
  Random::Key const key{0xa1b2c3d4e5f60718, 0x1122334455667788, 99};
  std::array<std::uint64_t, 600> expected;
  philox_words({{0, 99, 0x55667788, 0x11223344}, {0xe5f60718, 0xa1b2c3d4}},
               std::span{expected}.first(512));
  philox_words({{256, 99, 0x55667788, 0x11223344}, {0xe5f60718, 0xa1b2c3d4}},
               std::span{expected}.last(88));
  EXPECT_EQ(words(Random{key}, 600),
            (std::vector<std::uint64_t>(expected.begin(), expected.end())));
}

TEST(Random, the_same_key_gives_the_same_numbers_and_another_key_others) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed : {1, 2}) {
    for (auto const* purpose : {"customs", "crane"}) {
      for (std::uint32_t replication : {0U, 1U}) {
        Random::Key const key{seed, stream_id(purpose, "Dostyk"), replication};
        Random a{key};
        Random b{key};
        auto const draw = a.bits();
        EXPECT_EQ(draw, b.bits());
        first.insert(draw);
      }
    }
  }
  EXPECT_EQ(first.size(), 8U);
}

TEST(Random, a_copy_goes_on_with_the_same_numbers) {
  auto const all = words(Random{kKey}, 600);
  Random random{kKey};
  Random assigned{{}};
  for (std::size_t i = 0; i < 500; ++i) {
    EXPECT_EQ(random.drawn(), i);
    auto copy = random;
    assigned = random;
    Random ahead{kKey, i};
    for (std::size_t j = i; j < i + 20; ++j) {
      ASSERT_EQ(copy.bits(), all[j]);
      ASSERT_EQ(assigned.bits(), all[j]);
      ASSERT_EQ(ahead.bits(), all[j]);
    }
    random.exponential(1);
  }
}

TEST(Random, vectors_of_streams_may_grow) {
  std::vector<Random> streams;
  for (std::uint64_t i = 0; i < 100; ++i) {
    streams.emplace_back(Random::Key{.seed = 1, .stream = i});
    streams.back().bits();
  }
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_EQ(streams[i].bits(), words(Random{{1, i}}, 2)[1]);
  }
}

TEST(Random, exponentials_drawn_in_blocks_are_those_drawn_one_by_one) {
  Random random{kKey};
  for (int i = 0; i < 1'000; ++i) {
    Random alone{kKey, random.drawn()};
    auto const u = alone.uniform();
    ASSERT_EQ(random.exponential(2.5), 2.5 * -elementary::log(u));
    if (i % 7 == 0) {  // other draws do not disturb them
      ASSERT_EQ(random.bits(), alone.bits());
    }
  }
}

TEST(Random, a_stream_ends_rather_than_begin_again) {
  std::uint64_t const all = std::uint64_t{1} << 33;
  Random random{kKey, all - 300};
  for (int i = 0; i < 150; ++i) {
    random.bits();
  }
  EXPECT_THROW(
      for (int i = 0; i < 151; ++i) { random.bits(); }, UsageError);
  EXPECT_THROW((Random{kKey, all}), UsageError);
}

TEST(Random, a_stream_is_small) { EXPECT_LE(sizeof(Random), 64U); }

TEST(Random, antithetic_uniforms_are_exact_complements) {
  Random random{kKey};
  Random mirror{kMirror};
  for (int i = 0; i < 1'000; ++i) {
    auto const u = random.uniform();
    ASSERT_EQ(mirror.uniform(), 1 - u);
  }
}

TEST(Random, antithetic_variates_mirror_those_of_the_stream) {
  Random random{kKey};
  Random mirror{kMirror};
  for (int i = 0; i < 1'000; ++i) {
    ASSERT_EQ(mirror.normal(), -random.normal());
    auto const u = Random{kKey, random.drawn()}.uniform();
    ASSERT_EQ(random.exponential(1), -elementary::log(u));
    ASSERT_EQ(mirror.exponential(1), -elementary::log(1 - u));
    ASSERT_EQ(mirror.integer(1, 6), 7 - random.integer(1, 6));
  }
}

TEST(Random, integers_cover_their_range_evenly) {
  Random random{kKey};
  std::array<int, 6> counts{};
  for (int i = 0; i < 60'000; ++i) {
    ++counts.at(static_cast<std::size_t>(random.integer(1, 6) - 1));
  }
  for (auto const count : counts) {
    EXPECT_NEAR(count, 10'000, 4 * std::sqrt(60'000 * 5.0 / 36));
  }
}

TEST(Random, integers_of_wide_ranges_are_even_too) {
  // Of 2^64 words, 3 * 2^62 integers get one each; a plain product would give
  // every third of them two.
  constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto kLast =
      std::numeric_limits<std::int64_t>::max() - (std::int64_t{1} << 62);
  Random random{kKey};
  std::array<int, 3> counts{};
  std::array<int, 3> remainders{};
  for (int i = 0; i < 30'000; ++i) {
    auto const x = random.integer(kLowest, kLast);
    auto const up = static_cast<std::uint64_t>(x) ^ (std::uint64_t{1} << 63);
    ++counts.at(up >> 62);
    ++remainders.at(up % 3);
  }
  for (auto const& tally : {counts, remainders}) {
    for (auto const count : tally) {
      EXPECT_NEAR(count, 10'000, 4 * std::sqrt(30'000 * 2.0 / 9));
    }
  }
}

TEST(Random, integers_know_the_narrowest_and_the_widest_range) {
  constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();
  Random random{kKey};
  Random raw{kKey};
  EXPECT_EQ(random.integer(5, 5), 5);
  raw.bits();
  EXPECT_EQ(random.integer(kLowest, kHighest),
            static_cast<std::int64_t>(raw.bits()));
  EXPECT_EQ(random.integer(kHighest, kHighest), kHighest);
}

TEST(Random, certain_and_impossible_things_are_so) {
  Random random{kKey};
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(random.happens(1));
    EXPECT_FALSE(random.happens(0));
  }
}

TEST(Random, laws_without_spread_give_their_only_value) {
  Random random{kKey};
  EXPECT_EQ(random.uniform(4, 4), 4);
  EXPECT_EQ(random.triangular(4, 4, 4), 4);
  EXPECT_EQ(random.normal(4, 0), 4);
  EXPECT_EQ(random.exponential(0), 0);
  EXPECT_EQ(random.erlang(3, 0), 0);
  EXPECT_EQ(random.gamma(0, 1), 0);
  EXPECT_EQ(random.lognormal(0, 1), 0);
}

TEST(Random, wrong_parameters_are_refused_by_name_and_value) {
  Random random{kKey};
  using Draw = std::function<void()>;
  auto const refused = [](std::string const& law, std::string const& value,
                          Draw const& draw) {
    try {
      draw();
      ADD_FAILURE() << law << " takes " << value;
    } catch (UsageError const& error) {
      std::string const text = error.what();
      EXPECT_NE(text.find(law), std::string::npos) << text;
      EXPECT_NE(text.find(value), std::string::npos) << text;
    }
  };
  auto const refuses_means = [&](std::string const& law, auto draw) {
    refused(law, "-1.5", [&] { draw(-1.5); });
    refused(law, "nan", [&] { draw(kNan); });
    refused(law, "inf", [&] { draw(kInfinity); });
  };
  auto const refuses_variations = [&](std::string const& law, auto draw) {
    refused(law, "0", [&] { draw(0.0); });
    refused(law, "1e-07", [&] { draw(1e-7); });
    refused(law, "2e+06", [&] { draw(2e6); });
    refused(law, "nan", [&] { draw(kNan); });
  };
  refuses_means("exponential", [&](double x) { random.exponential(x); });
  refuses_means("erlang", [&](double x) { random.erlang(2, x); });
  refuses_means("gamma", [&](double x) { random.gamma(x, 1); });
  refuses_means("lognormal", [&](double x) { random.lognormal(x, 1); });
  refuses_variations("gamma", [&](double x) { random.gamma(1, x); });
  refuses_variations("lognormal", [&](double x) { random.lognormal(1, x); });
  refused("erlang", "0", [&] { random.erlang(0, 1); });
  refused("normal", "-2", [&] { random.normal(1, -2); });
  refused("normal", "nan", [&] { random.normal(kNan, 1); });
  refused("normal", "inf", [&] { random.normal(1, kInfinity); });
  refused("uniform", "3", [&] { random.uniform(3, 2); });
  refused("uniform", "nan", [&] { random.uniform(0, kNan); });
  refused("uniform", "inf", [&] { random.uniform(0, kInfinity); });
  refused("triangular", "5", [&] { random.triangular(0, 5, 4); });
  refused("triangular", "-1", [&] { random.triangular(0, -1, 4); });
  refused("triangular", "nan", [&] { random.triangular(0, kNan, 4); });
  refused("happens", "1.5", [&] { random.happens(1.5); });
  refused("happens", "-0.5", [&] { random.happens(-0.5); });
  refused("happens", "nan", [&] { random.happens(kNan); });
  refused("integer", "6", [&] { random.integer(6, 5); });
}

// Recorded once with g++ 12 on x86-64: whoever changes one of these changes
// every result.
using Bits = std::array<std::uint64_t, 3>;

// The first two draws, and 10 000 of them as one number.
template <typename Draw>
Bits bits_of(Draw draw) {
  Random random{kKey};
  Bits bits{};
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    auto const drawn = std::bit_cast<std::uint64_t>(draw(random));
    if (i < 2) {
      bits.at(i) = drawn;
    }
    bits[2] = std::rotl(bits[2], 1) ^ drawn;
  }
  return bits;
}

TEST(Random, the_bits_of_every_law_stay_as_they_were_recorded) {
  EXPECT_EQ(bits_of([](Random& r) { return r.bits(); }),
            (Bits{0x99937deb2b6c136c, 0xf09efa19ad9851a4, 0xd1a18820534c45e5}));
  EXPECT_EQ(bits_of([](Random& r) { return r.uniform(); }),
            (Bits{0x3fe3326fbd656d83, 0x3fee13df4335b30b, 0xefc0fbcd0d568e7d}));
  EXPECT_EQ(bits_of([](Random& r) { return r.uniform(-1, 7); }),
            (Bits{0x400e64df7acadb06, 0x401a13df4335b30b, 0x8065fd6847921c06}));
  EXPECT_EQ(bits_of([](Random& r) { return r.integer(-1000, 1000); }),
            (Bits{0x00000000000000c8, 0x0000000000000370, 0x6bc0769ff4b80a41}));
  EXPECT_EQ(bits_of([](Random& r) { return r.exponential(3); }),
            (Bits{0x3ff886ef27fb974a, 0x3fc7ca5c3447243c, 0x09f4b6e50e8c1242}));
  EXPECT_EQ(bits_of([](Random& r) { return r.erlang(4, 3); }),
            (Bits{0x400cfb5e38b7c542, 0x3ffd0ebd4e327815, 0x4529b4c521be3500}));
  EXPECT_EQ(bits_of([](Random& r) { return r.normal(); }),
            (Bits{0x3fd032e2f32bdb39, 0x3ff8ddcd69b05a8b, 0x564915958489f094}));
  EXPECT_EQ(bits_of([](Random& r) { return r.normal(3, 0.3); }),
            (Bits{0x40089b821c51a505, 0x400bbadecfda73fb, 0x3a3cbf61bab4f49c}));
  EXPECT_EQ(bits_of([](Random& r) { return r.gamma(3, 0.3); }),
            (Bits{0x40091f100fe61088, 0x40055494fba0e97c, 0xc5be167c096d2a87}));
  EXPECT_EQ(bits_of([](Random& r) { return r.gamma(3, 1.7); }),
            (Bits{0x3fe74a63f6e1de8d, 0x3fdee4018eb5ea05, 0x8c4c2b27e9855800}));
  EXPECT_EQ(bits_of([](Random& r) { return r.lognormal(3, 0.3); }),
            (Bits{0x4008c2cc07d985ee, 0x4012238a5f06f821, 0x9c1d187649bd63fd}));
  EXPECT_EQ(bits_of([](Random& r) { return r.triangular(1, 2, 5); }),
            (Bits{0x40067888ba7b76a0, 0x40109a91ef4b33f4, 0x8a359c0509050fc1}));
}

}  // namespace
}  // namespace camel
