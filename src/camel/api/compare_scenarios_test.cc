// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compare_scenarios.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

std::string text(std::string const& demand = "teu=4000",
                 std::string const& customs = "hours=2") {
  return "place A CN\n place B KZ\n place C UZ\n"
         "link A B capacity=10\n link B C capacity=10\n"
         "facility B customs " +
         customs +
         " law=exponential\n"
         "step B CN>KZ customs at=customs\n"
         "service E A+ B- capacity=40 rule=timetable frequency=14\n"
         "service W B+ C- capacity=40 rule=full_or_time wait=24\n"
         "demand A C lot=3 " +
         demand + "\n";
}

ComparisonPlan plan(int replications) {
  return {.simulation = {.replications = replications,
                         .days = 100,
                         .warm_up_days = 20,
                         .seed = 7,
                         .threads = 1,
                         .progress = {}}};
}

ScenarioCorridor alternative(std::string const& name,
                             std::string const& of_corridor) {
  ScenarioCorridor one;
  one.scenario.name = name;
  one.loaded.corridor = corridor_from(of_corridor);
  return one;
}

Comparison compare(std::vector<std::string> const& others,
                   int replications = 6) {
  std::vector<ScenarioCorridor> alternatives;
  for (auto const& other : others) {
    alternatives.push_back(
        alternative("s" + std::to_string(alternatives.size()), other));
  }
  return compare_scenarios(corridor_from(text()), std::move(alternatives),
                           plan(replications));
}

ComparedFigure figure(Comparison const& comparison, std::string const& name,
                      std::string const& key = "") {
  for (auto const& one : comparison.figures) {
    if (one.figure == name && one.key == key) {
      return one;
    }
  }
  ADD_FAILURE() << "no figure " << name << " of " << key;
  return {};
}

TEST(CompareScenarios, the_same_corridor_with_the_same_luck_is_unchanged) {
  auto const comparison = compare({text()});
  EXPECT_GT(comparison.figures.size(), 10U);
  for (auto const& one : comparison.figures) {
    ASSERT_EQ(one.alternatives.size(), 1U);
    EXPECT_EQ(one.alternatives[0].verdict, Verdict::unchanged) << one.key;
    EXPECT_EQ(one.alternatives[0].difference, (Interval{0, 0, 0})) << one.key;
  }
  EXPECT_EQ(comparison.tested.totals.differences +
                comparison.tested.others.differences,
            0U);
}

TEST(CompareScenarios, differences_are_those_of_the_two_runs) {
  auto const comparison = compare({text("teu=8000")});
  auto const separate =
      simulate_corridor(corridor_from(text("teu=8000")), plan(6).simulation);
  auto const teu = figure(comparison, "teu_year");
  EXPECT_EQ(teu.base.mean, comparison.base.teu_year.mean);
  EXPECT_EQ(teu.alternatives[0].value.mean, separate.teu_year.mean);
  EXPECT_NEAR(teu.alternatives[0].difference.mean,
              separate.teu_year.mean - teu.base.mean, 1e-9);
  EXPECT_EQ(teu.alternatives[0].verdict, Verdict::differs);
  EXPECT_NEAR(teu.alternatives[0].difference.mean, 4000, 800);
}

TEST(CompareScenarios, a_hair_more_demand_is_noise) {
  auto const comparison = compare({text("teu=4001")});
  EXPECT_EQ(figure(comparison, "transit_days").alternatives[0].verdict,
            Verdict::noise);
}

TEST(CompareScenarios, slower_customs_are_seen_where_they_are) {
  auto const comparison = compare({text("teu=4000", "hours=6")});
  auto const use = figure(comparison, "utilisation", "B/customs");
  // Three times the work of one server: 2 trains a day of 2 hours, then 6.
  EXPECT_NEAR(use.alternatives[0].value.mean, 3 * use.base.mean, 0.05);
  EXPECT_EQ(use.alternatives[0].verdict, Verdict::differs);
  EXPECT_EQ(figure(comparison, "stay_hours", "B CN>UZ").group,
            FigureGroup::border);
}

