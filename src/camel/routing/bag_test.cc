// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/bag.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace camel {
namespace {

struct Entry {
  Four figures;
  std::int32_t boardings = 0;

  bool covers(Entry const& other) const {
    return no_greater(figures, other.figures) && boardings <= other.boardings;
  }
};

TEST(Bag, keeps_what_nothing_covers_as_a_plain_list_does) {
  std::mt19937 draw{3};
  for (int trial = 0; trial < 50; ++trial) {
    Bag bag;
    std::vector<Entry> added;
    std::set<std::uint32_t> kept;
    for (std::uint32_t n = 0; n < 80; ++n) {
      auto const any = [&] { return static_cast<std::int32_t>(draw() % 12); };
      auto const entry = Entry{{any(), any(), any(), any()}, any() / 3};
      added.push_back(entry);
      auto is_covered = false;
      std::set<std::uint32_t> by;
      for (auto const one : kept) {
        is_covered = is_covered || added[one].covers(entry);
        if (added[one].covers(entry)) {
          by.insert(one);
        }
      }
      std::set<std::uint32_t> seen;
      EXPECT_FALSE(bag.look_through(entry.figures, entry.boardings,
                                    [&](std::int32_t risk, std::uint32_t one) {
                                      EXPECT_EQ(risk, added[one].figures[3]);
                                      seen.insert(one);
                                      return false;
                                    }));
      EXPECT_EQ(seen, by);
      EXPECT_EQ(bag.covers(entry.figures, entry.boardings), is_covered);
      if (is_covered) {
        continue;
      }
      bag.add(entry.figures, entry.boardings, n, [&](std::uint32_t gone) {
        EXPECT_TRUE(entry.covers(added[gone]));
        EXPECT_EQ(kept.erase(gone), 1U);
      });
      kept.insert(n);
      for (auto const one : kept) {
        EXPECT_TRUE(one == n || !entry.covers(added[one]));
      }
    }
    EXPECT_FALSE(bag.empty());
    bag.clear();
    EXPECT_TRUE(bag.empty());
  }
}

}  // namespace
}  // namespace camel
