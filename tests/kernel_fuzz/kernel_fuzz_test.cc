// SPDX-License-Identifier: Apache-2.0
// Random programs have the same history when the kernel runs them and when the
// naive reference does. Where this fails, `fuzz/kernel 0 SEED` cuts the program
// of that seed down and prints it.
#include <gtest/gtest.h>

#include "program.h"

namespace camel::fuzz {
namespace {

class KernelFuzz : public testing::TestWithParam<int> {};

constexpr int kPrograms = 250;  // in each of the tests

TEST_P(KernelFuzz, the_kernel_has_the_history_that_its_headers_promise) {
  for (int i = 0; i < kPrograms; ++i) {
    auto const seed = static_cast<std::uint64_t>(GetParam() * kPrograms + i);
    auto const program = random_program(seed);
    Failure failure;
    ASSERT_TRUE(is_same(program, seed, &failure))
        << "seed " << seed << ", " << failure.way << "\n"
        << to_text(program) << difference(failure.real, failure.reference);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, KernelFuzz, testing::Range(0, 8));

// The comparison itself: it must see what a process does a tick later, another
// result, and another order at the same time.
Program two_waits(Ticks first, Ticks second) {
  Program program;
  program.scripts = {{{.what = Do::wait, .time = first}},
                     {{.what = Do::wait, .time = second}}};
  program.starts = {{.script = 0}, {.script = 1}};
  return program;
}

TEST(History, it_differs_when_something_happens_a_tick_later) {
  EXPECT_EQ(run_real(two_waits(3, 4), {}),
            run_reference(two_waits(3, 4), kNever));
  EXPECT_NE(run_real(two_waits(3, 4), {}),
            run_reference(two_waits(3, 5), kNever));
}

TEST(History, it_differs_when_two_go_on_in_another_order) {
  auto other = two_waits(3, 3);
  other.starts = {{.script = 1}, {.script = 0}};
  other.scripts[1][0].what = Do::wait_signal;
  auto same = other;
  same.starts = {{.script = 0}, {.script = 1}};
  EXPECT_NE(run_real(other, {}), run_reference(same, kNever));
}

TEST(RandomPrograms, every_kind_of_step_occurs_and_comes_to_a_result) {
  std::array<int, kDos> results{};
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto const& numbers = run_reference(random_program(seed), kNever).numbers;
    for (std::size_t i = 0; i < numbers.size(); i += History::kWidth) {
      auto const what = static_cast<std::size_t>(numbers[i + 2]);
      if (what < results.size()) {
        ++results[what];
      }
    }
  }
  for (std::size_t what = 0; what < results.size(); ++what) {
    if (static_cast<Do>(what) != Do::fail) {  // it has none
      EXPECT_GT(results[what], 20) << "step " << what;
    }
  }
}

}  // namespace
}  // namespace camel::fuzz
