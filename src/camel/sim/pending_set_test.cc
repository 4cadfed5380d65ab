// SPDX-License-Identifier: Apache-2.0
// Heap, ladder and the set that chooses between them are driven side by side
// with a sorted set: whatever goes in, all must give the identical order.
#include "camel/sim/pending_set.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr Ticks kHorizon = Ticks{1} << 60;
constexpr unsigned kClass = 32;

class Trial {
 public:
  void push(Ticks time, unsigned class_number = kClass) {
    auto const slot = sequence_ * 7919U % PendingItem::kMostSlots;
    PendingItem const item{time, class_number, ++sequence_, slot};
    for (auto& set : sets_) {
      set.push(item);
    }
    sorted_.insert(item);
    check();
  }
  PendingItem pop() {
    auto const first = *sorted_.begin();
    for (auto& set : sets_) {
      differences_ += !(set.pop() == first);
    }
    sorted_.erase(sorted_.begin());
    check();
    now_ = first.time();
    return first;
  }
  void pop_all() {
    while (size() > 0) {
      pop();
    }
  }
  template <typename IsLive>
  void keep_if(IsLive const& is_live) {
    for (auto& set : sets_) {
      set.keep_if(is_live);
    }
    std::erase_if(sorted_, [&](auto const& item) { return !is_live(item); });
    check();
  }
  void take_all_and_put_back() {
    for (auto& set : sets_) {
      auto const items = set.take_all();
      differences_ += !set.empty() || items.size() != size();
      set.put_back(items);
    }
    check();
  }

  Ticks now() const { return now_; }
  std::size_t size() const { return sorted_.size(); }
  bool is_ladder() const { return sets_[0].is_ladder(); }  // the automatic one
  std::uint64_t differences() const { return differences_; }

  std::uint64_t below(std::uint64_t end) { return random_() % end; }

 private:
  void check() {
    for (auto const& set : sets_) {
      differences_ += set.size() != size() || set.empty() != sorted_.empty() ||
                      (!set.empty() && !(set.top() == *sorted_.begin()));
    }
  }

  std::array<PendingSet, 3> sets_{PendingSet{PendingSet::Structure::automatic},
                                  PendingSet{PendingSet::Structure::heap},
                                  PendingSet{PendingSet::Structure::ladder}};
  std::set<PendingItem> sorted_;
  std::uint32_t sequence_ = 0;
  Ticks now_ = 0;
  std::uint64_t differences_ = 0;
  std::mt19937_64 random_{1};
};

using Gap = std::function<Ticks(Trial&)>;

// So many stand there; the first is taken and another put in after a gap, for
// as long as the times are below the horizon; at last all are taken.
void expect_same_order(std::size_t pending, int holds, Gap const& gap) {
  SCOPED_TRACE(pending);
  Trial trial;
  auto const push = [&] {
    trial.push(std::min(trial.now() + gap(trial), kHorizon - 1));
  };
  while (trial.size() < pending) {
    push();
  }
  for (int i = 0; i < holds; ++i) {
    trial.pop();
    push();
  }
  trial.pop_all();
  EXPECT_EQ(trial.differences(), 0U);
}

double uniform(Trial& trial) {  // 0 < u < 1
  return (static_cast<double>(trial.below(1U << 30)) + 0.5) * 0x1p-30;
}

TEST(PendingSet, orders_by_time_then_class_then_sequence) {
  PendingItem const items[] = {{1, 63, 9, 9},   {2, 0, 9, 9},
                               {2, 31, 1, 9},   {2, 31, 2, 0},
                               {2, 31, ~0U, 0}, {kHorizon - 1, 0, 1, 0}};
  PendingSet set;
  for (auto const i : {3, 0, 5, 2, 4, 1}) {
    set.push(items[i]);
  }
  for (auto const& item : items) {
    EXPECT_EQ(set.pop(), item);
  }
  EXPECT_TRUE(set.empty());
}

