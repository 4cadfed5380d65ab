// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/api/compare_scenarios.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr auto kCorridor =
    "place A CN\n place B KZ\n link A B capacity=9\n"
    "facility B gauge_change hours=2 law=gamma\n"
    "service E A+ B- capacity=40 rule=timetable frequency=7\n"
    "demand A B lot=3 ";

std::vector<double> compared(int threads) {
  auto const alternative = [](std::string const& demand) {
    ScenarioCorridor one;
    one.loaded.corridor = corridor_from(kCorridor + demand);
    return one;
  };
  auto const comparison =
      compare_scenarios(corridor_from(std::string{kCorridor} + "teu=5000"),
                        {alternative("teu=6000"), alternative("teu=7000")},
                        {.simulation = {.replications = 3,
                                        .days = 60,
                                        .warm_up_days = 10,
                                        .seed = 3,
                                        .threads = threads,
                                        .progress = {}}});
  std::vector<double> numbers;
  for (auto const& figure : comparison.figures) {
    for (auto const& value : figure.alternatives) {
      numbers.insert(
          numbers.end(),
          {value.value.mean, value.difference.mean, value.difference.low,
           value.difference.high, static_cast<double>(value.verdict)});
    }
  }
  return numbers;
}

TEST(CompareScenariosThreads, any_number_of_threads_gives_the_same_numbers) {
  auto const on_one = compared(1);
  EXPECT_GT(on_one.size(), 50U);
  EXPECT_EQ(on_one, compared(2));
  EXPECT_EQ(on_one, compared(7)) << "two runs at a time";
  EXPECT_EQ(on_one, compared(32)) << "all at once";
}

}  // namespace
}  // namespace camel
