// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compared_figures.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr auto kCorridor =
    "place A CN\n place B KZ\n place C UZ\n place D UZ\n"
    "link A B capacity=10\n link B C capacity=10\n link C D capacity=10\n"
    "facility B customs hours=2 law=exponential\n facility D gate hours=1\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ B- capacity=40 rule=timetable frequency=14\n"
    "service W B+ C- capacity=40 rule=full_or_time wait=24\n"
    "demand A C teu=4000 lot=3\n";

std::vector<NamedFigure> figures() {
  auto const corridor = corridor_from(kCorridor);
  return figures_of(corridor, simulate_corridor(corridor, {.replications = 3,
                                                           .days = 100,
                                                           .warm_up_days = 20,
                                                           .progress = {}}));
}

NamedFigure const* find(std::vector<NamedFigure> const& all,
                        std::string const& key, std::string const& figure) {
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) {
    return one.name.key == key && one.name.figure == figure;
  });
  return found == all.end() ? nullptr : &*found;
}

TEST(ComparedFigures, each_is_named_by_codes_and_has_its_samples) {
  auto const all = figures();
  auto const* const flow = find(all, "A>C container by B", "transit_days");
  ASSERT_NE(flow, nullptr);
  EXPECT_EQ(flow->estimate.samples.size(), 3U);
  EXPECT_NEAR(flow->weight, 4000, 600) << "the boxes it is about";
  EXPECT_NE(find(all, "", "teu_year"), nullptr);
  EXPECT_NE(find(all, "B/customs", "utilisation"), nullptr);
  EXPECT_NE(find(all, "B", "waiting_teu"), nullptr);
  EXPECT_NE(find(all, "B CN>UZ", "stay_hours"), nullptr);
  auto const* const there = find(all, "A-B there", "trains_day");
  ASSERT_NE(there, nullptr);
  EXPECT_EQ(there->name.label, "Aville → Bville (A-B)");
}

TEST(ComparedFigures, totals_come_first) {
  auto const all = figures();
  EXPECT_EQ(all.front().name.group, FigureGroup::total);
  EXPECT_TRUE(
      std::is_sorted(all.begin(), all.end(), [](auto const& a, auto const& b) {
        return a.name.group < b.name.group;
      }));
}

TEST(ComparedFigures, the_wait_of_who_was_never_served_is_no_figure) {
  auto const all = figures();
  EXPECT_NE(find(all, "B/customs", "wait_hours"), nullptr);
  EXPECT_NE(find(all, "D/gate", "utilisation"), nullptr);
  EXPECT_EQ(find(all, "D/gate", "wait_hours"), nullptr);
}

}  // namespace
}  // namespace camel
