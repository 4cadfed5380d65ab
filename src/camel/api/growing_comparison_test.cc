// SPDX-License-Identifier: Apache-2.0
#include "camel/api/growing_comparison.h"

#include <gtest/gtest.h>

#include "camel/api/compare_codec.h"
#include "camel/base/error.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor with_customs(std::string const& hours) {
  return corridor_from(
      "place A CN\n place B KZ\n link A B capacity=10\n"
      "facility B customs hours=" +
      hours +
      " law=exponential\n"
      "step B CN>KZ customs at=customs\n"
      "service E A+ B- capacity=40 rule=timetable frequency=14\n"
      "demand A B teu=4000 lot=3\n");
}

SimulationPlan plan(int replications) {
  return {.replications = replications,
          .days = 60,
          .warm_up_days = 10,
          .seed = 7,
          .threads = 2,
          .progress = {}};
}

std::vector<ScenarioCorridor> alternatives() {
  std::vector<ScenarioCorridor> list;
  for (auto const* const hours : {"4", "6"}) {
    list.emplace_back();
    list.back().scenario.name = hours;
    list.back().loaded.corridor = with_customs(hours);
  }
  return list;
}

TEST(GrowingComparison, in_the_end_it_is_as_if_compared_at_once) {
  auto const base = std::make_shared<GrowingYear>(with_customs("2"), plan(5));
  GrowingComparison growing{base, alternatives(), plan(5)};
  growing.with_given_ways();
  for (auto const replications : {2, 5}) {
    auto const comparison = growing.settled(replications);
    EXPECT_EQ(comparison.plan.replications, replications);
    EXPECT_EQ(to_json(base->corridor(), comparison),
              to_json(base->corridor(),
                      compare_scenarios(base->corridor(), alternatives(),
                                        {.simulation = plan(replications)})));
  }
}

TEST(GrowingComparison, more_threads_than_replications_change_nothing) {
  auto many = plan(5);
  many.threads = 7;
  auto const base = std::make_shared<GrowingYear>(with_customs("2"), many);
  GrowingComparison growing{base, alternatives(), many};
  auto runs = 0;
  auto const count = [&] { ++runs; };
  growing.with_given_ways(count);
  growing.settled(4, count);
  EXPECT_EQ(to_json(base->corridor(), growing.settled(5, count)),
            to_json(base->corridor(),
                    compare_scenarios(base->corridor(), alternatives(),
                                      {.simulation = plan(5)})));
  EXPECT_EQ(runs, 3 * 5);
}

TEST(GrowingComparison, the_base_is_run_once_for_all) {
  auto const base = std::make_shared<GrowingYear>(with_customs("2"), plan(5));
  auto runs = 0;
  auto const count = [&] { ++runs; };
  GrowingComparison one{base, alternatives(), plan(5)};
  one.settled(5, count);
  EXPECT_EQ(runs, 3 * 5);
  EXPECT_EQ(one.most_runs(), 3 * 5);
  runs = 0;
  GrowingComparison other{base, alternatives(), plan(5)};
  other.settled(5, count);
  EXPECT_EQ(runs, 2 * 5);
}

TEST(GrowingComparison, there_is_something_to_compare_with) {
  auto const base = std::make_shared<GrowingYear>(with_customs("2"), plan(5));
  EXPECT_THROW((GrowingComparison{base, {}, plan(5)}), UsageError);
}

}  // namespace
}  // namespace camel