TEST(PendingSet, an_item_gives_back_what_it_was_made_of) {
  PendingItem const item{kHorizon - 1, 63, ~0U, PendingItem::kMostSlots - 1};
  EXPECT_EQ(item.time(), kHorizon - 1);
  EXPECT_EQ(item.class_number(), 63U);
  EXPECT_EQ(item.sequence(), ~0U);
  EXPECT_EQ(item.slot(), PendingItem::kMostSlots - 1);
  EXPECT_LT(item, PendingItem::never());
}

TEST(PendingSet, exponential_gaps_keep_the_order) {
  for (std::size_t const pending : {1, 4, 100, 999, 1001, 5000}) {
    expect_same_order(pending, 20'000, [](Trial& trial) {
      return static_cast<Ticks>(-1e6 * std::log(uniform(trial)));
    });
  }
}

TEST(PendingSet, equal_times_keep_the_order_of_asking) {
  expect_same_order(3000, 10'000, [](Trial&) { return Ticks{0}; });
}

TEST(PendingSet, few_different_times_keep_the_order) {
  for (std::size_t const pending : {300, 3000}) {
    expect_same_order(pending, 20'000, [](Trial& trial) {
      return static_cast<Ticks>(trial.below(3));
    });
  }
}

TEST(PendingSet, two_clusters_far_apart_keep_the_order) {
  for (std::size_t const pending : {1200, 4000}) {
    expect_same_order(pending, 20'000, [](Trial& trial) {
      auto const far = trial.below(2) == 0 ? Ticks{1} << 45 : 0;
      return far + static_cast<Ticks>(trial.below(100));
    });
  }
}

TEST(PendingSet, pareto_tails_without_a_mean_keep_the_order) {
  for (std::size_t const pending : {1200, 4000}) {
    expect_same_order(pending, 20'000, [](Trial& trial) {
      auto const gap = std::pow(uniform(trial), -1 / 0.4);
      return static_cast<Ticks>(std::min(gap, 0x1p59));
    });
  }
}

TEST(PendingSet, times_all_over_the_range_keep_the_order) {
  expect_same_order(3000, 3000, [](Trial& trial) {
    auto const left = static_cast<std::uint64_t>(kHorizon - trial.now());
    return static_cast<Ticks>(trial.below(left));
  });
  // All magnitudes at once: as many in every power of two.
  expect_same_order(3000, 20'000, [](Trial& trial) {
    return static_cast<Ticks>(trial.below(kHorizon) >> trial.below(60));
  });
}

TEST(PendingSet, rising_and_falling_times_keep_the_order) {
  for (Ticks const step : {1, 1000}) {
    Trial rising, falling;
    for (Ticks i = 0; i < 4000; ++i) {
      rising.push(i * step);
      falling.push((4000 - i) * step);
    }
    rising.pop_all();
    falling.pop_all();
    EXPECT_EQ(rising.differences() + falling.differences(), 0U);
  }
}

