// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "camel/capacity/test_capacity.h"

namespace camel {
namespace {

// What threads share out among them.
std::ptrdiff_t binding(CapacityResult const& result) {
  return std::count_if(result.limits.begin(), result.limits.end(),
                       [](auto const& limit) { return limit.binds; });
}

TEST(CapacityThreads, give_the_same_bytes_on_1_2_and_7) {
  std::string text =
      "place A CN\nplace B KZ\nplace C KZ\n"
      "link A B capacity=10 back=5\nlink B C capacity=8\n"
      "facility B lifts servers=1 hours=3\n"
      "fleet W number=300 teu=2 empty_train=20\n"
      "service S A* B* C* capacity=50 fleet=W\n"
      "service R C* B* A* capacity=50 fleet=W\n"
      "demand A C teu=90000\ndemand C A teu=40000\n"
      "demand A B teu=30000\n"
      "place D CN\nplace E KZ\nlink D E capacity=2\n"
      "service T D* E* capacity=40 fleet=W\ndemand D E teu=80000\n"
      "place F CN\nplace G KZ\nlink F G capacity=3\n"
      "service U F* G* capacity=40 fleet=W\ndemand F G teu=90000\n";
  for (int month = 1; month <= 12; month += 2) {
    auto const date =
        "2024-" + std::string{month < 10 ? "0" : ""} + std::to_string(month);
    text += "closure A-B key=" + date + " from=" + date + "-01 to=" + date +
            "-28 share=0." + std::to_string(month % 9 + 1) + "\n";
  }
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth}) {
    CapacityQuestion question;
    question.objective = objective;
    Solved const one{text, question};
    if (objective == CapacityObjective::throughput) {
      EXPECT_GT(binding(one.result), 2);
    }
    for (auto const threads : {2, 7}) {
      question.threads = threads;
      Solved const more{text, question};
      auto const& a = one.result;
      auto const& b = more.result;
      EXPECT_EQ(a.value, b.value);
      EXPECT_EQ(a.dual, b.dual);
      EXPECT_EQ(a.usd, b.usd);
      EXPECT_EQ(a.rounds, b.rounds);
      EXPECT_EQ(a.columns, b.columns);
      ASSERT_EQ(a.limits.size(), b.limits.size());
      for (std::size_t i = 0; i < a.limits.size(); ++i) {
        EXPECT_EQ(a.limits[i].limit, b.limits[i].limit);
        EXPECT_EQ(a.limits[i].price, b.limits[i].price);
        EXPECT_EQ(a.limits[i].used, b.limits[i].used);
        EXPECT_EQ(a.limits[i].step.teu, b.limits[i].step.teu);
        EXPECT_EQ(a.limits[i].all.growth, b.limits[i].all.growth);
        EXPECT_EQ(a.limits[i].next, b.limits[i].next);
      }
      ASSERT_EQ(a.ladder.size(), b.ladder.size());
      for (std::size_t i = 0; i < a.ladder.size(); ++i) {
        EXPECT_EQ(a.ladder[i].growth, b.ladder[i].growth);
        EXPECT_EQ(a.ladder[i].limit, b.ladder[i].limit);
      }
    }
  }
}

}  // namespace
}  // namespace camel
