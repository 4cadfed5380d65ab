// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/waiting_list.h"

#include <deque>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/simulation.h"

namespace camel {
namespace {

// A line without anything at its end.
class Line : public WaitingList {
 public:
  explicit Line(std::string name = {}) : WaitingList{std::move(name)} {}
  using At = WaitingList::At;
  using WaitingList::first, WaitingList::join, WaitingList::serve,
      WaitingList::served_at_once;

  // The slots from the first to the last, and back.
  std::vector<Slot> slots() const {
    std::vector<Slot> slots;
    for (auto* waiter = first(); waiter != nullptr; waiter = waiter->behind) {
      slots.push_back(waiter->slot);
    }
    return slots;
  }
  std::vector<Slot> slots_backwards(Waiter const* last) const {
    std::vector<Slot> slots;
    for (; last != nullptr; last = last->ahead) {
      slots.insert(slots.begin(), last->slot);
    }
    return slots;
  }
  int left = 0;

 private:
  void left_unserved() override { ++left; }
};

using Slots = std::vector<Slot>;

class WaitingListTest : public testing::Test {
 protected:
  Waiter& come(Slot slot, Priority priority = 0, Line::At at = Line::At::back) {
    auto& waiter = waiters_.emplace_back();
    waiter.simulation = &sim_;
    waiter.slot = slot;
    waiter.priority = priority;
    line_.join(waiter, at);
    return waiter;
  }

  Simulation sim_;
  std::deque<Waiter> waiters_;
  Line line_;
};

TEST_F(WaitingListTest, equals_stand_in_the_order_they_came) {
  come(1);
  come(2);
  come(3);
  EXPECT_EQ(line_.slots(), (Slots{1, 2, 3}));
  EXPECT_EQ(line_.length(), 3U);
}

TEST_F(WaitingListTest, the_more_urgent_stand_before_the_less_urgent) {
  come(1, 0);
  come(2, 5);
  come(3, -32);
  come(4, 31);
  come(5, 0);
  come(6, -32);
  EXPECT_EQ(line_.slots(), (Slots{3, 6, 1, 5, 2, 4}));
}

TEST_F(WaitingListTest, at_the_front_is_at_the_front_of_its_own_priority) {
  come(1, 0);
  come(2, 1);
  come(3, 1, Line::At::front);
  come(4, 1);
  come(5, 0, Line::At::front);
  come(6, 2, Line::At::front);
  EXPECT_EQ(line_.slots(), (Slots{5, 1, 3, 2, 4, 6}));
}

TEST_F(WaitingListTest, who_leaves_unserved_is_counted_and_closes_the_gap) {
  come(1);
  auto& second = come(2);
  auto& third = come(3);
  line_.withdraw(second);
  EXPECT_EQ(line_.slots(), (Slots{1, 3}));
  EXPECT_EQ(line_.slots_backwards(&third), (Slots{1, 3}));
  EXPECT_EQ(second.list, nullptr);
  EXPECT_EQ(line_.reneged(), 1U);
  EXPECT_EQ(line_.left, 1);
  EXPECT_EQ(line_.waits().count(), 0U);
}

TEST_F(WaitingListTest, who_is_served_is_out_of_the_line_and_granted) {
  auto& first = come(1);
  come(2);
  line_.serve(first);
  EXPECT_TRUE(first.is_granted);
  EXPECT_EQ(first.list, &line_);  // it can still give back
  EXPECT_EQ(line_.slots(), (Slots{2}));
  EXPECT_EQ(line_.reneged(), 0U);
}

TEST_F(WaitingListTest, its_length_and_waits_are_measured_in_ticks) {
  auto& first = come(1);  // from 0 to 10
  sim_.run_until(4);
  auto& second = come(2);  // from 4 to 24
  sim_.run_until(10);
  line_.serve(first);
  line_.served_at_once();
  sim_.run_until(24);
  line_.serve(second);
  EXPECT_EQ(second.since, 4);
  EXPECT_TRUE(line_.line().area(24) == 10 + 20);
  EXPECT_EQ(line_.line().max(), 2);
  EXPECT_EQ(line_.waits().count(), 3U);
  EXPECT_DOUBLE_EQ(line_.waits().mean(), (10 + 20 + 0) / 3.0);
}

TEST_F(WaitingListTest, a_reset_forgets_the_past_but_not_who_stands_there) {
  come(1);
  auto& second = come(2);
  auto& third = come(3);
  sim_.run_until(100);
  line_.serve(second);
  line_.withdraw(third);
  line_.reset_line(100);
  EXPECT_EQ(line_.length(), 1U);
  EXPECT_EQ(line_.reneged(), 0U);
  EXPECT_EQ(line_.waits().count(), 0U);
  EXPECT_TRUE(line_.line().area(150) == 50);
}

TEST_F(WaitingListTest, any_coming_and_leaving_keeps_the_order) {
  // Compared with a plain list that is searched from its beginning.
  std::mt19937_64 random{1};
  std::vector<Waiter*> expected;
  for (Slot slot = 0; slot < 10'000; ++slot) {
    auto const grows = slot / 1000 % 2 == 0 ? 6U : 4U;
    if (expected.empty() || random() % 10 < grows) {
      // Often one priority alone, then some, then many.
      auto const spread = slot / 3000 == 0 ? 1 : slot % 3 == 0 ? 64 : 3;
      auto const priority = static_cast<Priority>(
          static_cast<int>(random() % 64) % spread - (spread == 64 ? 32 : 0));
      auto const at = random() % 4 == 0 ? Line::At::front : Line::At::back;
      auto& waiter = come(slot, priority, at);
      auto place = expected.begin();
      while (place != expected.end() &&
             ((*place)->priority < priority ||
              ((*place)->priority == priority && at == Line::At::back))) {
        ++place;
      }
      expected.insert(place, &waiter);
    } else {
      auto const at = static_cast<std::ptrdiff_t>(
          random() % 3 == 0 ? 0 : random() % expected.size());
      auto& waiter = *expected[static_cast<std::size_t>(at)];
      expected.erase(expected.begin() + at);
      if (random() % 2 == 0) {
        line_.serve(waiter);
      } else {
        line_.withdraw(waiter);
      }
    }
    Slots slots;
    for (auto const* waiter : expected) {
      slots.push_back(waiter->slot);
    }
    ASSERT_EQ(line_.slots(), slots);
    if (!expected.empty()) {
      ASSERT_EQ(line_.slots_backwards(expected.back()), slots);
    }
  }
  EXPECT_EQ(line_.waits().count() + line_.reneged() + line_.length(),
            waiters_.size());
}

TEST(WaitingList, who_outlives_the_line_is_in_none) {
  Simulation sim;
  Waiter waiter;
  waiter.simulation = &sim;
  {
    Line line;
    line.join(waiter);
    EXPECT_EQ(waiter.list, &line);
  }
  EXPECT_EQ(waiter.list, nullptr);
}

TEST(WaitingList, it_is_described_by_its_name) {
  EXPECT_EQ(Line{"track 4"}.describe(Waiter{}), "track 4");
  EXPECT_EQ(Line{}.describe(Waiter{}), "something without a name");
  Line line{"crane"};
  Line const moved{std::move(line)};
  EXPECT_EQ(moved.name(), "crane");
}

}  // namespace
}  // namespace camel