TEST(PendingSet, bursts_at_the_current_time_come_before_all_that_is_later) {
  Trial trial;
  for (int i = 0; i < 2000; ++i) {
    trial.push(static_cast<Ticks>(trial.below(100'000)));
  }
  for (int burst = 0; burst < 300; ++burst) {
    trial.pop();
    for (auto i = trial.below(40); i > 0; --i) {
      trial.push(trial.now(), static_cast<unsigned>(trial.below(64)));
    }
    for (auto i = trial.below(40); i > 0 && trial.size() > 0; --i) {
      trial.pop();
    }
  }
  trial.pop_all();
  EXPECT_EQ(trial.differences(), 0U);
}

TEST(PendingSet, what_grows_and_shrinks_across_the_limits_keeps_the_order) {
  // The automatic set is to become a ladder and a heap again, often.
  Trial trial;
  int switches = 0;
  auto was_ladder = false;
  for (std::size_t const size :
       {1000, 1001, 250, 1100, 249, 1500, 0,   1001, 0,  1,   0, 2000,
        1,    3,    1,   1300, 260, 1300, 240, 1001, 10, 400, 0}) {
    while (trial.size() != size) {
      // Two steps towards the size, one away from it.
      auto const is_too_small = trial.size() < size;
      if ((trial.below(3) > 0) == is_too_small || trial.size() == 0) {
        trial.push(trial.now() + static_cast<Ticks>(trial.below(5000)));
      } else {
        trial.pop();
      }
      switches += trial.is_ladder() != was_ladder;
      was_ladder = trial.is_ladder();
    }
  }
  EXPECT_EQ(trial.differences(), 0U);
  EXPECT_GE(switches, 6);
}

TEST(PendingSet, a_ladder_that_ran_empty_takes_new_items) {
  for (Ticks const gap : {0, 1, 1'000'000}) {
    Trial trial;
    for (int i = 0; i < 2000; ++i) {
      trial.push(i);
    }
    trial.pop_all();
    for (int i = 0; i < 5; ++i) {
      trial.push(trial.now() + gap);
    }
    trial.pop_all();
    EXPECT_EQ(trial.differences(), 0U) << gap;
  }
}

TEST(PendingSet, is_a_heap_when_small_and_a_ladder_when_large) {
  PendingSet automatic, heap{PendingSet::Structure::heap};
  std::uint32_t pushed = 0;
  auto const hold = [&](std::size_t pending) {
    // Until at least 2000 of this size have passed, and with them the buckets
    // made for another size.
    for (int i = 0; i < 2000 || automatic.size() != pending; ++i) {
      if (automatic.size() <= pending) {
        ++pushed;
        PendingItem const item{Ticks{pushed} * 100, kClass, pushed, 0};
        automatic.push(item);
        heap.push(item);
      } else {
        automatic.pop();
        heap.pop();
      }
    }
    EXPECT_FALSE(heap.is_ladder());
    return automatic.is_ladder();
  };
  EXPECT_FALSE(hold(900));
  EXPECT_TRUE(hold(1100));
  EXPECT_TRUE(hold(300));
  EXPECT_FALSE(hold(200));
  EXPECT_FALSE(hold(900));
}

TEST(PendingSet, what_is_kept_or_put_back_keeps_the_order) {
  Trial trial;
  for (int round = 0; round < 60; ++round) {
    for (auto i = trial.below(400); i > 0; --i) {
      trial.push(trial.now() + static_cast<Ticks>(trial.below(100'000)));
    }
    for (auto i = trial.below(150); i > 0 && trial.size() > 0; --i) {
      trial.pop();
    }
    if (round % 3 == 0) {
      trial.take_all_and_put_back();
    } else if (round % 7 == 0) {
      trial.keep_if([](auto const& item) { return item.slot() % 3 != 0; });
    }
  }
  trial.pop_all();
  trial.keep_if([](auto const&) { return true; });
  trial.take_all_and_put_back();
  EXPECT_EQ(trial.differences(), 0U);
}

TEST(PendingSet, nothing_kept_is_an_empty_set_that_can_be_filled_again) {
  Trial trial;
  for (int i = 0; i < 3000; ++i) {
    trial.push(i * 10);
  }
  for (int i = 0; i < 50; ++i) {
    trial.pop();
  }
  trial.keep_if([](auto const&) { return false; });
  EXPECT_EQ(trial.size(), 0U);
  for (int i = 0; i < 3000; ++i) {
    trial.push(trial.now() + static_cast<Ticks>(trial.below(9)));
  }
  trial.pop_all();
  EXPECT_EQ(trial.differences(), 0U);
}

TEST(PendingSet, any_mix_of_pushing_and_popping_keeps_the_order) {
  // Also times before the last one popped: the set itself forbids nothing.
  Trial trial;
  for (int i = 0; i < 100'000; ++i) {
    auto const growth = i / 10'000 % 2 == 0 ? 11U : 9U;
    if (trial.size() == 0 || trial.below(20) < growth) {
      trial.push(static_cast<Ticks>(trial.below(1'000'000)),
                 static_cast<unsigned>(trial.below(64)));
    } else {
      trial.pop();
    }
  }
  trial.pop_all();
  EXPECT_EQ(trial.differences(), 0U);
}

}  // namespace
}  // namespace camel