TEST(CompareScenarios, what_only_one_of_the_two_has_is_said) {
  auto const comparison = compare(
      {text(),
       "place A CN\n place B KZ\n place C UZ\n"
       "link A B capacity=10\n link B C capacity=10\n link A C capacity=10\n"
       "facility B customs hours=2 law=exponential\n"
       "service D A+ C- capacity=40 rule=timetable frequency=14\n"
       "demand A C lot=3 teu=4000\n"});
  auto const by_b = figure(comparison, "transit_days", "A>C container by B");
  EXPECT_EQ(by_b.alternatives[1].verdict, Verdict::only_base);
  EXPECT_TRUE(std::isnan(by_b.alternatives[1].difference.mean));
  auto const direct = figure(comparison, "transit_days", "A>C container");
  EXPECT_EQ(direct.alternatives[0].verdict, Verdict::unchanged) << "in neither";
  EXPECT_EQ(direct.alternatives[1].verdict, Verdict::only_here);
  EXPECT_TRUE(std::isnan(direct.base.mean));
}

TEST(CompareScenarios, more_alternatives_ask_for_more_certainty) {
  auto const one = compare({text("teu=4100")});
  auto const many = compare(
      {text("teu=4100"), text("teu=4100"), text("teu=4100"), text("teu=4100")});
  EXPECT_EQ(many.tested.totals.differences, 4 * one.tested.totals.differences);
  EXPECT_EQ(many.tested.others.differences, 4 * one.tested.others.differences);
  EXPECT_GT(many.tested.others.times, one.tested.others.times);
  EXPECT_EQ(figure(one, "teu_year").alternatives[0].difference,
            figure(many, "teu_year").alternatives[3].difference)
      << "the interval that is shown is of this difference alone";
  auto const told = [](Comparison const& comparison) {
    return std::count_if(comparison.figures.begin(), comparison.figures.end(),
                         [](auto const& row) {
                           return row.alternatives[0].verdict ==
                                  Verdict::differs;
                         });
  };
  EXPECT_LE(told(many), told(one));
}

TEST(CompareScenarios, what_is_told_from_noise_is_so_many_times_its_interval) {
  auto const comparison = compare({text("teu=4200")});
  for (auto const& one : comparison.figures) {
    auto const& value = one.alternatives[0];
    if (value.verdict != Verdict::noise && value.verdict != Verdict::differs) {
      continue;
    }
    auto const half = (value.difference.high - value.difference.low) / 2;
    auto const times = one.group == FigureGroup::total
                           ? comparison.tested.totals.times
                           : comparison.tested.others.times;
    EXPECT_EQ(value.verdict == Verdict::differs,
              std::abs(value.difference.mean) > times * half)
        << one.key << " " << one.figure;
  }
}

TEST(CompareScenarios, one_replication_tells_nothing_from_noise) {
  auto const comparison = compare({text("teu=8000")}, 1);
  auto const teu = figure(comparison, "teu_year").alternatives[0];
  EXPECT_EQ(teu.verdict, Verdict::noise);
  EXPECT_EQ(teu.difference.low, teu.difference.high);
  EXPECT_GT(teu.difference.mean, 0);
}

TEST(CompareScenarios, progress_counts_the_replications_of_all_runs) {
  int last = 0;
  auto counted = plan(2);
  counted.simulation.progress = [&](int done) { last = std::max(last, done); };
  compare_scenarios(corridor_from(text()),
                    {alternative("a", text()), alternative("b", text())},
                    counted);
  EXPECT_EQ(last, 6);
}

TEST(CompareScenarios, a_base_alone_is_refused) {
  EXPECT_THROW(compare_scenarios(corridor_from(text()), {}, plan(2)),
               UsageError);
}

// Two corridors with the same laws and other random numbers: at most the share
// of verdicts that was promised is wrong. 200 comparisons, 5 % allowed each:
// 10 expected at the most, and 20 or more come up once in 900.
TEST(CompareScenarios, verdicts_hold_as_often_as_promised) {
  int wrong = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    auto trial = plan(4);
    trial.simulation.days = 30;
    trial.simulation.warm_up_days = 5;
    trial.simulation.seed = seed;
    trial.simulate = [](Corridor const& corridor, SimulationPlan const& own) {
      auto other = own;
      other.seed += corridor.scenario.empty() ? 0 : 1'000'000;
      return simulate_corridor(corridor, other);
    };
    auto same = alternative("same", text());
    same.loaded.corridor.scenario = "same";
    auto const comparison =
        compare_scenarios(corridor_from(text()), {same}, trial);
    wrong +=
        std::any_of(comparison.figures.begin(), comparison.figures.end(),
                    [](auto const& row) {
                      return row.group == FigureGroup::total &&
                             row.alternatives[0].verdict == Verdict::differs;
                    })
            ? 1
            : 0;
  }
  EXPECT_LT(wrong, 20);
}

}  // namespace
}  // namespace camel
