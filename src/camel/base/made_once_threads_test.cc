// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/made_once.h"

namespace camel {
namespace {

TEST(MadeOnce, threads_that_ask_at_the_same_time_share_what_one_makes) {
  MadeOnce<int, std::string> words{3};
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (auto thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (auto i = 0; i < 99; ++i) {
        auto const key = i % 3;
        auto const word = words.get(key, [&] {
          ++made;
          return std::to_string(key);
        });
        EXPECT_EQ(*word, std::to_string(key));
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(made, 3);
}

TEST(MadeOnce, who_holds_a_thing_keeps_it_when_it_has_gone) {
  MadeOnce<int, std::string> words{1};
  auto const first = words.get(1, [] { return std::string{"one"}; });
  words.get(2, [] { return std::string{"two"}; });
  EXPECT_EQ(*first, "one");
  auto const again = words.get(1, [] { return std::string{"one again"}; });
  EXPECT_EQ(*again, "one again");
}

TEST(MadeOnce, what_could_not_be_made_is_tried_again) {
  MadeOnce<int, std::string> words{1};
  EXPECT_THROW(
      words.get(1, []() -> std::string { throw std::runtime_error{"no"}; }),
      std::runtime_error);
  EXPECT_EQ(*words.get(1, [] { return std::string{"yes"}; }), "yes");
}

}  // namespace
}  // namespace camel
