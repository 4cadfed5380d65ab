// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/journal.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "camel/operations/random_corridor.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

Corridor random_corridor(std::uint64_t number) {
  RandomCorridor made{number};
  auto corridor = corridor_from(made.text());
  made.ship(corridor);
  return corridor;
}

constexpr auto kBorder =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "facility B customs hours=2 law=fixed\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ C- capacity=40 rule=timetable frequency=14\n"
    "demand A C teu=6000 lot=3\n";

// What happens to a box of a lot, its own and that of the trains it was in.
std::vector<Deed> deeds_of(Journal const& journal, std::uint32_t lot) {
  std::vector<Deed> deeds;
  auto train = JournalEntry::kNone;
  for (auto const& entry : journal.entries) {
    if (entry.lot == lot) {
      deeds.push_back(entry.deed);
      train = entry.deed == Deed::boarded ? entry.train : JournalEntry::kNone;
    } else if (entry.lot == JournalEntry::kNone && entry.train == train &&
               train != JournalEntry::kNone) {
      deeds.push_back(entry.deed);
    }
  }
  return deeds;
}

TEST(Journal, a_box_is_told_of_from_door_to_door) {
  auto const journal =
      record_journals(corridor_from(kBorder), {.days = 20, .warm_up_days = 0})
          .front();
  ASSERT_FALSE(journal.lots.empty());
  EXPECT_EQ(deeds_of(journal, 0),
            (std::vector{Deed::boarded, Deed::departed, Deed::arrived,
                         Deed::handled, Deed::departed, Deed::arrived,
                         Deed::set_down, Deed::delivered}));
}

TEST(Journal, looking_on_changes_nothing) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Prepared const prepared{random_corridor(seed)};
    auto const plain = simulate_days(prepared, {.measured = 40, .seed = seed});
    JournalWriter writer{{0, 0, 40 * kDay}, 0.5};
    auto const watched = simulate_year(
        prepared.corridor, prepared.network, prepared.routes, prepared.plan,
        {.seed = seed, .end = 40 * kDay, .journal = &writer});
    EXPECT_EQ(plain.trains, watched.trains) << seed;
    EXPECT_EQ(plain.lots_delivered, watched.lots_delivered) << seed;
    for (auto const id : prepared.corridor.demand.ids()) {
      EXPECT_EQ(plain.flows[id].transit_hours, watched.flows[id].transit_hours)
          << seed;
    }
  }
}

TEST(Journal, entries_come_in_time_and_no_lot_is_delivered_twice) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    auto const journal =
        record_journals(random_corridor(seed),
                        {.days = 30, .days_after = 200, .warm_up_days = 5})
            .front();
    EXPECT_TRUE(std::is_sorted(
        journal.entries.begin(), journal.entries.end(),
        [](auto const& a, auto const& b) { return a.time < b.time; }));
    // Where trains only leave full, some boxes wait for ever.
    std::map<std::uint32_t, int> delivered;
    for (auto const& entry : journal.entries) {
      if (entry.deed == Deed::delivered) {
        EXPECT_EQ(++delivered[entry.lot], 1) << seed;
      }
    }
    EXPECT_LE(delivered.size(), journal.lots.size()) << seed;
    EXPECT_FALSE(delivered.empty()) << seed;
  }
}

TEST(Journal, the_share_of_lots_that_is_asked_for_is_followed) {
  auto const corridor = corridor_from(kBorder);
  auto const all = record_journals(corridor, {.days = 100}).front();
  auto const tenth =
      record_journals(corridor, {.days = 100, .share = 0.1}).front();
  EXPECT_NEAR(static_cast<double>(tenth.lots.size()),
              static_cast<double>(all.lots.size()) / 10, 1);
}

TEST(Journal, any_number_of_threads_gives_the_same) {
  auto const corridor = random_corridor(3);
  JournalPlan plan{.replications = 3, .days = 20, .warm_up_days = 5};
  auto const one = record_journals(corridor, plan);
  plan.threads = 2;
  EXPECT_EQ(one, record_journals(corridor, plan));
}

}  // namespace
}  // namespace camel
