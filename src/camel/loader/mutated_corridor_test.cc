// SPDX-License-Identifier: Apache-2.0
// The tiny corridor, damaged at random in some thousands of ways: loading
// never fails, and never lets a number through that is none. The fuzzers in
// fuzz/ look for the same for as long as one likes.
#include <array>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/file.h"
#include "camel/loader/sanity.h"

namespace camel {
namespace {

using Files = std::map<std::string, std::string>;

constexpr int kCases = 2000;

constexpr auto kWords =
    std::to_array<std::string_view>({"nan",         "inf",
                                     "-inf",        "1e999",
                                     "-1",          "0",
                                     "1e-320",      "\"",
                                     "\"\"",        ",",
                                     "\n",          "\r\n",
                                     ";",           ";;",
                                     "XGATE",       "XNONE",
                                     "E1",          "*",
                                     "yes",         "24:00",
                                     "08:00-08:00", "2024-02-30",
                                     "02-29",       "99999999999999999999",
                                     "\xFF",        "\xEF\xBB\xBF",
                                     "closed",      "planned",
                                     "1435",        "1520",
                                     "berth",       ".",
                                     "=",           "links.EAST-GATE.capacity=",
                                     "A>B",         "-",
                                     ">",           "exponential",
                                     "fixed",       "1e-9",
                                     "1e9"});

class Vandal {
 public:
  explicit Vandal(std::uint64_t seed) : random_{seed} {}

  void damage(Files& files) {
    auto file = files.begin();
    std::advance(file, below(files.size()));
    for (auto left = 1 + below(4); left > 0; --left) {
      damage(file->second);
    }
  }

 private:
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
  }

  void damage(std::string& text) {
    auto const at = below(text.size() + 1);
    auto const length = below(12);
    switch (below(7)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, kWords[below(kWords.size())]);
        break;
      case 2:
        text.replace(at, length, kWords[below(kWords.size())]);
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), length * 10));
        break;
      case 4:
        replace_field(text, at);
        break;
      case 5:
        replace_field(text, at);
        break;
      default:
        text.resize(at);
    }
  }

  // Leaves the shape of the table as it is, and so gets further.
  void replace_field(std::string& text, std::size_t at) {
    auto const begin = text.find_first_of(",\n", at);
    if (begin == std::string::npos) {
      return;
    }
    auto const end =
        std::min(text.find_first_of(",\n", begin + 1), text.size());
    text.replace(begin + 1, end - begin - 1, kWords[below(kWords.size())]);
  }

  std::mt19937_64 random_;
};

Files tiny() {
  return read_package(std::filesystem::path{CAMEL_ROOT} / "corridors/tiny");
}

TEST(MutatedCorridor, is_read_or_refused_and_never_lets_nonsense_through) {
  auto const whole = tiny();
  auto refused = 0;
  for (auto seed = 1; seed <= kCases; ++seed) {
    auto files = whole;
    Vandal{static_cast<std::uint64_t>(seed)}.damage(files);
    auto const loaded = load_corridor(files, "");
    ASSERT_NO_THROW(check_sane(loaded)) << "seed " << seed;
    refused += loaded.ok() ? 0 : 1;
  }
  EXPECT_GT(refused, kCases / 3);  // the damage is real
  EXPECT_LT(refused, kCases);      // and not always noticed: notes may change
}

}  // namespace
}  // namespace camel
